//! The responses of operations.

use crate::document;
use crate::ir::{BodyFormat, Docs, Response, Responses, Type};
use crate::lower::operation::OperationLowering;
use crate::lower::operation::media_types::{SelectedMedia, essence, is_json};
use crate::lower::operation::selected_responses::{has_only_redirects, responses};
use crate::lower::passes::examples::is_short;
use crate::lower::schema::Schemas;
use crate::lower::table::NamePath;
use crate::name::part;

impl OperationLowering<'_> {
    pub(crate) fn responses_for(
        &mut self,
        operation: &document::Operation,
        place: &NamePath,
        success: bool,
    ) -> Responses {
        let mut answers: Vec<Response> = Vec::new();
        for response in responses(operation, success) {
            let contents = self
                .schemas
                .preferred_content(self.schemas.content(operation, response));
            let place = place.below(&inline_type_name(&response.status, success));
            answers.extend(self.lower_content(response, &contents, &place));
            if contents.is_empty() {
                answers.push(answer(response, None, None));
            }
        }
        // The response after a redirect that the client follows.
        let follows = success
            && has_only_redirects(operation)
            && answers.iter().all(|answer| answer.ty.is_none());
        if answers.is_empty() || follows {
            answers.push(undeclared_response(success));
        }
        answers.shrink_to_fit();
        let differ = answers.iter().any(|answer| answer.ty != answers[0].ty);
        let is_named = |ty: &Type| !matches!(ty, Type::Json);
        let has_alias = !success && !differ && answers[0].ty.as_ref().is_some_and(is_named);
        let mut claim = || {
            let suffix = if success { "Response" } else { "Error" };
            let name = format!("{}{suffix}", place.name);
            let claimed = self.operation_names.claim(&name);
            claimed.unwrap_or_else(|renamed| renamed.name)
        };
        Responses {
            name: differ.then(&mut claim),
            alias: has_alias.then(&mut claim),
            variants: answers,
        }
    }

    /// Lowers the content of a response. Media types with equal Rust types share a variant; if only
    /// JSON with one Rust type remains, the first media type suffices.
    fn lower_content(
        &mut self,
        response: &document::Response,
        contents: &[SelectedMedia<'_>],
        place: &NamePath,
    ) -> Vec<Response> {
        let mut found: Vec<(Response, &SelectedMedia<'_>)> = Vec::new();
        for chosen in contents {
            let mut own = answer(response, None, Some(chosen));
            let is_known = |(other, _): &(Response, _)| other.media_type == own.media_type;
            if found.iter().any(is_known) {
                continue;
            }
            let suffix = match chosen.form {
                BodyFormat::Json if !found.is_empty() => part(subtype(&own.media_type)),
                _ => String::new(),
            };
            let mut earlier = found.iter();
            let same = earlier.find(|(_, other)| self.schemas.have_same_schema(other, chosen));
            own.ty = match same {
                Some((same, _)) => same.ty.clone(),
                None if suffix.is_empty() => Some(self.body_type(chosen, place)),
                None => Some(self.body_type(chosen, &place.below(&suffix))),
            };
            own.variant = variant(&own, &suffix, &found);
            own.example = self.schemas.response_example(chosen);
            found.push((own, chosen));
        }
        let mut answers: Vec<Response> = found.into_iter().map(|(answer, _)| answer).collect();
        let has_one_type = answers.iter().all(|answer| answer.ty == answers[0].ty);
        if has_one_type
            && contents
                .first()
                .is_some_and(|first| first.form == BodyFormat::Json)
        {
            answers.truncate(1);
        }
        answers
    }

    fn body_type(&mut self, chosen: &SelectedMedia<'_>, place: &NamePath) -> Type {
        match (chosen.form, &chosen.media.schema) {
            (BodyFormat::Json, Some(schema)) => {
                let ty = self.types.lower_schema(schema, place).ty;
                self.types.record_examples(chosen.media, schema, &ty);
                ty
            }
            (BodyFormat::Json, None) => Type::Json,
            (BodyFormat::Text | BodyFormat::UrlEncoded, _) => Type::String,
            (BodyFormat::Bytes | BodyFormat::Multipart, _) => Type::Bytes,
        }
    }
}

impl Schemas<'_> {
    /// The first short example of a JSON response, or of the schema.
    fn response_example(&self, chosen: &SelectedMedia<'_>) -> Option<String> {
        if chosen.form != BodyFormat::Json {
            return None;
        }
        let of_media = chosen.media.examples.iter().map(|example| &example.pointer);
        let schema = self.schema_of(*chosen);
        let of_schema = schema
            .iter()
            .flat_map(|schema| &schema.annotations.examples);
        let mut examples = of_media
            .chain(of_schema)
            .filter_map(|at| self.document.at(at));
        let example = examples.find(|example| is_short(example))?;
        let mut example = example.to_value();
        // The order of properties in the spec does not matter.
        example.sort_all_objects();
        Some(example.to_string())
    }

    /// True if two media types have the same form and equal schemas.
    fn have_same_schema(&self, left: &SelectedMedia<'_>, right: &SelectedMedia<'_>) -> bool {
        let value = |chosen: &SelectedMedia<'_>| {
            let schema = chosen.media.schema.as_ref();
            schema.map(|schema| self.document.at(&schema.pointer))
        };
        left.form == right.form && value(left) == value(right)
    }
}

/// The value of the `Accept` header: media types of successful responses first.
pub(crate) fn accept_header(success: &Responses, failure: &Responses) -> String {
    let answers = success.variants.iter().chain(&failure.variants);
    join_media_types(answers.map(|answer| answer.media_type.as_str()))
}

/// Joins media types without repetition; skips empty names.
pub(crate) fn join_media_types<'a>(media_types: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in media_types {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        names.push("application/json");
    }
    names.join(", ")
}

fn answer(
    response: &document::Response,
    ty: Option<Type>,
    chosen: Option<&SelectedMedia<'_>>,
) -> Response {
    let form = chosen.map_or(BodyFormat::Bytes, |chosen| chosen.form);
    Response {
        status: response.status.clone(),
        variant: variant_name(&response.status),
        docs: Docs {
            text: response.description.clone().unwrap_or_default(),
            ..Docs::default()
        },
        ty,
        form: match form {
            BodyFormat::UrlEncoded => BodyFormat::Text,
            BodyFormat::Multipart => BodyFormat::Bytes,
            other => other,
        },
        media_type: match (chosen, form) {
            (None, _) => String::new(),
            (Some(chosen), BodyFormat::Json) => chosen.concrete_name(),
            // A binary body under a JSON media type: accept any media type.
            (Some(chosen), BodyFormat::Bytes) if is_json(&chosen.media.name) => "*/*".to_owned(),
            (Some(chosen), _) => essence(&chosen.media.name),
        },
        example: None,
    }
}

/// The variant name: shared by responses of equal type, unique otherwise.
fn variant(own: &Response, suffix: &str, found: &[(Response, &SelectedMedia<'_>)]) -> String {
    let mut earlier = found.iter().map(|(other, _)| other);
    if let Some(same) = earlier.find(|other| other.ty == own.ty) {
        return same.variant.clone();
    }
    let name = format!("{}{suffix}", own.variant);
    let is_taken = |name: &String| found.iter().any(|(other, _)| other.variant == *name);
    let numbered = (2..).map(|number| format!("{name}{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

/// The distinctive part of a JSON media type: `problem` for `application/problem+json`.
fn subtype(media_type: &str) -> &str {
    let subtype = media_type.rsplit('/').next().unwrap_or_default();
    subtype.trim_end_matches("+json")
}

/// The fallback for operations without declared responses: no body on success, any JSON on failure.
fn undeclared_response(success: bool) -> Response {
    Response {
        status: if success { "2XX" } else { "default" }.to_owned(),
        variant: String::new(),
        docs: Docs::default(),
        ty: (!success).then_some(Type::Json),
        form: BodyFormat::Json,
        media_type: if success { "" } else { "application/json" }.to_owned(),
        example: None,
    }
}

/// The name suffix for an inline type: `response`, `error`, or with the status, `Created_response`.
fn inline_type_name(status: &str, success: bool) -> String {
    let kind = if success { "response" } else { "error" };
    match status {
        "200" | "2XX" | "2xx" | "default" => kind.to_owned(),
        status => format!("{}_{kind}", variant_name(status)),
    }
}

/// The variant name for a status code.
fn variant_name(status: &str) -> String {
    match status {
        "200" => "Ok".into(),
        "201" => "Created".into(),
        "202" => "Accepted".into(),
        "204" => "NoContent".into(),
        "400" => "BadRequest".into(),
        "401" => "Unauthorized".into(),
        "403" => "Forbidden".into(),
        "404" => "NotFound".into(),
        "409" => "Conflict".into(),
        "422" => "Unprocessable".into(),
        "429" => "TooManyRequests".into(),
        "500" => "ServerError".into(),
        "503" => "Unavailable".into(),
        "default" => "Default".into(),
        other => format!("Status{}", part(other)),
    }
}
