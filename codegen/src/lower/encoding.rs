//! How the members of a form are written, and what is said of that without effect.

use super::Lowering;
use super::media::Chosen;
use crate::document::{Encoding, MediaType, Types, escape};
use crate::ir::Form;
use crate::spelling::closest;

/// The members of a form that are not written as they usually are.
pub(super) fn members(media: &MediaType) -> Vec<(String, &'static str, bool)> {
    let styled = media.encoding.iter().filter_map(|(name, encoding)| {
        let (style, explode) = encoding.style.as_ref()?;
        let style = match style.as_str() {
            "spaceDelimited" => "SpaceDelimited",
            "pipeDelimited" => "PipeDelimited",
            "deepObject" => "DeepObject",
            _ => "Form",
        };
        Some((name.clone(), style, *explode))
    });
    styled.collect()
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
