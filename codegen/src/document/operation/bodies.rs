//! Reads request bodies and responses.

use super::{Encoding, Example, Header, MediaType, RequestBody, Response};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, escape};
use crate::fields::{ObjectKind, is_not_extension};
use crate::json::Json;
use std::collections::BTreeMap;
use std::rc::Rc;

impl Document<'_> {
    pub(super) fn body(&self, pointer: &str) -> Option<RequestBody> {
        let own_description = self.description_beside_reference(pointer);
        self.at(pointer)?;
        let (_, pointer) = self.follow(pointer)?;
        self.typed(&pointer, "an object", Json::as_object)?;
        let content = self.content(&pointer);
        self.with_fields(&pointer, |fields| {
            fields.warn_unknown_fields(ObjectKind::RequestBody);
            RequestBody {
                pointer: fields.pointer.clone(),
                required: fields.boolean("required").unwrap_or_default(),
                description: own_description.or(fields.string("description")),
                content,
            }
        })
    }

    pub(super) fn responses(&self, pointer: &str) -> Vec<Response> {
        let statuses = self.names(pointer).into_iter();
        let statuses = statuses
            .filter(is_not_extension)
            .filter(|status| is_status(status) || self.unknown_status(pointer, status));
        statuses
            .filter_map(|status| {
                let pointer = format!("{pointer}/{}", escape(status));
                let own_description = self.description_beside_reference(&pointer);
                let (_, pointer) = self.follow(&pointer)?;
                let content = self.content(&pointer);
                let headers = self.headers(&pointer);
                self.with_fields(&pointer, |fields| {
                    fields.warn_unknown_fields(ObjectKind::Response);
                    Response {
                        pointer: fields.pointer.clone(),
                        status: status.to_owned(),
                        description: own_description.or(fields.string("description")),
                        content,
                        headers,
                    }
                })
            })
            .collect()
    }

    /// Reads the headers of a response, sorted by name.
    fn headers(&self, response: &str) -> Vec<Header> {
        let pointer = format!("{response}/headers");
        let names = self.names(&pointer).into_iter();
        let headers = names.filter_map(|name| {
            let pointer = format!("{pointer}/{}", escape(name));
            let own_description = self.description_beside_reference(&pointer);
            let (_, pointer) = self.follow(&pointer)?;
            let (media, schema) = self.value_schema(&pointer);
            self.with_fields(&pointer, |fields| Header {
                pointer: fields.pointer.clone(),
                name: name.to_owned(),
                description: own_description.or(fields.string("description")),
                deprecated: fields.boolean("deprecated").unwrap_or_default(),
                schema,
                explode: fields.boolean("explode").unwrap_or_default(),
                media,
            })
        });
        headers.collect()
    }

    /// Warns about a key in `responses` that is not a status code. Returns `false`.
    fn unknown_status(&self, pointer: &str, status: &str) -> bool {
        self.report(
            Diagnostic::warning(
                "unknown-status",
                format!("{pointer}/{}", escape(status)),
                format!("unknown status code `{status}`, response ignored"),
            )
            .with_help("use a code such as `200`, a class such as `4XX`, or `default`"),
        );
        false
    }

    fn content(&self, pointer: &str) -> Rc<[MediaType]> {
        if let Some(known) = self.contents.borrow().get(pointer) {
            return known.clone();
        }
        let content = Rc::from(self.read_content(pointer));
        self.contents
            .borrow_mut()
            .insert(pointer.to_owned(), Rc::clone(&content));
        content
    }

    fn read_content(&self, pointer: &str) -> Vec<MediaType> {
        let names = self.names(&format!("{pointer}/content")).into_iter();
        names
            .filter_map(|name| {
                let (_, at) = self.follow(&format!("{pointer}/content/{}", escape(name)))?;
                let kind = ObjectKind::MediaType;
                self.with_fields(&at, |fields| fields.warn_unknown_fields(kind));
                Some(MediaType {
                    name: name.to_owned(),
                    schema: self.schema(&format!("{at}/schema")),
                    item_schema: self.schema(&format!("{at}/itemSchema")),
                    examples: self.examples(&at),
                    encoding: self.encoding(&at),
                })
            })
            .collect()
    }

    fn encoding(&self, pointer: &str) -> BTreeMap<String, Encoding> {
        let entries = self.at(&format!("{pointer}/encoding"));
        let entries = entries.and_then(Json::as_object).into_iter().flatten();
        let encodings = entries.map(|(name, value)| {
            let text = |member| value.get(member).and_then(Json::as_str).map(str::to_owned);
            let explode = value.get("explode").and_then(Json::as_bool);
            let style = match (text("style"), explode) {
                (None, None) => None,
                (style, explode) => {
                    let style = style.unwrap_or_else(|| "form".to_owned());
                    let explode = explode.unwrap_or(style == "form");
                    Some((style, explode))
                }
            };
            let headers = value.get("headers").and_then(Json::as_object);
            let encoding = Encoding {
                pointer: format!("{pointer}/encoding/{}", escape(name)),
                style,
                content_type: text("contentType"),
                has_headers: headers.is_some_and(|headers| !headers.is_empty()),
            };
            (name.to_owned(), encoding)
        });
        encodings.collect()
    }

    fn examples(&self, pointer: &str) -> Vec<Example> {
        let names = self.names(&format!("{pointer}/examples"));
        let media = self.at(pointer);
        let single = media.and_then(|media| media.get("example"));
        let single = single.map(|_| Example {
            pointer: format!("{pointer}/example"),
            name: String::new(),
            summary: None,
        });
        let listed = names.into_iter().filter_map(|name| {
            let (example, pointer) =
                self.follow(&format!("{pointer}/examples/{}", escape(name)))?;
            let summary = example.get("summary").and_then(Json::as_str);
            example.get("value").map(|_| Example {
                pointer: format!("{pointer}/value"),
                name: name.to_owned(),
                summary: summary.map(str::to_owned),
            })
        });
        single.into_iter().chain(listed).collect()
    }
}

/// True for `200`, `4XX` and `default`.
fn is_status(key: &str) -> bool {
    let [class, rest @ ..] = key.as_bytes() else {
        return false;
    };
    let is_class = matches!(class, b'1'..=b'5') && matches!(rest, b"XX" | b"xx");
    is_class
        || key == "default"
        || (key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit()))
}
