//! What unions can be made from, and alternatives that are rules.

use super::types;
use insta::assert_snapshot;

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
        Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }] }
        Cat: { required: [a], properties: { a: { type: string } } }
    "), @r#"
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
            Pet(Cat),
            Boolean(bool),
        }
    }

    object! {
        pub struct Cat {
            #[required("a")]
            pub a: String,
        }
    }

    union! {
        #[union(one_of)]
        pub enum Pet {
            #[variant]
            Cat(Cat),
            #[variant]
            Text(String),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Text(String),
        }
    }
    "#);
}

#[test]
fn nothing_is_made_through_a_union_whose_values_may_fit_several_variants() {
    assert_snapshot!(conversions(r"
        Animal: { anyOf: [{ $ref: '#/components/schemas/Pet' }, { type: boolean }] }
        Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }] }
        Cat: { required: [a], properties: { a: { type: string } } }
    "), @"
    from! {
        enum Animal {
            Pet(Pet),
            Boolean(bool),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Text(String),
        }
    }
    ");
}

#[test]
fn what_is_in_two_variants_is_made_the_first() {
    assert_snapshot!(conversions(r"
        Animal: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Farm' }] }
        Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string, maxLength: 3 }, { type: string, minLength: 4 }] }
        Farm: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: integer }] }
        Cat: { required: [a], properties: { a: { type: string } } }
    "), @"
    from! {
        enum Animal {
            Pet(Pet),
            Pet(Cat),
            Farm(Farm),
        }
    }

    from! {
        enum Farm {
            Cat(Cat),
            Integer(i64),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Text(String),
        }
    }
    ");
}

/// What the unions of these component schemas can be made from.
fn conversions(schemas: &str) -> String {
    let types = types(schemas);
    let all = types.split("\n\n").filter(|item| item.starts_with("from!"));
    all.collect::<Vec<_>>().join("\n\n")
}
