//! The examples of the generated crate: the requests they send, and the results they print.

use crate::wire::server::{Reply, Server};
use serde_json::{Value, json};
use std::future::Future;
use terminal::SendError;
use whatsapp_cloud::types::SendMessageResponse;
use whatsapp_cloud::{Client, Retry};

/// Includes the examples; only `main` is unused.
macro_rules! examples {
    ($($name:ident $file:literal)*) => { $(
        #[allow(dead_code)]
        #[path = $file]
        mod $name;
    )* };
}

examples! {
    list "../../generated/examples/list.rs"
    mark_as_read "../../generated/examples/mark_as_read.rs"
    reply "../../generated/examples/reply.rs"
    template "../../generated/examples/template.rs"
    terminal "../../generated/examples/terminal/mod.rs"
    text "../../generated/examples/text.rs"
}

const PHONE: &str = "106540352242922";
const TO: &str = "16505551234";
const MESSAGE: &str = "wamid.1";
const SENT: &str = r#"{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.2"}]}"#;

/// Runs an example against a server with the given response; returns the request body and the
/// printed result.
fn run<const N: usize, F>(
    send: fn(Client, [String; N]) -> F,
    values: [&str; N],
    answer: Reply,
) -> (Value, String)
where
    F: Future<Output = Result<SendMessageResponse, SendError>>,
{
    let server = Server::new([answer]);
    let client = Client::builder()
        .bearer_token("token")
        .retry(Retry::never())
        .base_url(server.url());
    let call = send(client.build().unwrap(), values.map(str::to_owned));
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let result = runtime.enable_all().build().unwrap().block_on(call);
    let printed = match &result {
        Ok(answer) => terminal::outcome(answer),
        Err(error) => terminal::explain(error),
    };
    let received = server.received();
    let body = received.first().map(|request| &request.body[..]);
    (
        body.map_or(Value::Null, |body| serde_json::from_slice(body).unwrap()),
        printed,
    )
}

#[track_caller]
fn check((body, printed): (Value, String), expected: &Value) {
    assert_eq!(body, *expected);
    assert_eq!(printed, "sent: wamid.2");
}

fn sent() -> Reply {
    Reply::json(200, SENT)
}

#[test]
fn sends_a_text() {
    let text = json!({ "body": "Hello! See https://example.com", "preview_url": true });
    let expected = json!({
        "messaging_product": "whatsapp", "to": TO, "type": "text", "text": text,
    });
    check(run(text::send, [PHONE, TO], sent()), &expected);
}

#[test]
fn sends_a_template_with_parameters() {
    let parameter = |text: &str| json!({ "type": "text", "text": text });
    let body = json!({ "type": "body", "parameters": [parameter("Ada"), parameter("#1842")] });
    let template = json!({
        "name": "order_shipped",
        "language": { "policy": "deterministic", "code": "en_US" },
        "components": [body],
    });
    let expected = json!({
        "messaging_product": "whatsapp", "to": TO, "type": "template", "template": template,
    });
    check(run(template::send, [PHONE, TO], sent()), &expected);
}

#[test]
fn sends_a_list() {
    let size = |id: &str, title: &str, description: &str| json!({ "id": id, "title": title, "description": description });
    let rows = [
        size("small", "Small", "For one"),
        size("large", "Large", "For two"),
    ];
    let sections = json!([
        { "title": "Size", "rows": rows },
        { "title": "Something else", "rows": [{ "id": "help", "title": "Talk to us" }] },
    ]);
    let interactive = json!({
        "type": "list",
        "body": { "text": "Which pizza would you like?" },
        "action": { "button": "Choose", "sections": sections },
    });
    let expected = json!({
        "messaging_product": "whatsapp", "to": TO, "type": "interactive", "interactive": interactive,
    });
    check(run(list::send, [PHONE, TO], sent()), &expected);
}

#[test]
fn sends_a_reply_to_a_message() {
    let (body, printed) = run(reply::send, [PHONE, TO, MESSAGE], sent());
    assert_eq!(body["context"], json!({ "message_id": MESSAGE }));
    assert_eq!(printed, "sent: wamid.2");
}

#[test]
fn marks_a_message_as_read() {
    let answer = Reply::json(200, r#"{"success":true}"#);
    let (body, printed) = run(mark_as_read::send, [PHONE, MESSAGE], answer);
    let expected = json!({
        "messaging_product": "whatsapp", "status": "read", "message_id": MESSAGE,
        "typing_indicator": { "type": "text" },
    });
    assert_eq!((body, printed.as_str()), (expected, "marked as read"));
}

#[test]
fn explains_errors() {
    let explained = |values, answer| run(text::send, values, answer).1;
    let refused = r#"{"error":{"message":"Re-engagement message","code":131047,"fbtrace_id":"A"}}"#;
    assert_eq!(
        explained([PHONE, TO], Reply::json(400, refused)),
        "refused: Re-engagement message (code 131047, trace A): \
         the recipient has been silent for a day: send a template"
    );
    assert_eq!(
        explained([PHONE, ""], sent()),
        "nothing was sent:\n  the body: /to has 0 characters, at least 1 required"
    );
    let broken = explained([PHONE, TO], Reply::close());
    assert!(
        broken.starts_with("perhaps sent: no response received: "),
        "{broken}"
    );
    let busy = Reply::new(503, &[("retry-after", "1")], "");
    let busy = explained([PHONE, TO], busy);
    assert!(
        busy.starts_with("not sent, so it can be sent again: the service answered 503"),
        "{busy}"
    );
}

#[test]
fn accepts_only_a_base_url() {
    let base_url = |arguments: &[&str]| {
        let arguments = arguments.iter().map(|argument| (*argument).to_owned());
        terminal::base_url(arguments)
    };
    assert_eq!(base_url(&[]), Ok(None));
    let url = "http://localhost:8080";
    assert_eq!(base_url(&["--base-url", url]), Ok(Some(url.to_owned())));
    assert!(base_url(&["--base-url"]).is_err());
    assert!(base_url(&["--help"]).is_err());
}
