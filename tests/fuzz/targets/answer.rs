//! Bytes as the body of an answer or message: they are read or refused, and what is read is written as it
//! came.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use whatsapp_cloud::bytes::Bytes;
use whatsapp_cloud::http::{HeaderMap, HeaderValue};
use whatsapp_cloud::{graph, runtime::calls::json, types};

/// Reads, checks and writes; says what became of the bytes where they are JSON that the type takes.
macro_rules! through {
    ($name:ident, $body:expr) => {
        match json::<types::$name>($body) {
            Err(error) => assert!(!error.message.is_empty()),
            Ok(read) => {
                let _ = read.validate().map_err(|violations| violations.to_string());
                assert!(!format!("{read:?}").is_empty());
                let written = serde_json::to_vec(&read).expect("what was read can be written");
                let again: Value = serde_json::from_slice(&written).expect("it is JSON");
                // A number may be one that `Value` has no room for, and of two members with one name the last counts.
                if let Ok(value) = serde_json::from_slice::<Value>($body) {
                    assert!(same(&again, &value), "{value} became {again}");
                }
            }
        }
    };
}

fuzz_target!(|bytes: &[u8]| {
    let body = Bytes::copy_from_slice(bytes);
    through!(SendMessageResponse, &body);
    through!(GraphErrorResponse, &body);
    through!(SendMessageRequest, &body);
    through!(InteractiveObject, &body);
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(bytes) {
        headers.insert("x-business-use-case-usage", value.clone());
        headers.insert("x-app-usage", value);
        let usage = graph::Usage::of(&headers);
        assert!(!usage.peak().is_nan());
        let _ = usage.time_to_regain_access();
    }
});

include!("../../data/same.rs");
