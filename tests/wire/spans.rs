//! Tracing spans of calls, without secrets.

use super::recorder::{Told, told};
use super::server::{Reply, Server};
use super::{PHONE, REFUSED, SENT, SendError, TOKEN, builder, call, message, run};
use std::collections::BTreeMap;
use std::time::Duration;
use whatsapp_cloud::Retry;

/// Sends the usual message; returns the error, the fields of the span, and the recorded text.
fn sent(
    replies: impl IntoIterator<Item = Reply>,
) -> (Option<SendError>, BTreeMap<String, String>, String) {
    let replies: Vec<Reply> = replies.into_iter().collect();
    let (result, told) = told(|| {
        let server = Server::new(replies.clone());
        let retry = Retry::new().backoff(Duration::ZERO, Duration::ZERO);
        let client = builder(&server).header("x-api-key", "the-key").retry(retry);
        let call = call(&client.build().unwrap()).header("x-tenant", "tenant-7");
        run(call.send())
    });
    let Told { mut fields, all } = told;
    let ours = ["otel.", "operation", "http.", "url.", "error.", "trace_id"];
    fields.retain(|name, _| ours.iter().any(|prefix| name.starts_with(prefix)));
    (result.err(), fields, all)
}

/// The fields about the outcome of a call.
fn outcome(replies: impl IntoIterator<Item = Reply>) -> Vec<(String, String)> {
    let (_, fields, _) = sent(replies);
    let of_result = [
        "error.code",
        "error.type",
        "http.request.resend_count",
        "http.response.status_code",
        "trace_id",
    ];
    let fields = fields.into_iter();
    fields
        .filter(|(name, _)| of_result.contains(&name.as_str()))
        .collect()
}

fn fields<const N: usize>(expected: [(&str, &str); N]) -> Vec<(String, String)> {
    expected
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

#[test]
fn uses_the_names_of_opentelemetry() {
    let (_, fields, _) = sent([Reply::json(200, SENT)]);
    let seconds: f64 = fields["http.client.request.duration"].parse().unwrap();
    assert!((0.0..30.0).contains(&seconds));
    let path = "/{Version}/{Phone-Number-ID}/messages";
    for (name, expected) in [
        ("operation", "\"sendMessage\""),
        ("otel.kind", "\"client\""),
        ("otel.name", &format!("POST {path}")),
        ("http.request.method", "POST"),
        ("url.template", &format!("{path:?}")),
        ("http.response.status_code", "200"),
    ] {
        assert_eq!(fields[name], expected, "{name}");
    }
    assert!(!fields.contains_key("error.type"));
}

#[test]
fn records_outcome_and_retries() {
    let code = "http.response.status_code";
    assert_eq!(
        outcome([Reply::json(400, REFUSED)]),
        fields([
            ("error.code", "\"131030\""),
            ("error.type", "400"),
            (code, "400"),
            ("trace_id", "\"A\"")
        ])
    );
    assert_eq!(
        outcome([Reply::json(200, "{")]),
        fields([("error.type", "\"decode\""), (code, "200")])
    );
    assert_eq!(
        outcome([Reply::close()]),
        fields([("error.type", "\"transport\"")])
    );
    let busy = Reply::new(429, &[], "");
    assert_eq!(
        outcome([busy.clone(), busy, Reply::json(200, SENT)]),
        fields([("http.request.resend_count", "2"), (code, "200")])
    );
}

#[test]
fn records_no_secrets() {
    let text = serde_json::to_string(&message()).unwrap();
    for reply in [
        Reply::json(200, SENT),
        Reply::json(200, "{"),
        Reply::json(400, REFUSED),
        Reply::new(429, &[], TOKEN),
        Reply::new(302, &[("location", TOKEN)], ""),
        Reply::close(),
        Reply::truncated(200, SENT, 3),
        Reply::endless(200),
    ] {
        let (_, fields, all) = sent([reply.clone()]);
        assert!(fields.contains_key("url.template"), "{reply:?}");
        for secret in [
            TOKEN,
            PHONE,
            "the-key",
            "tenant-7",
            "16505551234",
            "Hello",
            "wamid",
            &text,
        ] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
    }
}
