//! Bodies that real clients send, and bodies that break one rule each.

use super::{same, through};
use crate::description::{shared, validator};
use serde_json::Value;
use std::fs::{read_dir, read_to_string};

#[test]
fn a_body_that_breaks_a_rule_is_refused_before_it_is_sent() {
    let validator = validator("SendMessageRequest");
    for line in include_str!("../data/refused.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (name, rule, body) = (&case["name"], &case["rule"], &case["body"]);
        assert!(
            !validator.is_valid(body),
            "{name}: the description allows it ({rule})"
        );
        if let Ok((_, Ok(()))) = through("SendMessageRequest")(body) {
            panic!("{name}: the type allows it ({rule})");
        }
    }
}

#[test]
fn a_body_at_a_limit_is_accepted() {
    let validator = validator("SendMessageRequest");
    for line in include_str!("../data/accepted.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (name, body) = (&case["name"], &case["body"]);
        assert!(
            validator.is_valid(body),
            "{name}: the description refuses it"
        );
        let (written, judged) = through("SendMessageRequest")(body).unwrap();
        assert!(same(&written, body), "{name} became {written}");
        judged.unwrap_or_else(|violations| panic!("{name}: {violations}"));
    }
}

/// Published bodies that are wrong in themselves, and why.
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
fn published_bodies_come_back_as_they_were() {
    for (folder, name) in [
        ("dev", "SendMessageRequest"),
        ("responses", "SendMessageResponse"),
    ] {
        let Some(folder) = shared(&format!("facts/examples/{folder}")) else {
            return;
        };
        let validator = validator(name);
        let mut count = 0;
        for entry in read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            let body: Value = serde_json::from_str(&read_to_string(&path).unwrap()).unwrap();
            let result = through(name)(&body);
            if WRONG.iter().any(|(wrong, _)| *wrong == file) {
                assert!(!validator.is_valid(&body), "{file} is right after all");
                assert!(!matches!(result, Ok((_, Ok(())))), "{file} is not refused");
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
