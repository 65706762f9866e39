//! How the members of a form are written, and what is said of that without effect.

use super::Lowering;
use super::media::{Chosen, is_json};
use crate::document::{Encoding, Types, escape};
use crate::ir::Form;
use crate::spelling::closest;

/// The members of a form that are not written as they usually are.
pub(super) fn members(chosen: Chosen<'_>) -> Vec<(String, &'static str, bool)> {
    let styled = chosen.media.encoding.iter().filter_map(|(name, encoding)| {
        let media_type = encoding.content_type.as_deref().unwrap_or_default();
        let Some((style, explode)) = &encoding.style else {
            // The parts of other forms have types of their own.
            let is_json = chosen.form == Form::UrlEncoded && is_json(media_type);
            return is_json.then(|| (name.clone(), "Json", false));
        };
        Some((name.clone(), known_style(style).unwrap_or("Form"), *explode))
    });
    styled.collect()
}

/// The styles of members of a form, but for that which is the default.
fn known_style(style: &str) -> Option<&'static str> {
    match style {
        "spaceDelimited" => Some("SpaceDelimited"),
        "pipeDelimited" => Some("PipeDelimited"),
        "deepObject" => Some("DeepObject"),
        _ => None,
    }
}

impl Lowering<'_> {
    /// Tells of what is said of the parts of a form and does not happen.
    pub(super) fn check_encoding(&self, chosen: Chosen<'_>) {
        let is_form = matches!(chosen.form, Form::Multipart | Form::UrlEncoded);
        let Some(schema) = chosen.media.schema.as_ref().filter(|_| is_form) else {
            return;
        };
        let view = self.view(std::slice::from_ref(schema));
        let properties = view.properties();
        for (name, encoding) in &chosen.media.encoding {
            let at = &encoding.pointer;
            let Some(member) = properties.get(name) else {
                let is_open = properties.is_empty() || !view.alternatives().is_empty();
                if !is_open {
                    let help = match closest(name, properties.keys().map(String::as_str)) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "remove it, or declare the member".to_owned(),
                    };
                    let problem = format!("`{name}` is no member of this form");
                    self.warn("ignored-encoding", at, problem, &help);
                }
                continue;
            };
            self.check_style(encoding);
            if chosen.form != Form::Multipart {
                continue;
            }
            if encoding.has_headers {
                self.warn(
                    "ignored-encoding",
                    &format!("{at}/headers"),
                    format!("the part `{name}` is sent without headers of its own"),
                    "if the service needs them, send the request with a `reqwest::Client` of your own",
                );
            }
            let member = self.view(member);
            if !self.is_file(&member) {
                self.check_content_type(name, encoding, member.types());
            }
        }
    }

    fn check_style(&self, encoding: &Encoding) {
        if let Some((style, _)) = &encoding.style
            && style != "form"
            && known_style(style).is_none()
        {
            self.warn(
                "unknown-style",
                &format!("{}/style", encoding.pointer),
                format!("`{style}` is no style of a member of a form, so the default is used"),
                "see the table of styles in the OpenAPI specification",
            );
        }
    }

    /// Parts that are no files are text or JSON.
    fn check_content_type(&self, name: &str, encoding: &Encoding, types: Types) {
        let Some(wanted) = &encoding.content_type else {
            return;
        };
        let sent = match types.and(Types::OBJECT.or(Types::ARRAY)) == Types(0) {
            true => "text/plain",
            false => "application/json",
        };
        let takes = |wanted: &str| {
            let (range, all) = (wanted.trim(), sent.split('/').next().unwrap_or_default());
            range == "*/*" || range.starts_with(sent) || range == format!("{all}/*")
        };
        // The items of a list are parts of their own, and may be either.
        if types.has(Types::ARRAY) || wanted.split(',').any(takes) {
            return;
        }
        self.warn(
            "ignored-encoding",
            &format!("{}/{}", encoding.pointer, escape("contentType")),
            format!("the part `{name}` is sent as `{sent}`, and not as `{wanted}`"),
            "make it a file, by `format: binary`: a file says of itself what it is",
        );
    }
}
