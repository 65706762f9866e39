//! Requests as received by the server.

use super::server::{Reply, Server};
use super::{PHONE, SENT, TOKEN, builder, call, client, message, run};
use whatsapp_cloud::types::TextMessage;
use whatsapp_cloud::{BuildError, Client};

fn server() -> Server {
    Server::new([Reply::json(200, SENT)])
}

#[test]
fn sends_method_path_headers_and_body() {
    let server = server();
    run(call(&client(&server)).send()).unwrap();
    let request = server.only_received();
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, format!("/v25.0/{PHONE}/messages"));
    assert_eq!(request.body, serde_json::to_vec(&message()).unwrap());
    let mut headers = request.headers;
    headers.sort();
    let url = server.url();
    let expected = [
        ("accept", "application/json"),
        // The feature `gzip` is on in the tests.
        ("accept-encoding", "gzip"),
        ("authorization", &format!("Bearer {TOKEN}")),
        ("content-length", &request.body.len().to_string()),
        ("content-type", "application/json"),
        ("host", url.strip_prefix("http://").unwrap()),
        ("user-agent", "whatsapp-cloud/0.1.0"),
    ];
    assert_eq!(
        headers,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[test]
fn applies_client_parameters() {
    let server = server();
    let client = builder(&server).version("v99.1").build().unwrap();
    run(call(&client).send()).unwrap();
    assert_eq!(
        server.only_received().target,
        format!("/v99.1/{PHONE}/messages")
    );
}

#[test]
fn separates_parallel_calls() {
    const TASKS: usize = 8;
    const CALLS: usize = 50;
    let server = Server::new(vec![Reply::json(200, SENT); TASKS * CALLS]);
    let client = client(&server);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .unwrap();
    let tasks = (0..TASKS).map(|task| {
        let client = client.clone();
        runtime.spawn(async move {
            for number in 0..CALLS {
                // Two tasks share a path, and a task sends to a path twice.
                let phone = format!("{}", 1_000 + task / 2 + number / 2);
                let message = TextMessage::to(&*phone, "a");
                let sent = client.send_message(&*phone, message).send().await;
                sent.unwrap();
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        runtime.block_on(task).unwrap();
    }
    let received = server.received();
    assert_eq!(received.len(), TASKS * CALLS);
    for request in received {
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        let phone = body["to"].as_str().unwrap();
        assert_eq!(request.target, format!("/v25.0/{phone}/messages"));
    }
}

#[test]
fn keeps_the_path_of_the_base_url() {
    let server = Server::unchecked([Reply::json(200, SENT)]);
    let client = builder(&server)
        .base_url(format!("{}/prefix/", server.url()))
        .build()
        .unwrap();
    run(call(&client).send()).unwrap();
    assert_eq!(
        server.only_received().target,
        format!("/prefix/v25.0/{PHONE}/messages")
    );
}

#[test]
fn overrides_client_headers_by_call_headers() {
    let server = server();
    let client = builder(&server)
        .user_agent("client/1.0.0")
        .header("x-tenant", "client")
        .header("x-client", "client")
        .build()
        .unwrap();
    run(call(&client)
        .user_agent("parameter/1.0.0")
        .header("X-Tenant", "call")
        .send())
    .unwrap();
    run(call(&client).send()).unwrap();
    let received = server.received();
    let headers = ["user-agent", "x-tenant", "x-client"];
    let of = |index: usize| headers.map(|name| received[index].header(name).unwrap());
    assert_eq!(of(0), ["parameter/1.0.0", "call", "client"]);
    assert_eq!(of(1), ["client/1.0.0", "client", "client"]);
}

#[test]
fn overrides_the_token_per_call() {
    let server = server();
    run(call(&client(&server)).bearer_token("tenant").send()).unwrap();
    assert_eq!(
        server.only_received().header("authorization"),
        Some("Bearer tenant")
    );
}

#[test]
fn builds_the_request_that_send_sends() {
    let server = server();
    let client = client(&server);
    let request = call(&client).into_request().unwrap();
    run(call(&client).send()).unwrap();
    let received = server.only_received();
    assert_eq!(request.method().as_str(), received.method);
    assert_eq!(request.uri().to_string(), server.url() + &received.target);
    assert_eq!(request.body(), &received.body);
    for (name, value) in request.headers() {
        assert_eq!(
            received.header(name.as_str()),
            value.to_str().ok(),
            "{name}"
        );
    }
}

#[test]
fn shares_connections_between_clones() {
    let server = server();
    let client = client(&server);
    run(async {
        call(&client).send().await.unwrap();
        call(&client.clone()).send().await.unwrap();
    });
    assert_eq!((server.received().len(), server.connections()), (2, 1));
}

#[test]
fn uses_a_given_http_client() {
    let server = server();
    let mut headers = whatsapp_cloud::http::HeaderMap::new();
    headers.insert("x-ready", "yes".parse().unwrap());
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .build()
        .unwrap();
    run(call(&builder(&server).http_client(http).build().unwrap()).send()).unwrap();
    assert_eq!(server.only_received().header("x-ready"), Some("yes"));
}

#[test]
fn uses_the_proxy() {
    let server = Server::unchecked([Reply::json(200, SENT)]);
    let client = Client::builder()
        .base_url("http://graph.internal")
        .allow_token_over_plain_http()
        .proxy(server.url().replace("//", "//user:password@"))
        .build()
        .unwrap();
    run(call(&client).bearer_token(TOKEN).send()).unwrap();
    let request = server.only_received();
    let target = format!("http://graph.internal/v25.0/{PHONE}/messages");
    assert_eq!(request.target, target);
    let user = request.header("proxy-authorization");
    assert_eq!(user, Some("Basic dXNlcjpwYXNzd29yZA=="));
}

#[test]
fn rejects_invalid_settings_on_build() {
    let builder = || Client::builder().bearer_token(TOKEN);
    assert!(builder().build().is_ok());
    let refused = builder()
        .base_url("http://graph.facebook.com")
        .build()
        .unwrap_err();
    assert!(matches!(refused, BuildError::BaseUrl(_)));
    assert_eq!(
        refused.to_string(),
        "the base URL would send the token over plain HTTP to another host: use `https`, or \
         call `ClientBuilder::allow_token_over_plain_http`"
    );
    let plain = builder()
        .base_url("http://graph.internal")
        .allow_token_over_plain_http();
    assert!(plain.build().is_ok());
    let refused = builder().bearer_token("token\n").build().unwrap_err();
    assert!(matches!(refused, BuildError::Credentials(..)));
    let refused = builder().header("x-line", "a\r\nb: c").build().unwrap_err();
    assert!(matches!(refused, BuildError::Header(name) if name == "x-line"));
    assert!(builder().user_agent("a\nb").build().is_err());
    let refused = builder().proxy("http://:secret").build().unwrap_err();
    assert!(
        matches!(refused, BuildError::Proxy)
            && !format!("{refused:?} {refused}").contains("secret")
    );
    for pem in [
        "",
        "no PEM",
        "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",
    ] {
        let refused = builder().root_certificates(pem).build().unwrap_err();
        assert!(!refused.to_string().is_empty(), "{pem}");
    }
}
