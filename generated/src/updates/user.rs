//! The user of an update.

use crate::graph::webhooks::text;
use crate::runtime::wire::Json;
use std::fmt;

/// A WhatsApp user. A user with a username can hide the phone number.
///
/// `Display` shows the name, else the phone number or the id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct User {
    /// The phone number in digits.
    pub phone: Option<String>,
    /// The business-scoped user id: `US.13491208655302741918`.
    pub user_id: Option<String>,
    /// The parent id, if the business uses parent ids.
    pub parent_user_id: Option<String>,
    /// The name in the user's profile.
    pub name: Option<String>,
    /// The username.
    pub username: Option<String>,
    /// The id of the group, for a message in a group. The remaining fields describe the member.
    pub group_id: Option<String>,
}

impl User {
    /// The phone number, else the business-scoped user id.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.phone.as_deref().or(self.user_id.as_deref())
    }

    /// The sender of a message.
    pub(super) fn sender(message: &Json) -> Self {
        User {
            phone: member(message, "from"),
            user_id: member(message, "from_user_id"),
            parent_user_id: member(message, "from_parent_user_id"),
            group_id: member(message, "group_id"),
            ..User::default()
        }
    }

    /// The user to whom the business wrote, or whom the business called.
    pub(super) fn addressee(message: &Json) -> Self {
        User {
            phone: member(message, "to"),
            user_id: member(message, "to_user_id"),
            parent_user_id: member(message, "to_parent_user_id"),
            ..User::default()
        }
    }

    /// The user in a call: the caller, or the person whom the business called.
    pub(super) fn party(call: &Json) -> Self {
        match call.get("direction").and_then(Json::as_str) {
            Some("BUSINESS_INITIATED") => User::addressee(call),
            _ => User::sender(call),
        }
    }

    /// The user in an object with `wa_id` and `user_id`.
    pub(super) fn contact(contact: &Json) -> Self {
        User {
            phone: member(contact, "wa_id"),
            user_id: member(contact, "user_id"),
            parent_user_id: member(contact, "parent_user_id"),
            ..User::default()
        }
    }

    /// The recipient of the message of a status. For a message to a group, the member.
    pub(super) fn recipient(status: &Json) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| member(status, name));
        let is_group = status.get("recipient_type").and_then(Json::as_str) == Some("group");
        match is_group {
            false => User {
                phone: member(status, "recipient_id"),
                user_id: member(status, "recipient_user_id"),
                // Until May 2026, the service used the second name.
                parent_user_id: first(&["recipient_parent_user_id", "parent_recipient_user_id"]),
                ..User::default()
            },
            true => User {
                phone: first(&["recipient_participant_id", "participant_recipient_id"]),
                user_id: member(status, "recipient_participant_user_id"),
                parent_user_id: member(status, "recipient_participant_parent_user_id"),
                group_id: member(status, "recipient_id"),
                ..User::default()
            },
        }
    }

    /// Fills empty fields from the list `contacts`. A contact is found by id or phone number: the
    /// order of the list is undefined.
    pub(super) fn complete(&mut self, contacts: &[Json]) {
        let digits = |phone: &str| phone.trim_start_matches('+').to_owned();
        let own_phone = self.phone.as_deref().map(digits);
        let is_own = |contact: &&Json| {
            let user_id = member(contact, "user_id");
            let phone = member(contact, "wa_id").map(|phone| digits(&phone));
            user_id.is_some() && user_id == self.user_id || phone.is_some() && phone == own_phone
        };
        let Some(contact) = contacts.iter().find(is_own) else {
            return;
        };
        let fill = |field: &mut Option<String>, value: Option<String>| {
            *field = field.take().or(value);
        };
        let known = User::contact(contact);
        fill(&mut self.phone, known.phone);
        fill(&mut self.user_id, known.user_id);
        fill(&mut self.parent_user_id, known.parent_user_id);
        let profile = contact.get("profile").unwrap_or(&Json::Null);
        fill(&mut self.name, member(profile, "name"));
        fill(&mut self.username, member(profile, "username"));
    }
}

/// A property as text; `None` if missing or empty.
pub(super) fn member(json: &Json, name: &str) -> Option<String> {
    let text = json.get(name).and_then(text);
    text.filter(|text| !text.is_empty())
}

impl fmt::Display for User {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.as_deref().or(self.username.as_deref());
        out.write_str(name.or(self.id()).unwrap_or("unknown user"))
    }
}
