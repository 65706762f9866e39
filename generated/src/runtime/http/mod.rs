//! The HTTP client.
//!
//! An operation is data ([`Endpoint`], [`DeclaredResponse`]), and a [`Call`] collects its arguments.
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

pub use response::decode::{DeclaredResponse, BodyError, json, text};
#[cfg(feature = "blocking")]
pub use blocking::{BlockingError, BlockingEvents, BlockingItems};
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use call::Call;
pub use response::select::{Status, ResponseKey};
pub use client::Client;
pub use clock::{Clock, Sleep, SystemClock};
pub use response::download::Download;
pub use error::{BodyTooLarge, Error, ApiError, RawResponse, Mismatch, DecodeError, UnexpectedResponse};
pub use stream::events::{Event, EventFormat, EventStream, Events, Streaming};
pub use response::head::{HeaderStyle, InvalidHeader, ResponseHead};
pub use request::invalid::{InvalidRequest, InvalidPart, RequestPart};
pub use operation::{Api, Endpoint, Operation, SecurityScheme, TraceId};
pub use stream::pages::{Items, Paginated, Pagination};
pub use request::parameter::{ParameterLocation, Parameter, Style};
pub use retry::Retry;
pub use transport::TransportError;
pub use retry::classify::{Classify, RetryClass};
