//! {{title}}
//!
//! ```no_run
//! let client = {{library}}::Client::builder().bearer_token("token").build()?;
//! # Ok::<(), {{library}}::BuildError>(())
//! ```
//!
//! The operations are methods of [`Client`]: each returns a [`Call`], which takes the optional
//! parameters and is sent by [`send`](Call::send). What can come of it instead of an output is an
//! [`Error`].
//!
//! What is sent and received is in [`types`]. Each type has `new` with what is required, `with_…`
//! for what is not, and `validate()`. Members that the description does not declare are kept in
//! `extra`, values that it does not know in a variant of their own, so nothing that the service
//! says is refused or lost.
//!
//! The feature `blocking` has `Call::send_blocking`, `stream` makes streams of lists in pages, and
//! `tracing` has a span for each call.
//! Without the feature `client`, which `rustls` and `native-tls` turn on, there are the types alone.
//!
//! Where the description has several tags, each has a feature with its operations and their types.
//! All are on by default.
