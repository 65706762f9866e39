//! Scripts, faults and reports of the fake server.

use std::time::Duration;
use whatsapp_cloud::fake::{Reply, Server};
use whatsapp_cloud::operations::{
    GetMedia, GetPhoneNumber, ListTemplates, SendMessage, UploadMedia,
};
use whatsapp_cloud::types::{MediaFile, TextMessage};
use whatsapp_cloud::{Client, Error, Retry, types};

fn client(fake: &Server) -> Client {
    let client = Client::builder().base_url(fake.url()).bearer_token("token");
    client
        .retry(Retry::never())
        .max_response_bytes(10_000)
        .build()
        .unwrap()
}

fn message(text: &str) -> types::Message {
    TextMessage::to("16505551234", text).into()
}

#[tokio::test]
async fn replies_by_the_spec() {
    let fake = Server::start().await.unwrap();
    let client = client(&fake);
    let sent = client
        .send_message("1", message("Hello"))
        .send()
        .await
        .unwrap();
    let sent = sent.as_message_response_payload().unwrap();
    assert!(sent.messages[0].id.starts_with("wamid."));
    let requests = fake.requests::<SendMessage>();
    let types::SendMessageRequest::Message(types::Message::Text(body)) =
        requests[0].body().unwrap()
    else {
        panic!("{requests:?}");
    };
    assert_eq!(body.text.body, "Hello");
    assert_eq!(requests[0].argument("Phone-Number-ID"), Some(&"1".into()));
    assert_eq!(
        (fake.count::<SendMessage>(), fake.count::<GetMedia>()),
        (1, 0)
    );
    assert_eq!(fake.connections(), 1);
}

#[tokio::test]
async fn follows_a_script_step_by_step() {
    let fake = Server::start().await.unwrap();
    let file = |id: &str| MediaFile::new().with_id(id);
    fake.on::<GetMedia>()
        .fail(429)
        .times(2)
        .then()
        .reply(file("7"))
        .then()
        .reply_with(|request| {
            let id = request.argument("Media-ID").and_then(|id| id.as_str());
            MediaFile::new().with_id(id.unwrap_or_default())
        });
    let client = client(&fake);
    for _ in 0..2 {
        let Err(Error::Api(failure)) = client.get_media("1").send().await else {
            panic!("expected a failure");
        };
        assert_eq!(failure.response.status.as_u16(), 429);
    }
    let mut ids = Vec::new();
    for id in ["1", "2", "3"] {
        ids.push(
            client
                .get_media(id)
                .send()
                .await
                .unwrap()
                .id
                .unwrap_or_default(),
        );
    }
    assert_eq!(ids, ["7", "2", "3"]);
    // Several operations have the path: the latest script decides.
    let _ = fake.on::<GetPhoneNumber>();
    client.get_phone_number("1").send().await.unwrap();
    assert_eq!(fake.count::<GetPhoneNumber>(), 1);
}

#[tokio::test]
async fn replies_in_turn() {
    let fake = Server::start().await.unwrap();
    let page = |id: &str, after: Option<&str>| {
        let mut page = serde_json::json!({ "data": [{ "id": id }] });
        if let Some(after) = after {
            page["paging"] =
                serde_json::json!({ "cursors": { "after": after }, "next": "https://a.example" });
        }
        Reply::json(page)
    };
    fake.on::<ListTemplates>()
        .replies([page("1", Some("a")), page("2", None)]);
    let client = client(&fake);
    let mut items = client.list_templates("3105").items();
    let mut ids = Vec::new();
    while let Some(item) = items.next_item().await {
        ids.push(item.unwrap().id);
    }
    assert_eq!(ids, ["1", "2"]);
    let requests = fake.requests::<ListTemplates>();
    assert_eq!(requests[1].argument("after"), Some(&"a".into()));
}

#[tokio::test]
async fn breaks_replies() {
    let fake = Server::start().await.unwrap();
    let client = client(&fake);
    let send = || async {
        let call = client.get_media("1").timeout(Duration::from_millis(300));
        call.send().await.unwrap_err()
    };
    fake.on::<GetMedia>().cut(10);
    assert!(matches!(send().await, Error::Transport(_)));
    fake.on::<GetMedia>().stall();
    assert!(matches!(send().await, Error::Timeout(_)));
    fake.on::<GetMedia>().stall_after(5);
    assert!(matches!(send().await, Error::Timeout(_)));
    fake.on::<GetMedia>().delay(Duration::from_secs(5));
    assert!(matches!(send().await, Error::Timeout(_)));
    fake.on::<GetMedia>().wrong_media_type();
    assert!(matches!(send().await, Error::Unexpected(_)));
    fake.on::<GetMedia>().malformed();
    assert!(matches!(send().await, Error::Decode(_)));
    fake.on::<GetMedia>().oversized(20_000);
    assert!(matches!(send().await, Error::BodyTooLarge(_)));
    let count = fake.count::<GetMedia>();
    fake.on::<GetMedia>().drop_before();
    assert!(matches!(send().await, Error::Transport(_)));
    assert_eq!(fake.count::<GetMedia>(), count);
    fake.on::<GetMedia>().drop_after();
    assert!(matches!(send().await, Error::Transport(_)));
    assert!(fake.count::<GetMedia>() > count);
    fake.on::<GetMedia>().fail(500).one_in(2, 7);
    let mut failures = 0;
    for _ in 0..100 {
        failures += usize::from(client.get_media("1").send().await.is_err());
    }
    assert!((30..70).contains(&failures), "{failures}");
}

#[tokio::test]
async fn refuses_requests_that_break_the_spec() {
    let fake = Server::start().await.unwrap();
    let client = client(&fake);
    let call = client.send_message("1", message("")).without_validation();
    let Err(Error::Api(failure)) = call.send().await else {
        panic!("expected a failure");
    };
    assert_eq!(failure.response.status.as_u16(), 400);
    let expected = "the body: /text/body has 0 characters, at least 1 required";
    assert_eq!(failure.body.error.message, expected);
    let refused = fake.take_violations();
    assert_eq!(refused[0].violations()[0].pointer, "/text/body");
}

#[test]
fn reports_violations_when_dropped() {
    let fake = Server::bind("127.0.0.1:0").unwrap();
    let client = client(&fake);
    let call = client.send_message("1", message("")).without_validation();
    call.send_blocking().unwrap_err();
    let report = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(fake)));
    let report = report.unwrap_err();
    let report = report.downcast_ref::<String>().unwrap();
    let expected = "the fake server refused 1 request:
  POST /v25.0/1/messages (`sendMessage`), answered 400
    the body: /text/body has 0 characters, at least 1 required
help: correct the requests, or call `take_violations` or `expect_violations` on the server if the test sends invalid requests";
    assert_eq!(report, expected);
}

#[test]
#[should_panic(expected = "`uploadMedia` has no response with the value")]
fn rejects_a_reply_that_the_spec_does_not_declare() {
    let fake = Server::bind("127.0.0.1:0").unwrap();
    let _ = fake
        .on::<UploadMedia>()
        .reply(types::SuccessResponse::new(true));
}
