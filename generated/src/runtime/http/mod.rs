//! The HTTP client.
//!
//! An operation is data ([`Endpoint`], [`DeclaredResponse`]), and a [`Call`] collects its arguments.
//! `request` turns a call into an HTTP request, `transport` sends the request, and `response`
//! decodes the response. `request` and `transport` are not generic, so every operation shares the
//! compiled code.

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
mod redirect;
mod request;
mod response;
mod retry;
mod stream;
mod trace;
mod transport;

#[cfg(feature = "blocking")]
pub use blocking::{BlockingError, BlockingEvents, BlockingItems, BlockingValues};
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use call::Call;
pub use client::Client;
pub use clock::{Clock, Sleep, SystemClock};
pub use error::{
    ApiError, BodyTooLarge, DecodeError, Error, Mismatch, RawResponse, UnexpectedResponse,
};
#[cfg(feature = "fake")]
pub(crate) use operation::API;
pub use operation::{Api, Endpoint, ErrorSummary, Operation, SecurityScheme, Summarize, TraceId};
#[cfg(feature = "fake")]
pub(crate) use request::headers::suggests_secret;
pub use request::invalid::{InvalidPart, InvalidRequest, RequestPart};
pub use request::parameter::{Parameter, ParameterLocation, Style};
#[cfg(feature = "fake")]
pub(crate) use request::percent::{Keep, decode, encode};
#[cfg(all(test, feature = "fake"))]
pub(crate) use request::style as request_style;
pub use response::decode::{BodyError, DeclaredResponse, json, text};
pub use response::download::Download;
pub use response::head::{HeaderStyle, InvalidHeader, ResponseHead};
pub use response::select::{ResponseKey, Status};
pub use retry::Retry;
pub use retry::classify::{Classify, RetryClass};
pub use stream::events::{Event, EventFormat, EventStream, EventValues, Events, Streaming};
pub use stream::pages::{Items, Paginated, Pagination};
pub use transport::TransportError;
