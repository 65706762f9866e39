//! The `encoding` of forms: supported styles, and warnings about unsupported settings.

use crate::document::{Encoding, Types, escape};
use crate::ir::BodyFormat;
use crate::lower::operation::media_types::{SelectedMedia, is_json};
use crate::lower::schema::Schemas;
use crate::spelling::closest;

/// The form properties with a special style: name, style, `explode`.
pub(crate) fn special_encodings(chosen: SelectedMedia<'_>) -> Vec<(String, &'static str, bool)> {
    let styled = chosen.media.encoding.iter().filter_map(|(name, encoding)| {
        let media_type = encoding.content_type.as_deref().unwrap_or_default();
        let Some((style, explode)) = &encoding.style else {
            // Multipart bodies set the media type per part.
            let is_json = chosen.form == BodyFormat::UrlEncoded && is_json(media_type);
            return is_json.then(|| (name.clone(), "Json", false));
        };
        Some((name.clone(), known_style(style).unwrap_or("Form"), *explode))
    });
    styled.collect()
}

/// The runtime name of a style; `None` for the default, `form`, and for unknown styles.
fn known_style(style: &str) -> Option<&'static str> {
    match style {
        "spaceDelimited" => Some("SpaceDelimited"),
        "pipeDelimited" => Some("PipeDelimited"),
        "deepObject" => Some("DeepObject"),
        _ => None,
    }
}

impl Schemas<'_> {
    /// Warns about `encoding` settings without effect.
    pub(crate) fn check_encoding(&self, chosen: SelectedMedia<'_>) {
        let is_form = matches!(chosen.form, BodyFormat::Multipart | BodyFormat::UrlEncoded);
        let Some(schema) = chosen.media.schema.as_ref().filter(|_| is_form) else {
            return;
        };
        let view = self.view(std::slice::from_ref(schema));
        let properties = view.properties();
        for (name, encoding) in &chosen.media.encoding {
            let at = &encoding.pointer;
            let Some(property) = properties.get(name) else {
                let is_open = properties.is_empty() || !view.alternatives().is_empty();
                if !is_open {
                    let help = match closest(name, properties.keys().map(String::as_str)) {
                        Some(name) => format!("did you mean `{name}`?"),
                        None => "remove the encoding, or declare the property".to_owned(),
                    };
                    let problem = format!("encoding for unknown property `{name}` ignored");
                    self.warn("ignored-encoding", at, problem, &help);
                }
                continue;
            };
            self.check_style(encoding);
            if chosen.form != BodyFormat::Multipart {
                continue;
            }
            if encoding.has_headers {
                self.warn(
                    "ignored-encoding",
                    &format!("{at}/headers"),
                    format!("headers of part `{name}` ignored: unsupported"),
                    "if the service needs the headers, send the request with a `reqwest::Client`",
                );
            }
            let property = self.view(property);
            if !self.is_file(&property) {
                self.check_content_type(name, encoding, property.types());
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
                format!("unknown style `{style}` of a form property; default used"),
                "use `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`",
            );
        }
    }

    /// Warns about a `contentType` that is never sent: parts besides files are text or JSON.
    fn check_content_type(&self, name: &str, encoding: &Encoding, types: Types) {
        let Some(wanted) = &encoding.content_type else {
            return;
        };
        let sent = match types.intersection(Types::OBJECT.union(Types::ARRAY)) == Types(0) {
            true => "text/plain",
            false => "application/json",
        };
        let accepts = |wanted: &str| {
            let (range, top_level) = (wanted.trim(), sent.split('/').next().unwrap_or_default());
            range == "*/*" || range.starts_with(sent) || range == format!("{top_level}/*")
        };
        // Each array item is a part, and may be text or JSON.
        if types.contains(Types::ARRAY) || wanted.split(',').any(accepts) {
            return;
        }
        self.warn(
            "ignored-encoding",
            &format!("{}/{}", encoding.pointer, escape("contentType")),
            format!("part `{name}` is sent as `{sent}`, not as `{wanted}`"),
            "declare the part as a file with `format: binary`: a file carries a media type",
        );
    }
}
