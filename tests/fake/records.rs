//! Recorded and replayed exchanges.

use serde_json::{Value, json};
use std::path::PathBuf;
use whatsapp_cloud::fake::{Recorder, Reply, Server};
use whatsapp_cloud::operations::{ListTemplates, SendMessage};
use whatsapp_cloud::types::TextMessage;
use whatsapp_cloud::{Client, Error, Retry, types};

const TOKEN: &str = "EAAG-the-token";

fn client(url: &str) -> Client {
    let client = Client::builder().base_url(url).bearer_token(TOKEN);
    client.retry(Retry::never()).build().unwrap()
}

fn sent(id: &str) -> Value {
    json!({
        "messaging_product": "whatsapp",
        "contacts": [{ "input": "16505551234", "wa_id": "16505551234" }],
        "messages": [{ "id": id }],
    })
}

/// A service with two messages and an error, and a list with the token in a URL.
async fn service() -> Server {
    let service = Server::start().await.unwrap();
    let refused = json!({"error": { "message": "(#131030) Recipient unknown", "type": "OAuthException", "code": 131_030, "fbtrace_id": "A" }});
    service.on::<SendMessage>().replies([
        Reply::json(sent("wamid.1")),
        Reply::json(refused).status(400),
        Reply::json(sent("wamid.2")),
    ]);
    let next =
        format!("https://graph.example/v25.0/1/message_templates?access_token={TOKEN}&after=x");
    let page = json!({ "data": [], "paging": { "next": next } });
    let page = Reply::json(page).header("set-cookie", "session=the-session");
    service.on::<ListTemplates>().reply(page);
    service
}

/// Sends three messages and lists templates; returns the ids of messages and the codes of errors.
async fn exchange(client: &Client) -> Vec<String> {
    let mut results = Vec::new();
    for _ in 0..3 {
        let message: types::Message = TextMessage::to("16505551234", "A private text").into();
        results.push(match client.send_message("1", message).send().await {
            Ok(sent) => sent.as_message_response_payload().unwrap().messages[0]
                .id
                .clone(),
            Err(Error::Api(failure)) => failure.response.status.to_string(),
            Err(error) => error.to_string(),
        });
    }
    let list = client.list_templates("1").send().await.unwrap();
    results.push(list.data.len().to_string());
    results
}

#[tokio::test]
async fn replays_what_a_service_answered() {
    let service = service().await;
    let file: PathBuf = std::env::temp_dir().join(format!("recorded-{}.jsonl", std::process::id()));
    let recorder = Recorder::start(service.url(), &file).await.unwrap();
    let answered = exchange(&client(recorder.url())).await;
    assert_eq!(answered, ["wamid.1", "400 Bad Request", "wamid.2", "0"]);
    assert_eq!(service.count::<SendMessage>(), 3);

    let fake = Server::start().await.unwrap();
    fake.replay(&file).unwrap();
    let replayed = exchange(&client(fake.url())).await;
    assert_eq!(replayed, answered);

    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    for secret in [TOKEN, "the-session", "A private text", "16505551234"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<Value> = lines.collect();
    assert_eq!(lines[0]["operation"], "sendMessage");
    assert_eq!(lines[0]["request"]["method"], "POST");
    assert_eq!(lines[0]["request"]["target"], "/v25.0/1/messages");
    assert_eq!(lines[0]["request"]["json"]["text"]["body"], "[hidden]");
    assert_eq!(lines[1]["response"]["status"], 400);
    assert_eq!(lines[1]["response"]["json"]["error"]["code"], 131_030);
    let next = &lines[3]["response"]["json"]["paging"]["next"];
    assert_eq!(
        next,
        "https://graph.example/v25.0/1/message_templates?access_token=[hidden]&after=x"
    );
}

#[tokio::test]
async fn records_keys_in_urls_and_cookies() {
    let service = media::fake::Server::start().await.unwrap();
    let file = std::env::temp_dir().join(format!("keys-{}.jsonl", std::process::id()));
    let recorder = media::fake::Recorder::start(service.url(), &file)
        .await
        .unwrap();
    let client = media::Client::builder().base_url(recorder.url());
    let client = client.bearer_token("token-0815").build().unwrap();
    client.download_media("token-0815").send().await.unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let line: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(line["request"]["target"], "/media/[hidden]/content");
    assert_eq!(line["response"]["text"], "bytes");
    let path = std::env::temp_dir().join("no-record.jsonl");
    let error = service.replay(path).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
}

#[tokio::test]
async fn answers_502_without_the_service() {
    let file = std::env::temp_dir().join(format!("down-{}.jsonl", std::process::id()));
    let recorder = Recorder::start("http://127.0.0.1:1", &file).await.unwrap();
    let error = client(recorder.url())
        .list_templates("1")
        .send()
        .await
        .unwrap_err();
    std::fs::remove_file(&file).unwrap();
    let Error::Unexpected(unexpected) = error else {
        panic!("{error}");
    };
    assert_eq!(unexpected.response.status, 502);
}
