//! `enum` and `const`.

use super::{documented, types};
use insta::assert_snapshot;

#[test]
fn maps_string_enums() {
    assert_snapshot!(types(r"
        Size: { type: string, enum: [small, extra-large] }
    "), @r#"
    string_enum! {
        pub enum Size {
            #[value("small")]
            Small,
            #[value("extra-large")]
            ExtraLarge,
        }
    }
    "#);
}

#[test]
fn infers_strings_from_values() {
    assert_snapshot!(types(r"
        Size: { enum: [small, large] }
    "), @r#"
    string_enum! {
        pub enum Size {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }
    "#);
}

#[test]
fn maps_integer_enums() {
    assert_snapshot!(types(r"
        Level: { type: integer, enum: [-1, 0, 10] }
    "), @"
    integer_enum! {
        pub enum Level {
            #[value(-1)]
            Minus1,
            #[value(0)]
            Value0,
            #[value(10)]
            Value10,
        }
    }
    ");
}

#[test]
fn marks_the_default() {
    assert_snapshot!(types(r"
        Size: { type: string, enum: [small, extra-large], default: extra-large }
        Level: { type: integer, enum: [0, 10], default: 10 }
    "), @r#"
    integer_enum! {
        #[default(Value10)]
        pub enum Level {
            #[value(0)]
            Value0,
            #[value(10)]
            Value10,
        }
    }

    string_enum! {
        #[default(ExtraLarge)]
        pub enum Size {
            #[value("small")]
            Small,
            #[value("extra-large")]
            ExtraLarge,
        }
    }
    "#);
}

#[test]
fn leaves_mixed_enums_untyped_with_a_rule() {
    assert_snapshot!(types(r"
        Holder: { properties: { odd: { enum: [auto, 1, 2.5, true, null, [a], { b: 1 }] } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("odd", with_odd(Into<Json>))]
            pub odd: Option<Json>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property(
            "odd",
            &[
                Rule::Enum(
                    &[
                        Literal::String("auto"),
                        Literal::Integer(1),
                        Literal::Float(2.5),
                        Literal::Bool(true),
                        Literal::Null,
                        Literal::Json("[\"a\"]"),
                        Literal::Json("{\"b\":1}"),
                    ],
                ),
            ],
        ),
    ];
    "#);
}

#[test]
fn merges_duplicate_values() {
    assert_snapshot!(types(r"
        Size: { type: string, enum: [small, small, large] }
    "), @r#"
    string_enum! {
        pub enum Size {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }
    "#);
}

#[test]
fn omits_the_field_of_a_required_constant() {
    assert_snapshot!(types(r"
        Text:
          required: [type, body]
          properties: { type: { const: text }, body: { type: string }, version: { const: 2 } }
    "), @r#"
    object! {
        #[constant("type", Literal::String("text"))]
        #[from(&str, String)]
        pub struct Text {
            #[required("body", new(Into<String>))]
            pub body: String,
            #[optional("version", with_version(Into<TextVersion>))]
            pub version: Option<TextVersion>,
        }
    }

    integer_enum! {
        pub enum TextVersion {
            #[value(2)]
            Value2,
        }
    }
    "#);
}

#[test]
fn keeps_the_field_of_an_optional_constant() {
    assert_snapshot!(types(r"
        Text: { properties: { type: { const: text } } }
    "), @r#"
    object! {
        pub struct Text {
            #[optional("type", with_type(Into<TextType>))]
            pub r#type: Option<TextType>,
        }
    }

    string_enum! {
        pub enum TextType {
            #[value("text")]
            Text,
        }
    }
    "#);
}

#[test]
fn omits_the_field_of_a_default_constant() {
    assert_snapshot!(types(r"
        Text: { properties: { type: { const: text, default: text } } }
    "), @r#"
    object! {
        #[optional_constant("type", Literal::String("text"))]
        pub struct Text {}
    }
    "#);
}

#[test]
fn names_inline_enums_after_the_property() {
    assert_snapshot!(types(r"
        Shirt: { properties: { size: { type: string, enum: [S, M] } } }
    "), @r#"
    object! {
        pub struct Shirt {
            #[optional("size", with_size(Into<ShirtSize>))]
            pub size: Option<ShirtSize>,
        }
    }

    string_enum! {
        pub enum ShirtSize {
            #[value("S")]
            S,
            #[value("M")]
            M,
        }
    }
    "#);
}

#[test]
fn maps_unions_of_constants_to_documented_enums() {
    assert_snapshot!(documented(r"
        Size:
          oneOf:
            - { const: s, description: Fits children. }
            - { const: l, title: For the rest of us }
    "), @r#"
    string_enum! {
        /// Source: `/components/schemas/Size`
        pub enum Size {
            #[value("s")]
            /// Fits children.
            S,
            #[value("l")]
            /// For the rest of us
            L,
        }
    }
    "#);
}

#[test]
fn spells_out_punctuation() {
    assert_snapshot!(types(r#"
        Order: { enum: ["+1", "-1", "<", ">=", "", "*"] }
    "#), @r#"
    string_enum! {
        pub enum Order {
            #[value("+1")]
            Plus1,
            #[value("-1")]
            Minus1,
            #[value("<")]
            Less,
            #[value(">=")]
            GreaterEquals,
            #[value("")]
            Empty,
            #[value("*")]
            Star,
        }
    }
    "#);
}

#[test]
fn turns_limits_of_an_enum_into_rules() {
    assert_snapshot!(types(r"
        Shirt: { properties: { size: { $ref: '#/components/schemas/Some' } } }
        Some: { allOf: [{ $ref: '#/components/schemas/Size' }], not: { const: large } }
        Size: { enum: [small, large] }
    "), @r#"
    object! {
        #[rules(SHIRT)]
        pub struct Shirt {
            #[optional("size", with_size(Into<Some>))]
            pub size: Option<Some>,
        }
    }

    const SHIRT: Rules = &[Rule::Property("size", &[Rule::Ref(|| SOME)])];

    string_enum! {
        pub enum Size {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }

    pub type Some = SomeValue;

    pub(crate) const SOME: Rules = &[
        Rule::Ref(Size::rules),
        Rule::Not(&[Rule::Enum(&[Literal::String("large")])]),
    ];

    string_enum! {
        pub enum SomeValue {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }
    "#);
}

#[test]
fn names_integer_constants_by_title() {
    assert_snapshot!(documented(r"
        Level:
          type: integer
          oneOf:
            - { const: 1, title: Low }
            - { const: 2, title: High, description: Wakes somebody up. }
            - { const: -1 }
    "), @"
    integer_enum! {
        /// Source: `/components/schemas/Level`
        pub enum Level {
            #[value(1)]
            /// Low
            Low,
            #[value(2)]
            /// Wakes somebody up.
            High,
            #[value(-1)]
            Minus1,
        }
    }
    ");
}

#[test]
fn reads_names_and_descriptions_from_extensions() {
    assert_snapshot!(documented(r"
        Lamp: { type: integer, enum: [0, 1], x-enum-varnames: [OFF, ON], x-enum-descriptions: [Dark., Light.] }
        Door: { type: string, enum: [o, c], x-enumNames: [Open, Closed, Ajar] }
    "), @r#"
    string_enum! {
        /// Source: `/components/schemas/Door`
        pub enum Door {
            #[value("o")]
            O,
            #[value("c")]
            C,
        }
    }

    integer_enum! {
        /// Source: `/components/schemas/Lamp`
        pub enum Lamp {
            #[value(0)]
            /// Dark.
            Off,
            #[value(1)]
            /// Light.
            On,
        }
    }
    "#);
}

#[test]
fn accepts_integers_with_a_zero_fraction() {
    assert_snapshot!(types(r"
        Step: { type: integer, enum: [1.0, 2, 3.0] }
        Share: { type: number, enum: [0.5, 1.0] }
    "), @"
    pub type Share = Number;

    integer_enum! {
        pub enum Step {
            #[value(1)]
            Value1,
            #[value(2)]
            Value2,
            #[value(3)]
            Value3,
        }
    }
    ");
}
