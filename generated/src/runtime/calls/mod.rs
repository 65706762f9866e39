//! How calls are made.
//!
//! An operation is data ([`Endpoint`], [`Answer`]); a [`Call`] collects what it is given; one
//! function that knows no types turns it into a request (`request`), one talks to the network
//! (`transport`), and what comes back is read as what the description declares (`answer`).

mod answer;
mod authorize;
mod base_url;
mod body;
mod builder;
mod call;
mod choice;
mod client;
mod error;
mod invalid;
mod operation;
mod parameter;
mod path;
mod percent;
mod request;
mod secret;
mod shape;
mod style;
mod transport;

pub use answer::{Answer, DecodeError, json, text};
pub use builder::{BuildError, ClientBuilder};
pub use call::Call;
pub use choice::{Status, When};
pub use client::Client;
pub use error::{BodyTooLarge, Error, Failure, RawResponse, Surprise, Undecodable, Unexpected};
pub use invalid::{Invalid, InvalidPart, Part};
pub use operation::{Api, Endpoint, Operation, Scheme};
pub use parameter::{Location, Parameter, Style};
pub use transport::Transport;
