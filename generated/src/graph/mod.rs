//! What is particular to Meta's Graph API: its errors, and how much of its limits is used.
//!
//! Errors have numbers. What the numbers mean, and whether the same request can be sent again, is a
//! table: [`CODES`]. [`diagnose`] finds the number in whatever came back:
//!
//! ```no_run
//! use whatsapp_cloud::graph::{self, Kind};
//! # use whatsapp_cloud::{Client, types::{Text, TextMessage}};
//!
//! # async fn page(client: Client, message: TextMessage) {
//! if let Err(error) = client.send_message("106540352242922", message).send().await {
//!     match graph::diagnose(&error) {
//!         Some(found) => match found.code.kind() {
//!             Kind::Window => println!("silent for more than a day: send a template"),
//!             Kind::OptedOut => println!("never send marketing to them again"),
//!             Kind::Authentication => println!("get a new token"),
//!             _ => println!("{found}"),
//!         },
//!         // The network, or a proxy: nothing that the Graph API said.
//!         None => println!("{error}"),
//!     }
//! }
//! # }
//! ```
//!
//! The same numbers come later and for single messages in webhooks:
//!
//! ```
//! use whatsapp_cloud::graph::{Code, Kind, Resend};
//!
//! let code = Code(131_047);
//! assert_eq!(code.kind(), Kind::Window);
//! assert_eq!(code.resend(), Resend::Never);
//! assert_eq!(code.to_string(), "131047");
//! // Meta adds numbers: an unknown one is no error.
//! assert_eq!(Code(999_999).kind(), Kind::Other);
//! ```
//!
//! Calls know the table, too: which failures are repeated by themselves ([`Retry`](crate::Retry)),
//! and what [`Error::is_retryable`](crate::Error::is_retryable) says. An answer with a status of
//! success and an error inside ends as [`Error::Api`](crate::Error::Api).
//!
//! A [`Pacer`] sends no faster than the service takes messages, so that it need not refuse any.
//!
//! # Sources
//!
//! The envelope and the headers are from Meta's pages ([error codes], [rate limiting]) and published
//! description. The table is from Meta's list as others restate it; whether a repetition can send
//! twice is said by nobody officially, so anything but a refusal by a limit counts as possible.
//! The limits of the pacer are from copies of Meta's page on throughput.
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
mod usage;
#[cfg(feature = "client")]
#[allow(dead_code)] // Unless the settings name it.
mod verdict;

pub use code::{Code, CodeRange, Kind, Resend};
pub use codes::CODES;
#[cfg(feature = "client")]
pub use diagnosis::{Diagnosis, diagnose};
#[cfg(feature = "client")]
pub use pacer::{Pacer, QueueFull};
#[cfg(feature = "client")]
pub use usage::{AppUsage, BusinessUsage, Usage};
// The settings name them: both, or one of them.
#[cfg(feature = "client")]
#[allow(unused_imports)]
pub(crate) use {diagnosis::trace_id, verdict::verdict};
