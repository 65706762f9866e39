//! `oneOf` and `anyOf` without a member that tells the branches apart.

use super::types;
use insta::assert_snapshot;

#[test]
fn branches_are_variants_named_by_their_types() {
    assert_snapshot!(types(r"
        Value: { oneOf: [{ type: string }, { type: integer }, { type: boolean }, { type: array, items: {} }] }
    "), @"
    union! {
        #[union(one_of)]
        pub enum Value {
            #[variant]
            Text(String),
            #[variant]
            Integer(i64),
            #[variant]
            Boolean(bool),
            #[variant]
            List(Vec<Json>),
        }
    }

    from! {
        enum Value {
            Text(String),
            Integer(i64),
            Boolean(bool),
            List(Vec<Json>),
        }
    }
    ");
}

#[test]
fn branches_of_any_of_may_overlap() {
    assert_snapshot!(types(r"
        Value: { anyOf: [{ type: integer }, { type: number }] }
    "), @"
    union! {
        #[union(any_of)]
        pub enum Value {
            #[variant]
            Integer(i64),
            #[variant]
            Number(Number),
        }
    }

    from! {
        enum Value {
            Integer(i64),
            Number(Number),
        }
    }
    ");
}

#[test]
fn a_branch_that_is_a_reference_is_named_by_it() {
    assert_snapshot!(types(r"
        Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
        Cat: { required: [meows], properties: { meows: { type: boolean } } }
        Dog: { required: [barks], properties: { barks: { type: boolean } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("meows")]
            pub meows: bool,
        }
    }

    object! {
        pub struct Dog {
            #[required("barks")]
            pub barks: bool,
        }
    }

    union! {
        #[union(one_of)]
        pub enum Pet {
            #[variant]
            Cat(Cat),
            #[variant]
            Dog(Dog),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Dog(Dog),
        }
    }
    "#);
}

#[test]
fn a_branch_is_named_by_its_title() {
    assert_snapshot!(types(r"
        Contact:
          oneOf:
            - { title: By mail, required: [mail], properties: { mail: { type: string } } }
            - { title: By phone, required: [phone], properties: { phone: { type: string } } }
    "), @r#"
    union! {
        #[union(one_of)]
        pub enum Contact {
            #[variant]
            ByMail(ContactByMail),
            #[variant]
            ByPhone(ContactByPhone),
        }
    }

    from! {
        enum Contact {
            ByMail(ContactByMail),
            ByPhone(ContactByPhone),
        }
    }

    object! {
        pub struct ContactByMail {
            #[required("mail")]
            pub mail: String,
        }
    }

    object! {
        pub struct ContactByPhone {
            #[required("phone")]
            pub phone: String,
        }
    }
    "#);
}

#[test]
fn branches_without_a_name_are_numbered() {
    assert_snapshot!(types(r"
        Contact:
          anyOf:
            - { properties: { mail: { type: string } } }
            - { properties: { phone: { type: string } } }
    "), @r#"
    union! {
        #[union(any_of)]
        pub enum Contact {
            #[variant]
            Variant1(ContactVariant1),
            #[variant]
            Variant2(ContactVariant2),
        }
    }

    from! {
        enum Contact {
            Variant1(ContactVariant1),
            Variant2(ContactVariant2),
        }
    }

    object! {
        pub struct ContactVariant1 {
            #[optional("mail", with_mail)]
            pub mail: Option<String>,
        }
    }

    object! {
        pub struct ContactVariant2 {
            #[optional("phone", with_phone)]
            pub phone: Option<String>,
        }
    }
    "#);
}

#[test]
fn members_beside_the_branches_are_members_of_each() {
    assert_snapshot!(types(r"
        Contact:
          required: [name]
          properties: { name: { type: string } }
          oneOf:
            - { title: Mail, required: [mail], properties: { mail: { type: string } } }
            - { title: Phone, required: [phone], properties: { phone: { type: string } } }
    "), @r#"
    union! {
        #[union(one_of)]
        pub enum Contact {
            #[variant]
            Mail(ContactMail),
            #[variant]
            Phone(ContactPhone),
        }
    }

    from! {
        enum Contact {
            Mail(ContactMail),
            Phone(ContactPhone),
        }
    }

    object! {
        pub struct ContactMail {
            #[required("name")]
            pub name: String,
            #[required("mail")]
            pub mail: String,
        }
    }

    object! {
        pub struct ContactPhone {
            #[required("name")]
            pub name: String,
            #[required("phone")]
            pub phone: String,
        }
    }
    "#);
}

#[test]
fn branches_that_only_require_members_are_a_rule() {
    assert_snapshot!(types(r"
        Media:
          properties: { id: { type: string }, link: { type: string } }
          oneOf: [{ required: [id] }, { required: [link] }]
    "), @r#"
    object! {
        #[rules(MEDIA)]
        pub struct Media {
            #[optional("id", with_id)]
            pub id: Option<String>,
            #[optional("link", with_link)]
            pub link: Option<String>,
        }
    }

    const MEDIA: Rules = &[
        Rule::OneOf(&[&[Rule::Required(&["id"])], &[Rule::Required(&["link"])]]),
    ];
    "#);
}

#[test]
fn one_branch_alone_is_that_branch() {
    assert_snapshot!(types(r"
        Holder: { properties: { name: { oneOf: [{ type: string, maxLength: 9 }] } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("name", with_name)]
            pub name: Option<String>,
        }
    }

    const HOLDER: Rules = &[Rule::Member("name", &[Rule::MaxLength(9)])];
    "#);
}

#[test]
fn limits_of_a_branch_make_the_alternatives_a_rule() {
    assert_snapshot!(types(r"
        Code: { oneOf: [{ type: string, maxLength: 3 }, { type: integer, minimum: 100 }] }
    "), @"
    union! {
        #[union(any_of)]
        #[rules(CODE)]
        pub enum Code {
            #[variant]
            Text(String),
            #[variant]
            Integer(i64),
        }
    }

    from! {
        enum Code {
            Text(String),
            Integer(i64),
        }
    }

    const CODE: Rules = &[
        Rule::OneOf(
            &[
                &[Rule::Type(Types::STRING), Rule::MaxLength(3)],
                &[Rule::Type(Types::INTEGER), Rule::Minimum(100.0)],
            ],
        ),
    ];
    ");
}

#[test]
fn a_union_can_be_made_from_what_its_unions_can_be_made_from() {
    assert_snapshot!(types(r"
        Animal: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: boolean }] }
        Pet: { oneOf: [{ type: string }, { type: integer }] }
    "), @"
    union! {
        #[union(one_of)]
        pub enum Animal {
            #[variant]
            Pet(Pet),
            #[variant]
            Boolean(bool),
        }
    }

    from! {
        enum Animal {
            Pet(Pet),
            Pet(i64),
            Pet(String),
            Boolean(bool),
        }
    }

    union! {
        #[union(one_of)]
        pub enum Pet {
            #[variant]
            Text(String),
            #[variant]
            Integer(i64),
        }
    }

    from! {
        enum Pet {
            Text(String),
            Integer(i64),
        }
    }
    ");
}
