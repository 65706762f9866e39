//! Rules: limits that a Rust type does not express.

use super::{types, types_of_3_0, with_schemas};
use codegen::{Config, Source};
use insta::assert_snapshot;

#[test]
fn checks_lengths_and_patterns_of_strings() {
    assert_snapshot!(types(r#"
        Holder: { properties: { code: { type: string, minLength: 2, maxLength: 9, pattern: '^\d+"$' } } }
    "#), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("code", with_code(Into<String>))]
            pub code: Option<String>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property(
            "code",
            &[Rule::MinLength(2), Rule::MaxLength(9), Rule::Pattern("^\\d+\"$")],
        ),
    ];
    "#);
}

#[test]
fn omits_limits_for_other_types() {
    let holder = |schemas: &str| {
        let source = Source::parse("api.yaml", with_schemas(schemas)).unwrap();
        let generated = codegen::generate(&source, &Config::default()).unwrap();
        generated.files["src/types/holder.rs"].clone()
    };
    let inapplicable = "
  Holder:
    properties:
      name: { type: string, uniqueItems: true, minimum: 3 }
      count: { type: integer, minLength: 2, maximum: 9 }";
    let plain = "
  Holder:
    properties:
      name: { type: string }
      count: { type: integer, maximum: 9 }";
    assert_eq!(holder(inapplicable), holder(plain));
}

#[test]
fn checks_bounds_of_numbers() {
    assert_snapshot!(types(r"
        Holder:
          properties:
            closed: { type: integer, minimum: -1, maximum: 1000000 }
            open: { type: number, exclusiveMinimum: 0, exclusiveMaximum: 1.5, multipleOf: 0.25 }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("closed", with_closed(Into<i64>))]
            pub closed: Option<i64>,
            #[optional("open", with_open(Into<Number>))]
            pub open: Option<Number>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property("closed", &[Rule::Minimum(-1.0), Rule::Maximum(1_000_000.0)]),
        Rule::Property(
            "open",
            &[
                Rule::ExclusiveMinimum(0.0),
                Rule::ExclusiveMaximum(1.5),
                Rule::MultipleOf(0.25),
            ],
        ),
    ];
    "#);
}

#[test]
fn checks_lengths_of_arrays() {
    assert_snapshot!(types(r"
        Holder: { properties: { list: { type: array, items: {}, minItems: 1, maxItems: 3, uniqueItems: true } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("list", with_list[Into<Json>])]
            pub list: Option<Vec<Json>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property("list", &[Rule::MinItems(1), Rule::MaxItems(3), Rule::UniqueItems]),
    ];
    "#);
}

#[test]
fn checks_numbers_of_properties() {
    assert_snapshot!(types(r"
        Holder: { type: object, properties: { a: {} }, minProperties: 1, maxProperties: 2 }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("a", with_a(Into<Json>))]
            pub a: Option<Json>,
        }
    }

    const HOLDER: Rules = &[Rule::MinProperties(1), Rule::MaxProperties(2)];
    "#);
}

#[test]
fn restricts_lists_of_collected_values() {
    assert_snapshot!(types(r"
        Holder:
          type: object
          properties: { sections: { type: array, items: {} } }
          x-collect: { /sections/*/rows/*: { maxItems: 10, uniqueItems: true } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("sections", with_sections[Into<Json>])]
            pub sections: Option<Vec<Json>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Collect("/sections/*/rows/*", &[Rule::MaxItems(10), Rule::UniqueItems]),
    ];
    "#);
}

#[test]
fn omits_limits_of_zero() {
    assert_snapshot!(types(r"
        Holder: { properties: { text: { type: string, minLength: 0 }, list: { type: array, minItems: 0 } } }
    "), @r#"
    object! {
        pub struct Holder {
            #[optional("list", with_list[Into<Json>])]
            pub list: Option<Vec<Json>>,
            #[optional("text", with_text(Into<String>))]
            pub text: Option<String>,
        }
    }
    "#);
}

#[test]
fn turns_not_into_a_rule() {
    assert_snapshot!(types(r"
        Holder: { properties: { name: { type: string, not: { enum: [admin, root] } } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property(
            "name",
            &[Rule::Not(&[Rule::Enum(&[Literal::String("admin"), Literal::String("root")])])],
        ),
    ];
    "#);
}

#[test]
fn turns_not_required_into_forbidden_properties() {
    assert_snapshot!(types(r"
        Holder: { properties: { a: {}, b: {}, c: {} }, not: { anyOf: [{ required: [a] }, { required: [b] }] } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("a", with_a(Into<Json>))]
            pub a: Option<Json>,
            #[optional("b", with_b(Into<Json>))]
            pub b: Option<Json>,
            #[optional("c", with_c(Into<Json>))]
            pub c: Option<Json>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property("a", &[Rule::Never]),
        Rule::Property("b", &[Rule::Never]),
    ];
    "#);
}

#[test]
fn applies_rules_inside_items_and_properties() {
    assert_snapshot!(types(r"
        Holder:
          properties:
            codes: { type: array, items: { type: string, minLength: 2 } }
            inner: { properties: { code: { type: string, minLength: 3 } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("codes", with_codes[Into<String>])]
            pub codes: Option<Vec<String>>,
            #[optional("inner", with_inner(Into<HolderInner>))]
            pub inner: Option<HolderInner>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property("codes", &[Rule::Items(0, &[Rule::MinLength(2)])]),
    ];

    object! {
        #[rules(HOLDER_INNER)]
        pub struct HolderInner {
            #[optional("code", with_code(Into<String>))]
            pub code: Option<String>,
        }
    }

    const HOLDER_INNER: Rules = &[Rule::Property("code", &[Rule::MinLength(3)])];
    "#);
}

#[test]
fn supports_boolean_exclusive_bounds_of_openapi_3_0() {
    assert_snapshot!(types_of_3_0(r"
        Holder: { properties: { share: { type: number, minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: false } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("share", with_share(Into<Number>))]
            pub share: Option<Number>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property("share", &[Rule::Maximum(1.0), Rule::ExclusiveMinimum(0.0)]),
    ];
    "#);
}
