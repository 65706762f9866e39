//! Unions with an unusable discriminator, or with equivalent branches.

use super::types;
use insta::assert_snapshot;

/// Variants are selected by their properties instead.
#[test]
fn ignores_a_discriminator_with_integers() {
    assert_snapshot!(types(r"
        Toy:
          oneOf: [{ $ref: '#/components/schemas/Ball' }, { $ref: '#/components/schemas/Bell' }]
          discriminator: { propertyName: kind, mapping: { '1': '#/components/schemas/Ball', '2': '#/components/schemas/Bell' } }
        Ball: { type: object, required: [kind], properties: { kind: { type: integer, enum: [1] } } }
        Bell: { type: object, required: [kind], properties: { kind: { type: integer, enum: [2] } } }
    "), @r#"
    object! {
        #[constant("kind", Literal::Integer(1))]
        pub struct Ball {}
    }

    object! {
        #[constant("kind", Literal::Integer(2))]
        pub struct Bell {}
    }

    union! {
        #[union(one_of)]
        pub enum Toy {
            #[variant(is_ball, as_ball)]
            Ball(Ball),
            #[variant(is_bell, as_bell)]
            Bell(Bell),
        }
    }

    from! {
        enum Toy {
            Ball(Ball),
            Bell(Bell),
        }
    }
    "#);
}

#[test]
fn assigns_inherited_values_by_mapping() {
    assert_snapshot!(types(r"
        Toy:
          oneOf: [{ $ref: '#/components/schemas/Ball' }, { $ref: '#/components/schemas/Bell' }]
          discriminator: { propertyName: kind, mapping: { ball: '#/components/schemas/Ball', bell: '#/components/schemas/Bell' } }
        Base: { type: object, required: [kind], properties: { kind: { type: string, enum: [ball, bell] } } }
        Ball: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { size: { type: integer } } }] }
        Bell: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { pitch: { type: integer } } }] }
    "), @r#"
    object! {
        pub struct Ball {
            #[required("kind", new(Into<BaseKind>))]
            pub kind: BaseKind,
            #[optional("size", with_size(Into<i64>))]
            pub size: Option<i64>,
        }
    }

    object! {
        pub struct Base {
            #[required("kind", new(Into<BaseKind>))]
            pub kind: BaseKind,
        }
    }

    string_enum! {
        pub enum BaseKind {
            #[value("ball")]
            Ball,
            #[value("bell")]
            Bell,
        }
    }

    object! {
        pub struct Bell {
            #[required("kind", new(Into<BaseKind>))]
            pub kind: BaseKind,
            #[optional("pitch", with_pitch(Into<i64>))]
            pub pitch: Option<i64>,
        }
    }

    union! {
        #[union(one_of, "kind")]
        #[shared("kind", kind, set_kind, BaseKind)]
        pub enum Toy {
            #[variant(is_ball, as_ball, "ball")]
            Ball(Ball),
            #[variant(is_bell, as_bell, "bell")]
            Bell(Bell),
        }
    }

    from! {
        enum Toy {
            Ball(Ball),
            Bell(Bell),
        }
    }
    "#);
}

#[test]
fn merges_branches_that_differ_only_in_format() {
    assert_snapshot!(types(r"
        Cat: { properties: { born: { oneOf: [{ type: string, format: date }, { type: string, format: date-time }, { type: integer }] } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("born", with_born(Into<CatBorn>))]
            pub born: Option<CatBorn>,
        }
    }

    union! {
        #[union(any_of)]
        pub enum CatBorn {
            #[variant(is_text, as_text)]
            Text(String),
            #[variant(is_integer, as_integer)]
            Integer(i64),
        }
    }

    from! {
        enum CatBorn {
            Text(String),
            Integer(i64),
        }
        enum CatBorn {
            Text(&str),
            Integer(i32),
        }
    }
    "#);
}

#[test]
fn accepts_strings_that_format_tells_apart() {
    assert_snapshot!(types(r"
        Cat:
          properties:
            born: { oneOf: [{ type: string, format: date }, { type: string, format: date-time }] }
            seen: { oneOf: [{ $ref: '#/components/schemas/Day' }, { $ref: '#/components/schemas/Time' }] }
            visits: { oneOf: [{ type: array, items: { type: string, format: date } }, { type: array, items: { type: string, format: date-time } }] }
        Day: { type: string, format: date }
        Time: { type: string, format: date-time }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("born", with_born(Into<String>))]
            pub born: Option<String>,
            #[optional("seen", with_seen(Into<CatSeen>))]
            pub seen: Option<CatSeen>,
            #[optional("visits", with_visits[Into<String>])]
            pub visits: Option<Vec<String>>,
        }
    }

    union! {
        #[union(any_of)]
        pub enum CatSeen {
            #[variant(is_day, as_day)]
            Day(Day),
            #[variant(is_time, as_time)]
            Time(Time),
        }
    }

    from! {
        enum CatSeen {}
        enum CatSeen {
            Day(String),
            Day(&str),
        }
    }

    pub type Day = String;

    pub type Time = String;
    "#);
}

#[test]
fn keeps_oneof_if_more_than_format_differs() {
    assert_snapshot!(types(r"
        Id: { oneOf: [{ type: string, format: uuid }, { type: integer, format: int64 }] }
    "), @"
    union! {
        #[union(one_of)]
        pub enum Id {
            #[variant(is_text, as_text)]
            Text(String),
            #[variant(is_integer, as_integer)]
            Integer(i64),
        }
    }

    from! {
        enum Id {
            Text(String),
            Integer(i64),
        }
        enum Id {
            Text(&str),
            Integer(i32),
        }
    }
    ");
}

#[test]
fn keeps_oneof_if_required_properties_differ() {
    let types = types(
        r"
        Pet:
          oneOf:
            - { title: Cat, required: [meows], properties: { id: { type: string, format: uuid } } }
            - { title: Dog, required: [barks], properties: { id: { type: string, format: uri } } }
    ",
    );
    assert!(types.contains("#[union(one_of)]"), "{types}");
}

#[test]
fn names_variants_by_what_only_the_branch_has() {
    let types = types(
        r"
        Value:
          anyOf:
            - { type: object, required: [id, mail], properties: { id: { type: string }, mail: { type: string } } }
            - { type: object, required: [id], properties: { id: { type: string }, kind: { const: phone } } }
            - { type: object, required: [id] }
            - { type: array, items: { type: string } }
            - { type: array, items: { $ref: '#/components/schemas/Pet' } }
            - { type: [integer, boolean] }
        Pet: { properties: { name: { type: string } } }
    ",
    );
    let (_, conversions) = types.split_once("enum Value {").unwrap();
    let (_, conversions) = conversions.split_once("enum Value {").unwrap();
    let (conversions, _) = conversions.split_once("\n    }").unwrap();
    assert_snapshot!(conversions, @"
    Mail(ValueMail),
    Phone(ValuePhone),
    Object(ValueObject),
    TextList(Vec<String>),
    PetList(Vec<Pet>),
    IntegerOrBoolean(ValueIntegerOrBoolean),
    ");
}
