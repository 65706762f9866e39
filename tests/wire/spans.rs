//! What calls tell of themselves: a span each, without secrets.

use super::server::{Reply, Server};
use super::{PHONE, REFUSED, SENT, SendError, TOKEN, builder, call, message, run};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::Once;
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use whatsapp_cloud::Retry;

/// The fields of all spans of ours, and everything that anybody tells as text.
#[derive(Clone, Default)]
struct Told {
    fields: BTreeMap<String, String>,
    all: String,
}

impl Visit for Told {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let (name, value) = (field.name(), format!("{value:?}"));
        write!(self.all, "{name}={value} ").unwrap();
        self.fields.insert(name.to_owned(), value);
    }
}

thread_local! {
    /// What is told on this thread.
    static TOLD: RefCell<Told> = RefCell::default();
}

/// One for all threads: those of single tests would come and go while spans are being registered.
struct Collector;

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        TOLD.with_borrow_mut(|told| span.record(told));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        TOLD.with_borrow_mut(|told| values.record(told));
    }

    fn event(&self, event: &Event<'_>) {
        TOLD.with_borrow_mut(|told| event.record(told));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What is told while this runs.
fn told<T>(run: impl Fn() -> T) -> (T, Told) {
    static COLLECTS: Once = Once::new();
    COLLECTS.call_once(|| {
        run();
        tracing::subscriber::set_global_default(Collector).unwrap();
        tracing::callsite::rebuild_interest_cache();
    });
    TOLD.take();
    (run(), TOLD.take())
}

/// Sends the usual message: what comes of it, the fields of its span, and all that was told.
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
    let ours = ["otel.", "operation", "http.", "url.", "error."];
    fields.retain(|name, _| ours.iter().any(|prefix| name.starts_with(prefix)));
    (result.err(), fields, all)
}

/// The fields without those that every call has.
fn outcome(replies: impl IntoIterator<Item = Reply>) -> Vec<(String, String)> {
    let (_, fields, _) = sent(replies);
    let of_result = [
        "error.type",
        "http.request.resend_count",
        "http.response.status_code",
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
fn a_span_has_the_names_of_opentelemetry() {
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
fn a_span_says_how_the_call_ended_and_how_often_it_was_repeated() {
    let code = "http.response.status_code";
    assert_eq!(
        outcome([Reply::json(400, REFUSED)]),
        fields([("error.type", "400"), (code, "400")])
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
fn nothing_that_is_told_is_a_secret() {
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
