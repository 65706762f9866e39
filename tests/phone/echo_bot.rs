//! The example `echo_bot` as the bot of the phone.

use super::{ADA, SECRET, TOKEN, text};
use serde_json::Value;
use std::time::Duration;
use whatsapp_cloud::Client;
use whatsapp_cloud::phone::{Phone, Settings};
use whatsapp_cloud::webhooks::Verifier;

#[allow(dead_code)]
#[path = "../../generated/examples/echo_bot.rs"]
mod example;

#[tokio::test]
async fn echoes_what_the_person_writes() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = Settings::default();
    settings.port = 0;
    settings.webhook = Some(format!("http://{}/webhook", listener.local_addr().unwrap()));
    SECRET.clone_into(&mut settings.app_secret);
    TOKEN.clone_into(&mut settings.verify_token);
    let phone = Phone::start(settings).await.unwrap();
    let client = Client::builder().bearer_token("any").base_url(phone.url());
    let verifier = Verifier::new(SECRET)
        .unwrap()
        .with_verify_token(TOKEN)
        .unwrap();
    let app = example::app(client.build().unwrap(), verifier);
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });

    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}/phone/chats/{ADA}/messages", phone.url());
    let request = http.post(url).header("x-phone", "1");
    request
        .body(text("Is anybody there?").to_string())
        .send()
        .await
        .unwrap();
    let found = async {
        loop {
            let state = http
                .get(format!("{}/phone/state", phone.url()))
                .send()
                .await
                .unwrap();
            let state: Value = serde_json::from_str(&state.text().await.unwrap()).unwrap();
            let is_verified = state["webhook"]["is_verified"] == true;
            let echo = state["messages"][1]["content"].clone();
            if is_verified && echo.is_object() {
                return echo;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let echo = tokio::time::timeout(Duration::from_secs(10), found)
        .await
        .unwrap();
    assert_eq!(echo["text"]["body"], "Is anybody there?");
}
