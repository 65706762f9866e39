//! Calls in the styles of well-known services, compared with the bytes that the server receives.

mod inspector;

use super::server::{Reply, Server};
use super::{TOKEN, run};
use media::operations::ListIssuesError;
use media::runtime::wire::Map;
use media::types::{
    Chat, ChatMessagesItem, CreatePostMultipartRequest, NewCustomer, NewCustomerAddress, Post,
    PostKind, Push,
};
use media::{Client, Error, File};

fn client(server: &Server) -> Client {
    let client = Client::builder().base_url(server.url());
    client.bearer_token(TOKEN).build().unwrap()
}

#[test]
fn creates_a_customer_by_a_nested_form() {
    let server = Server::unchecked([Reply::json(200, r#"{"id":"cus_1"}"#)]);
    let address = NewCustomerAddress::new()
        .with_city("Köln")
        .with_lines(["Dom 1", "Links"]);
    let metadata: Map<String> = [("order id".to_owned(), "7&8".to_owned())]
        .into_iter()
        .collect();
    let customer = NewCustomer::new()
        .with_email("a+b@c.example")
        .with_address(address)
        .with_expand(["tax", "sources"])
        .with_metadata(metadata);
    let created = run(client(&server).create_customer(customer).send()).unwrap();
    assert_eq!(created.id, "cus_1");
    let request = server.only_received();
    let form = "application/x-www-form-urlencoded";
    assert_eq!(request.header("content-type"), Some(form));
    let expected = [
        "address%5Bcity%5D=K%C3%B6ln",
        "address%5Blines%5D%5B0%5D=Dom%201",
        "address%5Blines%5D%5B1%5D=Links",
        "email=a%2Bb%40c.example",
        "expand%5B0%5D=tax",
        "expand%5B1%5D=sources",
        "metadata%5Border%20id%5D=7%268",
    ];
    let body = String::from_utf8(request.body).unwrap();
    let mut pairs: Vec<&str> = body.split('&').collect();
    pairs.sort_unstable();
    assert_eq!(pairs, expected);
}

#[test]
fn pushes_with_a_key_in_a_header() {
    let server = Server::new([Reply::json(200, r#"{"message":"Hi","priority":5}"#)]);
    let client = Client::builder().base_url(server.url()).app("A.key");
    let client = client.build().unwrap();
    let push = Push::new("Hi").with_priority(5);
    let pushed = run(client.push(push.clone()).send()).unwrap();
    assert_eq!(pushed, push);
    let request = server.only_received();
    assert_eq!(request.header("x-app-key"), Some("A.key"));
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.target, "/push");
}

#[test]
fn streams_a_completion_if_the_body_asks() {
    let json = r#"{"text":"Hello","logprob":-0.30685281944005469}"#;
    let events = "data: {\"text\":\"Hel\"}\n\ndata: {\"text\":\"lo\"}\n\ndata: [DONE]\n\n";
    let stream = Reply::new(200, &[("content-type", "text/event-stream")], events);
    let server = Server::new([Reply::json(200, json), stream, Reply::json(200, json)]);
    let client = client(&server);
    let chat = || Chat::new([ChatMessagesItem::new("user", "Hi")]).with_temperature(0.1);
    let complete = run(client.chat(chat()).send()).unwrap();
    // The shortest decimal that parses to the double.
    let written = serde_json::to_string(&complete).unwrap();
    assert_eq!(written, r#"{"text":"Hello","logprob":-0.3068528194400547}"#);
    let mut text = String::new();
    run(async {
        let mut events = client
            .chat(chat().with_stream(true))
            .events()
            .await
            .unwrap();
        while let Some(part) = events.next_value().await {
            text += &part.unwrap().text;
        }
    });
    assert_eq!(text, "Hello");
    let error = run(client.chat(chat()).events()).unwrap_err();
    assert!(error.to_string().contains("`stream: true`?"), "{error}");
    let received = server.received();
    let body = |index: usize| String::from_utf8_lossy(&received[index].body).into_owned();
    let messages = r#"{"messages":[{"role":"user","content":"Hi"}]"#;
    assert_eq!(body(0), format!("{messages},\"temperature\":0.1}}"));
    assert_eq!(
        body(1),
        format!("{messages},\"stream\":true,\"temperature\":0.1}}")
    );
    let accept = "text/event-stream, application/json";
    assert_eq!(received[1].header("accept"), Some(accept));
}

#[test]
fn posts_json_and_files() {
    let posted = r#"{"content":"Hi","kind":1000}"#;
    let server = Server::unchecked([Reply::json(200, posted), Reply::json(200, posted)]);
    let client = client(&server);
    let post = Post::new().with_content("Hi").with_kind(PostKind::Reply);
    let answer = run(client.create_post("1", post).send()).unwrap();
    // An unknown value of an enum survives.
    assert_eq!(serde_json::to_string(&answer).unwrap(), posted);
    let files = CreatePostMultipartRequest::new()
        .with_content("Hi")
        .with_kind(PostKind::Plain)
        .with_files_0(File::new("cat.png", &b"\x89PNG"[..]).with_media_type("image/png"));
    run(client.create_post_multipart("1", files).send()).unwrap();
    let received = server.received();
    assert_eq!(received[0].body, br#"{"content":"Hi","kind":19}"#);
    let body = String::from_utf8_lossy(&received[1].body);
    for part in [
        "name=\"content\"\r\n\r\nHi\r\n",
        "name=\"kind\"\r\n\r\n0\r\n",
        "name=\"files[0]\"; filename=\"cat.png\"\r\nContent-Type: image/png\r\n\r\n\u{fffd}PNG\r\n",
    ] {
        assert!(body.contains(part), "{body}");
    }
}

#[test]
fn lists_issues_in_pages_with_typed_failures() {
    let page = r#"{"data":[{"id":"1"}],"paging":{"cursors":{"after":"A=="}}}"#;
    let server = Server::new([
        Reply::json(200, page),
        Reply::json(200, r#"{"data":[{"id":"2"}]}"#),
        Reply::json(422, r#"{"errors":[{"field":"state","code":"invalid"}]}"#),
        Reply::json(401, r#"{"error":{"message":"Bad credentials"}}"#),
    ]);
    let client = client(&server);
    let list = || client.list_issues().state("open");
    run(async {
        let mut items = list().items();
        assert_eq!(items.next_item().await.unwrap().unwrap().id, "1");
        assert_eq!(items.next_item().await.unwrap().unwrap().id, "2");
        assert!(items.next_item().await.is_none());
    });
    let Error::Api(failure) = run(list().send()).unwrap_err() else {
        panic!()
    };
    let ListIssuesError::Unprocessable(invalid) = failure.body else {
        panic!("{:?}", failure.body)
    };
    assert_eq!(invalid.errors[0].field, "state");
    // A variant names a status, so an undeclared status takes none.
    let error = run(list().send()).unwrap_err();
    assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    assert_eq!(error.status().unwrap(), 401);
    let targets: Vec<String> = server.received().into_iter().map(|it| it.target).collect();
    assert_eq!(
        targets[..2],
        ["/issues?state=open", "/issues?after=A%3D%3D&state=open"]
    );
}
