//! Replies to updates.

use super::{Received, User};
use crate::types::{
    AudioMessage, ContactsMessage, DocumentMessage, ImageMessage, InteractiveMessage,
    LocationMessage, ReactionMessage, ReadReceipt, RecipientType, StickerMessage, TemplateMessage,
    TextMessage, VideoMessage,
};

/// The recipient of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recipient {
    /// The phone number, or the id of a group.
    pub to: Option<String>,
    /// The business-scoped user id, for users who hide the phone number.
    pub recipient: Option<String>,
    /// True if `to` is the id of a group.
    pub is_group: bool,
}

impl From<&User> for Recipient {
    fn from(user: &User) -> Self {
        let to = user.group_id.as_ref().or(user.phone.as_ref());
        Recipient {
            to: to.cloned(),
            // If both are present, the service uses `to`.
            recipient: user.user_id.clone().filter(|_| to.is_none()),
            is_group: user.group_id.is_some(),
        }
    }
}

/// A message that can be sent as a reply.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message",
    label = "not a message",
    note = "reply with a message such as `TextMessage::new(\"Hello\")`"
)]
pub trait Answer: Sized {
    /// Sets the recipient.
    #[must_use]
    fn addressed(self, recipient: Recipient) -> Self;

    /// Quotes the message with the given id.
    #[must_use]
    fn quoting(self, message_id: &str) -> Self;
}

macro_rules! answers {
    ($($type:ident $context:ident,)*) => { $(
        impl Answer for $type {
            fn addressed(self, recipient: Recipient) -> Self {
                let kind = recipient.is_group.then_some(RecipientType::Group);
                $type {
                    to: recipient.to,
                    recipient: recipient.recipient,
                    recipient_type: kind.or(self.recipient_type),
                    ..self
                }
            }

            fn quoting(self, message_id: &str) -> Self {
                answers!(@$context self message_id)
            }
        }
    )* };
    (@context $self:ident $id:ident) => {
        $self.with_context($id)
    };
    // A reaction contains the id of the message instead of a quote.
    (@none $self:ident $id:ident) => {{
        let _ = $id;
        $self
    }};
}

answers! {
    AudioMessage context,
    ContactsMessage context,
    DocumentMessage context,
    ImageMessage context,
    InteractiveMessage context,
    LocationMessage context,
    ReactionMessage none,
    StickerMessage context,
    TemplateMessage context,
    TextMessage context,
    VideoMessage context,
}

impl<T> Received<T> {
    /// Addresses a message to the user, or to the group of the user. A reply to a message quotes
    /// the message.
    #[must_use]
    pub fn reply<A: Answer>(&self, answer: A) -> A {
        let answer = answer.addressed(Recipient::from(&self.user));
        match &self.message_id {
            Some(id) => answer.quoting(id),
            None => answer,
        }
    }

    /// Returns a read receipt for the message; `None` if the update is not a message.
    #[must_use]
    pub fn mark_as_read(&self) -> Option<ReadReceipt> {
        self.message_id.clone().map(ReadReceipt::new)
    }
}
