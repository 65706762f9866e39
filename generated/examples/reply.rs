//! Replies to a message.
//!
//! ```text
//! export WHATSAPP_TOKEN=… WHATSAPP_PHONE_NUMBER_ID=… WHATSAPP_RECIPIENT=16505551234
//! export WHATSAPP_MESSAGE_ID=wamid.…    # from the webhook of the incoming message
//! cargo run --package whatsapp-cloud --example reply
//! ```
//!
//! `-- --base-url http://localhost:8080` sends the reply to a test server.

mod terminal;

use std::process::ExitCode;
use terminal::SendError;
use whatsapp_cloud::Client;
use whatsapp_cloud::types::{SendMessageResponse, TextMessage};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let variables = [
        "WHATSAPP_PHONE_NUMBER_ID",
        "WHATSAPP_RECIPIENT",
        "WHATSAPP_MESSAGE_ID",
    ];
    terminal::run(variables, send).await
}

pub(crate) async fn send(
    client: Client,
    [from, to, message]: [String; 3],
) -> Result<SendMessageResponse, SendError> {
    let reply = TextMessage::to(to, "Thank you, we are on it.").with_context(message);
    client.send_message(from, reply).send().await
}
