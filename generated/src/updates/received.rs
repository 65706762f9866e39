//! An update with account, phone number and user.

use super::User;
use crate::runtime::wire::Json;
use std::sync::Arc;

/// An update with account, phone number and user.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Received<T> {
    /// The update.
    pub content: T,
    /// The account and the phone number.
    pub origin: Arc<Origin>,
    /// The user: the sender of a message, the recipient of a status.
    pub user: User,
    /// The id of the message, if the update is a message.
    pub message_id: Option<String>,
    /// The key for deduplication: repetitions of an update have equal keys.
    pub key: Option<String>,
}

/// The account and the phone number of an update.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Origin {
    /// The id of the WhatsApp Business account; for some changes, of the business portfolio.
    pub account_id: Option<String>,
    /// The id of the phone number: the number that received the message, or sent the message of a
    /// status.
    pub phone_number_id: Option<String>,
    /// The phone number in digits.
    pub display_phone_number: Option<String>,
    /// The kind of change, such as `messages`.
    pub field: String,
    /// The `value` of the change without the lists of updates: `metadata`, `contacts` and more.
    pub value: Json,
}

impl<T> Received<T> {
    /// Creates an update without account, phone number and user.
    pub(super) fn new(content: T) -> Self {
        Received {
            content,
            origin: Arc::default(),
            user: User::default(),
            message_id: None,
            key: None,
        }
    }

    /// The id of the business's phone number, the first argument of Send Message. Empty if the
    /// update concerns no phone number.
    #[must_use]
    pub fn phone_number_id(&self) -> &str {
        self.origin.phone_number_id.as_deref().unwrap_or_default()
    }

    pub(super) fn map<U>(self, content: impl FnOnce(T) -> U) -> Received<U> {
        Received {
            content: content(self.content),
            origin: self.origin,
            user: self.user,
            message_id: self.message_id,
            key: self.key,
        }
    }

    pub(super) fn parts(&self) -> (&Origin, Option<&str>, &User) {
        (&self.origin, self.key.as_deref(), &self.user)
    }
}
