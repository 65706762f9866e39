//! Validation before sending.

use super::server::{Reply, Server};
use super::{PHONE, SENT, TOKEN, builder, call, client, run, types};
use serde_json::json;
use whatsapp_cloud::{Client, Error, RequestPart, Violations};

fn too_long() -> types::TextMessage {
    types::TextMessage::to("16505551234", "x".repeat(5000))
}

#[test]
fn rejects_an_invalid_body_before_connecting() {
    let server = Server::new([Reply::json(200, SENT)]);
    let error = run(client(&server).send_message(PHONE, too_long()).send()).unwrap_err();
    let Error::Invalid(invalid) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(invalid.as_slice()[0].part, RequestPart::Body);
    assert_eq!(
        invalid.as_slice()[0].violations.as_slice()[0].pointer,
        "/text/body"
    );
    assert_eq!(server.connections(), 0);
    assert!(!error.is_retryable());
}

#[test]
fn disables_validation_per_call_and_per_client() {
    let server = Server::unchecked([Reply::json(200, SENT)]);
    run(client(&server)
        .send_message(PHONE, too_long())
        .without_validation()
        .send())
    .unwrap();
    let client = builder(&server).without_validation().build().unwrap();
    run(client.send_message(PHONE, too_long()).send()).unwrap();
    assert_eq!(server.received().len(), 2);
}

#[test]
fn accepts_only_what_the_spec_does_not_know() {
    let server = Server::unchecked([Reply::json(200, SENT), Reply::json(200, SENT)]);
    let unknown = |text: &str| {
        let mut message = types::TextMessage::to("16505551234", text);
        message.recipient_type = Some("channel".into());
        message.extra.insert("new_property", 1);
        message.text.extra.insert("bold", true);
        message
    };
    let send = |client: &Client, text: &str| client.send_message(PHONE, unknown(text));
    let error = run(send(&client(&server), "Hello").send()).unwrap_err();
    let Error::Invalid(invalid) = &error else {
        panic!("{error:?}")
    };
    let found = invalid.as_slice()[0].violations.iter();
    let found: Vec<String> = found.map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "/text/bold is not declared: `Text` allows no other properties",
            "/recipient_type is not one of \"individual\", \"group\"",
            "/new_property is not declared: `TextMessage` allows no other properties",
        ]
    );
    run(send(&client(&server), "Hello").allow_unknown()).unwrap();
    let lenient = builder(&server).allow_unknown().build().unwrap();
    run(send(&lenient, "Hello").send()).unwrap();
    let error = run(send(&lenient, &"x".repeat(5000)).send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request is invalid and was not sent: the body at /text/body has 5000 characters, at \
         most 4096 allowed"
    );
    let newer = json!({ "type": "hologram", "to": "1", "hologram": {} });
    let newer: types::Message = serde_json::from_value(newer).unwrap();
    let call = || lenient.send_message(PHONE, newer.clone());
    call().into_request().unwrap();
    assert!(call().without_validation().into_request().is_ok());
}

#[test]
fn tells_the_cause_of_a_wrong_type() {
    let rows = [types::Row::new("small", "Small")];
    let sections = [types::SectionObject::new().with_rows(rows)];
    let mut list =
        types::InteractiveObject::list(types::ListAction::new("Choose", sections), "Size?");
    list.r#type = types::InteractiveObjectType::Button;
    let message = types::InteractiveMessage::to("16505551234", list);
    assert_eq!(
        message.validate().unwrap_err().to_string(),
        "/interactive/action: type \"button\" needs a ButtonAction, found a ListAction"
    );
    let error = client(&Server::unchecked([]))
        .send_message(PHONE, message)
        .into_request()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the body at /interactive/action: type \"button\" needs")
    );
}

#[test]
fn counts_the_items_of_all_lists_together() {
    let rows = |from: u8| (from..from + 6).map(|at| types::Row::new(at.to_string(), "Size"));
    let section = |from| {
        types::SectionObject::new()
            .with_title("Sizes")
            .with_rows(rows(from))
    };
    let list = types::ListAction::new("Choose", [section(0), section(5)]);
    let message = types::InteractiveObject::list(list, "Size?");
    assert_eq!(
        message.validate().unwrap_err().to_string(),
        "/action: sections/*/rows/* has 12 items, at most 10 allowed; \
         /action: sections/*/rows/*/id has duplicate items"
    );
}

#[test]
fn reports_every_error_at_once() {
    let client = Client::builder().version("23").build().unwrap();
    let call = client
        .send_message("..", too_long())
        .user_agent("no\nversion");
    let error = call.header("x", "\n").into_request().unwrap_err();
    let Error::Invalid(invalid) = &error else {
        panic!("{error:?}")
    };
    let parts: Vec<RequestPart> = invalid.iter().map(|part| part.part.clone()).collect();
    let expected = [
        RequestPart::Header("x".into()),
        RequestPart::Parameter("Version"),
        RequestPart::Parameter("Phone-Number-ID"),
        RequestPart::Parameter("User-Agent"),
        RequestPart::Credentials(whatsapp_cloud::SecurityScheme::Bearer),
        RequestPart::Body,
    ];
    assert_eq!(parts, expected);
    assert!(error.to_string().starts_with(
        "the request is invalid and was not sent: \
         the header `x` cannot be sent as a header: it contains a line break"
    ));
}

#[test]
fn rejects_a_missing_token_before_connecting() {
    let server = Server::unchecked([Reply::json(200, SENT)]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let error = run(call(&client).send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request is invalid and was not sent: the bearer token is missing: set it with \
         `ClientBuilder::bearer_token` or `Call::bearer_token`"
    );
    assert_eq!(server.connections(), 0);
    run(call(&client).bearer_token(TOKEN).send()).unwrap();
    run(call(&client).header("authorization", "Other scheme").send()).unwrap();
    assert_eq!(
        server.received()[1].header("authorization"),
        Some("Other scheme")
    );
}

#[test]
fn reports_duplicate_violations_once() {
    let text = |violations: Result<(), Violations>| violations.unwrap_err().to_string();
    let mut image = types::Image::from_id("1");
    image.id = None;
    assert_eq!(
        text(image.validate()),
        "the value has none of the properties `id`, `link`, one is required"
    );
    let mut both = types::Image::from_link("https://example.com/1.png");
    both.id = Some("1".to_owned());
    assert_eq!(
        text(both.validate()),
        "the value has more than one of the properties `id`, `link`, only one is allowed"
    );
    // `ListAction` limits the button, and the rule for the type `list` repeats the limit.
    let rows = [types::Row::new("small", "Small")];
    let action = types::ListAction::new(
        "x".repeat(21),
        [types::SectionObject::new().with_rows(rows)],
    );
    let list = types::InteractiveObject::new(types::InteractiveObjectType::List, action)
        .with_body(types::BodyObject::new("Which size?"));
    assert_eq!(
        text(list.validate()),
        "/action/button has 21 characters, at most 20 allowed"
    );
}
