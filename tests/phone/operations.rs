//! Operations beside Send Message.

use super::{ADA, NUMBER, OSKAR, start, text};
use serde_json::json;
use whatsapp_cloud::File;
use whatsapp_cloud::types::{BlockUsersRequest, MediaUpload, TextMessage, UserToBlock};

const ACCOUNT: &str = "102290129340398";

#[tokio::test]
async fn stores_media() {
    let setup = start(&[], |_| {}).await;
    let client = &setup.client;
    let bytes = b"\x89PNG\r\n--boundary\r\n\r\n".repeat(100);
    let file = File::new("cat.png", bytes.clone()).with_media_type("image/png");
    let upload = MediaUpload::new(file).with_type("image/png");
    let id = client.upload_media(NUMBER, upload).send().await.unwrap().id;
    let found = serde_json::to_value(client.get_media(&id).send().await.unwrap()).unwrap();
    assert_eq!(found["mime_type"], "image/png");
    assert_eq!(found["file_size"], bytes.len());
    let url = found["url"].as_str().unwrap();
    let download = setup.http.get(url).bearer_auth("any").send().await.unwrap();
    assert_eq!(download.bytes().await.unwrap(), bytes);
    assert_eq!(setup.http.get(url).send().await.unwrap().status(), 401);
    client.delete_media(&id).send().await.unwrap();
    assert!(client.get_media(&id).send().await.is_err());
    let file = File::new("a.exe", vec![1]).with_media_type("application/x-msdownload");
    let upload = MediaUpload::new(file).with_type("application/x-msdownload");
    assert!(client.upload_media(NUMBER, upload).send().await.is_err());
}

#[tokio::test]
async fn lists_templates_in_pages() {
    let own = json!({ "name": "own", "language": "fr", "components": [{ "type": "BODY", "text": "Bonjour" }] });
    let setup = start(&[], |settings| settings.templates = vec![own]).await;
    let mut items = setup.client.list_templates(ACCOUNT).limit(7).items();
    let mut names = Vec::new();
    while let Some(template) = items.next_item().await {
        names.push(template.unwrap().name.unwrap_or_default());
    }
    assert!(names.len() > 25 && names[0] == "hello_world", "{names:?}");
    assert_eq!(names.last().map(String::as_str), Some("own"));
}

#[tokio::test]
async fn blocks_users() {
    let mut setup = start(&[], |_| {}).await;
    let users = BlockUsersRequest::new([ADA, OSKAR].map(UserToBlock::from_user));
    let blocked = setup
        .client
        .block_users(NUMBER, users)
        .send()
        .await
        .unwrap();
    let blocked = serde_json::to_value(blocked).unwrap();
    assert_eq!(blocked["block_users"]["added_users"][0]["wa_id"], ADA);
    assert_eq!(blocked["block_users"]["failed_users"][0]["input"], OSKAR);
    assert_eq!(
        setup.send(TextMessage::to(ADA, "Hello")).await,
        Err(130_403)
    );
    setup.act(ADA, "messages", text("Not received")).await;
    let users = BlockUsersRequest::new([UserToBlock::from_user(ADA)]);
    setup
        .client
        .unblock_users(NUMBER, users)
        .send()
        .await
        .unwrap();
    setup.act(ADA, "messages", text("Received")).await;
    assert_eq!(setup.message().await["text"]["body"], "Received");
}

#[tokio::test]
async fn answers_unknown_objects_and_paths_with_errors() {
    let setup = start(&[], |_| {}).await;
    assert!(setup.client.get_media("1").send().await.is_err());
    assert!(setup.client.get_phone_number(NUMBER).send().await.is_ok());
    for (path, status) in [("v25.0/1/nothing", 400), ("nothing", 400)] {
        let url = format!("{}/{path}", setup.phone.url());
        let response = setup.http.get(url).bearer_auth("any").send().await.unwrap();
        assert_eq!(response.status(), status, "{path}");
    }
}
