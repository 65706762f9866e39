//! Media: upload, lookup, download and deletion.

use super::answer::Answer;
use super::state::{Data, Shared};
use crate::runtime::wire::{File, Json};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The types of files and their largest sizes, in bytes.
const LIMITS: &[(&str, usize, &[&str])] = &[
    ("image", 5 << 20, &["image/jpeg", "image/png"]),
    ("sticker", 500 << 10, &["image/webp"]),
    ("video", 16 << 20, &["video/mp4", "video/3gpp"]),
    (
        "audio",
        16 << 20,
        &[
            "audio/aac",
            "audio/amr",
            "audio/mpeg",
            "audio/mp4",
            "audio/ogg",
        ],
    ),
    (
        "document",
        100 << 20,
        &[
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ],
    ),
];

/// A stored file.
#[derive(Clone, Debug)]
pub(super) struct Medium {
    pub bytes: Bytes,
    pub mime_type: String,
    /// Grows with every file.
    pub order: u64,
}

impl Medium {
    fn digest(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    /// The properties of a file in webhooks.
    pub(super) fn webhook_entry(&self, id: &str, url: &str) -> Json {
        json!({
            "id": id, "mime_type": self.mime_type, "sha256": BASE64_STANDARD.encode(self.digest()),
            "url": address(url, id),
        })
    }
}

/// Answers an upload. The field `type` decides, else the type of the part.
pub(super) fn upload(shared: &Shared, body: &Json, files: &[File]) -> Answer {
    let Some(file) = files.first() else {
        return Answer::error(131_008, "The part `file` is missing.");
    };
    let mime_type = body["type"].as_str().unwrap_or(file.media_type());
    match store(shared, mime_type, file.content().clone()) {
        Ok(id) => Answer::ok(json!({ "id": id })),
        Err(reason) => Answer::error(100, reason),
    }
}

/// Keeps a file; returns the id, or the reason to refuse the file.
pub(super) fn store(shared: &Shared, mime_type: &str, bytes: Bytes) -> Result<String, String> {
    let plain = mime_type.split(';').next().unwrap_or_default().trim();
    let mut limits = LIMITS.iter();
    let limit = limits.find(|(_, _, types)| types.contains(&plain));
    let Some((kind, most, _)) = limit else {
        return Err(format!("Files of the type `{plain}` are not supported."));
    };
    if bytes.is_empty() || bytes.len() > *most {
        let length = bytes.len();
        return Err(format!(
            "A file of the kind {kind} has 1 to {most} bytes, not {length}."
        ));
    }
    let mut data = shared.data();
    let order = data.next();
    let mime_type = mime_type.to_owned();
    Ok(data.add_medium(Medium {
        bytes,
        mime_type,
        order,
    }))
}

/// Answers a lookup; `None` if there is no such file.
pub(super) fn lookup(data: &Data, url: &str, id: &str) -> Option<Answer> {
    let medium = data.media.get(id)?;
    let sha256 = medium
        .digest()
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
    Some(Answer::ok(json!({
        "messaging_product": "whatsapp", "url": address(url, id), "mime_type": medium.mime_type,
        "sha256": sha256, "file_size": medium.bytes.len(), "id": id,
    })))
}

/// The address for a download.
fn address(url: &str, id: &str) -> String {
    let extension = 1_900_000_000;
    format!("{url}/whatsapp_business/attachments/?mid={id}&ext={extension}&hash=phone")
}
