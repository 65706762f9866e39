//! A service for trying out clients, in the style of httpbin: every kind of call.

use super::{Reply, Server, TOKEN, client, run};
use media::types::{Order, Upload};
use media::{Client, Error, File};
use serde_json::json;
use std::collections::BTreeMap;

/// Replies that the client reads as the body of a request shown by the service.
fn shown(count: usize) -> Vec<Reply> {
    vec![Reply::json(200, r#"{"url":"/","data":[1.0]}"#); count]
}

#[test]
fn sends_every_kind_of_body() {
    let server = Server::new(shown(5));
    let client = client(&server);
    let answer = run(client.try_json(json!({ "a": [null, 1.5] }))).unwrap();
    assert_eq!(answer.data, Some(json!([1.0])));
    let patch = BTreeMap::from([("name".to_owned(), "Ada".to_owned())]);
    run(client.try_patch(patch)).unwrap();
    run(client.try_text("Grüße")).unwrap();
    run(client.try_form(Order::new("M").with_toppings(["nuts", "a&b"]))).unwrap();
    let file = File::new("a.txt", "content").with_media_type("text/plain");
    run(client.try_parts(Upload::new(file))).unwrap();
    let received = server.received().into_iter().map(|request| {
        let media_type = request
            .header("content-type")
            .unwrap_or_default()
            .to_owned();
        (
            request.method,
            media_type,
            String::from_utf8(request.body).unwrap(),
        )
    });
    let received: Vec<_> = received.collect();
    let of = |method: &str, media_type: &str, body: &str| {
        (method.to_owned(), media_type.to_owned(), body.to_owned())
    };
    assert_eq!(
        received[..4],
        [
            of("POST", "application/json", r#"{"a":[null,1.5]}"#),
            of("PATCH", "application/merge-patch+json", r#"{"name":"Ada"}"#),
            of("PUT", "text/plain; charset=UTF-8", "Grüße"),
            of(
                "POST",
                "application/x-www-form-urlencoded",
                "size=M&toppings=nuts&toppings=a%26b"
            ),
        ]
    );
    assert!(received[4].1.starts_with("multipart/form-data; boundary="));
    assert!(received[4].2.contains("name=\"file\"; filename=\"a.txt\""));
}

#[test]
fn sends_parameters_and_credentials() {
    let server = Server::unchecked(shown(6));
    let client = Client::builder().base_url(server.url());
    let client = client
        .bearer_token(TOKEN)
        .login("Ada", "pass")
        .build()
        .unwrap();
    let words = ["a b", "c&d"].map(str::to_owned);
    run(async {
        client.try_query().word(words).limit(2).await?;
        client.try_delete().await?;
        client
            .try_headers()
            .x_request_id("7")
            .flavour("oat meal")
            .await?;
        client.try_basic("Ada").await?;
        client.try_bearer().await?;
        client.try_public().await
    })
    .unwrap();
    let received = server.received();
    let heads = received
        .iter()
        .map(|request| format!("{} {}", request.method, request.target));
    assert_eq!(
        heads.collect::<Vec<_>>(),
        [
            "GET /try/query?word=a%20b&word=c%26d&limit=2",
            "DELETE /try/query",
            "GET /try/headers",
            "GET /try/basic/Ada",
            "GET /try/bearer",
            "GET /try/public",
        ]
    );
    assert_eq!(received[2].header("x-request-id"), Some("7"));
    assert_eq!(received[2].header("cookie"), Some("flavour=oat%20meal"));
    let authorization = |index: usize| received[index].header("authorization");
    assert_eq!(authorization(3), Some("Basic QWRhOnBhc3M="));
    assert_eq!(authorization(4), Some(&*format!("Bearer {TOKEN}")));
    assert_eq!(authorization(5), None);
}

#[test]
fn sends_a_token_that_the_caller_asks_for() {
    let server = Server::unchecked(shown(1));
    run(client(&server).try_public().bearer_token("own")).unwrap();
    assert_eq!(
        server.only_received().header("authorization"),
        Some("Bearer own")
    );
}

#[test]
fn reads_every_kind_of_answer() {
    let lines = "{\"url\":\"/1\"}\n{\"url\":\"/2\"}\n";
    let server = Server::new([
        Reply::new(418, &[("content-type", "text/plain")], "short and stout"),
        Reply::new(302, &[("location", "/try/bearer")], ""),
        shown(1).remove(0),
        Reply::new(200, &[("content-type", "application/x-ndjson")], lines),
        Reply::new(
            200,
            &[("content-type", "application/octet-stream")],
            [0, 159, 146],
        ),
    ]);
    let client = Client::builder().base_url(server.url()).bearer_token(TOKEN);
    let client = client.redirects(3).build().unwrap();
    run(async {
        let Error::Api(teapot) = client.try_status(418).await.unwrap_err() else {
            panic!()
        };
        assert_eq!(
            (teapot.response.status.as_u16(), &*teapot.body),
            (418, "short and stout")
        );
        assert_eq!(
            client.try_redirect().await.unwrap().url.as_deref(),
            Some("/")
        );
        let mut events = client.try_lines().events().await.unwrap();
        let mut urls = Vec::new();
        while let Some(line) = events.next_value().await {
            urls.extend(line.unwrap().url);
        }
        assert_eq!(urls, ["/1", "/2"]);
        assert_eq!(&client.try_bytes(3).await.unwrap()[..], [0, 159, 146]);
    });
    let error = run(client.try_bytes(101).send()).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the parameter `count` is 101, must be at most 100")
    );
}
