//! What a call holds reaches the service, and nobody else.

use super::server::{Reply, Server};
use super::{PHONE, REFUSED, SENT, TOKEN, builder, call, client, error, run, types};
use std::fmt::Debug;
use whatsapp_cloud::graph::Pacer;
use whatsapp_cloud::{Client, Error};

const OTHER: &str = "EAAG-another-token";

/// What the calls of these tests hold: tokens, arguments and contents, and what answers hold.
const HELD: [&str; 9] = [
    TOKEN,
    OTHER,
    PHONE,
    "16505551234",
    "Hello",
    FILE,
    "wamid.1",
    "not allowed",
    "Bad gateway",
];
/// The content of a file.
pub const FILE: &str = "the content of the file";

/// Nothing of what calls hold, and no URL with a path.
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

/// Everything that an error can be asked to print of itself.
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
fn nothing_prints_the_token() {
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

/// A request is what is sent: its body and URL are printed, and the headers with secrets are not.
#[test]
fn a_request_prints_no_secret_header() {
    let client = Client::builder().bearer_token(TOKEN).build().unwrap();
    let call = call(&client).bearer_token(OTHER).header("x-token", OTHER);
    let call = call.header("cookie", OTHER);
    let shown = format!("{:?}", call.into_request().unwrap());
    assert!(!shown.contains(TOKEN) && !shown.contains(OTHER), "{shown}");
}

#[test]
fn what_is_made_on_the_way_prints_nothing_of_the_call() {
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
fn what_is_invalid_is_told_without_what_it_is() {
    let client = Client::builder().bearer_token(TOKEN).build().unwrap();
    let text = types::Text::new(format!("Hello{}", "!".repeat(5000)));
    let message = types::TextMessage::new(text)
        .with_to("16505551234")
        .with_context(types::MessageContext::new().with_message_id(""))
        .with_recipient_type("Hello");
    assert_error_hidden(&message.validate().unwrap_err());
    let call = client.send_message(format!("{PHONE}/.."), message);
    let call = call.user_agent("Hello").header("x-line", "Hello\n");
    assert_error_hidden(&run(call.send()).unwrap_err());
}

#[test]
fn no_error_prints_what_the_call_or_the_answer_holds() {
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
    // What the service says of a failure is there for who asks, and not in one line.
    let error = error(&Server::new([Reply::new(400, &headers, REFUSED)]));
    assert_hidden(&error.to_string());
    assert_debug_hidden(error.response().unwrap());
}

#[test]
fn a_redirect_is_not_followed() {
    let other = Server::new([Reply::json(200, SENT)]);
    for status in [301, 302, 303, 307, 308] {
        let location = other.url_by_name() + "/v25.0/1/messages";
        let server = Server::new([Reply::new(status, &[("location", &location)], "")]);
        let error = error(&server);
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
        assert!(
            error.to_string().ends_with("redirects are not followed"),
            "{error}"
        );
    }
    assert_eq!(other.connections(), 0);
}

#[test]
fn the_token_does_not_follow_a_redirect_that_a_ready_http_client_follows() {
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
fn the_token_is_sent_where_it_belongs() {
    let server = Server::new([Reply::json(200, SENT)]);
    run(call(&client(&server)).send()).unwrap();
    let expected = format!("Bearer {TOKEN}");
    assert_eq!(
        server.only_received().header("authorization"),
        Some(expected.as_str())
    );
}
