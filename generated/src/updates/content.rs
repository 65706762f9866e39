//! Accessors for the content of messages.

use super::Received;
use crate::types::{InboundInteractive, InboundMessage};

impl Received<InboundMessage> {
    /// The text of a text message; `None` for a different type of message.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            InboundMessage::InboundTextMessage(message) => Some(&message.text.body),
            _ => None,
        }
    }

    /// The choice of the user: the id of a tapped reply button or list row, or the payload of a
    /// quick reply.
    #[must_use]
    pub fn choice(&self) -> Option<&str> {
        match &self.content {
            InboundMessage::InboundButtonMessage(message) => message.button.payload.as_deref(),
            InboundMessage::InboundInteractiveMessage(message) => match &message.interactive {
                InboundInteractive::ButtonReplyInteractive(reply) => {
                    reply.button_reply.id.as_deref()
                }
                InboundInteractive::ListReplyInteractive(reply) => reply.list_reply.id.as_deref(),
                _ => None,
            },
            _ => None,
        }
    }
}
