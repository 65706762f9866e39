//! {{title}}
//!
//! ```no_run
//! let client = {{library}}::Client::builder().bearer_token("token").build()?;
//! # Ok::<(), {{library}}::BuildError>(())
//! ```
//!
//! Operations are methods of [`Client`]. A method returns a [`Call`] with setters for optional
//! parameters; [`send`](Call::send) sends the request and returns the decoded response or an
//! [`Error`].
//!
//! Requests and responses are made of the types in [`types`]. A type has a constructor `new` for
//! required properties, a setter `with_…` for each optional property, and `validate()`. Properties
//! not declared in the spec are kept in `extra`, and unknown values in a variant of their own, so
//! no data of a response is rejected or lost.
//!
//! # Features
//!
//! - `client`: the HTTP client. `rustls` and `native-tls` enable it. Without `client`, the crate
//!   has only types.
//! - `blocking`: `Call::send_blocking`.
//! - `stream`: paginated items, events and downloads as asynchronous streams.
//! - `gzip`: compressed responses.
//! - `tracing`: a span per call.
//! - `webhooks`: requests from the service, with verification of signatures; `axum` adds a router.
//!
//! If the spec has several tags, each tag is a feature with its operations and types, on by
//! default.
