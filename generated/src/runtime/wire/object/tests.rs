//! Tests of pattern properties, property order and missing properties.

use crate::runtime::prelude::*;

object! {
    #[rules(LABELS)]
    pub struct Labels {
        #[optional("id", with_id(Into<String>))]
        pub id: Option<String>,
        #[additional("^x-", "^y$")]
        pub additional_properties: Map<i64>,
    }
}

const LABELS: Rules = &[Rule::PatternProperties("^x-", &[Rule::Maximum(7.0)])];

fn read(json: &str) -> Result<Labels, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

#[test]
fn reads_pattern_properties_and_keeps_the_rest() {
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
    pub struct Sample {
        #[required("a", new(Into<i64>))]
        pub a: i64,
        #[required("b", new(Into<i64>))]
        pub b: i64,
        #[optional("c", with_c(Into<i64>))]
        pub c: Option<i64>,
        #[optional("d", with_d(Into<i64>))]
        pub d: Option<i64>,
    }
}

#[test]
fn reads_properties_in_any_order_and_keeps_the_last_duplicate() {
    let complete = Sample::new(1, 2).with_c(3).with_d(4);
    assert_eq!(complete.validate(), Ok(()));
    for json in [
        r#"{"a":1,"b":2,"c":3,"d":4}"#,
        r#"{"d":4,"c":3,"b":2,"a":1}"#,
        r#"{"b":9,"d":9,"a":1,"c":3,"b":2,"d":4}"#,
    ] {
        assert_eq!(
            serde_json::from_str::<Sample>(json).unwrap(),
            complete,
            "{json}"
        );
    }
}

#[test]
fn names_the_first_missing_required_property() {
    let error = |json| {
        let error = serde_json::from_str::<Sample>(json).unwrap_err();
        error
            .to_string()
            .split(" at line")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(error("{}"), "missing property `a` of `Sample`");
    assert_eq!(
        error(r#"{"b":2,"b":3,"d":4}"#),
        "missing property `a` of `Sample`"
    );
    assert_eq!(
        error(r#"{"a":1,"x":2,"a":1}"#),
        "missing property `b` of `Sample`"
    );
    assert!(error(r#"{"b":2,"c":"three","a":1}"#).starts_with("/c: "));
}

object! {
    pub struct Tagged {
        #[optional("tags", with_tags[Into<Tag>])]
        pub tags: Option<Vec<Tag>>,
    }
}

union! {
    #[union(one_of)]
    pub enum Tag {
        #[variant(is_text, as_text)]
        Text(String),
        #[variant(is_number, as_number)]
        Number(i64),
    }
}

from! {
    enum Tag {
        Text(String),
        Number(i64),
    }
    enum Tag {
        Text(&str),
    }
}

#[test]
fn adds_items_of_different_types_to_a_list() {
    let tagged = Tagged::new().with_tags(["a", "b"]).with_tags([7_i64]);
    assert_eq!(
        serde_json::to_string(&tagged).unwrap(),
        r#"{"tags":["a","b",7]}"#
    );
    assert!(tagged.validate().is_ok());
    let empty = Tagged::new().with_tags([""; 0]);
    assert_eq!(empty.tags, Some(Vec::new()));
}
