//! What is asked for only sometimes.

use super::types;
use insta::assert_snapshot;

#[test]
fn a_member_with_a_certain_value_asks_for_another() {
    assert_snapshot!(types(r"
        Payment:
          properties: { by: { type: string }, iban: { type: string } }
          if: { required: [by], properties: { by: { const: transfer } } }
          then: { required: [iban] }
    "), @r#"
    object! {
        #[rules(PAYMENT)]
        pub struct Payment {
            #[optional("by", with_by)]
            pub by: Option<String>,
            #[optional("iban", with_iban)]
            pub iban: Option<String>,
        }
    }

    const PAYMENT: Rules = &[
        Rule::IfMember("by", &[Literal::Text("transfer")], &[Rule::Required(&["iban"])]),
    ];
    "#);
}

#[test]
fn any_condition_has_two_outcomes() {
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
            #[optional("amount", with_amount)]
            pub amount: Option<Number>,
            #[optional("cash", with_cash)]
            pub cash: Option<bool>,
            #[optional("iban", with_iban)]
            pub iban: Option<String>,
        }
    }

    const PAYMENT: Rules = &[
        Rule::If(
            &[Rule::Member("amount", &[Rule::Minimum(1000.0)])],
            &[Rule::Required(&["iban"])],
            &[Rule::Required(&["cash"])],
        ),
    ];
    "#);
}

#[test]
fn a_member_asks_for_others() {
    assert_snapshot!(types(r"
        Card:
          properties: { number: { type: string }, expires: { type: string } }
          dependentRequired: { number: [expires] }
    "), @r#"
    object! {
        #[rules(CARD)]
        pub struct Card {
            #[optional("expires", with_expires)]
            pub expires: Option<String>,
            #[optional("number", with_number)]
            pub number: Option<String>,
        }
    }

    const CARD: Rules = &[Rule::IfPresent("number", &[Rule::Required(&["expires"])])];
    "#);
}

#[test]
fn a_member_asks_for_a_schema() {
    assert_snapshot!(types(r"
        Card:
          properties: { number: { type: string } }
          dependentSchemas: { number: { required: [owner], properties: { owner: { type: string } } } }
    "), @r#"
    object! {
        #[rules(CARD)]
        pub struct Card {
            #[optional("number", with_number)]
            pub number: Option<String>,
            #[optional("owner", with_owner)]
            pub owner: Option<Json>,
        }
    }

    const CARD: Rules = &[
        Rule::IfPresent(
            "number",
            &[
                Rule::Required(&["owner"]),
                Rule::Member("owner", &[Rule::Type(Types::STRING)]),
            ],
        ),
    ];
    "#);
}

#[test]
fn members_that_only_an_outcome_describes_are_any_value() {
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
            #[optional("by", with_by)]
            pub by: Option<String>,
            #[optional("cash", with_cash)]
            pub cash: Option<Json>,
            #[optional("iban", with_iban)]
            pub iban: Option<Json>,
        }
    }

    const PAYMENT: Rules = &[
        Rule::If(
            &[
                Rule::Required(&["by"]),
                Rule::Member("by", &[Rule::Enum(&[Literal::Text("transfer")])]),
            ],
            &[Rule::Member("iban", &[Rule::Type(Types::STRING)])],
            &[Rule::Member("cash", &[Rule::Type(Types::BOOLEAN)])],
        ),
    ];
    "#);
}

#[test]
fn members_that_outcomes_describe_differently_are_any_value() {
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
            #[optional("amount", with_amount)]
            pub amount: Option<Json>,
            #[optional("by", with_by)]
            pub by: Option<String>,
        }
    }

    const PAYMENT: Rules = &[
        Rule::If(
            &[Rule::Member("by", &[Rule::Enum(&[Literal::Text("transfer")])])],
            &[Rule::Member("amount", &[Rule::Type(Types::STRING)])],
            &[Rule::Member("amount", &[Rule::Type(Types::NUMBER)])],
        ),
    ];
    "#);
}

#[test]
fn a_member_that_only_a_condition_declares_is_also_one_of_the_others() {
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
            #[optional("currency", with_currency)]
            pub currency: Option<String>,
            #[optional("vat", with_vat)]
            pub vat: Option<i64>,
            #[additional]
            pub additional_properties: Map<i64>,
        }
    }

    const PRICES: Rules = &[
        Rule::If(
            &[Rule::Required(&["currency"])],
            &[Rule::Member("vat", &[Rule::Maximum(25.0)])],
            &[],
        ),
    ];
    "#);
}

#[test]
fn a_member_that_is_required_and_forbidden_is_never_right() {
    assert_snapshot!(types(r"
        Nothing: { type: object, required: [id], properties: { id: false, name: { type: string } } }
    "), @r#"
    object! {
        #[rules(NOTHING)]
        pub struct Nothing {
            #[optional("name", with_name)]
            pub name: Option<String>,
        }
    }

    const NOTHING: Rules = &[Rule::Required(&["id"]), Rule::Member("id", &[Rule::Never])];
    "#);
}
