//! `allOf`.

use super::types;
use insta::assert_snapshot;

#[test]
fn merges_properties_of_every_part() {
    assert_snapshot!(types(r"
        Dog:
          allOf:
            - { $ref: '#/components/schemas/Pet' }
            - { properties: { barks: { type: boolean } } }
        Pet: { required: [name], properties: { name: { type: string } } }
    "), @r#"
    object! {
        #[from(&str, String)]
        pub struct Dog {
            #[required("name", new(Into<String>))]
            pub name: String,
            #[optional("barks", with_barks(Into<bool>))]
            pub barks: Option<bool>,
        }
    }

    object! {
        #[from(&str, String)]
        pub struct Pet {
            #[required("name", new(Into<String>))]
            pub name: String,
        }
    }
    "#);
}

#[test]
fn merges_keywords_beside_allof() {
    assert_snapshot!(types(r"
        Dog:
          allOf: [{ $ref: '#/components/schemas/Pet' }]
          required: [name, barks]
          properties: { barks: { type: boolean } }
        Pet: { properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Dog {
            #[required("name", new(Into<String>))]
            pub name: String,
            #[required("barks", new(Into<bool>))]
            pub barks: bool,
        }
    }

    object! {
        pub struct Pet {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn merges_required_across_parts() {
    assert_snapshot!(types(r"
        Pet:
          allOf:
            - { properties: { name: { type: string }, age: { type: integer } } }
            - { required: [age] }
    "), @r#"
    object! {
        pub struct Pet {
            #[required("age", new(Into<i64>))]
            pub age: i64,
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn merges_limits_of_a_property() {
    assert_snapshot!(types(r"
        Name:
          allOf:
            - { properties: { name: { type: string, minLength: 2 } } }
            - { properties: { name: { maxLength: 9 } } }
    "), @r#"
    object! {
        #[rules(NAME)]
        pub struct Name {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    const NAME: Rules = &[Rule::Property("name", &[Rule::MinLength(2), Rule::MaxLength(9)])];
    "#);
}

#[test]
fn intersects_types_and_values() {
    assert_snapshot!(types(r"
        Narrow:
          properties:
            type: { allOf: [{ type: [string, integer] }, { type: string }] }
            value: { allOf: [{ enum: [a, b, c] }, { enum: [b, c, d] }] }
    "), @r#"
    object! {
        pub struct Narrow {
            #[optional("type", with_type(Into<String>))]
            pub r#type: Option<String>,
            #[optional("value", with_value(Into<NarrowValue>))]
            pub value: Option<NarrowValue>,
        }
    }

    string_enum! {
        pub enum NarrowValue {
            #[value("b")]
            B,
            #[value("c")]
            C,
        }
    }
    "#);
}

#[test]
fn unwraps_a_single_part() {
    assert_snapshot!(types(r"
        Nickname: { allOf: [{ $ref: '#/components/schemas/Name' }] }
        Holder: { properties: { name: { allOf: [{ $ref: '#/components/schemas/Name' }], description: Mine. } } }
        Name: { type: string, maxLength: 9 }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("name", with_name(Into<Name>))]
            pub name: Option<Name>,
        }
    }

    const HOLDER: Rules = &[Rule::Property("name", &[Rule::Ref(|| NAME)])];

    pub type Name = String;

    pub(crate) const NAME: Rules = &[Rule::Type(Types::STRING), Rule::MaxLength(9)];

    pub type Nickname = Name;
    "#);
}

#[test]
fn follows_inheritance_through_generations() {
    assert_snapshot!(types(r"
        A: { properties: { a: { type: string } } }
        B: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { b: { type: string } } }] }
        C: { allOf: [{ $ref: '#/components/schemas/B' }, { properties: { c: { type: string } } }] }
    "), @r#"
    object! {
        pub struct A {
            #[optional("a", with_a(Into<String>))]
            pub a: Option<String>,
        }
    }

    object! {
        pub struct B {
            #[optional("a", with_a(Into<String>))]
            pub a: Option<String>,
            #[optional("b", with_b(Into<String>))]
            pub b: Option<String>,
        }
    }

    object! {
        pub struct C {
            #[optional("a", with_a(Into<String>))]
            pub a: Option<String>,
            #[optional("b", with_b(Into<String>))]
            pub b: Option<String>,
            #[optional("c", with_c(Into<String>))]
            pub c: Option<String>,
        }
    }
    "#);
}

#[test]
fn applies_unevaluated_properties_across_parts() {
    assert_snapshot!(types(r"
        Dog:
          allOf: [{ $ref: '#/components/schemas/Pet' }]
          properties: { barks: { type: boolean } }
          unevaluatedProperties: false
        Pet: { properties: { name: { type: string } } }
    "), @r#"
    object! {
        #[additional_properties(Forbidden)]
        pub struct Dog {
            #[optional("barks", with_barks(Into<bool>))]
            pub barks: Option<bool>,
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    object! {
        pub struct Pet {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn keeps_a_closed_part_as_a_rule() {
    assert_snapshot!(types(r"
        Odd:
          allOf:
            - { properties: { a: { type: string } }, additionalProperties: false }
            - { properties: { b: { type: string } } }
    "), @r#"
    object! {
        #[rules(ODD)]
        pub struct Odd {
            #[optional("a", with_a(Into<String>))]
            pub a: Option<String>,
            #[optional("b", with_b(Into<String>))]
            pub b: Option<String>,
        }
    }

    const ODD: Rules = &[
        Rule::Property("a", &[Rule::Type(Types::STRING)]),
        Rule::AdditionalProperties(&["a"], &[], &[Rule::Never]),
        Rule::Property("b", &[Rule::Type(Types::STRING)]),
    ];
    "#);
}

#[test]
fn drops_enum_values_excluded_by_another_part() {
    assert_snapshot!(types(r"
        Size: { enum: [s, small, large, 7] }
        Long: { allOf: [{ $ref: '#/components/schemas/Size' }, { type: string, minLength: 2 }] }
        Lower: { allOf: [{ enum: [small, Large] }, { pattern: '^[a-z]+$' }] }
        Few: { allOf: [{ enum: [1, 2, 30] }, { maximum: 10, exclusiveMinimum: 1 }] }
    "), @r#"
    pub type Few = FewValue;

    integer_enum! {
        pub enum FewValue {
            #[value(2)]
            Value2,
        }
    }

    pub type Long = LongValue;

    string_enum! {
        pub enum LongValue {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }

    pub type Lower = LowerValue;

    string_enum! {
        pub enum LowerValue {
            #[value("small")]
            Small,
        }
    }

    pub type Size = Json;
    "#);
}

#[test]
fn merges_a_shared_ancestor_once() {
    let first = "        S0: { properties: { a: { type: string } } }".to_owned();
    let mut schemas = vec![first];
    for index in 1..40 {
        let before = format!("{{ $ref: '#/components/schemas/S{}' }}", index - 1);
        schemas.push(format!(
            "        S{index}: {{ allOf: [{before}, {before}], minProperties: 1 }}"
        ));
    }
    let types = types(&schemas.join("\n"));
    assert!(
        types.contains("pub struct S39 {\n        #[optional(\"a\", with_a(Into<String>))]"),
        "{types}"
    );
}
