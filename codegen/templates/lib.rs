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
//! With the feature `fake`, under `[dev-dependencies]`, a server of the test answers like the service:
//!
//! ```
//! # #[cfg(feature = "fake")]
//! # async fn page() -> Result<(), Box<dyn std::error::Error>> {
//! let fake = {{library}}::fake::Server::start().await?;
//! let client = {{library}}::Client::builder().base_url(fake.url()).build()?;
//! // … calls of the client …
//! assert_eq!(fake.received().len(), 0);
//! # Ok(())
//! # }
//! ```
//!
//! The server compares each request with the spec. A request that breaks the spec gets the answer of
//! a strict service, and dropping the server panics with every violation, so the test fails. The
//! rest gets an example of the spec or a value built from the schema.
//! `fake.on::<operations::…>()` sets replies and faults, such as `.fail(429).times(2)`, and
//! `fake.requests::<operations::…>()` returns typed requests.
//!
//! [`ClientBuilder::base_url`] also accepts any other server. Plain HTTP is accepted for loopback
//! hosts.
//! `serde_json::from_str` creates a response without a server. A [`Clock`] of the test, set by
//! [`ClientBuilder::clock`], skips the waits between retries.
//!
//! # Logging
//!
//! With the feature `tracing`, each call is a span `call` of level `INFO`, and each retry an event of
//! level `DEBUG`. A subscriber such as `tracing_subscriber::fmt` with the filter `{{library}}=debug`
//! prints both. Spans have the path template, status code, number of retries and duration, but
//! never tokens, bodies or arguments.
