//! The people in the phone, and the facts about a person that decide over a message.

use crate::runtime::wire::Json;
use serde_json::json;

/// The time in which a business may write freely, after a message of the person.
pub(super) const WINDOW: u64 = 24 * 60 * 60;

/// A person or a group.
#[derive(Clone, Debug, Default)]
pub(super) struct Contact {
    /// The phone number, user id or group id.
    pub id: String,
    pub name: String,
    pub phone: Option<String>,
    pub user_id: Option<String>,
    pub username: Option<String>,
    pub is_group: bool,
    pub uses_whatsapp: bool,
    pub accepts_marketing: bool,
    /// The time of the person's last message, in seconds since 1970.
    pub last_message: u64,
    /// True if the business blocked the person.
    pub is_blocked: bool,
    /// What is special about the person, for the page.
    pub note: &'static str,
}

impl Contact {
    /// A person with a phone number, who wrote just now.
    pub(super) fn person(phone: &str, name: &str, now: u64) -> Self {
        Contact {
            id: phone.to_owned(),
            name: name.to_owned(),
            phone: Some(phone.to_owned()),
            user_id: Some(format!("US.{:0>20}", format!("7{phone}"))),
            uses_whatsapp: true,
            accepts_marketing: true,
            last_message: now,
            ..Contact::default()
        }
    }

    /// A person known by user id only.
    pub(super) fn user(user_id: &str, name: &str, now: u64) -> Self {
        Contact {
            phone: None,
            user_id: Some(user_id.to_owned()),
            ..Contact::person(user_id, name, now)
        }
    }

    pub(super) fn group(id: &str, now: u64) -> Self {
        Contact {
            name: "Group".to_owned(),
            phone: None,
            user_id: None,
            is_group: true,
            ..Contact::person(id, "", now)
        }
    }

    /// True if the business may send more than templates.
    pub(super) fn window_is_open(&self, now: u64) -> bool {
        self.is_group || now.saturating_sub(self.last_message) < WINDOW
    }

    pub(super) fn to_json(&self, now: u64) -> Json {
        json!({
            "id": self.id, "name": self.name, "phone": self.phone, "user_id": self.user_id,
            "username": self.username, "is_group": self.is_group, "is_blocked": self.is_blocked,
            "accepts_marketing": self.accepts_marketing, "uses_whatsapp": self.uses_whatsapp,
            "window": self.window_is_open(now), "note": self.note,
        })
    }

    /// The entry of `contacts` in a webhook.
    pub(super) fn webhook_entry(&self, with_profile: bool) -> Json {
        let mut entry = serde_json::Map::new();
        if with_profile {
            let mut profile = json!({ "name": self.name });
            if let Some(username) = &self.username {
                profile["username"] = json!(username);
            }
            entry.insert("profile".to_owned(), profile);
        }
        if let Some(phone) = &self.phone {
            entry.insert("wa_id".to_owned(), json!(phone));
        }
        if let Some(user_id) = &self.user_id {
            entry.insert("user_id".to_owned(), json!(user_id));
        }
        Json::Object(entry)
    }
}

/// The contacts of a new phone. The last digits of a number name the error of the person.
pub(super) fn known(now: u64) -> Vec<Contact> {
    let ada = Contact::person("16505551234", "Ada", now);
    let mut kai = Contact::user("US.13491208655302741918", "Kai", now);
    kai.username = Some("kai.surfs".to_owned());
    kai.note = "has a username and no number";
    let mut ines = Contact::person("16505550150", "Ines", now);
    ines.accepts_marketing = false;
    ines.note = "stopped marketing (131050)";
    let mut oskar = Contact::person("16505550147", "Oskar", now - 2 * WINDOW);
    oskar.note = "silent for two days (131047)";
    let mut june = Contact::person("16505550126", "June", now);
    june.uses_whatsapp = false;
    june.note = "does not use WhatsApp (131026)";
    vec![ada, kai, ines, oskar, june]
}
