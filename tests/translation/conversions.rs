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
