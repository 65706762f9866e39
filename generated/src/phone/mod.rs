//! WhatsApp on the developer's machine: a stand-in for the service, with a phone in the browser.
//!
//! ```no_run
//! use whatsapp_cloud::{Client, phone::{Phone, Settings}, types::TextMessage};
//!
//! # async fn page() -> Result<(), Box<dyn std::error::Error>> {
//! let phone = Phone::start(Settings::default()).await?;
//! println!("open {}", phone.url());
//! let client = Client::builder().bearer_token("any").base_url(phone.url()).build()?;
//! client.send_message("106540352242922", TextMessage::to("16505550100", "Hello")).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! The program `whatsapp-phone` starts the same server. Requests are judged by the rules of the
//! crate and by rules of the service that need memory: the 24-hour window, templates, limits.

mod answer;
mod api;
mod contacts;
mod content;
mod delivery;
mod judge;
mod limits;
mod media;
mod page;
mod person;
mod send;
mod settings;
mod state;
mod statuses;
mod subscriptions;
mod template_rules;
mod templates;
mod users;
mod webhook;

pub use settings::{Fault, Settings};

use state::Shared;
use std::io;
use std::sync::Arc;
use tokio::task::JoinHandle;

/// A running server with the paths of the Graph API and the page of the phone. The server ends with
/// the value.
#[derive(Debug)]
pub struct Phone {
    url: String,
    server: JoinHandle<()>,
}

impl Phone {
    /// Starts the server on 127.0.0.1.
    ///
    /// # Errors
    ///
    /// Returns an error if the port is in use.
    pub async fn start(settings: Settings) -> io::Result<Phone> {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", settings.port)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared::new(settings, url.clone()));
        tokio::spawn(delivery::verify(Arc::clone(&shared)));
        let router = page::router().fallback(api::answer).with_state(shared);
        let server = tokio::spawn(async move {
            // Accepting a connection never fails for good: axum waits and tries again.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Phone { url, server })
    }

    /// The address of the page, and the base URL for clients.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        self.server.abort();
    }
}
