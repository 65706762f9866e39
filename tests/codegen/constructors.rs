//! Constructors for alternatives and for values of an enum.

use super::types;
use insta::assert_snapshot;

#[test]
fn replaces_new_by_a_constructor_per_alternative() {
    assert_snapshot!(constructors(r"
        Media:
          required: [kind]
          properties: { kind: { type: string }, id: { type: string }, link: { type: string }, size: { type: integer } }
          oneOf: [{ required: [id] }, { required: [link, size] }]
    "), @"
    constructors! {
        trait Media: unset {
            fn from_id(#[set] id: (Into<String>), kind: (Into<String>)) -> (kind);
            fn from_link_and_size(
                #[set]
                link: (Into<String>),
                #[set]
                size: (Into<i64>),
                kind: (Into<String>),
            ) -> (kind);
        }
    }
    ");
}

#[test]
fn keeps_new_for_alternatives_that_may_occur_together() {
    assert_snapshot!(types(r"
        Message: { properties: { to: { type: string }, user: { type: string } }, anyOf: [{ required: [to] }, { required: [user] }] }
    "), @r#"
    object! {
        #[rules(MESSAGE)]
        pub struct Message {
            #[optional("to", with_to(Into<String>))]
            pub to: Option<String>,
            #[optional("user", with_user(Into<String>))]
            pub user: Option<String>,
        }
    }

    constructors! {
        trait Message: new {
            fn from_to(#[set] to: (Into<String>)) -> ();
            fn from_user(#[set] user: (Into<String>)) -> ();
        }
    }

    const MESSAGE: Rules = &[
        Rule::AnyOf(&[&[Rule::Required(&["to"])], &[Rule::Required(&["user"])]]),
    ];
    "#);
}

#[test]
fn keeps_new_if_branches_have_further_keywords() {
    assert_eq!(
        constructors(
            r"
        Media:
          properties: { id: { type: string }, link: { type: string } }
          oneOf: [{ required: [id], maxProperties: 1 }, { required: [link] }]
    "
        ),
        ""
    );
}

#[test]
fn avoids_names_of_methods() {
    assert_snapshot!(constructors(r"
        Ask:
          required: [kind]
          properties: { kind: { enum: [new, validate, with_a, type] }, a: { type: string } }
          if: { required: [kind], properties: { kind: { not: { const: none } } } }
          then: { required: [a] }
    "), @"
    constructors! {
        trait Ask: new {
            fn new_value(#[set] a: (Into<String>)) -> (AskKind::New);
            fn validate_value(#[set] a: (Into<String>)) -> (AskKind::Validate);
            fn with_a_2(#[set] a: (Into<String>)) -> (AskKind::WithA);
            fn r#type(#[set] a: (Into<String>)) -> (AskKind::Type);
        }
    }
    ");
}

#[test]
fn gives_a_constructor_to_values_that_decide_about_properties() {
    assert_snapshot!(constructors(r"
        Interactive:
          required: [action, kind]
          properties:
            kind: { enum: [list, flow, LIST, plain] }
            action: { anyOf: [{ $ref: '#/components/schemas/List' }, { $ref: '#/components/schemas/Flow' }] }
            rows: { type: array, items: { type: string } }
          allOf:
            - if: { required: [kind], properties: { kind: { enum: [list, LIST] } } }
              then:
                required: [rows]
                properties: { action: { $ref: '#/components/schemas/List' }, rows: { minItems: 1 } }
            - if: { required: [kind], properties: { kind: { const: flow } } }
              then: { properties: { action: { $ref: '#/components/schemas/Flow' } } }
        List: { required: [a], properties: { a: { type: integer } } }
        Flow: { required: [b], properties: { b: { type: integer } } }
    "), @"
    constructors! {
        trait Interactive: new {
            fn list(
                action: (Into<List>),
                #[first]
                rows: (Into<String>),
            ) -> (action, InteractiveKind::List);
            fn flow(action: (Into<Flow>)) -> (action, InteractiveKind::Flow);
        }
    }
    ");
}

/// The items with constructors.
fn constructors(schemas: &str) -> String {
    let types = types(schemas);
    let all = types
        .split("\n\n")
        .filter(|item| item.starts_with("constructors!"));
    all.collect::<Vec<_>>().join("\n\n")
}
