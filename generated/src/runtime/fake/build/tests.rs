use super::*;
use crate::runtime::rules::Rules;
use crate::runtime::wire::{Union, Variant};
use serde_json::json;

const TEXT: Rules = &[Rule::Type(Types::STRING)];

#[track_caller]
fn check(rules: Rules, expected: &Json) {
    let built = value(&Schema(vec![rules]));
    assert_eq!(built.as_ref(), Some(expected), "{rules:?}");
}

#[test]
fn builds_scalars_within_bounds() {
    check(TEXT, &json!("text"));
    check(
        &[Rule::Type(Types::STRING), Rule::MinLength(6)],
        &json!("textxx"),
    );
    check(
        &[Rule::Type(Types::STRING), Rule::MaxLength(2)],
        &json!("xt"),
    );
    check(&[Rule::Type(Types::INTEGER)], &json!(1));
    check(
        &[Rule::Type(Types::INTEGER), Rule::Minimum(10.0)],
        &json!(10),
    );
    check(
        &[Rule::Type(Types::INTEGER), Rule::ExclusiveMaximum(-3.0)],
        &json!(-4),
    );
    check(
        &[
            Rule::Type(Types::NUMBER),
            Rule::ExclusiveMinimum(0.0),
            Rule::Maximum(0.5),
        ],
        &json!(0.25),
    );
    check(
        &[
            Rule::Type(Types::INTEGER),
            Rule::MultipleOf(25.0),
            Rule::Minimum(30.0),
        ],
        &json!(50),
    );
    check(&[Rule::Type(Types::BOOLEAN)], &json!(true));
    check(
        &[
            Rule::Enum(&[Literal::Integer(3), Literal::String("a")]),
            Rule::Type(Types::STRING),
        ],
        &json!("a"),
    );
}

#[test]
fn builds_strings_of_a_pattern() {
    check(&[Rule::Pattern(r"^v[0-9]+\.[0-9]+$")], &json!("v1.1"));
    check(
        &[Rule::Pattern("^[A-F0-9]{8}-(x|y)$")],
        &json!("AAAAAAAA-x"),
    );
    check(
        &[Rule::Pattern(r"^\S*$"), Rule::MinLength(3)],
        &json!("aaa"),
    );
    check(
        &[
            Rule::Pattern("^a*$"),
            Rule::MinLength(40),
            Rule::Type(Types::STRING),
        ],
        &json!("a".repeat(40)),
    );
}

#[test]
fn builds_containers() {
    const SIZE: Rules = &[
        Rule::Type(Types::OBJECT),
        Rule::Required(&["width"]),
        Rule::Property("width", &[Rule::Type(Types::INTEGER)]),
        Rule::Property("unit", TEXT),
        Rule::IfPropertyIn(
            "width",
            &[Literal::Integer(1)],
            &[Rule::Required(&["unit"])],
        ),
    ];
    check(SIZE, &json!({"width": 1, "unit": "unit"}));
    check(
        &[
            Rule::Type(Types::ARRAY),
            Rule::Items(0, TEXT),
            Rule::MinItems(2),
            Rule::UniqueItems,
        ],
        &json!(["text", "text2"]),
    );
    check(
        &[
            Rule::Type(Types::OBJECT),
            Rule::AnyOf(&[&[Rule::Required(&["a"])], &[Rule::Never]]),
        ],
        &json!({"a": "a"}),
    );
    check(
        &[Rule::Type(Types::OBJECT), Rule::MinProperties(1)],
        &json!({"name1": "name1"}),
    );
}

#[test]
fn ends_recursion_at_empty_arrays() {
    fn node() -> Rules {
        const NODE: Rules = &[
            Rule::Type(Types::OBJECT),
            Rule::Required(&["children"]),
            Rule::Property(
                "children",
                &[Rule::Type(Types::ARRAY), Rule::Items(0, &[Rule::Ref(node)])],
            ),
        ];
        NODE
    }
    fn endless() -> Rules {
        const ENDLESS: Rules = &[
            Rule::Type(Types::OBJECT),
            Rule::Required(&["next"]),
            Rule::Property("next", &[Rule::Ref(endless)]),
        ];
        ENDLESS
    }
    assert!(value(&Schema(vec![node()])).is_some());
    assert_eq!(value(&Schema(vec![endless()])), None);
}

#[test]
fn builds_the_discriminator_of_a_variant() {
    const PET: Rules = &[
        Rule::Type(Types::OBJECT),
        Rule::Required(&["kind"]),
        Rule::Property("kind", TEXT),
    ];
    const UNION: Rules = &[Rule::Union(&Union {
        name: "Pet",
        discriminator: Some("kind"),
        one_of: true,
        variants: &[Variant {
            name: "Dog",
            discriminator_values: &["dog"],
            discriminator_optional: false,
            rules: || PET,
        }],
    })];
    check(UNION, &json!({"kind": "dog"}));
}

#[test]
fn prefers_a_value_for_a_single_variant() {
    const BIRD: Rules = &[
        Rule::Type(Types::OBJECT),
        Rule::Required(&["kind", "wings"]),
        Rule::Property("kind", TEXT),
        Rule::Property("wings", &[Rule::Type(Types::INTEGER)]),
    ];
    const DOG_OR_CAT: Rules = &[
        Rule::Type(Types::OBJECT),
        Rule::Required(&["kind"]),
        Rule::Property("kind", TEXT),
        Rule::Property("wings", &[Rule::Never]),
    ];
    const UNION: Rules = &[Rule::Union(&Union {
        name: "Pet",
        discriminator: Some("kind"),
        one_of: true,
        variants: &[
            Variant {
                name: "Dog",
                discriminator_values: &["dog"],
                discriminator_optional: false,
                rules: || DOG_OR_CAT,
            },
            Variant {
                name: "Cat",
                discriminator_values: &["cat"],
                discriminator_optional: false,
                rules: || DOG_OR_CAT,
            },
            Variant {
                name: "Bird",
                discriminator_values: &["bird"],
                discriminator_optional: false,
                rules: || BIRD,
            },
        ],
    })];
    check(UNION, &json!({"kind": "bird", "wings": 1}));
}

#[test]
fn builds_strings_of_a_format_within_the_rules() {
    let built = |rules: Rules, format| value_of_format(&Schema(vec![rules]), Some(format));
    assert_eq!(built(TEXT, "date"), Some(json!("2024-01-01")));
    assert_eq!(
        built(
            &[
                Rule::Type(Types::ARRAY),
                Rule::Items(0, TEXT),
                Rule::MinItems(2)
            ],
            "ipv4"
        ),
        Some(json!(["192.0.2.1", "192.0.2.2"]))
    );
    // A different keyword wins.
    let short: Rules = &[Rule::Type(Types::STRING), Rule::MaxLength(2)];
    assert_eq!(built(short, "date"), Some(json!("xt")));
    assert_eq!(
        built(&[Rule::Pattern("^[a-c]{3}$")], "uuid"),
        Some(json!("aaa"))
    );
    assert_eq!(built(TEXT, "markdown"), Some(json!("text")));
}
