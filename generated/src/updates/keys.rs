//! The keys of updates, for deduplication.

use super::user::member;
use crate::runtime::wire::Json;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The key of a message: its id, equal in repetitions.
pub(super) fn of_message(message: &Json) -> Option<String> {
    Some(format!("message/{}", member(message, "id")?))
}

/// The key of an echo, distinct from the key of a message with an equal id.
pub(super) fn of_echo(message: &Json) -> Option<String> {
    Some(format!("echo/{}", member(message, "id")?))
}

/// The key of a status. A message gets a status per kind (`sent`, `delivered`, `read`), and in a
/// group also per member.
pub(super) fn of_status(status: &Json) -> Option<String> {
    let mut key = format!(
        "status/{}/{}",
        member(status, "id")?,
        member(status, "status")?
    );
    let members = [
        "recipient_participant_id",
        "participant_recipient_id",
        "recipient_participant_user_id",
    ];
    if let Some(member) = members.iter().find_map(|name| member(status, name)) {
        key = format!("{key}/{member}");
    }
    Some(key)
}

/// The key of an event of a call.
pub(super) fn of_call(call: &Json) -> Option<String> {
    Some(format!(
        "call/{}/{}",
        member(call, "id")?,
        member(call, "event")?
    ))
}

/// The key of the status of a call.
pub(super) fn of_call_status(status: &Json) -> Option<String> {
    let (id, status) = (member(status, "id")?, member(status, "status")?);
    Some(format!("call-status/{id}/{status}"))
}

/// The key of an update without an id: a digest of the content and of `around`, such as the time,
/// so equal changes at different times have different keys.
pub(super) fn of_content(around: &[&Json], content: &Json) -> String {
    let mut digest = Sha256::new();
    for part in around.iter().chain([&content]) {
        digest.update(part.to_string());
        digest.update([0]);
    }
    let mut key = "content/".to_owned();
    for byte in &digest.finalize()[..16] {
        let _ = write!(key, "{byte:02x}");
    }
    key
}
