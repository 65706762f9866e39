//! Marks a message as read and shows a typing indicator.
//!
//! ```text
//! export WHATSAPP_TOKEN=… WHATSAPP_PHONE_NUMBER_ID=…
//! export WHATSAPP_MESSAGE_ID=wamid.…    # from the webhook of the incoming message
//! cargo run --package whatsapp-cloud --example mark_as_read
//! ```
//!
//! `-- --base-url http://localhost:8080` sends the request to a test server.

mod terminal;

use std::process::ExitCode;
use terminal::SendError;
use whatsapp_cloud::Client;
use whatsapp_cloud::types::{ReadReceipt, SendMessageResponse, TypingIndicator};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    terminal::run(["WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_MESSAGE_ID"], send).await
}

pub(crate) async fn send(
    client: Client,
    [phone, message]: [String; 2],
) -> Result<SendMessageResponse, SendError> {
    let receipt = ReadReceipt::new(message).with_typing_indicator(TypingIndicator::new());
    client.send_message(phone, receipt).send().await
}
