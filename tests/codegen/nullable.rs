//! `null`: as one of several types, as a branch, and by `nullable` of OpenAPI 3.0.

use super::{types, types_of_3_0};
use insta::assert_snapshot;

#[test]
fn maps_a_required_nullable_property() {
    assert_snapshot!(types(r#"
        Cat: { required: [name], properties: { name: { type: [string, "null"] } } }
    "#), @r#"
    object! {
        pub struct Cat {
            #[required("name", new(Into<Nullable<String>>))]
            pub name: Nullable<String>,
        }
    }
    "#);
}

#[test]
fn distinguishes_null_from_absence() {
    assert_snapshot!(types(r#"
        Cat: { properties: { name: { type: [string, "null"] } } }
    "#), @r#"
    object! {
        pub struct Cat {
            #[optional("name", with_name(Into<Nullable<String>>))]
            pub name: Option<Nullable<String>>,
        }
    }
    "#);
}

#[test]
fn aliases_a_nullable_schema() {
    assert_snapshot!(types(r#"
        Cat: { type: [object, "null"], properties: { name: { type: string } } }
    "#), @r#"
    pub type Cat = Nullable<CatValue>;

    object! {
        pub struct CatValue {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn removes_null_from_unions() {
    assert_snapshot!(types(r#"
        Cat:
          properties:
            owner: { anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: "null" }] }
            toys: { oneOf: [{ type: "null" }, { type: string }, { type: array, items: { type: string } }] }
        Owner: { properties: { name: { type: string } } }
    "#), @r#"
    object! {
        pub struct Cat {
            #[optional("owner", with_owner(Into<Nullable<Owner>>))]
            pub owner: Option<Nullable<Owner>>,
            #[optional("toys", with_toys(Into<Nullable<CatToys>>))]
            pub toys: Option<Nullable<CatToys>>,
        }
    }

    union! {
        #[union(one_of)]
        pub enum CatToys {
            #[variant(is_text, as_text)]
            Text(String),
            #[variant(is_list, as_list)]
            List(Vec<String>),
        }
    }

    from! {
        enum CatToys {
            Text(String),
            List(Vec<String>),
        }
        enum CatToys {
            Text(&str),
        }
    }

    object! {
        pub struct Owner {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn removes_null_from_enums() {
    assert_snapshot!(types(r"
        Size: { enum: [s, m, null] }
        Shirt: { required: [size], properties: { size: { $ref: '#/components/schemas/Size' } } }
    "), @r#"
    object! {
        #[rules(SHIRT)]
        pub struct Shirt {
            #[required("size", new(Into<Nullable<SizeValue>>))]
            pub size: Nullable<SizeValue>,
        }
    }

    const SHIRT: Rules = &[Rule::Property("size", &[Rule::Ref(|| SIZE)])];

    pub type Size = Nullable<SizeValue>;

    pub(crate) const SIZE: Rules = &[
        Rule::Enum(&[Literal::String("s"), Literal::String("m"), Literal::Null]),
    ];

    string_enum! {
        pub enum SizeValue {
            #[value("s")]
            S,
            #[value("m")]
            M,
        }
    }
    "#);
}

#[test]
fn supports_nullable_items_and_map_values() {
    assert_snapshot!(types(r#"
        Holder:
          properties:
            list: { type: array, items: { type: [integer, "null"] } }
            map: { type: object, additionalProperties: { type: [integer, "null"] } }
    "#), @r#"
    object! {
        pub struct Holder {
            #[optional("list", with_list[Into<Nullable<i64>>])]
            pub list: Option<Vec<Nullable<i64>>>,
            #[optional("map", with_map(Into<Map<Nullable<i64>>>))]
            pub map: Option<Map<Nullable<i64>>>,
        }
    }
    "#);
}

#[test]
fn keeps_discriminators_beside_null() {
    assert_snapshot!(types(r#"
        Maybe:
          oneOf:
            - { required: [type], properties: { type: { const: a } } }
            - { required: [type], properties: { type: { const: b } } }
            - { type: "null" }
    "#), @r#"
    pub type Maybe = Nullable<MaybeValue>;

    object! {
        #[constant("type", Literal::String("a"))]
        pub struct MaybeValueA {}
    }

    object! {
        #[constant("type", Literal::String("b"))]
        pub struct MaybeValueB {}
    }

    union! {
        #[union(one_of, "type")]
        pub enum MaybeValue {
            #[variant(is_a, as_a, "a")]
            A(MaybeValueA),
            #[variant(is_b, as_b, "b")]
            B(MaybeValueB),
        }
    }

    from! {
        enum MaybeValue {
            A(MaybeValueA),
            B(MaybeValueB),
        }
    }
    "#);
}

#[test]
fn supports_nullable_of_openapi_3_0() {
    assert_snapshot!(types_of_3_0(r"
        Cat: { required: [name], properties: { name: { type: string, nullable: true } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("name", new(Into<Nullable<String>>))]
            pub name: Nullable<String>,
        }
    }
    "#);
}

#[test]
fn supports_nullable_beside_composition() {
    assert_snapshot!(types_of_3_0(r"
        Cat: { type: object, properties: { name: { type: string } } }
        Holder:
          type: object
          properties:
            cat: { nullable: true, allOf: [{ $ref: '#/components/schemas/Cat' }] }
            either: { nullable: true, oneOf: [{ type: string }, { type: integer }] }
            both: { nullable: true, allOf: [{ $ref: '#/components/schemas/Cat' }, { properties: { age: { type: integer } } }] }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    object! {
        pub struct Holder {
            #[optional("both", with_both(Into<Nullable<HolderBoth>>))]
            pub both: Option<Nullable<HolderBoth>>,
            #[optional("cat", with_cat(Into<Nullable<Cat>>))]
            pub cat: Option<Nullable<Cat>>,
            #[optional("either", with_either(Into<Nullable<HolderEither>>))]
            pub either: Option<Nullable<HolderEither>>,
        }
    }

    object! {
        pub struct HolderBoth {
            #[optional("age", with_age(Into<i64>))]
            pub age: Option<i64>,
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    union! {
        #[union(one_of)]
        pub enum HolderEither {
            #[variant(is_text, as_text)]
            Text(String),
            #[variant(is_integer, as_integer)]
            Integer(i64),
        }
    }

    from! {
        enum HolderEither {
            Text(String),
            Integer(i64),
        }
        enum HolderEither {
            Text(&str),
            Integer(i32),
        }
    }
    "#);
}

#[test]
fn keeps_null_beside_rules_for_properties() {
    assert_snapshot!(types(r"
        Limits:
          type: [object, 'null']
          properties: { least: { type: integer }, most: { type: integer } }
          anyOf: [{ required: [least] }, { required: [most] }]
    "), @r#"
    pub type Limits = Nullable<LimitsValue>;

    object! {
        #[rules(LIMITS_VALUE)]
        pub struct LimitsValue {
            #[optional("least", with_least(Into<i64>))]
            pub least: Option<i64>,
            #[optional("most", with_most(Into<i64>))]
            pub most: Option<i64>,
        }
    }

    constructors! {
        trait LimitsValue: new {
            fn from_least(#[set] least: (Into<i64>)) -> ();
            fn from_most(#[set] most: (Into<i64>)) -> ();
        }
    }

    const LIMITS_VALUE: Rules = &[
        Rule::AnyOf(&[&[Rule::Required(&["least"])], &[Rule::Required(&["most"])]]),
    ];
    "#);
}

#[test]
fn applies_rules_for_null_outside_of_option() {
    assert_snapshot!(types(r"
        Holder:
          type: object
          properties:
            size:
              oneOf: [{ type: integer }, { type: string }, { type: 'null' }]
              not: { const: null }
            box: { type: [object, 'null'], properties: { width: { type: integer } }, not: { required: [height] } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("box", with_box(Into<Nullable<HolderBox>>))]
            pub r#box: Option<Nullable<HolderBox>>,
            #[optional("size", with_size(Into<Nullable<HolderSize>>))]
            pub size: Option<Nullable<HolderSize>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property("box", &[Rule::Not(&[Rule::Required(&["height"])])]),
        Rule::Property("size", &[Rule::Not(&[Rule::Enum(&[Literal::Null])])]),
    ];

    object! {
        #[rules(HOLDER_BOX)]
        pub struct HolderBox {
            #[optional("width", with_width(Into<i64>))]
            pub width: Option<i64>,
        }
    }

    const HOLDER_BOX: Rules = &[Rule::Not(&[Rule::Required(&["height"])])];

    union! {
        #[union(one_of)]
        #[rules(HOLDER_SIZE)]
        pub enum HolderSize {
            #[variant(is_integer, as_integer)]
            Integer(i64),
            #[variant(is_text, as_text)]
            Text(String),
        }
    }

    from! {
        enum HolderSize {
            Integer(i64),
            Text(String),
        }
        enum HolderSize {
            Integer(i32),
            Text(&str),
        }
    }

    const HOLDER_SIZE: Rules = &[Rule::Not(&[Rule::Enum(&[Literal::Null])])];
    "#);
}

/// A spec with a required and an optional property of a schema, and another component.
fn holder(schema: &str, component: &str) -> String {
    format!(
        "
        Holder:
          required: [a]
          properties: {{ a: {schema}, b: {schema} }}
        {component}
    "
    )
}

/// The fields of the generated types.
fn fields(code: &str) -> String {
    let fields = code.lines().map(str::trim);
    let fields = fields.filter(|line| line.starts_with("pub ") && line.contains(": "));
    fields.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_way_to_write_null_has_the_same_type() {
    let alias = "Maybe: { type: [string, 'null'] }";
    let new = [
        ("{ type: [string, 'null'] }", ""),
        ("{ anyOf: [{ type: string }, { type: 'null' }] }", ""),
        ("{ oneOf: [{ type: 'null' }, { type: string }] }", ""),
        ("{ $ref: '#/components/schemas/Maybe' }", alias),
        ("{ allOf: [{ $ref: '#/components/schemas/Maybe' }] }", alias),
        (
            "{ anyOf: [{ $ref: '#/components/schemas/Maybe' }, { type: 'null' }] }",
            alias,
        ),
    ];
    let old = [
        ("{ type: string, nullable: true }", ""),
        (
            "{ $ref: '#/components/schemas/Maybe' }",
            "Maybe: { type: string, nullable: true }",
        ),
        ("{ nullable: true, anyOf: [{ type: string }] }", ""),
    ];
    let new = new.map(|(schema, more)| types(&holder(schema, more)));
    let old = old.map(|(schema, more)| types_of_3_0(&holder(schema, more)));
    for code in new.iter().chain(&old) {
        let expected = "pub a: Nullable<String>, pub b: Option<Nullable<String>>,";
        assert_eq!(fields(code), expected);
    }
}

#[test]
fn enums_with_null_have_the_same_type() {
    for size in [
        "{ enum: [s, m, null] }",
        "{ type: [string, 'null'], enum: [s, m, null] }",
    ] {
        assert_eq!(
            fields(&types(&holder(size, ""))),
            "pub a: Nullable<HolderA>, pub b: Option<Nullable<HolderB>>,"
        );
    }
    let size = "Size: { enum: [s, m, null] }";
    let schemas = holder("{ $ref: '#/components/schemas/Size' }", size);
    assert_eq!(
        fields(&types(&schemas)),
        "pub a: Nullable<SizeValue>, pub b: Option<Nullable<SizeValue>>,"
    );
}
