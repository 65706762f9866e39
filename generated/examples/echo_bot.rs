//! Echoes texts, answers taps on buttons, and prints statuses.
//!
//! ```text
//! export WHATSAPP_TOKEN=… WHATSAPP_APP_SECRET=… WHATSAPP_VERIFY_TOKEN=…
//! cargo run --package whatsapp-cloud --features axum --example echo_bot
//! ```
//!
//! In the app's dashboard, enter the public address of port 3000 with the path `/webhook`.
//! `-- --base-url http://127.0.0.1:4100` answers on the program `whatsapp-phone`.

#[allow(dead_code)] // Only `base_url` is in use.
mod terminal;

use std::env::var;
use whatsapp_cloud::Client;
use whatsapp_cloud::types::TextMessage;
use whatsapp_cloud::webhooks::{self, Delivery, Update, Verifier};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = var("WHATSAPP_TOKEN")?;
    let mut builder = Client::builder().bearer_token(token);
    if let Some(base_url) = terminal::base_url(std::env::args().skip(1))? {
        builder = builder.base_url(base_url);
    }
    let client = builder.build()?;
    let verifier = Verifier::new(var("WHATSAPP_APP_SECRET")?)?
        .with_verify_token(var("WHATSAPP_VERIFY_TOKEN")?)?;
    let listener = tokio::net::TcpListener::bind("0.0.0.0:3000").await?;
    axum::serve(listener, app(client, verifier)).await?;
    Ok(())
}

pub(crate) fn app(client: Client, verifier: Verifier) -> axum::Router {
    let handler = move |delivery| answer(client.clone(), delivery);
    axum::Router::new().nest("/webhook", webhooks::router(verifier, handler))
}

/// After an error, the service would send the delivery again, and the bot would answer every
/// message twice. A failed answer is therefore only printed.
async fn answer(client: Client, delivery: Delivery) -> Result<(), &'static str> {
    for update in delivery {
        match update {
            Update::Message(message) => {
                let text = match (message.text(), message.choice()) {
                    (Some(text), _) => text.to_owned(),
                    (_, Some(choice)) => format!("You chose {choice}."),
                    _ => "I understand texts and buttons.".to_owned(),
                };
                let reply = message.reply(TextMessage::new(text));
                let call = client.send_message(message.phone_number_id(), reply);
                if let Err(error) = call.send().await {
                    eprintln!("no answer to {}: {error}", message.user);
                }
            }
            Update::Status(status) => {
                println!("{}: {:?}", status.content.id, status.content.status);
            }
            Update::Unknown(unknown) => eprintln!("{}", unknown.content.reason),
            _ => {}
        }
    }
    Ok(())
}
