//! Members by pattern, in any order, and missing, read and written.

use crate::runtime::prelude::*;

object! {
    #[rules(LABELS)]
    pub struct Labels {
        #[optional("id", with_id)]
        pub id: Option<String>,
        #[additional("^x-", "^y$")]
        pub additional_properties: Map<i64>,
    }
}

const LABELS: Rules = &[Rule::MembersLike("^x-", &[Rule::Maximum(7.0)])];

fn read(json: &str) -> Result<Labels, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

#[test]
fn members_that_match_are_typed_and_others_are_kept() {
    let json = r#"{"id":"a","x-1":1,"y":2,"z":"any"}"#;
    let labels = read(json).unwrap();
    assert_eq!(labels.additional_properties.len(), 2);
    assert_eq!(labels.additional_properties.get("x-1"), Some(&1));
    assert_eq!(labels.extra.get("z").and_then(|z| z.as_str()), Some("any"));
    assert_eq!(serde_json::to_string(&labels).unwrap(), json);
    assert!(labels.validate().is_ok());
    let made = Labels::new().with_id("a");
    assert_eq!(serde_json::to_string(&made).unwrap(), r#"{"id":"a"}"#);
    let error = read(r#"{"x-1":"one"}"#).unwrap_err();
    assert!(error.contains("/x-1"), "{error}");
    let labels = read(r#"{"x-1":8}"#).unwrap();
    assert_eq!(labels.validate().unwrap_err().as_slice()[0].pointer, "/x-1");
}

object! {
    pub struct Ladder {
        #[required("a")]
        pub a: i64,
        #[required("b")]
        pub b: i64,
        #[optional("c", with_c)]
        pub c: Option<i64>,
        #[optional("d", with_d)]
        pub d: Option<i64>,
    }
}

#[test]
fn members_come_in_any_order_and_the_last_of_a_name_counts() {
    let whole = Ladder::new(1, 2).with_c(3).with_d(4);
    assert_eq!(whole.validate(), Ok(()));
    for json in [
        r#"{"a":1,"b":2,"c":3,"d":4}"#,
        r#"{"d":4,"c":3,"b":2,"a":1}"#,
        r#"{"b":9,"d":9,"a":1,"c":3,"b":2,"d":4}"#,
    ] {
        assert_eq!(
            serde_json::from_str::<Ladder>(json).unwrap(),
            whole,
            "{json}"
        );
    }
}

#[test]
fn the_first_required_member_that_is_missing_is_named() {
    let error = |json| {
        let error = serde_json::from_str::<Ladder>(json).unwrap_err();
        error
            .to_string()
            .split(" at line")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(error("{}"), "Ladder has no member `a`");
    assert_eq!(error(r#"{"b":2,"b":3,"d":4}"#), "Ladder has no member `a`");
    assert_eq!(error(r#"{"a":1,"x":2,"a":1}"#), "Ladder has no member `b`");
    assert!(error(r#"{"b":2,"c":"three","a":1}"#).starts_with("/c: "));
}
