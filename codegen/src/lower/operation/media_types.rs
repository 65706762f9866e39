//! Media types: how a body is encoded, and which media type wins.

use crate::document::{self, MediaType, Schema, Types};
use crate::ir::{BodyFormat, EventFormat};
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Flattened;
use std::rc::Rc;

/// A media type with the encoding of the body.
#[derive(Clone, Copy)]
pub(crate) struct SelectedMedia<'m> {
    pub form: BodyFormat,
    pub media: &'m MediaType,
}

impl SelectedMedia<'_> {
    /// The media type on the wire; ranges such as `text/*` become a concrete type.
    pub(crate) fn concrete_name(&self) -> String {
        let essence = essence(&self.media.name);
        match (essence.contains('*'), self.form) {
            (true, BodyFormat::Json) => "application/json".to_owned(),
            (true, BodyFormat::Text) => "text/plain".to_owned(),
            (true, _) => "application/octet-stream".to_owned(),
            (false, _) => essence,
        }
    }

    /// The media type on the wire with parameters, except `boundary` (new for each request) and a
    /// `charset` that is not UTF-8 (the encoding of every body).
    pub(crate) fn name_with_parameters(&self) -> String {
        let parameters = self.media.name.split(';').skip(1).map(str::trim);
        let parameters = parameters.filter(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            match name.to_ascii_lowercase().as_str() {
                "" | "boundary" => false,
                "charset" => value.trim_matches('"').eq_ignore_ascii_case("utf-8"),
                _ => true,
            }
        });
        std::iter::once(self.concrete_name().as_str())
            .chain(parameters)
            .collect::<Vec<_>>()
            .join("; ")
    }
}

impl Schemas<'_> {
    /// The preferred media type, followed by media types with the same encoding.
    pub(crate) fn media_types<'m>(&self, content: &'m [MediaType]) -> Vec<SelectedMedia<'m>> {
        let mut forms = self.sorted(content);
        let Some(mut first) = forms.first().copied() else {
            return Vec::new();
        };
        if first.form == BodyFormat::Json {
            // A type with a required file cannot be sent as JSON.
            let multipart = forms.iter().find(|other| {
                self.requires_file(other.media) && self.share_schema(first.media, other.media)
            });
            first = multipart.copied().unwrap_or(first);
        }
        forms.retain(|chosen| chosen.form == first.form);
        if !matches!(first.form, BodyFormat::Text | BodyFormat::Bytes) {
            // A further media type with the same encoding may have a different schema.
            forms.truncate(1);
        }
        forms
    }

    /// The media types with the preferred encoding: JSON, else multipart, form, text or bytes.
    pub(crate) fn preferred_content<'m>(&self, content: &'m [MediaType]) -> Vec<SelectedMedia<'m>> {
        let mut forms = self.sorted(content);
        if let Some(first) = forms.first().copied() {
            forms.retain(|chosen| chosen.form == first.form);
        }
        forms
    }

    fn sorted<'m>(&self, content: &'m [MediaType]) -> Vec<SelectedMedia<'m>> {
        let forms = content.iter().map(|media| SelectedMedia {
            form: self.form(media),
            media,
        });
        let mut forms: Vec<SelectedMedia<'m>> = forms.collect();
        forms.sort_by_key(|chosen| {
            let name = &chosen.media.name;
            let is_plain = essence(name) == "application/json";
            (rank(chosen.form), !is_plain, name.contains(';'))
        });
        forms
    }

    /// True if two bodies have a schema in common.
    fn share_schema(&self, left: &MediaType, right: &MediaType) -> bool {
        let parts = |media: &MediaType| {
            let schema = media.schema.as_ref();
            schema.map_or(Vec::new(), |schema| {
                self.view(std::slice::from_ref(schema)).schemas
            })
        };
        let (left, right) = (parts(left), parts(right));
        left.iter()
            .any(|part| right.iter().any(|same| same.pointer == part.pointer))
    }

    /// The encoding of a body.
    pub(crate) fn form(&self, media: &MediaType) -> BodyFormat {
        let name = essence(&media.name);
        // In JSON, `contentMediaType` describes the text in a string, not the body.
        let is_string = |schema: &Rc<Schema>| {
            let parts = self.view(std::slice::from_ref(schema)).schemas;
            let mut formats = parts.iter().map(|part| part.format.as_deref());
            is_json(&name) && name != "*/*" && !formats.any(|format| format == Some("binary"))
        };
        let schema = media.schema.as_ref();
        let is_binary = schema.is_some_and(|schema| self.is_binary(schema) && !is_string(schema));
        match name.as_str() {
            "multipart/form-data" => BodyFormat::Multipart,
            "application/x-www-form-urlencoded" if self.is_object(media) => BodyFormat::UrlEncoded,
            "application/x-www-form-urlencoded" => BodyFormat::Text,
            // `*/*` without a schema may be any data.
            "*/*" if media.schema.is_none() => BodyFormat::Bytes,
            _ if is_binary => BodyFormat::Bytes,
            _ if is_json(&name) => BodyFormat::Json,
            "application/*" if self.is_declared_object(media) => BodyFormat::Json,
            _ if is_multipart(&name) && self.is_declared_object(media) => BodyFormat::Multipart,
            _ if is_text(&name) => BodyFormat::Text,
            _ => BodyFormat::Bytes,
        }
    }

    /// True if the schema allows objects or is absent.
    fn is_object(&self, media: &MediaType) -> bool {
        media.schema.as_ref().is_none_or(|schema| {
            let view = self.view(std::slice::from_ref(schema));
            view.types().contains(Types::OBJECT)
        })
    }

    /// True if a schema is present and allows objects.
    fn is_declared_object(&self, media: &MediaType) -> bool {
        media.schema.is_some() && self.is_object(media)
    }

    /// Records the schemas of multipart bodies, whose properties can be files.
    pub(crate) fn record_multipart_schemas(&mut self, operations: &[document::Operation]) {
        let bodies = operations
            .iter()
            .filter_map(|operation| operation.body.as_ref());
        let media = bodies.filter_map(|body| self.media_types(&body.content).into_iter().next());
        let forms = media.filter(|chosen| chosen.form == BodyFormat::Multipart);
        let forms: Vec<SelectedMedia<'_>> = forms.collect();
        self.untyped_parts = self.untyped_parts(&forms);
        let schemas = forms
            .iter()
            .filter_map(|chosen| chosen.media.schema.as_ref());
        let views = schemas.flat_map(|schema| self.body_views(schema));
        let parts = views.flat_map(|view| view.schemas);
        self.form_bodies = parts.map(|part| part.pointer.clone()).collect();
    }

    /// The flattened schema of a body, after the flattened branches.
    pub(crate) fn body_views(&self, schema: &Rc<Schema>) -> Vec<Flattened> {
        let view = self.view(std::slice::from_ref(schema));
        let branches = view.alternatives().into_iter();
        let branches = branches.flat_map(|branches| branches.schemas);
        let mut views: Vec<Flattened> = branches
            .map(|branch| self.view(std::slice::from_ref(&branch)))
            .collect();
        views.push(view);
        views
    }

    /// True if the schema describes bytes rather than text.
    pub(crate) fn is_binary(&self, schema: &Rc<Schema>) -> bool {
        let view = self.view(std::slice::from_ref(schema));
        let types = view.types();
        let is_text = types == Types::STRING || types == Types::ALL;
        is_text && view.schemas.iter().any(|part| part.binary)
    }
}

/// The event format of a media type; `None` if not a stream of events. `event_stream.rs` decides if a
/// schema describes the data or every field of server-sent events.
pub(crate) fn event_format(name: &str) -> Option<EventFormat> {
    let essence = essence(name);
    let kind = essence.rsplit_once('+').map_or_else(
        || essence.rsplit_once('/').map_or("", |(_, kind)| kind),
        |(_, suffix)| suffix,
    );
    match kind {
        "event-stream" if essence == "text/event-stream" => Some(EventFormat::Data),
        "ndjson" | "x-ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" => {
            Some(EventFormat::Lines)
        }
        "json-seq" => Some(EventFormat::Sequence),
        _ => None,
    }
}

fn rank(form: BodyFormat) -> u8 {
    match form {
        BodyFormat::Json => 0,
        BodyFormat::Multipart => 1,
        BodyFormat::UrlEncoded => 2,
        BodyFormat::Text => 3,
        BodyFormat::Bytes => 4,
    }
}

/// The media type in lower case, without parameters.
pub(crate) fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// True for JSON media types and `*/*`.
pub(crate) fn is_json(name: &str) -> bool {
    let essence = essence(name);
    matches!(essence.as_str(), "application/json" | "text/json" | "*/*")
        || essence.ends_with("+json")
}

/// True for multipart media types.
fn is_multipart(name: &str) -> bool {
    name.starts_with("multipart/") && !name.contains('*')
}

/// True for text media types, including those outside `text/`.
fn is_text(name: &str) -> bool {
    const TEXT_TYPES: &[&str] = &[
        "application/csv",
        "application/graphql",
        "application/javascript",
        "application/json-seq",
        "application/jsonl",
        "application/sdp",
        "application/sql",
        "application/toml",
        "application/x-ndjson",
        "application/x-yaml",
        "application/xml",
        "application/yaml",
    ];
    name.starts_with("text/")
        || name.ends_with("+xml")
        || name.ends_with("+yaml")
        || TEXT_TYPES.contains(&name)
}
