//! `additionalProperties`, `patternProperties`, `propertyNames` and `unevaluatedProperties`.

use super::types;
use insta::assert_snapshot;

#[test]
fn maps_objects_without_properties_to_maps() {
    assert_snapshot!(types(r"
        Labels: { type: object, additionalProperties: { type: string } }
        Anything: { type: object, additionalProperties: true }
    "), @"
    pub type Anything = Map<Json>;

    pub type Labels = Map<String>;
    ");
}

#[test]
fn types_additional_properties() {
    assert_snapshot!(types(r"
        Labels:
          properties: { name: { type: string } }
          additionalProperties: { type: integer }
    "), @r#"
    object! {
        pub struct Labels {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
            #[additional]
            pub additional_properties: Map<i64>,
        }
    }
    "#);
}

#[test]
fn keeps_additional_properties_with_rules_untyped() {
    assert_snapshot!(types(r"
        Labels:
          properties: { name: { type: string } }
          additionalProperties: { type: integer, minimum: 1 }
    "), @r#"
    object! {
        #[rules(LABELS)]
        pub struct Labels {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    const LABELS: Rules = &[
        Rule::Property("name", &[Rule::Type(Types::STRING)]),
        Rule::AdditionalProperties(
            &["name"],
            &[],
            &[Rule::Type(Types::INTEGER), Rule::Minimum(1.0)],
        ),
    ];
    "#);
}

#[test]
fn names_inline_map_values_after_the_map() {
    assert_snapshot!(types(r"
        Pets: { type: object, additionalProperties: { properties: { name: { type: string } } } }
    "), @r#"
    pub type Pets = Map<PetsValue>;

    object! {
        pub struct PetsValue {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn keeps_the_rules_of_map_values() {
    assert_snapshot!(types(r"
        Holder:
          properties:
            labels: { type: object, additionalProperties: { type: string, maxLength: 9 } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("labels", with_labels(Into<Map<String>>))]
            pub labels: Option<Map<String>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property(
            "labels",
            &[Rule::AdditionalProperties(&[], &[], &[Rule::MaxLength(9)])],
        ),
    ];
    "#);
}

#[test]
fn turns_pattern_properties_into_rules() {
    assert_snapshot!(types(r"
        Holder:
          type: object
          properties: { id: { type: string } }
          patternProperties: { ^x-: { type: string } }
          additionalProperties: false
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("id", with_id(Into<String>))]
            pub id: Option<String>,
            #[additional("^x-")]
            pub additional_properties: Map<String>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property("id", &[Rule::Type(Types::STRING)]),
        Rule::PatternProperties("^x-", &[Rule::Type(Types::STRING)]),
        Rule::AdditionalProperties(&["id"], &["^x-"], &[Rule::Never]),
    ];
    "#);
}

#[test]
fn types_equal_pattern_properties() {
    assert_snapshot!(types(r"
        Closed:
          type: object
          patternProperties: { ^x-: { type: string }, ^y-: { type: string } }
          additionalProperties: false
        Same:
          type: object
          patternProperties: { ^x-: { $ref: '#/components/schemas/Item' } }
          additionalProperties: { $ref: '#/components/schemas/Item' }
        Open:
          type: object
          patternProperties: { ^x-: { $ref: '#/components/schemas/Item' } }
        Item: { properties: { name: { type: string } } }
    "), @r#"
    pub type Closed = Map<String>;

    object! {
        pub struct Item {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    object! {
        #[rules(OPEN)]
        pub struct Open {
            #[additional("^x-")]
            pub additional_properties: Map<Item>,
        }
    }

    const OPEN: Rules = &[Rule::PatternProperties("^x-", &[Rule::Ref(Item::rules)])];

    pub type Same = Map<Item>;
    "#);
}

#[test]
fn leaves_different_pattern_properties_untyped() {
    assert_snapshot!(types(r"
        Two:
          type: object
          patternProperties: { ^x-: { type: string }, ^y-: { type: integer } }
          additionalProperties: false
        Others:
          type: object
          patternProperties: { ^x-: { type: string } }
          additionalProperties: { type: integer }
    "), @"
    pub type Others = Map<Json>;

    pub type Two = Map<Json>;
    ");
}

#[test]
fn turns_property_names_into_a_rule() {
    assert_snapshot!(types(r#"
        Holder:
          properties:
            labels:
              type: object
              propertyNames: { pattern: "^[a-z]+$" }
              minProperties: 1
              maxProperties: 5
    "#), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("labels", with_labels(Into<Map<Json>>))]
            pub labels: Option<Map<Json>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property(
            "labels",
            &[
                Rule::MinProperties(1),
                Rule::MaxProperties(5),
                Rule::PropertyNames(&[Rule::Pattern("^[a-z]+$")]),
            ],
        ),
    ];
    "#);
}

#[test]
fn omits_forbidden_properties() {
    assert_snapshot!(types(r"
        Old: { properties: { id: { type: string }, legacy: false } }
    "), @r#"
    object! {
        #[rules(OLD)]
        pub struct Old {
            #[optional("id", with_id(Into<String>))]
            pub id: Option<String>,
        }
    }

    const OLD: Rules = &[Rule::Property("legacy", &[Rule::Never])];
    "#);
}

#[test]
fn keeps_the_rules_of_an_alias_for_additional_properties() {
    assert_snapshot!(types(r"
        Labels:
          properties: { id: { type: integer } }
          additionalProperties: { $ref: '#/components/schemas/Name' }
        Name: { type: string, maxLength: 9 }
    "), @r#"
    object! {
        #[rules(LABELS)]
        pub struct Labels {
            #[optional("id", with_id(Into<i64>))]
            pub id: Option<i64>,
            #[additional]
            pub additional_properties: Map<Name>,
        }
    }

    const LABELS: Rules = &[Rule::AdditionalProperties(&["id"], &[], &[Rule::Ref(|| NAME)])];

    pub type Name = String;

    pub(crate) const NAME: Rules = &[Rule::Type(Types::STRING), Rule::MaxLength(9)];
    "#);
}

#[test]
fn applies_unevaluated_properties_by_schema_not_by_type() {
    let types = types(
        "
      Owner:
        type: object
        required: [name]
        properties: { name: { type: string } }
      Contact:
        anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: object }, { type: string }]
      Closed:
        $ref: '#/components/schemas/Contact'
        type: object
        unevaluatedProperties: false
",
    );
    assert_snapshot!(types, @r#"
    union! {
        #[union(any_of)]
        #[rules(CLOSED)]
        pub enum Closed {
            #[variant(is_owner, as_owner)]
            Owner(ClosedOwner),
            #[variant(is_object, as_object)]
            Object(Map<Json>),
        }
    }

    from! {
        enum Closed {
            Owner(ClosedOwner),
            Object(Map<Json>),
        }
    }

    const CLOSED: Rules = &[
        Rule::Ref(|| CONTACT_SCHEMA),
        Rule::UnevaluatedProperties(&[Rule::Never]),
    ];

    object! {
        #[from(&str, String)]
        pub struct ClosedOwner {
            #[required("name", new(Into<String>))]
            pub name: String,
        }
    }

    union! {
        #[union(any_of)]
        pub enum Contact {
            #[variant(is_owner, as_owner)]
            Owner(Owner),
            #[variant(is_object, as_object)]
            Object(Map<Json>),
            #[variant(is_text, as_text)]
            Text(String),
        }
    }

    from! {
        enum Contact {
            Owner(Owner),
            Object(Map<Json>),
            Text(String),
        }
        enum Contact {
            Text(&str),
        }
    }

    pub(crate) const CONTACT_SCHEMA: Rules = &[
        Rule::AnyOf(
            &[
                &[Rule::Ref(Owner::rules)],
                &[Rule::Type(Types::OBJECT)],
                &[Rule::Type(Types::STRING)],
            ],
        ),
    ];

    object! {
        #[from(&str, String)]
        pub struct Owner {
            #[required("name", new(Into<String>))]
            pub name: String,
        }
    }
    "#);
}

#[test]
fn writes_complete_rules_for_a_closed_union_with_a_map() {
    assert_snapshot!(types(r"
        Marks:
          type: object
          additionalProperties: false
          oneOf:
            - { type: object, patternProperties: { ^x-: { type: array } } }
            - { type: object, required: [id], properties: { id: { type: string } } }
    "), @r#"
    union! {
        #[union(any_of)]
        #[rules(MARKS)]
        pub enum Marks {
            #[variant(is_object, as_object)]
            Object(Map<Vec<Json>>),
            #[variant(is_id, as_id)]
            Id(MarksId),
        }
    }

    from! {
        enum Marks {
            Object(Map<Vec<Json>>),
            Id(MarksId),
        }
    }

    const MARKS: Rules = &[
        Rule::AdditionalProperties(&[], &[], &[Rule::Never]),
        Rule::OneOf(
            &[
                &[
                    Rule::Type(Types::OBJECT),
                    Rule::PatternProperties("^x-", &[Rule::Type(Types::ARRAY)]),
                ],
                &[
                    Rule::Type(Types::OBJECT),
                    Rule::Required(&["id"]),
                    Rule::Property("id", &[Rule::Type(Types::STRING)]),
                ],
            ],
        ),
    ];

    object! {
        #[from(&str, String)]
        #[rules(MARKS_ID)]
        pub struct MarksId {
            #[required("id", new(Into<String>))]
            pub id: String,
        }
    }

    const MARKS_ID: Rules = &[
        Rule::AdditionalProperties(&[], &[], &[Rule::Never]),
        Rule::OneOf(
            &[
                &[
                    Rule::Type(Types::OBJECT),
                    Rule::PatternProperties("^x-", &[Rule::Type(Types::ARRAY)]),
                ],
                &[
                    Rule::Type(Types::OBJECT),
                    Rule::Required(&["id"]),
                    Rule::Property("id", &[Rule::Type(Types::STRING)]),
                ],
            ],
        ),
    ];
    "#);
}
