//! Bodies that real clients send, and bodies that break a single rule.

use super::{round_trip, same};
use crate::support::shipped_spec::{shared, validator};
use serde_json::Value;
use std::fs::{read_dir, read_to_string};

#[test]
fn rejects_bodies_that_break_a_rule() {
    let validator = validator("SendMessageRequest");
    for line in include_str!("../../data/refused.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (name, rule, body) = (&case["name"], &case["rule"], &case["body"]);
        assert!(
            !validator.is_valid(body),
            "{name}: the spec accepts the body ({rule})"
        );
        if let Ok((_, Ok(()))) = round_trip("SendMessageRequest")(body) {
            panic!("{name}: the type accepts the body ({rule})");
        }
    }
}

#[test]
fn accepts_bodies_at_a_limit() {
    let validator = validator("SendMessageRequest");
    for line in include_str!("../../data/accepted.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (name, body) = (&case["name"], &case["body"]);
        assert!(
            validator.is_valid(body),
            "{name}: the spec rejects the body"
        );
        let (written, judged) = round_trip("SendMessageRequest")(body).unwrap();
        assert!(same(&written, body), "{name} became {written}");
        judged.unwrap_or_else(|violations| panic!("{name}: {violations}"));
    }
}

/// Bodies of the operations beside Send Message. Those with a `rule` break the rule.
#[test]
fn judges_bodies_of_other_operations() {
    for line in include_str!("../../data/operations.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (name, body) = (&case["name"], &case["body"]);
        let schema = case["schema"].as_str().unwrap();
        let is_valid = case["rule"].is_null();
        assert_eq!(validator(schema).is_valid(body), is_valid, "{name}");
        match round_trip(schema)(body) {
            Ok((written, Ok(()))) => {
                assert!(is_valid, "{name}: the type accepts the body");
                assert!(same(&written, body), "{name} became {written}");
            }
            refused => assert!(!is_valid, "{name}: {refused:?}"),
        }
    }
}

/// Published bodies that are invalid, with reasons.
pub const WRONG: &[(&str, &str)] = &[
    (
        "send-multi-product-message.json",
        "the header's `type` is a placeholder",
    ),
    (
        "send-sample-issue-resolution-template.json",
        "the text of a button parameter is a boolean",
    ),
];

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn round_trips_published_bodies() {
    for (folder, name) in [
        ("dev", "SendMessageRequest"),
        ("responses", "SendMessageResponse"),
    ] {
        let folder = shared(&format!("facts/examples/{folder}"));
        let validator = validator(name);
        let mut count = 0;
        for entry in read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            let body: Value = serde_json::from_str(&read_to_string(&path).unwrap()).unwrap();
            let result = round_trip(name)(&body);
            if WRONG.iter().any(|(wrong, _)| *wrong == file) {
                assert!(!validator.is_valid(&body), "{file} is valid");
                assert!(!matches!(result, Ok((_, Ok(())))), "{file} is accepted");
                continue;
            }
            let (written, judged) = result.unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(same(&written, &body), "{file} became {written}");
            judged.unwrap_or_else(|violations| panic!("{file}: {violations}"));
            assert!(validator.is_valid(&body), "{file}");
            count += 1;
        }
        assert!(count > 20, "only {count} bodies in {name}");
    }
}
