//! The token reaches the service, and nobody else.

use super::server::{Reply, Server};
use super::{REFUSED, SENT, TOKEN, builder, call, client, error, run};
use std::error::Error as _;
use std::fmt::Debug;
use whatsapp_cloud::{Client, Error};

const OTHER: &str = "EAAG-another-token";

#[track_caller]
pub fn assert_hidden(shown: &str) {
    assert!(!shown.contains(TOKEN) && !shown.contains(OTHER), "{shown}");
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
    assert_debug_hidden(&call(&client).into_request().unwrap());
    let call = call(&client).bearer_token(OTHER).header("x-token", OTHER);
    assert_debug_hidden(&call.into_request().unwrap());
    for token in [format!("{TOKEN}\n"), format!("{TOKEN} {OTHER}")] {
        let error = builder().bearer_token(&token).build().unwrap_err();
        assert_debug_hidden(&error);
        assert_hidden(&error.to_string());
    }
}

#[test]
fn no_error_prints_the_token() {
    let cookie = [("set-cookie", TOKEN), ("content-type", "application/json")];
    for reply in [
        Reply::close(),
        Reply::reset(),
        Reply::garbage(TOKEN.as_bytes()),
        Reply::truncated(200, SENT, 10),
        Reply::new(400, &cookie, REFUSED),
        Reply::new(
            200,
            &cookie,
            SENT.replace("{\"id\":\"wamid.1\"}", &format!("{TOKEN:?}")),
        ),
        Reply::new(200, &[("content-type", "text/html")], TOKEN),
        Reply::endless(200),
    ] {
        let error = error(&Server::new([reply]));
        assert_hidden(&error.to_string());
        assert_hidden(&error.source().map(ToString::to_string).unwrap_or_default());
        match &error {
            // What the service says is shown to who asks for it.
            Error::Decode(undecodable) => assert_debug_hidden(&undecodable.response),
            error => assert_debug_hidden(error),
        }
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let other = Server::new([Reply::json(200, SENT)]);
    for status in [301, 302, 303, 307, 308] {
        let location = other.url_by_name() + "/v23.0/1/messages";
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
