//! Lists.

use super::{types, types_of_3_0};
use insta::assert_snapshot;

#[test]
fn the_items_give_a_list_its_type() {
    assert_snapshot!(types(r"
        Names: { type: array, items: { type: string } }
    "), @"pub type Names = Vec<String>;");
}

#[test]
fn items_say_that_it_is_a_list() {
    assert_snapshot!(types(r"
        Names: { items: { type: string } }
    "), @"pub type Names = Vec<String>;");
}

#[test]
fn an_item_of_its_own_shape_is_named_by_the_list() {
    assert_snapshot!(types(r"
        Zoo:
          properties:
            animals:
              type: array
              items: { properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Zoo {
            #[optional("animals", with_animals)]
            pub animals: Option<Vec<ZooAnimalsItem>>,
        }
    }

    object! {
        pub struct ZooAnimalsItem {
            #[optional("name", with_name)]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn lists_nest() {
    assert_snapshot!(types(r"
        Board: { type: array, items: { type: array, items: { type: integer, minimum: 0 } } }
    "), @"pub type Board = Vec<Vec<i64>>;");
}

#[test]
fn a_tuple_is_a_list_of_anything_with_rules_for_its_places() {
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
            #[optional("point", with_point)]
            pub point: Option<Point>,
        }
    }

    const HOLDER: Rules = &[Rule::Member("point", &[Rule::Ref(|| POINT)])];

    pub type Point = Vec<Json>;

    pub(crate) const POINT: Rules = &[
        Rule::Type(Types::ARRAY),
        Rule::Item(0, &[Rule::Type(Types::NUMBER)]),
        Rule::Item(1, &[Rule::Type(Types::NUMBER)]),
        Rule::Items(2, &[Rule::Type(Types::STRING)]),
    ];
    "#);
}

#[test]
fn what_a_list_contains_is_a_rule() {
    assert_snapshot!(types(r"
        Holder:
          properties:
            tags: { type: array, items: { type: string }, contains: { const: root }, maxContains: 1 }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("tags", with_tags)]
            pub tags: Option<Vec<String>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Member(
            "tags",
            &[Rule::Contains(1, 1, &[Rule::Enum(&[Literal::Text("root")])])],
        ),
    ];
    "#);
}

#[test]
fn items_that_nothing_else_describes_are_ruled_out() {
    assert_snapshot!(types(r"
        Holder:
          properties:
            pair: { type: array, prefixItems: [{ type: string }, {}], unevaluatedItems: false }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("pair", with_pair)]
            pub pair: Option<Vec<Json>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Member(
            "pair",
            &[
                Rule::Item(0, &[Rule::Type(Types::STRING)]),
                Rule::Item(1, &[]),
                Rule::UnevaluatedItems(&[Rule::Never]),
            ],
        ),
    ];
    "#);
}

/// As drafts before 2020-12 have it, and generators of descriptions still do.
#[test]
fn the_first_items_may_be_a_list() {
    let old = "  Pair: { type: array, items: [{ type: string }, { type: integer }], additionalItems: false }";
    let new =
        "  Pair: { type: array, prefixItems: [{ type: string }, { type: integer }], items: false }";
    assert_eq!(types(old), types(new));
    assert_eq!(types_of_3_0(old), types(new));
}
