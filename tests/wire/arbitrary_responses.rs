//! Arbitrary responses: a call ends with an output or an error, without panics, and keeps no body
//! beyond the limit.

use super::server::{Reply, Server};
use super::{REFUSED, SENT, builder, call, run};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use whatsapp_cloud::Retry;
use whatsapp_cloud::graph::{Usage, diagnose};

const LIMIT: usize = 512;
const CASES: usize = 2000;

fn body() -> impl Strategy<Value = Vec<u8>> {
    let valid = prop_oneof![Just(SENT), Just(REFUSED), Just(r#"{"success":true}"#)];
    let mutated = (
        valid,
        vec((any::<usize>(), any::<u8>()), 0..4),
        any::<Option<u8>>(),
    );
    let mutated = mutated.prop_map(|(text, changes, end)| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(end.map_or(usize::MAX, usize::from));
        bytes
    });
    let nested =
        (0..LIMIT).prop_map(|depth| format!(r#"{{"error":{}"#, "[".repeat(depth)).into_bytes());
    prop_oneof![8 => mutated, 2 => vec(any::<u8>(), 0..LIMIT * 2), 1 => nested]
}

fn reply() -> impl Strategy<Value = Reply> {
    let status = prop_oneof![
        Just(200_u16),
        Just(204),
        Just(302),
        Just(400),
        Just(429),
        Just(500),
        Just(599)
    ];
    let media_type = prop_oneof![
        4 => Just("application/json"),
        1 => Just("text/html; charset=\"x"),
        1 => Just(""),
        1 => Just(";;="),
    ];
    let usage = prop_oneof![
        Just("{"),
        Just(r#"{"1":[{"call_count":1e999}]}"#),
        Just("[[[]]]")
    ];
    (status, media_type, usage, body()).prop_map(|(status, media_type, usage, body)| {
        let headers = [
            ("content-type", media_type),
            ("x-business-use-case-usage", usage),
        ];
        // A 204 has no body; further bytes would be read as the next response.
        let body = if status == 204 { Vec::new() } else { body };
        Reply::new(status, &headers, body)
    })
}

#[test]
fn never_panics_on_arbitrary_responses() {
    let mut runner = TestRunner::deterministic();
    let replies = (0..CASES).map(|_| reply().new_tree(&mut runner).unwrap().current());
    let server = Server::new(replies);
    let builder = builder(&server)
        .max_response_bytes(LIMIT)
        .retry(Retry::never());
    let client = builder.build().unwrap();
    run(async {
        let (mut sent, mut diagnosed) = (0, 0);
        for _ in 0..CASES {
            match call(&client).send().await {
                Ok(_) => sent += 1,
                Err(error) => {
                    assert!(!format!("{error}{error:?}").is_empty());
                    diagnosed += usize::from(diagnose(&error).is_some());
                    let response = error.response();
                    assert!(response.is_none_or(|response| response.body.len() <= LIMIT));
                    response.map(|response| Usage::of(&response.headers));
                }
            }
        }
        // Both outcomes occur often enough for a meaningful test.
        assert!(
            sent > CASES / 100 && diagnosed > CASES / 100,
            "{sent} {diagnosed}"
        );
    });
    assert_eq!(server.received().len(), CASES);
}
