//! `if`, `then` and `else`, `dependentRequired` and `dependentSchemas`.

use super::types;
use insta::assert_snapshot;

#[test]
fn requires_a_property_by_the_value_of_another() {
    assert_snapshot!(types(r"
        Payment:
          properties: { by: { type: string }, iban: { type: string } }
          if: { required: [by], properties: { by: { const: transfer } } }
          then: { required: [iban] }
    "), @r#"
    object! {
        #[rules(PAYMENT)]
        pub struct Payment {
            #[optional("by", with_by(Into<String>))]
            pub by: Option<String>,
            #[optional("iban", with_iban(Into<String>))]
            pub iban: Option<String>,
        }
    }

    const PAYMENT: Rules = &[
        Rule::IfPropertyIn(
            "by",
            &[Literal::String("transfer")],
            &[Rule::Required(&["iban"])],
        ),
    ];
    "#);
}

#[test]
fn supports_then_and_else() {
    assert_snapshot!(types(r"
        Payment:
          properties: { amount: { type: number }, iban: { type: string }, cash: { type: boolean } }
          if: { properties: { amount: { minimum: 1000 } } }
          then: { required: [iban] }
          else: { required: [cash] }
    "), @r#"
    object! {
        #[rules(PAYMENT)]
        pub struct Payment {
            #[optional("amount", with_amount(Into<Number>))]
            pub amount: Option<Number>,
            #[optional("cash", with_cash(Into<bool>))]
            pub cash: Option<bool>,
            #[optional("iban", with_iban(Into<String>))]
            pub iban: Option<String>,
        }
    }

    const PAYMENT: Rules = &[
        Rule::IfThenElse(
            &[Rule::Property("amount", &[Rule::Minimum(1000.0)])],
            &[Rule::Required(&["iban"])],
            &[Rule::Required(&["cash"])],
        ),
    ];
    "#);
}

#[test]
fn supports_dependent_required() {
    assert_snapshot!(types(r"
        Card:
          properties: { number: { type: string }, expires: { type: string } }
          dependentRequired: { number: [expires] }
    "), @r#"
    object! {
        #[rules(CARD)]
        pub struct Card {
            #[optional("expires", with_expires(Into<String>))]
            pub expires: Option<String>,
            #[optional("number", with_number(Into<String>))]
            pub number: Option<String>,
        }
    }

    const CARD: Rules = &[
        Rule::IfThenElse(
            &[Rule::Required(&["number"])],
            &[Rule::Required(&["expires"])],
            &[],
        ),
    ];
    "#);
}

#[test]
fn supports_dependent_schemas() {
    assert_snapshot!(types(r"
        Card:
          properties: { number: { type: string } }
          dependentSchemas: { number: { required: [owner], properties: { owner: { type: string } } } }
    "), @r#"
    object! {
        #[rules(CARD)]
        pub struct Card {
            #[optional("number", with_number(Into<String>))]
            pub number: Option<String>,
            #[optional("owner", with_owner(Into<Json>))]
            pub owner: Option<Json>,
        }
    }

    const CARD: Rules = &[
        Rule::IfThenElse(
            &[Rule::Required(&["number"])],
            &[
                Rule::Required(&["owner"]),
                Rule::Property("owner", &[Rule::Type(Types::STRING)]),
            ],
            &[],
        ),
    ];
    "#);
}

#[test]
fn leaves_properties_declared_in_then_untyped() {
    assert_snapshot!(types(r"
        Payment:
          properties: { by: { type: string } }
          if: { required: [by], properties: { by: { const: transfer } } }
          then: { properties: { iban: { type: string } } }
          else: { properties: { cash: { type: boolean } } }
    "), @r#"
    object! {
        #[rules(PAYMENT)]
        pub struct Payment {
            #[optional("by", with_by(Into<String>))]
            pub by: Option<String>,
            #[optional("cash", with_cash(Into<Json>))]
            pub cash: Option<Json>,
            #[optional("iban", with_iban(Into<Json>))]
            pub iban: Option<Json>,
        }
    }

    const PAYMENT: Rules = &[
        Rule::IfThenElse(
            &[
                Rule::Required(&["by"]),
                Rule::Property("by", &[Rule::Enum(&[Literal::String("transfer")])]),
            ],
            &[Rule::Property("iban", &[Rule::Type(Types::STRING)])],
            &[Rule::Property("cash", &[Rule::Type(Types::BOOLEAN)])],
        ),
    ];
    "#);
}

#[test]
fn leaves_properties_with_conflicting_outcomes_untyped() {
    assert_snapshot!(types(r"
        Payment:
          properties: { by: { type: string } }
          if: { properties: { by: { const: transfer } } }
          then: { properties: { amount: { type: string } } }
          else: { properties: { amount: { type: number } } }
    "), @r#"
    object! {
        #[rules(PAYMENT)]
        pub struct Payment {
            #[optional("amount", with_amount(Into<Json>))]
            pub amount: Option<Json>,
            #[optional("by", with_by(Into<String>))]
            pub by: Option<String>,
        }
    }

    const PAYMENT: Rules = &[
        Rule::IfThenElse(
            &[Rule::Property("by", &[Rule::Enum(&[Literal::String("transfer")])])],
            &[Rule::Property("amount", &[Rule::Type(Types::STRING)])],
            &[Rule::Property("amount", &[Rule::Type(Types::NUMBER)])],
        ),
    ];
    "#);
}

#[test]
fn applies_additional_properties_to_conditional_properties() {
    assert_snapshot!(types(r"
        Prices:
          type: object
          properties: { currency: { type: string } }
          additionalProperties: { type: integer }
          if: { required: [currency] }
          then: { properties: { vat: { maximum: 25 } } }
    "), @r#"
    object! {
        #[rules(PRICES)]
        pub struct Prices {
            #[optional("currency", with_currency(Into<String>))]
            pub currency: Option<String>,
            #[optional("vat", with_vat(Into<i64>))]
            pub vat: Option<i64>,
            #[additional]
            pub additional_properties: Map<i64>,
        }
    }

    const PRICES: Rules = &[
        Rule::IfThenElse(
            &[Rule::Required(&["currency"])],
            &[Rule::Property("vat", &[Rule::Maximum(25.0)])],
            &[],
        ),
    ];
    "#);
}

#[test]
fn rejects_every_value_if_a_required_property_is_forbidden() {
    assert_snapshot!(types(r"
        Nothing: { type: object, required: [id], properties: { id: false, name: { type: string } } }
    "), @r#"
    object! {
        #[rules(NOTHING)]
        pub struct Nothing {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    const NOTHING: Rules = &[Rule::Required(&["id"]), Rule::Property("id", &[Rule::Never])];
    "#);
}
