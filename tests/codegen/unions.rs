//! `oneOf` and `anyOf` without a property that selects the branch.

use super::types;
use insta::assert_snapshot;

#[test]
fn names_variants_by_type() {
    assert_snapshot!(types(r"
        Value: { oneOf: [{ type: string }, { type: integer }, { type: boolean }, { type: array, items: {} }] }
    "), @"
    union! {
        #[union(one_of)]
        pub enum Value {
            #[variant(is_text, as_text)]
            Text(String),
            #[variant(is_integer, as_integer)]
            Integer(i64),
            #[variant(is_boolean, as_boolean)]
            Boolean(bool),
            #[variant(is_list, as_list)]
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
        enum Value {
            Text(&str),
            Integer(i32),
        }
    }
    ");
}

#[test]
fn allows_overlapping_branches_in_anyof() {
    assert_snapshot!(types(r"
        Value: { anyOf: [{ type: integer }, { type: number }] }
    "), @"
    union! {
        #[union(any_of)]
        pub enum Value {
            #[variant(is_integer, as_integer)]
            Integer(i64),
            #[variant(is_number, as_number)]
            Number(Number),
        }
    }

    from! {
        enum Value {
            Integer(i64),
            Number(Number),
        }
        enum Value {
            Integer(i32),
            Number(f64),
        }
    }
    ");
}

#[test]
fn names_variants_by_reference() {
    assert_snapshot!(types(r"
        Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
        Cat: { required: [meows], properties: { meows: { type: boolean } } }
        Dog: { required: [barks], properties: { barks: { type: boolean } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("meows", new(Into<bool>))]
            pub meows: bool,
        }
    }

    object! {
        pub struct Dog {
            #[required("barks", new(Into<bool>))]
            pub barks: bool,
        }
    }

    union! {
        #[union(one_of)]
        pub enum Pet {
            #[variant(is_cat, as_cat)]
            Cat(Cat),
            #[variant(is_dog, as_dog)]
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
fn names_variants_by_title() {
    assert_snapshot!(types(r"
        Contact:
          oneOf:
            - { title: By mail, required: [mail], properties: { mail: { type: string } } }
            - { title: By phone, required: [phone], properties: { phone: { type: string } } }
    "), @r#"
    union! {
        #[union(one_of)]
        pub enum Contact {
            #[variant(is_by_mail, as_by_mail)]
            ByMail(ContactByMail),
            #[variant(is_by_phone, as_by_phone)]
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
        #[from(&str, String)]
        pub struct ContactByMail {
            #[required("mail", new(Into<String>))]
            pub mail: String,
        }
    }

    object! {
        #[from(&str, String)]
        pub struct ContactByPhone {
            #[required("phone", new(Into<String>))]
            pub phone: String,
        }
    }
    "#);
}

#[test]
fn names_variants_by_properties() {
    assert_snapshot!(types(r"
        Contact:
          anyOf:
            - { properties: { mail: { type: string } } }
            - { properties: { phone: { type: string } } }
    "), @r#"
    union! {
        #[union(any_of)]
        pub enum Contact {
            #[variant(is_mail, as_mail)]
            Mail(ContactMail),
            #[variant(is_phone, as_phone)]
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
            #[optional("mail", with_mail(Into<String>))]
            pub mail: Option<String>,
        }
    }

    object! {
        pub struct ContactPhone {
            #[optional("phone", with_phone(Into<String>))]
            pub phone: Option<String>,
        }
    }
    "#);
}

#[test]
fn adds_properties_beside_the_union_to_each_variant() {
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
        #[shared("name", name, set_name, String)]
        pub enum Contact {
            #[variant(is_mail, as_mail)]
            Mail(ContactMail),
            #[variant(is_phone, as_phone)]
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
            #[required("name", new(Into<String>))]
            pub name: String,
            #[required("mail", new(Into<String>))]
            pub mail: String,
        }
    }

    object! {
        pub struct ContactPhone {
            #[required("name", new(Into<String>))]
            pub name: String,
            #[required("phone", new(Into<String>))]
            pub phone: String,
        }
    }
    "#);
}

#[test]
fn unwraps_a_single_branch() {
    assert_snapshot!(types(r"
        Holder: { properties: { name: { oneOf: [{ type: string, maxLength: 9 }] } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    const HOLDER: Rules = &[Rule::Property("name", &[Rule::MaxLength(9)])];
    "#);
}

#[test]
fn tries_enums_before_plain_strings() {
    assert_snapshot!(types(r"
        Model: { anyOf: [{ type: string }, { type: string, enum: [small, large] }] }
    "), @r#"
    union! {
        #[union(any_of)]
        pub enum Model {
            #[variant(is_known, as_known)]
            Known(ModelKnown),
            #[variant(is_text, as_text)]
            Text(String),
        }
    }

    from! {
        enum Model {
            Known(ModelKnown),
            Text(String),
        }
        enum Model {
            Text(&str),
        }
    }

    string_enum! {
        pub enum ModelKnown {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }
    "#);
}
