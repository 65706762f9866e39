#![doc = include_str!("../README.md")]
//!
//! # Calls
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
//! # Testing your code
//!
//! [`ClientBuilder::base_url`] sends every request to a server of the test, for example of the
//! crate `wiremock`. Plain HTTP is accepted for loopback hosts.
//!
//! ```no_run
//! let server = std::net::TcpListener::bind("127.0.0.1:0")?;
//! let client = {{library}}::Client::builder()
//!     .base_url(format!("http://{}", server.local_addr()?))
//!     .retry({{library}}::Retry::never())
//!     .build()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `serde_json::from_str` creates a response without a server. A [`Clock`] of the test, set by
//! [`ClientBuilder::clock`], skips the waits between retries.
//!
//! # Logging
//!
//! With the feature `tracing`, each call is a span `call` of level `INFO`, and each retry an event of
//! level `DEBUG`. A subscriber such as `tracing_subscriber::fmt` with the filter `{{library}}=debug`
//! prints both. Spans have the path template, status code, number of retries and duration, but
//! never tokens, bodies or arguments.
