//! `nullable` in positions without a meaning in OpenAPI 3.0, but with a clear intent of the author.

use super::{types, types_of_3_0};
use insta::assert_snapshot;

#[test]
fn supports_nullable_enums_references_and_compositions() {
    let schemas = r"
        Cat:
          type: object
          required: [mood, owner, toy, home]
          properties:
            mood: { type: string, nullable: true, enum: [good, bad] }
            owner: { $ref: '#/components/schemas/Owner', nullable: true }
            toy: { type: object, nullable: true, oneOf: [{ $ref: '#/components/schemas/Ball' }, { $ref: '#/components/schemas/Owner' }] }
            home: { nullable: true, properties: { street: { type: string } } }
        Owner: { type: object, required: [name], properties: { name: { type: string } } }
        Ball: { type: object, required: [size], properties: { size: { type: integer } } }
    ";
    assert_snapshot!(types_of_3_0(schemas), @r#"
    object! {
        pub struct Ball {
            #[required("size", new(Into<i64>))]
            pub size: i64,
        }
    }

    object! {
        pub struct Cat {
            #[required("mood", new(Into<Nullable<CatMood>>))]
            pub mood: Nullable<CatMood>,
            #[required("owner", new(Into<Nullable<Owner>>))]
            pub owner: Nullable<Owner>,
            #[required("toy", new(Into<Nullable<CatToy>>))]
            pub toy: Nullable<CatToy>,
            #[required("home", new(Into<Nullable<CatHome>>))]
            pub home: Nullable<CatHome>,
        }
    }

    string_enum! {
        pub enum CatMood {
            #[value("good")]
            Good,
            #[value("bad")]
            Bad,
        }
    }

    union! {
        #[union(one_of)]
        pub enum CatToy {
            #[variant(is_ball, as_ball)]
            Ball(Ball),
            #[variant(is_owner, as_owner)]
            Owner(Owner),
        }
    }

    from! {
        enum CatToy {
            Ball(Ball),
            Owner(Owner),
        }
    }

    object! {
        pub struct CatHome {
            #[optional("street", with_street(Into<String>))]
            pub street: Option<String>,
        }
    }

    object! {
        #[from(&str, String)]
        pub struct Owner {
            #[required("name", new(Into<String>))]
            pub name: String,
        }
    }
    "#);
    assert_eq!(types(schemas), types_of_3_0(schemas));
}

#[test]
fn aliases_a_nullable_component() {
    assert_snapshot!(types_of_3_0(r"
        Toy: { type: object, nullable: true, anyOf: [{ $ref: '#/components/schemas/Ball' }, { type: object, required: [ears], properties: { ears: { type: integer } } }] }
        Ball: { type: object, required: [size], properties: { size: { type: integer } } }
    "), @r#"
    object! {
        pub struct Ball {
            #[required("size", new(Into<i64>))]
            pub size: i64,
        }
    }

    pub type Toy = Nullable<ToyValue>;

    object! {
        pub struct ToyValueObject {
            #[required("ears", new(Into<i64>))]
            pub ears: i64,
        }
    }

    union! {
        #[union(any_of)]
        #[rules(TOY_VALUE)]
        pub enum ToyValue {
            #[variant(is_ball, as_ball)]
            Ball(Ball),
            #[variant(is_object, as_object)]
            Object(ToyValueObject),
        }
    }

    from! {
        enum ToyValue {
            Ball(Ball),
            Object(ToyValueObject),
        }
    }

    const TOY_VALUE: Rules = &[
        Rule::AnyOf(
            &[
                &[Rule::Ref(Ball::rules)],
                &[
                    Rule::Type(Types::OBJECT),
                    Rule::Required(&["ears"]),
                    Rule::Property("ears", &[Rule::Type(Types::INTEGER)]),
                ],
            ],
        ),
    ];
    "#);
}

/// A second branch for `null` would make `oneOf` reject `null`.
#[test]
fn adds_no_second_null_branch() {
    assert_snapshot!(types_of_3_0(r"
        Cat: { properties: { mood: { nullable: true, oneOf: [{ $ref: '#/components/schemas/Mood' }, { $ref: '#/components/schemas/Nothing' }] } } }
        Mood: { type: string, enum: [good, bad] }
        Nothing: { enum: [null] }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("mood", with_mood(Into<Nullable<Mood>>))]
            pub mood: Option<Nullable<Mood>>,
        }
    }

    string_enum! {
        pub enum Mood {
            #[value("good")]
            Good,
            #[value("bad")]
            Bad,
        }
    }

    pub type Nothing = ();
    "#);
}

/// For each way to declare the branch, and with `default: null`.
#[test]
fn supports_null_types_and_defaults() {
    let nullable = "{ nullable: true, default: null, oneOf: [{ type: string }, { type: 'null' }] }";
    let plain = "{ default: null, oneOf: [{ type: string }, { type: 'null' }] }";
    let cat = |toy: &str| format!("  Cat: {{ properties: {{ toy: {toy} }} }}");
    assert_eq!(types(&cat(nullable)), types(&cat(plain)));
    let nullable = "{ type: string, nullable: true, default: null }";
    let plain = "{ type: [string, 'null'], default: null }";
    assert_eq!(types(&cat(nullable)), types(&cat(plain)));
    assert_eq!(types_of_3_0(&cat(nullable)), types(&cat(plain)));
}

/// Every part of an `allOf` has to accept `null`.
#[test]
fn ignores_nullable_on_a_single_part() {
    assert_snapshot!(types_of_3_0(r"
        Cat: { allOf: [{ $ref: '#/components/schemas/Owner', nullable: true }, { properties: { mood: { type: string } } }] }
        Owner: { type: object, required: [name], properties: { name: { type: string } } }
    "), @r#"
    object! {
        #[from(&str, String)]
        pub struct Cat {
            #[required("name", new(Into<String>))]
            pub name: String,
            #[optional("mood", with_mood(Into<String>))]
            pub mood: Option<String>,
        }
    }

    object! {
        #[from(&str, String)]
        pub struct Owner {
            #[required("name", new(Into<String>))]
            pub name: String,
        }
    }
    "#);
}
