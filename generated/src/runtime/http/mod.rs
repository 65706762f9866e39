//! The HTTP client.
//!
//! An operation is data ([`Endpoint`], [`Answer`]), and a [`Call`] collects its arguments.
//! `request` turns a call into an HTTP request, `transport` sends the request, and `answer` decodes
//! the response. `request` and `transport` are not generic, so every operation shares the compiled
//! code.

#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod build_error;
mod builder;
mod call;
mod client;
mod clock;
mod error;
mod operation;
mod platform;
mod request;
mod response;
mod retry;
mod stream;
mod trace;
mod transport;

pub use response::decode::{Answer, DecodeError, json, text};
#[cfg(feature = "blocking")]
pub use blocking::{Blocked, BlockingEvents, BlockingItems};
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use call::Call;
pub use response::select::{Status, When};
pub use client::Client;
pub use clock::{Clock, Sleep, SystemClock};
pub use response::download::Download;
pub use error::{BodyTooLarge, Error, Failure, RawResponse, Surprise, Undecodable, Unexpected};
pub use stream::events::{Event, EventForm, EventStream, Events, Streamed};
pub use response::head::{HeaderForm, InvalidHeader, ResponseHead};
pub use request::invalid::{Invalid, InvalidPart, Part};
pub use operation::{Api, Endpoint, Operation, Scheme, TraceId};
pub use stream::pages::{Items, Paged, Pages};
pub use request::parameter::{Location, Parameter, Style};
pub use retry::Retry;
pub use transport::Transport;
pub use retry::classify::{Judge, Verdict};
