//! Sends a text message.
//!
//! ```text
//! export WHATSAPP_TOKEN=… WHATSAPP_PHONE_NUMBER_ID=… WHATSAPP_RECIPIENT=16505551234
//! cargo run --package whatsapp-cloud --example text
//! ```
//!
//! `-- --base-url http://localhost:8080` sends the message to a test server.

mod terminal;

use std::process::ExitCode;
use terminal::SendError;
use whatsapp_cloud::Client;
use whatsapp_cloud::types::{SendMessageResponse, Text, TextMessage};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    terminal::run(["WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_RECIPIENT"], send).await
}

pub(crate) async fn send(
    client: Client,
    [from, to]: [String; 2],
) -> Result<SendMessageResponse, SendError> {
    let text = Text::new("Hello! See https://example.com").with_preview_url(true);
    client
        .send_message(from, TextMessage::to(to, text))
        .send()
        .await
}
