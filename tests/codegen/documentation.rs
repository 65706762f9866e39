//! Documentation from `description`, `title`, `deprecated` and limits.

use super::documented;
use insta::assert_snapshot;

#[test]
fn documents_limits_after_the_description() {
    assert_snapshot!(documented(r"
        Cat:
          description: A pet that purrs.
          properties:
            name: { type: string, description: What it is called., minLength: 1, maxLength: 9, default: Tom }
    "), @r#"
    object! {
        /// A pet that purrs.
        ///
        /// Source: `/components/schemas/Cat`
        #[rules(CAT)]
        pub struct Cat {
            #[optional("name", with_name(Into<String>))]
            /// What it is called.
            ///
            /// 1 to 9 characters. Default: `Tom`.
            pub name: Option<String>,
        }
    }

    const CAT: Rules = &[Rule::Property("name", &[Rule::MinLength(1), Rule::MaxLength(9)])];
    "#);
}

#[test]
fn falls_back_to_the_title() {
    assert_snapshot!(documented(r"
        Cat: { title: House cat, properties: { name: { title: Its name, type: string } } }
    "), @r#"
    object! {
        /// House cat
        ///
        /// Source: `/components/schemas/Cat`
        pub struct Cat {
            #[optional("name", with_name(Into<String>))]
            /// Its name
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn prefers_the_description_beside_a_reference() {
    assert_snapshot!(documented(r"
        Cat:
          properties:
            feeder: { $ref: '#/components/schemas/Person', description: Who feeds it. }
            owner: { $ref: '#/components/schemas/Person' }
        Person: { description: A human being., properties: { name: {} } }
    "), @r#"
    object! {
        /// Source: `/components/schemas/Cat`
        pub struct Cat {
            #[optional("feeder", with_feeder(Into<Person>))]
            /// Who feeds it.
            pub feeder: Option<Person>,
            #[optional("owner", with_owner(Into<Person>))]
            /// A human being.
            pub owner: Option<Person>,
        }
    }

    object! {
        /// A human being.
        ///
        /// Source: `/components/schemas/Person`
        pub struct Person {
            #[optional("name", with_name(Into<Json>))]
            pub name: Option<Json>,
        }
    }
    "#);
}

#[test]
fn documents_every_limit() {
    assert_snapshot!(documented(r#"
        Holder:
          properties:
            amount: { type: number, minimum: 0, exclusiveMaximum: 10, multipleOf: 0.5 }
            code: { type: string, minLength: 2, maxLength: 2, pattern: "^[A-Z`]+$", format: code }
            list: { type: array, items: {}, minItems: 1, uniqueItems: true }
            map: { type: object, maxProperties: 3 }
    "#), @r#"
    object! {
        /// Source: `/components/schemas/Holder`
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("amount", with_amount(Into<Number>))]
            /// At least 0 and below 10. A multiple of 0.5.
            pub amount: Option<Number>,
            #[optional("code", with_code(Into<String>))]
            /// Exactly 2 characters. Matches `^[A-Z']+$`. Format: `code`.
            pub code: Option<String>,
            #[optional("list", with_list[Into<Json>])]
            /// At least 1 item. Items are unique.
            pub list: Option<Vec<Json>>,
            #[optional("map", with_map(Into<Map<Json>>))]
            /// At most 3 properties.
            pub map: Option<Map<Json>>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Property(
            "amount",
            &[Rule::Minimum(0.0), Rule::ExclusiveMaximum(10.0), Rule::MultipleOf(0.5)],
        ),
        Rule::Property(
            "code",
            &[Rule::MinLength(2), Rule::MaxLength(2), Rule::Pattern("^[A-Z`]+$")],
        ),
        Rule::Property("list", &[Rule::MinItems(1), Rule::UniqueItems]),
        Rule::Property("map", &[Rule::MaxProperties(3)]),
    ];
    "#);
}

#[test]
fn documents_deprecation() {
    assert_snapshot!(documented(r"
        Cat: { deprecated: true, properties: { name: { type: string, deprecated: true } } }
    "), @r#"
    object! {
        /// Deprecated.
        ///
        /// Source: `/components/schemas/Cat`
        pub struct Cat {
            #[optional("name", with_name(Into<String>))]
            /// Deprecated.
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn documents_variants() {
    assert_snapshot!(documented(r"
        Pet:
          oneOf:
            - { $ref: '#/components/schemas/Cat' }
            - { description: Just its name., type: string }
            - { type: integer }
        Cat: { required: [purrs], properties: { purrs: { type: boolean } } }
    "), @r#"
    object! {
        /// Source: `/components/schemas/Cat`
        pub struct Cat {
            #[required("purrs", new(Into<bool>))]
            pub purrs: bool,
        }
    }

    union! {
        /// Source: `/components/schemas/Pet`
        #[union(one_of)]
        pub enum Pet {
            #[variant(is_cat, as_cat)]
            /// A value of type `Cat`.
            Cat(Cat),
            #[variant(is_text, as_text)]
            /// Just its name.
            Text(String),
            #[variant(is_integer, as_integer)]
            /// An integer.
            Integer(i64),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Text(String),
            Integer(i64),
        }
        enum Pet {
            Text(&str),
            Integer(i32),
        }
    }
    "#);
}
