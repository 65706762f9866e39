//! Facts about the content of a message.

use crate::runtime::wire::Json;

/// The category of a message, in lower case: of the template, of Direct Send, or `service`.
pub(super) fn category(body: &Json, template: Option<&Json>) -> String {
    let own = template.map_or(&body["category"], |template| &template["category"]);
    own.as_str().unwrap_or("service").to_lowercase()
}

/// The type of a message with a file; `None` for different messages.
pub(super) fn media_kind(content: &Json) -> Option<&str> {
    let kind = content["type"].as_str()?;
    let is_media = ["image", "video", "audio", "document", "sticker"].contains(&kind);
    is_media.then_some(kind)
}
