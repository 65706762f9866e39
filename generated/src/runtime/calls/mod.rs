//! The HTTP client.
//!
//! An operation is data ([`Endpoint`], [`Answer`]), and a [`Call`] collects its arguments.
//! `request` turns a call into an HTTP request, `transport` sends the request, and `answer` decodes
//! the response. `request` and `transport` are not generic, so every operation shares the compiled
//! code.

mod answer;
mod authorize;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod build_error;
mod builder;
mod call;
mod choice;
mod client;
mod clock;
mod download;
mod error;
mod events;
mod head;
mod headers;
mod invalid;
mod latest;
mod opened;
mod operation;
mod pages;
mod parameter;
mod path;
mod percent;
mod platform;
mod random;
mod ready;
mod request;
mod retry;
mod secret;
mod shape;
#[cfg(feature = "stream")]
mod stream;
mod style;
mod trace;
mod transport;
mod upload;
mod verdict;

pub use answer::{Answer, DecodeError, json, text};
#[cfg(feature = "blocking")]
pub use blocking::{Blocked, BlockingEvents, BlockingItems};
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use call::Call;
pub use choice::{Status, When};
pub use client::Client;
pub use clock::{Clock, Sleep, SystemClock};
pub use download::Download;
pub use error::{BodyTooLarge, Error, Failure, RawResponse, Surprise, Undecodable, Unexpected};
pub use events::{Event, EventForm, EventStream, Events, Streamed};
pub use head::{HeaderForm, InvalidHeader, ResponseHead};
pub use invalid::{Invalid, InvalidPart, Part};
pub use operation::{Api, Endpoint, Operation, Scheme, TraceId};
pub use pages::{Items, Paged, Pages};
pub use parameter::{Location, Parameter, Style};
pub use retry::Retry;
pub use transport::Transport;
pub use verdict::{Judge, Verdict};
