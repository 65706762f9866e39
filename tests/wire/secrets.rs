//! Secrets are sent to the service only, and never printed.

use super::server::{Reply, Server};
use super::{PHONE, REFUSED, SENT, TOKEN, builder, call, client, error, run, types};
use std::fmt::Debug;
use whatsapp_cloud::graph::Pacer;
use whatsapp_cloud::{Client, Error};

const OTHER: &str = "EAAG-another-token";

/// Secrets in calls and responses: tokens, arguments and contents.
const HELD: [&str; 9] = [
    TOKEN,
    OTHER,
    PHONE,
    "16505551234",
    "Hello",
    FILE,
    "wamid.1",
    "Recipient unknown",
    "Bad gateway",
];
/// The content of a file.
pub const FILE: &str = "the content of the file";

/// Panics if a text contains a secret, or a URL with a path.
#[track_caller]
pub fn assert_hidden(shown: &str) {
    for held in HELD {
        assert!(!shown.contains(held), "{held}: {shown}");
    }
    for url in shown.split("://").skip(1) {
        let (_, path) = url.split_once('/').unwrap_or_default();
        assert!(!path.starts_with(char::is_alphanumeric), "{shown}");
    }
}

/// Panics if an error or one of its sources prints a secret.
#[track_caller]
pub fn assert_error_hidden(error: &(impl std::error::Error + 'static)) {
    assert_debug_hidden(error);
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        assert_hidden(&format!("{error} {error:?} {error:#?}"));
        cause = error.source();
    }
}

#[track_caller]
fn assert_debug_hidden(value: &impl Debug) {
    assert_hidden(&format!("{value:?}"));
    assert_hidden(&format!("{value:#?}"));
}

#[test]
fn never_prints_the_token() {
    let builder = || {
        Client::builder()
            .bearer_token(TOKEN)
            .header("x-api-key", OTHER)
    };
    assert_debug_hidden(&builder());
    let client = builder().build().unwrap();
    assert_debug_hidden(&client);
    assert_debug_hidden(
        &call(&client)
            .bearer_token(OTHER)
            .header("authorization", OTHER),
    );
    for token in [format!("{TOKEN}\n"), format!("{TOKEN} {OTHER}")] {
        assert_error_hidden(&builder().bearer_token(&token).build().unwrap_err());
        let error = run(call(&client).bearer_token(&token).send()).unwrap_err();
        assert_error_hidden(&error);
    }
    let proxy = format!("http://{PHONE}:{TOKEN}@[");
    assert_error_hidden(&builder().proxy(proxy).build().unwrap_err());
    let url = format!("https://{PHONE}:{TOKEN}@example.com");
    assert_error_hidden(&builder().base_url(url).build().unwrap_err());
    assert_error_hidden(
        &builder()
            .header("x-api-key", format!("{TOKEN}\n"))
            .build()
            .unwrap_err(),
    );
}

/// The `Debug` output of a request contains URL and body, but no headers with secrets.
#[test]
fn hides_secret_headers_of_requests() {
    let client = Client::builder().bearer_token(TOKEN).build().unwrap();
    let call = call(&client).bearer_token(OTHER).header("x-token", OTHER);
    let call = call.header("cookie", OTHER);
    let shown = format!("{:?}", call.into_request().unwrap());
    assert!(!shown.contains(TOKEN) && !shown.contains(OTHER), "{shown}");
}

#[test]
fn hides_secrets_in_intermediate_values() {
    let headers = [("content-type", "image/png"), ("set-cookie", TOKEN)];
    let server = Server::new([Reply::new(200, &headers, FILE)]);
    let media = media::Client::builder().base_url(server.url());
    let media = media.bearer_token(TOKEN).build().unwrap();
    assert_debug_hidden(&media);
    assert_debug_hidden(&media.upload_media(media::types::Upload::new(FILE)));
    assert_debug_hidden(&media::types::Upload::new(FILE).file);
    assert_debug_hidden(&media.list_media().after(TOKEN).items());
    assert_debug_hidden(&run(media.download_media(PHONE).download()).unwrap());
    let pacer = Pacer::new();
    run(pacer.turn("16505551234")).unwrap();
    assert_debug_hidden(&pacer);
}

#[test]
fn hides_values_in_validation_errors() {
    let client = Client::builder().bearer_token(TOKEN).build().unwrap();
    let text = types::Text::new(format!("Hello{}", "!".repeat(5000)));
    let message = types::TextMessage::to("16505551234", text)
        .with_context(types::MessageContext::new().with_message_id(""))
        .with_recipient_type("Hello");
    assert_error_hidden(&message.validate().unwrap_err());
    let call = client.send_message(format!("{PHONE}/.."), message);
    let call = call.user_agent("Hello").header("x-line", "Hello\n");
    assert_error_hidden(&run(call.send()).unwrap_err());
}

#[test]
fn hides_secrets_in_errors() {
    let url = format!("https://example.com/{PHONE}?access_token={TOKEN}");
    let headers = [
        ("set-cookie", TOKEN),
        ("location", &url),
        ("x-access-token", TOKEN),
        ("content-type", "application/json"),
    ];
    let quoted = format!("{TOKEN:?}");
    for reply in [
        Reply::close(),
        Reply::reset(),
        Reply::garbage(TOKEN.as_bytes()),
        Reply::truncated(200, SENT, 10),
        Reply::new(200, &headers, SENT.replace("{\"id\":\"wamid.1\"}", &quoted)),
        Reply::new(200, &headers, SENT.replace("[{\"id\"", "[{\"Hello\"")),
        Reply::new(200, &[("content-type", "text/html")], TOKEN),
        Reply::new(307, &headers, ""),
        Reply::endless(200),
    ] {
        assert_error_hidden(&error(&Server::new([reply])));
    }
    // The message of the service is accessible, but not printed by `Display`.
    let error = error(&Server::new([Reply::new(400, &headers, REFUSED)]));
    assert_hidden(&error.to_string());
    assert_debug_hidden(error.response().unwrap());
}

#[test]
fn follows_no_redirects() {
    let other = Server::new([Reply::json(200, SENT)]);
    for status in [301, 302, 303, 307, 308] {
        let location = other.url_by_name() + "/v25.0/1/messages";
        let server = Server::new([Reply::new(status, &[("location", &location)], "")]);
        let error = error(&server);
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
        assert!(
            error.to_string().contains("the redirect is not followed"),
            "{error}"
        );
    }
    assert_eq!(other.connections(), 0);
}

#[test]
fn drops_the_token_on_redirects_of_a_given_http_client() {
    let other = Server::unchecked([Reply::json(200, SENT)]);
    let location = other.url_by_name() + "/elsewhere";
    let server = Server::new([Reply::new(307, &[("location", &location)], "")]);
    let client = builder(&server)
        .http_client(reqwest::Client::new())
        .build()
        .unwrap();
    run(call(&client).send()).unwrap();
    assert_eq!(other.only_received().header("authorization"), None);
}

#[test]
fn sends_the_token_to_the_service() {
    let server = Server::new([Reply::json(200, SENT)]);
    run(call(&client(&server)).send()).unwrap();
    let expected = format!("Bearer {TOKEN}");
    assert_eq!(
        server.only_received().header("authorization"),
        Some(expected.as_str())
    );
}

#[test]
fn hides_sensitive_fields() {
    let mut message = types::TextMessage::to("16505551234", "Hello");
    message.extra.insert("nickname", "Hello");
    assert_debug_hidden(&message);
    let shown = format!("{message:?}");
    assert!(shown.contains("text: Text { body: …"), "{shown}");
    assert!(shown.contains("extra: {\"nickname\": …}"), "{shown}");
    let unknown = serde_json::json!({ "type": "hologram", "to": "16505551234" });
    let unknown: types::Message = serde_json::from_value(unknown).unwrap();
    assert_eq!(format!("{unknown:?}"), "Unknown(…)");
    // Only values beside sensitive fields are hidden.
    let button = types::ButtonComponent::url(0, "order/17");
    assert!(format!("{button:?}").contains("order/17"));
}
