//! Arrays.

use super::{generated, types, types_of_3_0, with_schemas};
use insta::assert_snapshot;

#[test]
fn maps_arrays_to_vec() {
    assert_snapshot!(types(r"
        Names: { type: array, items: { type: string } }
    "), @"pub type Names = Vec<String>;");
}

#[test]
fn infers_arrays_from_items() {
    assert_snapshot!(types(r"
        Names: { items: { type: string } }
    "), @"pub type Names = Vec<String>;");
}

#[test]
fn imports_the_items_of_a_list_behind_an_alias() {
    let document = with_schemas(
        r"
        Zoo: { type: object, properties: { animals: { $ref: '#/components/schemas/Animals' } } }
        Animals: { type: array, items: { $ref: '#/components/schemas/Animal' } }
        Animal: { type: object, properties: { name: { type: string } } }
    ",
    );
    let zoo = &generated(&document, "").files["src/types/zoo.rs"];
    assert!(zoo.contains("use super::{Animal, Animals};"), "{zoo}");
}

#[test]
fn names_inline_items_after_the_array() {
    assert_snapshot!(types(r"
        Zoo:
          properties:
            animals:
              type: array
              items: { properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Zoo {
            #[optional("animals", with_animals[Into<ZooAnimalsItem>])]
            pub animals: Option<Vec<ZooAnimalsItem>>,
        }
    }

    object! {
        pub struct ZooAnimalsItem {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn nests_arrays() {
    assert_snapshot!(types(r"
        Board: { type: array, items: { type: array, items: { type: integer, minimum: 0 } } }
    "), @"pub type Board = Vec<Vec<i64>>;");
}

#[test]
fn maps_tuples_to_untyped_arrays_with_rules() {
    assert_snapshot!(types(r"
        Point:
          type: array
          prefixItems: [{ type: number }, { type: number }]
          items: { type: string }
        Holder: { properties: { point: { $ref: '#/components/schemas/Point' } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("point", with_point[Into<Json>])]
            pub point: Option<Point>,
        }
    }

    const HOLDER: Rules = &[Rule::Property("point", &[Rule::Ref(|| POINT)])];

    pub type Point = Vec<Json>;

    pub(crate) const POINT: Rules = &[
        Rule::Type(Types::ARRAY),
        Rule::PrefixItem(0, &[Rule::Type(Types::NUMBER)]),
        Rule::PrefixItem(1, &[Rule::Type(Types::NUMBER)]),
        Rule::Items(2, &[Rule::Type(Types::STRING)]),
    ];
    "#);
}

#[test]
fn turns_contains_into_a_rule() {
    assert_snapshot!(types(r"
        Holder:
          properties:
            tags: { type: array, items: { type: string }, contains: { const: root }, maxContains: 1 }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("tags", with_tags[Into<String>])]
            pub tags: Option<Vec<String>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property(
            "tags",
            &[Rule::Contains(1, 1, &[Rule::Enum(&[Literal::String("root")])])],
        ),
    ];
    "#);
}

#[test]
fn turns_unevaluated_items_into_a_rule() {
    assert_snapshot!(types(r"
        Holder:
          properties:
            pair: { type: array, prefixItems: [{ type: string }, {}], unevaluatedItems: false }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("pair", with_pair[Into<Json>])]
            pub pair: Option<Vec<Json>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property(
            "pair",
            &[
                Rule::PrefixItem(0, &[Rule::Type(Types::STRING)]),
                Rule::PrefixItem(1, &[]),
                Rule::UnevaluatedItems(&[Rule::Never]),
            ],
        ),
    ];
    "#);
}

/// Drafts before 2020-12 allow an array in `items`, and spec generators still write arrays.
#[test]
fn accepts_items_as_an_array() {
    let old = "  Pair: { type: array, items: [{ type: string }, { type: integer }], additionalItems: false }";
    let new =
        "  Pair: { type: array, prefixItems: [{ type: string }, { type: integer }], items: false }";
    assert_eq!(types(old), types(new));
    assert_eq!(types_of_3_0(old), types(new));
}
