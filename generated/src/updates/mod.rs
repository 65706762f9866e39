//! The updates that WhatsApp sends to a business: messages, statuses, changes of templates and
//! accounts.
//!
//! ```
//! use whatsapp_cloud::types::{InboundMessage, Text, TextMessage};
//! use whatsapp_cloud::webhooks::{self, Update};
//!
//! # let body = br#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[
//! #   {"field":"messages","value":{"metadata":{"display_phone_number":"1","phone_number_id":"2"},
//! #   "messages":[{"id":"wamid.1","from":"16505551234","timestamp":"1","type":"text","text":{"body":"Hi"}}]}}]}]}"#;
//! for update in webhooks::parse(body) {
//!     match update {
//!         Update::Message(message) => {
//!             let text = message.text().unwrap_or("no text");
//!             println!("{} wrote: {text}", message.user);
//! #           #[cfg(feature = "messages")]
//!             let answer = message.reply(TextMessage::new("Thank you."));
//!             // client.send_message(message.phone_number_id(), answer).send().await?;
//! #           #[cfg(feature = "messages")]
//! #           assert_eq!(answer.to.as_deref(), Some("16505551234"));
//!         }
//!         Update::Status(status) => println!("{} is {:?}", status.content.id, status.content.status),
//!         Update::Unknown(unknown) => println!("{}: {}", unknown.content.reason, unknown.content.json),
//!         _ => {}
//!     }
//! }
//! ```
//!
//! A body contains up to 1,000 updates, in any order, and the service repeats a body until the
//! response is 200, for up to seven days. [`Update::key`] recognizes repetitions.

mod content;
mod keys;
mod read;
mod received;
#[cfg(feature = "messages")]
mod reply;
mod user;

pub use received::{Origin, Received};
#[cfg(feature = "messages")]
pub use reply::{Answer, Recipient};
pub use user::User;

use crate::runtime::webhooks::{ReadUpdates, Unknown};
use crate::runtime::wire::Json;
use crate::types::{
    Call, CallStatus, DeliveryStatus, ErrorReport, InboundMessage, UserAction, UserPreference,
    WebhookChange,
};

/// A message, a status or a change, from the body of a webhook.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Update {
    /// A message from a user.
    Message(Received<InboundMessage>),
    /// The status of a sent message.
    Status(Received<DeliveryStatus>),
    /// A message that the business sent with the WhatsApp Business app.
    Echo(Received<InboundMessage>),
    /// A tap on a marketing message.
    Action(Received<UserAction>),
    /// A user stopped or resumed marketing messages.
    Preference(Received<UserPreference>),
    /// An event of a call.
    Call(Received<Call>),
    /// The status of a call that the business started.
    CallStatus(Received<CallStatus>),
    /// An error of the system, the app or the account.
    Error(Received<ErrorReport>),
    /// A change of a template, a phone number, an account, a group or a different object.
    Change(Received<WebhookChange>),
    /// An update of an undocumented kind, or of a shape that does not fit its type.
    Unknown(Received<Unknown>),
}

impl Update {
    /// The key for deduplication: repetitions of an update have equal keys. `None` for
    /// [`Update::Error`]: Meta sends no id and no time.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.parts().1
    }

    /// The account and the phone number of the business.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        self.parts().0
    }

    /// The user: the sender of a message, the recipient of a status.
    #[must_use]
    pub fn user(&self) -> &User {
        self.parts().2
    }

    fn parts(&self) -> (&Origin, Option<&str>, &User) {
        match self {
            Update::Message(update) | Update::Echo(update) => update.parts(),
            Update::Status(update) => update.parts(),
            Update::Action(update) => update.parts(),
            Update::Preference(update) => update.parts(),
            Update::Call(update) => update.parts(),
            Update::CallStatus(update) => update.parts(),
            Update::Error(update) => update.parts(),
            Update::Change(update) => update.parts(),
            Update::Unknown(update) => update.parts(),
        }
    }
}

impl ReadUpdates for Update {
    fn read_updates(body: Json, _: Option<&str>) -> Vec<Self> {
        read::updates(body)
    }

    fn unknown(unknown: Unknown) -> Self {
        Update::Unknown(Received::new(unknown))
    }

    fn key(&self) -> Option<&str> {
        self.key()
    }
}
