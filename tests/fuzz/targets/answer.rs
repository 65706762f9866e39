//! Arbitrary bytes as the body of a response or message: valid input is written back unchanged.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use whatsapp_cloud::bytes::Bytes;
use whatsapp_cloud::http::{HeaderMap, HeaderValue};
use whatsapp_cloud::{graph, runtime::http::json, types};

/// Reads, validates and writes the bytes as a type; compares input and output if the input is JSON.
macro_rules! through {
    ($name:ident, $body:expr) => {
        match json::<types::$name>($body) {
            Err(error) => assert!(!error.message.is_empty()),
            Ok(read) => {
                let _ = read.validate().map_err(|violations| violations.to_string());
                assert!(!format!("{read:?}").is_empty());
                let written = serde_json::to_vec(&read).expect("a parsed value can be written");
                let again: Value = serde_json::from_slice(&written).expect("the output is JSON");
                // `Value` rejects very large numbers, and keeps the last of duplicate keys.
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
