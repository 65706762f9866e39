//! Sends a list message: the recipient picks a row.
//!
//! ```text
//! export WHATSAPP_TOKEN=… WHATSAPP_PHONE_NUMBER_ID=… WHATSAPP_RECIPIENT=16505551234
//! cargo run --package whatsapp-cloud --example list
//! ```
//!
//! `-- --base-url http://localhost:8080` sends the message to a test server.

mod terminal;

use std::process::ExitCode;
use terminal::SendError;
use whatsapp_cloud::Client;
use whatsapp_cloud::types::{
    InteractiveMessage, InteractiveObject, ListAction, Row, SectionObject, SendMessageResponse,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    terminal::run(["WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_RECIPIENT"], send).await
}

pub(crate) async fn send(
    client: Client,
    [from, to]: [String; 2],
) -> Result<SendMessageResponse, SendError> {
    let small = Row::new("small", "Small").with_description("For one");
    let large = Row::new("large", "Large").with_description("For two");
    let help = Row::new("help", "Talk to us");
    let sizes = SectionObject::from_rows([small, large]).with_title("Size");
    let extras = SectionObject::from_rows([help]).with_title("Something else");
    let action = ListAction::new("Choose", [sizes, extras]);
    let list = InteractiveObject::list(action, "Which pizza would you like?");
    client
        .send_message(from, InteractiveMessage::to(to, list))
        .send()
        .await
}
