//! `From` conversions of unions, and alternatives that become rules.

use super::types;
use insta::assert_snapshot;

#[test]
fn turns_branches_with_only_required_into_a_rule() {
    assert_snapshot!(types(r"
        Media:
          properties: { id: { type: string }, link: { type: string } }
          oneOf: [{ required: [id] }, { required: [link] }]
    "), @r#"
    object! {
        #[new(self)]
        #[rules(MEDIA)]
        pub struct Media {
            #[optional("id")]
            pub id: Option<String>,
            #[optional("link")]
            pub link: Option<String>,
        }
    }

    constructors! {
        trait Media: unset {
            fn from_id(#[set] id: (Into<String>)) -> ();
            fn from_link(#[set] link: (Into<String>)) -> ();
        }
    }

    const MEDIA: Rules = &[
        Rule::OneOf(&[&[Rule::Required(&["id"])], &[Rule::Required(&["link"])]]),
    ];
    "#);
}

#[test]
fn turns_limits_of_branches_into_a_rule() {
    assert_snapshot!(types(r"
        Code: { oneOf: [{ type: string, maxLength: 3 }, { type: integer, minimum: 100 }] }
    "), @"
    union! {
        #[union(any_of)]
        #[rules(CODE)]
        pub enum Code {
            #[variant(is_text, as_text)]
            Text(String),
            #[variant(is_integer, as_integer)]
            Integer(i64),
        }
    }

    from! {
        enum Code {
            Text(String),
            Integer(i64),
        }
        enum Code {
            Text(&str),
            Integer(i32),
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
fn converts_from_types_of_nested_unions() {
    assert_snapshot!(types(r"
        Animal: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: boolean }] }
        Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }] }
        Cat: { required: [a], properties: { a: { type: string } } }
    "), @r#"
    union! {
        #[union(one_of)]
        pub enum Animal {
            #[variant(is_pet, as_pet)]
            Pet(Pet),
            #[variant(is_boolean, as_boolean)]
            Boolean(bool),
        }
    }

    from! {
        enum Animal {
            Pet(Pet),
            Boolean(bool),
        }
        enum Animal {
            Pet(Cat),
        }
    }

    object! {
        #[from(&str, String)]
        pub struct Cat {
            #[required("a", new(Into<String>))]
            pub a: String,
        }
    }

    union! {
        #[union(one_of)]
        pub enum Pet {
            #[variant(is_cat, as_cat)]
            Cat(Cat),
            #[variant(is_text, as_text)]
            Text(String),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Text(String),
        }
        enum Pet {
            Text(&str),
        }
    }
    "#);
}

#[test]
fn converts_through_ambiguous_unions() {
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
        enum Animal {
            Pet(Cat),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Text(String),
        }
        enum Pet {
            Text(&str),
        }
    }
    ");
}

#[test]
fn converts_to_the_first_of_two_variants() {
    assert_snapshot!(conversions(r"
        Animal: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Farm' }] }
        Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string, maxLength: 3 }, { type: string, minLength: 4 }] }
        Farm: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: integer }] }
        Cat: { required: [a], properties: { a: { type: string } } }
    "), @"
    from! {
        enum Animal {
            Pet(Pet),
            Farm(Farm),
        }
        enum Animal {
            Pet(Cat),
        }
    }

    from! {
        enum Farm {
            Cat(Cat),
            Integer(i64),
        }
        enum Farm {
            Integer(i32),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Text(String),
        }
        enum Pet {
            Text(&str),
        }
    }
    ");
}

/// The `From` conversions of the unions among component schemas.
fn conversions(schemas: &str) -> String {
    let types = types(schemas);
    let all = types.split("\n\n").filter(|item| item.starts_with("from!"));
    all.collect::<Vec<_>>().join("\n\n")
}
