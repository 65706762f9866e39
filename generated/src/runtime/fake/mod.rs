//! A server that answers like the service, for tests without the network.
//!
//! ```text
//! let fake = fake::Server::start().await?;
//! fake.on::<op::CreatePets>().fail(429).times(2).then().reply(Pet::new(1, "Rex"));
//! let client = Client::builder().base_url(fake.url()).build()?;
//! client.create_pets(pet).send().await?;
//! assert_eq!(fake.requests::<op::CreatePets>()[2].body()?.name, "Rex");
//! ```
//!
//! The server compares each request with the spec before the reply, by the rules of the crate; see
//! [`Server`]. [`judge`] does the same without a socket.

mod answer;
mod body;
mod build;
mod credentials;
mod deep;
mod default;
#[cfg(feature = "webhooks")]
mod deliver;
mod events;
mod fault;
mod forms;
mod headers;
mod judge;
mod multipart;
mod pairs;
mod parameters;
mod paths;
mod read;
mod received;
mod record;
mod replay;
mod reply;
mod sample;
mod schema;
mod script;
mod sensitive;
mod serve;
mod server;
mod state;
mod table;
mod violation;

#[cfg(feature = "webhooks")]
pub use crate::runtime::webhooks::{GitHub, Meta, StandardWebhooks, Stripe};
#[cfg(feature = "webhooks")]
pub use deliver::{Delivered, Sign, Webhooks};
pub use judge::{Judged, judge, judge_all};
pub use received::{FromRequest, Received, RequestOf};
pub use record::Recorder;
pub use reply::{IntoReply, Reply};
pub use sample::{sample, sample_argument, sample_body};
pub use script::Script;
pub use server::Server;
pub use table::{Format, Payload, Route, Served};
#[allow(unused_imports)]
pub(crate) use table::{Formats, responses, routes};
pub use violation::{Part, Violation};
