//! In which form a body is written and read: of several media types, the one that says most.

use super::Lowering;
use super::view::View;
use crate::document::{self, MediaType, Schema, Types};
use crate::ir::{EventForm, Form};
use std::rc::Rc;

/// One of the media types of a body, and how it is handled.
#[derive(Clone, Copy)]
pub(super) struct Chosen<'m> {
    pub form: Form,
    pub media: &'m MediaType,
}

impl Chosen<'_> {
    /// The media type to send; a range stands for what is usual in it.
    pub(super) fn name(&self) -> String {
        let essence = essence(&self.media.name);
        match (essence.contains('*'), self.form) {
            (true, Form::Json) => "application/json".to_owned(),
            (true, Form::Text) => "text/plain".to_owned(),
            (true, _) => "application/octet-stream".to_owned(),
            (false, _) => essence,
        }
    }

    /// The media type to send, with its parameters. That text is in UTF-8 goes without saying, and
    /// what is between parts is another each time.
    pub(super) fn name_to_send(&self) -> String {
        let parameters = self.media.name.split(';').skip(1).map(str::trim);
        let goes_without_saying = |parameter: &&str| {
            let name = parameter.split('=').next().unwrap_or_default();
            matches!(
                name.to_ascii_lowercase().as_str(),
                "" | "charset" | "boundary"
            )
        };
        let parameters = parameters.filter(|parameter| !goes_without_saying(parameter));
        std::iter::once(self.name().as_str())
            .chain(parameters)
            .collect::<Vec<_>>()
            .join("; ")
    }
}

impl Lowering<'_> {
    /// The media type to send, and those that are sent in the same way.
    pub(super) fn media_types<'m>(&self, content: &'m [MediaType]) -> Vec<Chosen<'m>> {
        let mut forms = self.sorted(content);
        let Some(mut first) = forms.first().copied() else {
            return Vec::new();
        };
        if first.form == Form::Json {
            // JSON cannot be made of a type that has files for parts.
            let with_files = forms.iter().find(|other| {
                self.has_files(other.media) && self.have_parts_in_common(first.media, other.media)
            });
            first = with_files.copied().unwrap_or(first);
        }
        forms.retain(|chosen| chosen.form == first.form);
        if !matches!(first.form, Form::Text | Form::Bytes) {
            // The same form under another name may have another schema.
            forms.truncate(1);
        }
        forms
    }

    /// The media types of the form that says most, the usual one first.
    pub(super) fn alike<'m>(&self, content: &'m [MediaType]) -> Vec<Chosen<'m>> {
        let mut forms = self.sorted(content);
        if let Some(first) = forms.first().copied() {
            forms.retain(|chosen| chosen.form == first.form);
        }
        forms
    }

    fn sorted<'m>(&self, content: &'m [MediaType]) -> Vec<Chosen<'m>> {
        let forms = content.iter().map(|media| Chosen {
            form: self.form(media),
            media,
        });
        let mut forms: Vec<Chosen<'m>> = forms.collect();
        forms.sort_by_key(|chosen| {
            let name = &chosen.media.name;
            let is_plain = essence(name) == "application/json";
            (rank(chosen.form), !is_plain, name.contains(';'))
        });
        forms
    }

    /// Whether two bodies are made of the same schema.
    fn have_parts_in_common(&self, one: &MediaType, other: &MediaType) -> bool {
        let parts = |media: &MediaType| {
            let schema = media.schema.as_ref();
            schema.map_or(Vec::new(), |schema| {
                self.view(std::slice::from_ref(schema)).parts
            })
        };
        let (one, other) = (parts(one), parts(other));
        one.iter()
            .any(|part| other.iter().any(|same| same.pointer == part.pointer))
    }

    /// How a body of this media type is handled.
    pub(super) fn form(&self, media: &MediaType) -> Form {
        let name = essence(&media.name);
        // In JSON, `contentMediaType` tells what is in a string.
        let is_string = |schema: &Rc<Schema>| {
            let parts = self.view(std::slice::from_ref(schema)).parts;
            let mut formats = parts.iter().map(|part| part.format.as_deref());
            is_json(&name) && name != "*/*" && !formats.any(|format| format == Some("binary"))
        };
        let schema = media.schema.as_ref();
        let is_binary = schema.is_some_and(|schema| self.is_binary(schema) && !is_string(schema));
        match name.as_str() {
            "multipart/form-data" => Form::Multipart,
            "application/x-www-form-urlencoded" if self.is_object(media) => Form::UrlEncoded,
            "application/x-www-form-urlencoded" => Form::Text,
            // Of what may be anything, nothing is known.
            "*/*" if media.schema.is_none() => Form::Bytes,
            _ if is_binary => Form::Bytes,
            _ if is_json(&name) => Form::Json,
            "application/*" if self.is_described_object(media) => Form::Json,
            _ if is_parts(&name) && self.is_described_object(media) => Form::Multipart,
            _ if is_text(&name) => Form::Text,
            _ => Form::Bytes,
        }
    }

    /// Whether values of this media type can be objects.
    fn is_object(&self, media: &MediaType) -> bool {
        media.schema.as_ref().is_none_or(|schema| {
            let view = self.view(std::slice::from_ref(schema));
            view.types().has(Types::OBJECT)
        })
    }

    /// The same, where a schema says so.
    fn is_described_object(&self, media: &MediaType) -> bool {
        media.schema.is_some() && self.is_object(media)
    }

    /// Notes the schemas of bodies in parts, of which members can be files.
    pub(super) fn note_forms(&mut self, operations: &[document::Operation]) {
        let bodies = operations
            .iter()
            .filter_map(|operation| operation.body.as_ref());
        let media = bodies.filter_map(|body| self.media_types(&body.content).into_iter().next());
        let forms = media.filter(|chosen| chosen.form == Form::Multipart);
        let schemas = forms.filter_map(|chosen| chosen.media.schema.as_ref());
        let views = schemas.flat_map(|schema| self.body_views(schema));
        let parts = views.flat_map(|view| view.parts);
        self.forms = parts.map(|part| part.pointer.clone()).collect();
    }

    /// What a body is like, and each of its branches where it has some.
    pub(super) fn body_views(&self, schema: &Rc<Schema>) -> Vec<View> {
        let view = self.view(std::slice::from_ref(schema));
        let branches = view.alternatives().into_iter();
        let branches = branches.flat_map(|branches| branches.schemas);
        let mut views: Vec<View> = branches
            .map(|branch| self.view(std::slice::from_ref(&branch)))
            .collect();
        views.push(view);
        views
    }

    /// Whether a view is that of a member of a form, or of an item of one, and is binary.
    pub(super) fn is_file(&self, view: &View) -> bool {
        view.parts.iter().any(|part| part.binary)
            && view.parts.iter().any(|part| self.is_of_form(&part.pointer))
    }

    /// Whether a pointer leads to a member of a form, to an item of one, or to a branch of these.
    fn is_of_form(&self, pointer: &str) -> bool {
        let Some((whole, last)) = pointer.rsplit_once('/') else {
            return false;
        };
        let form = whole.strip_suffix("/properties");
        if form.is_some_and(|form| self.forms.contains(form)) {
            return true;
        }
        let branches = ["/anyOf", "/oneOf", "/allOf"];
        let branches = branches.iter().find_map(|name| whole.strip_suffix(name));
        match (last, branches) {
            ("items", _) => self.is_of_form(whole),
            (_, Some(whole)) => self.is_of_form(whole),
            _ => false,
        }
    }

    /// Whether a schema is about bytes that are no text.
    pub(super) fn is_binary(&self, schema: &Rc<Schema>) -> bool {
        let view = self.view(std::slice::from_ref(schema));
        let types = view.types();
        let is_text = types == Types::STRING || types == Types::ALL;
        is_text && view.parts.iter().any(|part| part.binary)
    }
}

/// How a body of this media type is a series of events; nothing where it is none. Whether
/// server-sent events are described by their data or as wholes is another question.
pub(super) fn series(name: &str) -> Option<EventForm> {
    let essence = essence(name);
    let kind = essence.rsplit_once('+').map_or_else(
        || essence.rsplit_once('/').map_or("", |(_, kind)| kind),
        |(_, suffix)| suffix,
    );
    match kind {
        "event-stream" if essence == "text/event-stream" => Some(EventForm::Data),
        "ndjson" | "x-ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" => {
            Some(EventForm::Lines)
        }
        "json-seq" => Some(EventForm::Sequence),
        _ => None,
    }
}

fn rank(form: Form) -> u8 {
    match form {
        Form::Json => 0,
        Form::Multipart => 1,
        Form::UrlEncoded => 2,
        Form::Text => 3,
        Form::Bytes => 4,
    }
}

/// A media type in lower case, without parameters.
pub(super) fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether values of this media type are written as JSON.
pub(super) fn is_json(name: &str) -> bool {
    let essence = essence(name);
    matches!(essence.as_str(), "application/json" | "text/json" | "*/*")
        || essence.ends_with("+json")
}

/// Whether bodies of this media type are in parts.
fn is_parts(name: &str) -> bool {
    name.starts_with("multipart/") && !name.contains('*')
}

/// Media types that are text although their names do not begin with it.
fn is_text(name: &str) -> bool {
    const TEXTS: &[&str] = &[
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
        || TEXTS.contains(&name)
}
