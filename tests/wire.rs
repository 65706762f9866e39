//! The generated client against a real HTTP server on loopback.

#![allow(clippy::unwrap_used)]

mod arbitrary_responses;
mod blocking;
mod downloads;
mod event_streams;
mod event_values;
mod fault_matrix;
mod faults;
mod graph_errors;
mod hostile;
mod injection;
mod mock_server;
mod operations;
mod pagination;
mod recorder;
mod reports;
mod requests;
mod response_headers;
mod responses;
mod retry;
mod root_certificates;
mod secrets;
pub mod server;
mod services;
mod spans;
mod uploads;
mod validation;

use crate::support::shipped_spec::{SPEC, root};
use server::{Description, Reply, Server};
use std::sync::{Arc, LazyLock};
use whatsapp_cloud::operations::SendMessage;
use whatsapp_cloud::types;
use whatsapp_cloud::{Client, ClientBuilder, Error};

const TOKEN: &str = "EAAG-the-token";
const PHONE: &str = "106540352242922";
const SENT: &str = r#"{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.1"}]}"#;
const REFUSED: &str = r#"{"error":{"message":"(#131030) Recipient unknown","type":"OAuthException","code":131030,"fbtrace_id":"A"}}"#;

type SendError = Error<types::GraphErrorResponse>;
type Call = whatsapp_cloud::Call<SendMessage>;

/// The specs of the clients under test.
static SPECS: LazyLock<[Arc<Description>; 2]> = LazyLock::new(|| {
    let media = std::fs::read_to_string(root().join("tests/media/media.yaml")).unwrap();
    let media = serde_yaml::from_str(&media).unwrap();
    [&*SPEC, &media].map(|document| Arc::new(Description::new(document).unwrap()))
});

impl Server {
    /// A server with scripted replies; requests have to match a spec of the clients.
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        Server::scripted(SPECS.iter().cloned(), replies)
    }
}

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url()).bearer_token(TOKEN)
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn message() -> types::TextMessage {
    types::TextMessage::to("16505551234", "Hello")
}

/// The call that most tests make.
fn call(client: &Client) -> Call {
    client.send_message(PHONE, message())
}

/// Runs a future or a call on a new runtime.
fn run<T>(future: impl IntoFuture<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    runtime.block_on(future.into_future())
}

/// The error of the usual call.
#[track_caller]
fn error(server: &Server) -> SendError {
    run(call(&client(server)).send()).unwrap_err()
}
