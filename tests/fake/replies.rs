//! Every kind of reply: statuses, headers, text, bytes, events, forms.

use media::fake::{Reply, Server};
use media::operations::{
    Chat, CreateCustomer, DeleteMedia, DownloadMedia, ListMedia, ReadLog, UploadMedia, WatchAlarms,
    WatchMedia,
};
use media::{Client, File, Retry, types};
use serde_json::json;

fn client(fake: &Server) -> Client {
    let client = Client::builder().base_url(fake.url()).bearer_token("token");
    client.retry(Retry::never()).build().unwrap()
}

#[tokio::test]
async fn replies_with_every_kind_of_body() {
    let fake = Server::start().await.unwrap();
    let client = client(&fake);
    client.delete_media("1").send().await.unwrap();
    assert_eq!(fake.count::<DeleteMedia>(), 1);
    let bytes = client.download_media("1").send().await.unwrap();
    assert_eq!(&bytes[..], b"bytes");
    fake.on::<DownloadMedia>()
        .reply(Reply::bytes("abc").header("x-a", "1"));
    let response = client
        .download_media("1")
        .send_for_response()
        .await
        .unwrap();
    assert_eq!(
        (&response.body()[..], &response.headers()["x-a"]),
        (&b"abc"[..], &"1".parse().unwrap())
    );
    fake.on::<ListMedia>()
        .reply(Reply::json(json!({"data": []})).header("x-left", "3"));
    let (_, head) = client.list_media().send_with_head().await.unwrap();
    assert_eq!(head.x_left().unwrap(), Some(3));
}

#[tokio::test]
async fn replies_with_events() {
    let fake = Server::start().await.unwrap();
    let client = client(&fake);
    let media = |id: &str| types::Media::new(id);
    fake.on::<WatchMedia>()
        .reply_events([media("1"), media("2")]);
    let mut events = client.watch_media("1").events().await.unwrap();
    let mut ids = Vec::new();
    while let Some(event) = events.next_value().await {
        ids.push(event.unwrap().id);
    }
    assert_eq!(ids, ["1", "2"]);
    fake.on::<ReadLog>().reply_events([media("3")]);
    let mut events = client.read_log().events().await.unwrap();
    assert_eq!(events.next_value().await.unwrap().unwrap().id, "3");
    // Without a script, an event built from the schema.
    let mut events = client.watch_alarms().events().await.unwrap();
    events.next_value().await.unwrap().unwrap();
    assert_eq!(fake.count::<WatchAlarms>(), 1);
    let completion = client
        .chat(types::Chat::new(Vec::<types::ChatMessagesItem>::new()))
        .send()
        .await;
    completion.unwrap();
    assert_eq!(fake.count::<Chat>(), 1);
}

#[tokio::test]
async fn reads_forms() {
    let fake = Server::start().await.unwrap();
    let client = client(&fake);
    let file = File::new("a.png", &b"\xff\x00"[..]).with_media_type("image/png");
    let upload = types::Upload::new(file);
    client.upload_media(upload.clone()).send().await.unwrap();
    let received = fake.requests::<UploadMedia>();
    assert_eq!(received[0].body().unwrap(), upload);
    fake.on::<CreateCustomer>().reply(types::Media::new("9"));
    let json = json!({
        "email": "a@example.com",
        "address": { "lines": ["1 Main & Co"], "city": "Ät" },
        "metadata": { "order": "7" },
        "expand": ["a", "b"],
    });
    let customer: types::NewCustomer = serde_json::from_value(json).unwrap();
    client
        .create_customer(customer.clone())
        .send()
        .await
        .unwrap();
    let received = fake.requests::<CreateCustomer>();
    assert_eq!(received[0].body().unwrap(), customer);
}
