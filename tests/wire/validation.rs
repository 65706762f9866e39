//! What is invalid is not sent, unless the caller insists.

use super::server::{Reply, Server};
use super::{PHONE, SENT, TOKEN, builder, call, client, run, types};
use whatsapp_cloud::{Client, Error, Part, Violations};

fn too_long() -> types::TextMessage {
    types::TextMessage::new(types::Text::new("x".repeat(5000))).with_to("16505551234")
}

#[test]
fn an_invalid_body_is_refused_before_any_connection() {
    let server = Server::new([Reply::json(200, SENT)]);
    let error = run(client(&server).send_message(PHONE, too_long()).send()).unwrap_err();
    let Error::Invalid(invalid) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(invalid.as_slice()[0].part, Part::Body);
    assert_eq!(
        invalid.as_slice()[0].violations.as_slice()[0].pointer,
        "/text/body"
    );
    assert_eq!(server.connections(), 0);
    assert!(!error.is_retryable());
}

#[test]
fn validation_can_be_turned_off_per_call_and_per_client() {
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
fn everything_that_is_wrong_is_told_at_once() {
    let client = Client::builder().version("23").build().unwrap();
    let call = client
        .send_message("..", too_long())
        .user_agent("no\nversion");
    let error = call.header("x", "\n").into_request().unwrap_err();
    let Error::Invalid(invalid) = &error else {
        panic!("{error:?}")
    };
    let parts: Vec<Part> = invalid.iter().map(|part| part.part.clone()).collect();
    let expected = [
        Part::Header("x".into()),
        Part::Parameter("Version"),
        Part::Parameter("Phone-Number-ID"),
        Part::Parameter("User-Agent"),
        Part::Credentials(whatsapp_cloud::Scheme::Bearer),
        Part::Body,
    ];
    assert_eq!(parts, expected);
    assert!(error.to_string().starts_with(
        "the request is invalid and was not sent: \
         the header `x` cannot be a header: it has a line break"
    ));
}

#[test]
fn a_missing_token_is_told_before_any_connection() {
    let server = Server::unchecked([Reply::json(200, SENT)]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let error = run(call(&client).send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request is invalid and was not sent: the bearer token is missing: set it with \
         `ClientBuilder::bearer_token`, or with `Call::bearer_token` for this call"
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
fn what_several_schemas_say_is_told_once_and_in_words() {
    let text = |violations: Result<(), Violations>| violations.unwrap_err().to_string();
    let image = types::Image::new();
    assert_eq!(
        text(image.validate()),
        "the value has none of `id`, `link`, and needs one of them"
    );
    let both = image.with_id("1").with_link("https://example.com/1.png");
    assert_eq!(
        text(both.validate()),
        "the value has more than one of `id`, `link`, and can have only one"
    );
    // The action's own schema limits its button, and so does the rule for the type `list`.
    let rows = [types::Row::new("small", "Small")];
    let action = types::ListAction::new(
        "x".repeat(21),
        [types::SectionObject::new().with_rows(rows)],
    );
    let list = types::InteractiveObject::new(types::InteractiveObjectType::List, action)
        .with_body(types::BodyObject::new("Which size?"));
    assert_eq!(
        text(list.validate()),
        "/action/button has 21 characters where at most 20 are possible"
    );
}
