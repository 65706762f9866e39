//! Typed client of the WhatsApp Cloud API.
//!
//! ```no_run
//! use whatsapp_cloud::{Client, types::{Text, TextMessage}};
//!
//! # async fn page(token: String) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().bearer_token(token).build()?;
//! let sent = client
//!     .send_message(
//!         "106540352242922",
//!         TextMessage::new(Text::new("Hello")).with_to("16505551234"),
//!     )
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! The first argument is the id of the phone number that sends (not the number itself), the second
//! is any kind of message or a receipt. Members with only one possible value, such as
//! `"messaging_product": "whatsapp"`, are no fields: they are written by themselves.
//!
//! # Kinds of messages
//!
//! Each has `new` with what is required and a `with_…` for what is not. The fields are public, too.
//!
//! An image by its link, with a caption:
//!
//! ```
//! use whatsapp_cloud::types::{Image, ImageMessage};
//!
//! let image = Image::new()
//!     .with_link("https://example.com/pizza.jpg")
//!     .with_caption("Today's special");
//! let message = ImageMessage::new(image).with_to("16505551234");
//! # message.validate()?;
//! # Ok::<(), whatsapp_cloud::Violations>(())
//! ```
//!
//! A template with values for the placeholders of its body:
//!
//! ```
//! use whatsapp_cloud::types::{
//!     BodyComponent, LanguageObject, TemplateMessage, TemplateObject, TextParameter,
//! };
//!
//! let body = BodyComponent::new().with_parameters([
//!     TextParameter::new("Ada").into(),
//!     TextParameter::new("#1842").into(),
//! ]);
//! let template = TemplateObject::new("order_shipped", LanguageObject::new("en_US"))
//!     .with_components([body.into()]);
//! let message = TemplateMessage::new(template).with_to("16505551234");
//! # message.validate()?;
//! # Ok::<(), whatsapp_cloud::Violations>(())
//! ```
//!
//! A list to pick from:
//!
//! ```
//! use whatsapp_cloud::types::{
//!     BodyObject, InteractiveMessage, InteractiveObject, InteractiveObjectType, ListAction, Row,
//!     SectionObject,
//! };
//!
//! let rows = [Row::new("small", "Small"), Row::new("large", "Large")];
//! let action = ListAction::new("Choose", [SectionObject::new().with_rows(rows)]);
//! let list = InteractiveObject::new(InteractiveObjectType::List, action)
//!     .with_body(BodyObject::new("Which size?"));
//! let message = InteractiveMessage::new(list).with_to("16505551234");
//! # message.validate()?;
//! # Ok::<(), whatsapp_cloud::Violations>(())
//! ```
//!
//! A reply to a message that came in, and the receipt for it:
//!
//! ```no_run
//! use whatsapp_cloud::types::{
//!     MarkMessageRequestPayload, MessageContext, Text, TextMessage, TypingIndicator,
//! };
//!
//! # async fn page(client: whatsapp_cloud::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let phone = "106540352242922";
//! let receipt = MarkMessageRequestPayload::new("wamid.HBgL…")
//!     .with_typing_indicator(TypingIndicator::new());
//! client.send_message(phone, receipt).send().await?;
//!
//! let reply = TextMessage::new(Text::new("On its way"))
//!     .with_to("16505551234")
//!     .with_context(MessageContext::new().with_message_id("wamid.HBgL…"));
//! client.send_message(phone, reply).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # What comes back
//!
//! ```no_run
//! use whatsapp_cloud::types::{SendMessageResponse, Text, TextMessage};
//! use whatsapp_cloud::Error;
//!
//! # async fn page(client: whatsapp_cloud::Client) {
//! let message = TextMessage::new(Text::new("Hello")).with_to("16505551234");
//! match client.send_message("106540352242922", message).send().await {
//!     Ok(SendMessageResponse::MessageResponsePayload(sent)) => {
//!         sent.messages.iter().for_each(|message| println!("sent as {}", message.id));
//!     }
//!     Ok(other) => println!("{other:?}"),
//!     // The service refused. Decide by the code: what the text says may change.
//!     Err(Error::Api(failure)) => match failure.body.error.code {
//!         131_047 => println!("silent for more than a day: send a template"),
//!         code => println!("{code}: {}", failure.body.error.message),
//!     },
//!     // Nothing has been done, and it may work later.
//!     Err(error) if error.is_retryable() => println!("again later: {error}"),
//!     // Among these is a timeout, behind which the message may have been sent.
//!     Err(error) => println!("{error}"),
//! }
//! # }
//! ```
//!
//! Every [`Error`] that has a response keeps its status, headers and body:
//! [`Error::response`]. What the numbers mean, and what else the Graph API says, is in [`graph`].
//!
//! # Version of the Graph API
//!
//! Calls go to v25.0 unless [`ClientBuilder::version`] names another version. Meta serves a version
//! for at least two years; v25.0 ends on 2028-07-29.
//!
//! # Validation
//!
//! Limits that a type cannot express are checked before anything is sent, and all that is wrong is
//! told at once. The same can be asked of every type:
//!
//! ```
//! use whatsapp_cloud::types::{MessageContext, Text, TextMessage};
//!
//! let message = TextMessage::new(Text::new("x".repeat(5000)))
//!     .with_to("16505551234")
//!     .with_context(MessageContext::new().with_message_id(""));
//! let violations = message.validate().unwrap_err();
//! let told: Vec<String> = violations.iter().map(ToString::to_string).collect();
//! assert_eq!(told, [
//!     "/text/body has 5000 characters where at most 4096 are possible",
//!     "/context/message_id has 0 characters where at least 1 are needed",
//! ]);
//! assert_eq!(violations.as_slice()[0].pointer, "/text/body");
//! ```
//!
//! A call that is refused for it ends in [`Error::Invalid`]. Descriptions can be wrong:
//! [`Call::without_validation`] and [`ClientBuilder::without_validation`] send what the service may
//! take all the same.
//!
//! # What the description does not know
//!
//! The service is newer than its description. Values and members that it does not know are kept,
//! and written again as they came:
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
//! Enums and structs may grow: a `match` needs an arm for the rest, and a struct is made by `new`.
//! A new member can be sent before the description has it, by `extra.insert(…)`, and without
//! validation where the description allows no others.
//!
//! # Features
//!
//! - `messages`, on by default: Send Message. The other operations and their types have a feature for
//!   each tag: `media`, `templates`, `phone-numbers`, `business-profile`, `block-list`,
//!   `subscriptions`, `marketing-messages`. `other-types` has the types of webhooks.
//! - `rustls`, on unless turned off: calls, with TLS by rustls.
//! - `native-tls`: calls, with the system's TLS.
//! - `client`: calls without TLS, for a [`reqwest::Client`] of your own.
//! - `blocking`: `Call::send_blocking`, for programs without an async runtime.
//! - `stream`: lists that come in pages ([`Items`]), bodies ([`Download`]) and series of events
//!   ([`Events`]) are streams.
//! - `tracing`: a span for each call, with the names of OpenTelemetry's conventions for HTTP: method,
//!   path template, status, number of repetitions, duration, kind of error; and `trace_id`, by which
//!   Meta's support finds the request. No token, body or argument is in it.
//!
//! Without `rustls`, `native-tls` and `client` there are the types alone, and nothing of HTTP is
//! compiled: `default-features = false, features = ["messages"]`. Nothing stands in the way of `wasm32-unknown-unknown`, where the browser makes the
//! calls, but that is untested.

#[cfg(feature = "client")]
#[rustfmt::skip]
pub mod operations;
pub mod runtime;
#[rustfmt::skip]
pub mod types;

#[cfg(feature = "blocking")]
#[doc(inline)]
pub use runtime::calls::{Blocked, BlockingEvents, BlockingItems};
#[cfg(feature = "client")]
#[doc(inline)]
pub use runtime::calls::{
    BodyTooLarge, BuildError, Call, Client, ClientBuilder, Clock, Download, Error, Event, Events,
    Failure, Invalid, InvalidHeader, InvalidPart, Items, Location, Part, RawResponse, ResponseHead,
    Retry, Scheme, Sleep, Surprise, SystemClock, Transport, Undecodable, Unexpected, Verdict,
};
#[doc(inline)]
pub use runtime::rules::{Violation, Violations};
#[doc(inline)]
pub use runtime::wire::{Content, Extra, File, Json, Map, Nullable, Number};
pub use {bytes, serde_json};
#[cfg(feature = "client")]
pub use {http, reqwest};

// For the Graph API alone.
pub mod graph;
