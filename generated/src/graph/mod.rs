//! Support for Meta's Graph API: error codes, rate limit usage, and client-side rate limiting.
//!
//! The table [`CODES`] lists error codes with a meaning and advice on sending the same request
//! again. [`diagnose`] finds the code in a response:
//!
//! ```no_run
//! use whatsapp_cloud::graph::{self, ErrorKind};
//! # use whatsapp_cloud::{Client, types::{Text, TextMessage}};
//!
//! # async fn page(client: Client, message: TextMessage) {
//! if let Err(error) = client.send_message("106540352242922", message).send().await {
//!     match graph::diagnose(&error) {
//!         Some(found) => match found.code.kind() {
//!             ErrorKind::Window => println!("silent for more than a day: send a template"),
//!             ErrorKind::OptedOut => println!("never send marketing to them again"),
//!             ErrorKind::Authentication => println!("get a new token"),
//!             _ => println!("{found}"),
//!         },
//!         // A network or proxy error, without a Graph API response.
//!         None => println!("{error}"),
//!     }
//! }
//! # }
//! ```
//!
//! Webhooks report the same codes per message:
//!
//! ```
//! use whatsapp_cloud::graph::{Code, ErrorKind, Resend};
//!
//! let code = Code(131_047);
//! assert_eq!(code.kind(), ErrorKind::Window);
//! assert_eq!(code.resend(), Resend::Never);
//! assert_eq!(code.to_string(), "131047");
//! // Meta adds codes: an unknown code has the kind `Other`.
//! assert_eq!(Code(999_999).kind(), ErrorKind::Other);
//! ```
//!
//! The table also decides automatic retries ([`Retry`](crate::Retry)) and
//! [`Error::is_retryable`](crate::Error::is_retryable). A success response with an error inside
//! fails with [`Error::Api`](crate::Error::Api).
//!
//! A [`Pacer`] limits the send rate, so that the service does not reject messages.
//!
//! # Sources
//!
//! The error format and the headers follow Meta's documentation ([error codes], [rate limiting])
//! and Meta's published spec. The table follows third-party copies of Meta's list. Meta does not
//! document whether a retry can deliver a duplicate, so the table assumes a possible duplicate
//! except after a rate limit. The limits of the pacer follow copies of Meta's page on throughput.
//!
//! [error codes]: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
//! [rate limiting]: https://developers.facebook.com/docs/graph-api/overview/rate-limiting

mod code;
mod codes;
#[cfg(feature = "client")]
mod diagnosis;
#[cfg(feature = "client")]
mod pacer;
#[cfg(feature = "client")]
#[allow(dead_code)] // Unused unless codegen.toml names the function.
mod retry;
#[cfg(feature = "client")]
mod usage;
#[cfg(feature = "webhooks")]
pub mod webhooks;

pub use code::{Code, CodeRange, ErrorKind, Resend};
pub use codes::CODES;
#[cfg(feature = "client")]
pub use diagnosis::{Diagnosis, diagnose};
#[cfg(feature = "client")]
pub use pacer::{Pacer, QueueFull};
#[cfg(feature = "client")]
pub use usage::{AppUsage, BusinessUsage, Usage};
// The functions that `[client]` in codegen.toml can name; unused otherwise.
#[cfg(feature = "client")]
#[allow(unused_imports)]
pub(crate) use {diagnosis::error_summary, diagnosis::trace_id, retry::classify};
