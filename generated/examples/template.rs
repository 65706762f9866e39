//! Sends a template message with values for the placeholders of the body.
//!
//! ```text
//! export WHATSAPP_TOKEN=… WHATSAPP_PHONE_NUMBER_ID=… WHATSAPP_RECIPIENT=16505551234
//! cargo run --package whatsapp-cloud --example template
//! ```
//!
//! The account needs an approved English template `order_shipped` with two placeholders in the
//! body. `-- --base-url http://localhost:8080` sends the message to a test server.

mod terminal;

use std::process::ExitCode;
use terminal::SendError;
use whatsapp_cloud::Client;
use whatsapp_cloud::types::{BodyComponent, SendMessageResponse, TemplateMessage, TemplateObject};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    terminal::run(["WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_RECIPIENT"], send).await
}

pub(crate) async fn send(
    client: Client,
    [from, to]: [String; 2],
) -> Result<SendMessageResponse, SendError> {
    let body = BodyComponent::new().with_parameters(["Ada", "#1842"]);
    let template = TemplateObject::new("order_shipped", "en_US").with_components([body]);
    client
        .send_message(from, TemplateMessage::to(to, template))
        .send()
        .await
}
