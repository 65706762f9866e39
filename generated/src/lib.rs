//! Typed client of the WhatsApp Cloud API.
//!
//! ```no_run
//! use whatsapp_cloud::{Client, types::TextMessage};
//!
//! # async fn page(token: String) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().bearer_token(token).build()?;
//! let response = client
//!     .send_message("106540352242922", TextMessage::to("16505551234", "Hello"))
//!     .send()
//!     .await?;
//! if let Some(accepted) = response.as_message_response_payload() {
//!     println!("accepted: {}", accepted.messages[0].id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! *Accepted* means that the service will try to deliver the message. Failures of the delivery, such
//! as 131047, arrive later as webhooks with the status `failed`.
//!
//! The first argument is the id of the sending phone number (not the number), the second argument
//! is a message or a read receipt. Properties with a single allowed value, such as
//! `"messaging_product": "whatsapp"`, have no field: the crate writes the value.
//!
//! # Message types
//!
//! Each type has a `new` function for required properties and a `with_…` method per optional
//! property. The fields are public. If a value needs one of several properties, such as a link or an
//! id, the type has a constructor for each property instead of `new`. A string converts into a type
//! whose only required property is a string: `"Hello"` becomes a `Text`. The setter of a list adds the
//! items of any iterator; items of different types are added by several calls. All types implement `Eq` and
//! `Hash`; types without required properties, and enums with a default in the spec, implement
//! `Default`. String enums parse: `"group".parse::<RecipientType>()`.
//!
//! An image from a link, with a caption:
//!
//! ```
//! use whatsapp_cloud::types::{Image, ImageMessage};
//!
//! let image = Image::from_link("https://example.com/pizza.jpg").with_caption("Today's special");
//! let message = ImageMessage::to("16505551234", image);
//! # message.validate()?;
//! # Ok::<(), whatsapp_cloud::Violations>(())
//! ```
//!
//! A template with values for the placeholders of the body:
//!
//! ```
//! use whatsapp_cloud::types::{BodyComponent, ButtonComponent, TemplateMessage, TemplateObject};
//!
//! let template = TemplateObject::new("order_shipped", "en_US")
//!     .with_components([BodyComponent::new().with_parameters(["Ada", "#1842"])])
//!     .with_components([ButtonComponent::url(0, "order/1842")]);
//! let message = TemplateMessage::to("16505551234", template);
//! # message.validate()?;
//! # Ok::<(), whatsapp_cloud::Violations>(())
//! ```
//!
//! A list of choices:
//!
//! ```
//! use whatsapp_cloud::types::{
//!     InteractiveMessage, InteractiveObject, ListAction, Row, SectionObject,
//! };
//!
//! let rows = [Row::new("small", "Small"), Row::new("large", "Large")];
//! let action = ListAction::new("Choose", [SectionObject::from_rows(rows)]);
//! let list = InteractiveObject::list(action, "Which size?");
//! let message = InteractiveMessage::to("16505551234", list);
//! # message.validate()?;
//! # Ok::<(), whatsapp_cloud::Violations>(())
//! ```
//!
//! A reply to an incoming message, and a read receipt:
//!
//! ```no_run
//! use whatsapp_cloud::types::{ReadReceipt, TextMessage, TypingIndicator};
//!
//! # async fn page(client: whatsapp_cloud::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let phone = "106540352242922";
//! let receipt = ReadReceipt::new("wamid.HBgL…").with_typing_indicator(TypingIndicator::new());
//! client.send_message(phone, receipt).send().await?;
//!
//! let reply = TextMessage::to("16505551234", "On its way").with_context("wamid.HBgL…");
//! client.send_message(phone, reply).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! A message to several recipients, at the rate that Meta allows:
//!
//! ```no_run
//! use whatsapp_cloud::graph::Pacer;
//! use whatsapp_cloud::types::{Message, TextMessage};
//!
//! # async fn page(client: whatsapp_cloud::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let pacer = Pacer::new();
//! let mut message = Message::from(TextMessage::to("16505551234", "We open at ten"));
//! for recipient in ["16505551234", "16505555678"] {
//!     message.set_to(recipient);
//!     pacer.turn(recipient).await?;
//!     client.send_message("106540352242922", message.clone()).send().await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Responses and errors
//!
//! ```no_run
//! use whatsapp_cloud::types::{SendMessageResponse, TextMessage};
//! use whatsapp_cloud::Error;
//!
//! # async fn page(client: whatsapp_cloud::Client) {
//! let message = TextMessage::to("16505551234", "Hello");
//! match client.send_message("106540352242922", message).send().await {
//!     Ok(SendMessageResponse::MessageResponsePayload(sent)) => {
//!         sent.messages.iter().for_each(|message| println!("sent as {}", message.id));
//!     }
//!     Ok(other) => println!("{other:?}"),
//!     // The service rejected the request. Decide by the code: the text may change.
//!     Err(Error::Api(failure)) => match failure.body.error.code {
//!         131_047 => println!("silent for more than a day: send a template"),
//!         code => println!("{code}: {}", failure.body.error.message),
//!     },
//!     // The request had no effect and may succeed later.
//!     Err(error) if error.is_retryable() => println!("again later: {error}"),
//!     Err(error) if error.has_taken_effect() => println!("sent, with an odd response: {error}"),
//!     Err(error) if error.may_have_taken_effect() => println!("perhaps sent: {error}"),
//!     Err(error) => println!("not sent: {error}"),
//! }
//! # }
//! ```
//!
//! `Display` of a refused call is a line for logs, without personal data:
//! `Graph API error 131030: the recipient is not in the list of the test number (HTTP 400, trace A1b)`.
//! A function of your own can return `Result<T, whatsapp_cloud::Error>`: all operations have the same
//! error type. [`Error::response`] returns the status code, headers and body of an error response.
//! The module [`graph`] explains the error codes of the Graph API.
//!
//! # Version of the Graph API
//!
//! Calls go to v25.0 unless [`ClientBuilder::version`] names another version. Meta serves a version
//! for at least two years; v25.0 ends on 2028-07-29.
//!
//! # Validation
//!
//! The client validates each request before sending, including limits that Rust types cannot
//! express, and reports every violation together. Each type also has a `validate` method:
//!
//! ```
//! use whatsapp_cloud::types::TextMessage;
//!
//! let message = TextMessage::to("16505551234", "x".repeat(5000)).with_context("");
//! let violations = message.validate().unwrap_err();
//! let messages: Vec<String> = violations.iter().map(ToString::to_string).collect();
//! assert_eq!(messages, [
//!     "/text/body has 5000 characters, at most 4096 allowed",
//!     "/context/message_id has 0 characters, at least 1 required",
//! ]);
//! assert_eq!(violations.as_slice()[0].pointer, "/text/body");
//! ```
//!
//! An invalid request fails with [`Error::Invalid`]. Specs can be wrong:
//! [`Call::without_validation`] and [`ClientBuilder::without_validation`] skip validation.
//!
//! # Values unknown to the spec
//!
//! The service changes faster than the spec. Unknown enum values and properties are kept and
//! written back unchanged:
//!
//! ```
//! use whatsapp_cloud::types::{MessageStatus, ResponseMessage};
//!
//! let json = r#"{"id":"wamid.1","message_status":"delayed","lane":7}"#;
//! let message: ResponseMessage = serde_json::from_str(json)?;
//! assert_eq!(message.message_status, Some(MessageStatus::UnknownValue("delayed".into())));
//! assert_eq!(message.extra.get("lane").and_then(|lane| lane.as_i64()), Some(7));
//! assert_eq!(serde_json::to_string(&message)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Enums and structs are `#[non_exhaustive]`: a `match` needs a wildcard arm, and `new` creates a
//! struct. `extra.insert(…)` sends a property that the spec does not declare. [`Call::allow_unknown`]
//! and [`ClientBuilder::allow_unknown`] send undeclared properties and unknown enum values where the
//! spec allows neither; every known limit stays.
//!
//! # Features
//!
//! - `messages` (default): Send Message. Each group of further operations, with its types, is a
//!   feature: `media`, `templates`, `phone-numbers`, `business-profile`, `block-list`,
//!   `subscriptions`, `marketing-messages`. `other-types` has the types without an operation.
//! - `rustls` (default): the client, with TLS by rustls.
//! - `native-tls`: the client, with the TLS library of the operating system.
//! - `client`: the client without TLS, for a custom [`reqwest::Client`].
//! - `blocking`: `Call::send_blocking`, for programs without an async runtime.
//! - `stream`: [`Items`] (pagination), [`Download`] (bodies) and [`Events`] (event streams)
//!   implement `Stream`.
//! - `gzip`: compressed responses.
//! - `debug-sensitive`: `Debug` prints sensitive values, for tests.
//! - `webhooks`: received messages and statuses, with verification of signatures; `axum` adds a
//!   router. See the modules `webhooks` and `updates`.
//! - `fake`: a server that answers like the service, for tests.
//! - `phone`: the module `phone` and the program `whatsapp-phone`, a stand-in for the service with a
//!   phone in the browser.
//! - `tracing`: a span per call with the attribute names of OpenTelemetry's HTTP conventions:
//!   method, path template, status code, number of retries, duration, error type; plus `trace_id`,
//!   the request id for Meta's support. Spans never contain tokens, bodies or arguments.
//!
//! With `default-features = false, features = ["messages"]`, the crate contains only the types,
//! without HTTP dependencies.
//! The target `wasm32-unknown-unknown` (requests through the browser) should work but is untested.
//!
//! # Personal data
//!
//! `Debug` prints `…` for phone numbers, user ids, texts, locations and contacts, and nothing of
//! undeclared properties beside them. The feature `debug-sensitive` prints the values: enable the
//! feature for tests only.
//!
//! ```
//! # use whatsapp_cloud::types::Text;
//! # if cfg!(not(feature = "debug-sensitive")) {
//! assert_eq!(format!("{:?}", Text::new("Hello")), "Text { body: …, preview_url: None, extra: {} }");
//! # }
//! ```
//!
//! # Testing your code
//!
//! With the feature `fake`, under `[dev-dependencies]`, a server of the test answers like the service:
//!
//! ```
//! # #[cfg(not(feature = "fake"))]
//! # fn main() {}
//! # #[cfg(feature = "fake")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use whatsapp_cloud::operations::SendMessage;
//! use whatsapp_cloud::{Client, fake, types::TextMessage};
//!
//! let fake = fake::Server::start().await?;
//! let limit = serde_json::json!({"error": {"code": 130429, "message": "Rate limit hit"}});
//! let busy = fake::Reply::json(limit).status(400);
//! fake.on::<SendMessage>().reply(busy).times(2).then().reply_default();
//! let client = Client::builder().base_url(fake.url()).bearer_token("token").build()?;
//! let message = TextMessage::to("16505551234", "Hello");
//! client.send_message("106540352242922", message).send().await?;
//! assert_eq!(fake.count::<SendMessage>(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! The server compares each request with the spec. A request that breaks the spec gets the answer of
//! a strict service, and dropping the server panics with every violation, so the test fails. Without
//! a script, the server replies with an example of the spec or a value built from the schema.
//! `fake::Script` lists replies and faults: statuses, delays, broken connections, malformed bodies. The
//! body of a failure decides about retries: [`graph`] knows the codes.
//!
//! The module `phone` (feature `phone`) is a server with the rules of WhatsApp: templates, the 24-hour
//! window, statuses and webhooks. [`ClientBuilder::base_url`] also accepts any other server. Plain
//! HTTP is accepted for loopback hosts.
//! `serde_json::from_str` creates a response without a server, and [`Error::from_response`] an error:
//!
//! ```
//! use whatsapp_cloud::http::{HeaderMap, StatusCode};
//! use whatsapp_cloud::{Error, RawResponse, operations::SendMessage};
//!
//! let body = r#"{"error":{"code":131047,"message":"(#131047) Re-engagement message"}}"#;
//! let response = RawResponse::new(StatusCode::BAD_REQUEST, HeaderMap::new(), body);
//! let error = Error::from_response::<SendMessage>(response);
//! assert!(!error.is_retryable() && !error.may_have_taken_effect());
//! ```
//!
//! A [`Clock`] of the test, set by [`ClientBuilder::clock`], skips the waits between retries.
//!
//! # Logging
//!
//! With the feature `tracing`, each call is a span `call` of level `INFO`, and each retry an event of
//! level `DEBUG`. A subscriber such as `tracing_subscriber::fmt` with the filter
//! `whatsapp_cloud=debug` prints both.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "client")]
#[rustfmt::skip]
pub mod operations;
#[doc(hidden)]
pub mod runtime;
#[rustfmt::skip]
pub mod types;
#[cfg(feature = "webhooks")]
#[rustfmt::skip]
pub mod webhooks;

#[cfg(feature = "fake")]
#[doc(inline)]
pub use runtime::fake;
#[cfg(feature = "client")]
#[doc(inline)]
pub use runtime::http::{
    ApiError, BodyTooLarge, BuildError, Call, Client, ClientBuilder, Clock, DecodeError, Download,
    Error, Event, EventValues, Events, InvalidHeader, InvalidPart, InvalidRequest, Items, Mismatch,
    Operation, Paginated, ParameterLocation, RawResponse, RequestPart, ResponseHead, Retry,
    RetryClass, SecurityScheme, Sleep, Streaming, SystemClock, TransportError, UnexpectedResponse,
};
#[cfg(feature = "blocking")]
#[doc(inline)]
pub use runtime::http::{BlockingError, BlockingEvents, BlockingItems, BlockingValues};
#[doc(inline)]
pub use runtime::rules::{Violation, Violations};
#[doc(inline)]
pub use runtime::wire::{Content, Extra, File, Json, Map, Nullable, Number};
pub use {bytes, serde_json};
#[cfg(feature = "client")]
pub use {http, reqwest};

// Specific to the Graph API.
pub mod graph;

// Specific to WhatsApp.
#[cfg(feature = "phone")]
pub mod phone;
#[cfg(feature = "webhooks")]
pub mod updates;
