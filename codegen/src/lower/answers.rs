//! What calls come back with.

use super::media::{Chosen, essence, is_json};
use super::responses::responses;
use super::{Lowering, Place};
use crate::document;
use crate::ir::{Answer, Answers, Docs, Form, Type};
use crate::name::part;

impl Lowering<'_> {
    pub(super) fn answers(
        &mut self,
        operation: &document::Operation,
        place: &Place,
        success: bool,
    ) -> Answers {
        let mut answers: Vec<Answer> = Vec::new();
        for response in responses(operation, success) {
            let all = self.alike(self.content(operation, response));
            let place = place.below(&inline_name(&response.status, success));
            answers.extend(self.answers_of(response, &all, &place));
            if all.is_empty() {
                answers.push(answer(response, None, None));
            }
        }
        if answers.is_empty() {
            answers.push(undeclared(success));
        }
        answers.shrink_to_fit();
        let differ = answers.iter().any(|answer| answer.ty != answers[0].ty);
        Answers {
            name: differ.then(|| {
                let suffix = if success { "Answer" } else { "Failure" };
                let name = format!("{}{suffix}", place.name);
                let claimed = self.operation_names.claim(&name);
                claimed.unwrap_or_else(|renamed| renamed.name)
            }),
            answers,
        }
    }

    /// What a response is in each of its media types. Those of one type are one variant, and with one
    /// type of JSON, the first of them is enough.
    fn answers_of(
        &mut self,
        response: &document::Response,
        all: &[Chosen<'_>],
        place: &Place,
    ) -> Vec<Answer> {
        let mut found: Vec<(Answer, &Chosen<'_>)> = Vec::new();
        for chosen in all {
            let mut own = answer(response, None, Some(chosen));
            let is_known = |(other, _): &(Answer, _)| other.media_type == own.media_type;
            if found.iter().any(is_known) {
                continue;
            }
            let kind = match chosen.form {
                Form::Json if !found.is_empty() => part(kind(&own.media_type)),
                _ => String::new(),
            };
            let mut others = found.iter();
            let alike = others.find(|(_, other)| self.says_the_same(other, chosen));
            own.ty = match alike {
                Some((alike, _)) => alike.ty.clone(),
                None if kind.is_empty() => Some(self.answer_type(chosen, place)),
                None => Some(self.answer_type(chosen, &place.below(&kind))),
            };
            own.variant = variant(&own, &kind, &found);
            found.push((own, chosen));
        }
        let mut answers: Vec<Answer> = found.into_iter().map(|(answer, _)| answer).collect();
        let is_one = answers.iter().all(|answer| answer.ty == answers[0].ty);
        if is_one && all.first().is_some_and(|first| first.form == Form::Json) {
            answers.truncate(1);
        }
        answers
    }

    /// Whether two media types are described in the same words.
    fn says_the_same(&self, one: &Chosen<'_>, other: &Chosen<'_>) -> bool {
        let value = |chosen: &Chosen<'_>| {
            let schema = chosen.media.schema.as_ref();
            schema.map(|schema| self.document.at(&schema.pointer))
        };
        one.form == other.form && value(one) == value(other)
    }

    fn answer_type(&mut self, chosen: &Chosen<'_>, place: &Place) -> Type {
        match (chosen.form, &chosen.media.schema) {
            (Form::Json, Some(schema)) => {
                let ty = self.lower_schema(schema, place).ty;
                self.note_examples(chosen.media, schema, &ty);
                ty
            }
            (Form::Json, None) => Type::Json,
            (Form::Text | Form::UrlEncoded, _) => Type::Text,
            (Form::Bytes | Form::Multipart, _) => Type::Bytes,
        }
    }
}

/// The media types to ask for: those of success first.
pub(super) fn accept(success: &Answers, failure: &Answers) -> String {
    let answers = success.answers.iter().chain(&failure.answers);
    accept_each(answers.map(|answer| answer.media_type.as_str()))
}

/// All of these media types, once each; an empty one is none.
pub(super) fn accept_each<'a>(media_types: impl Iterator<Item = &'a str>) -> String {
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

fn answer(response: &document::Response, ty: Option<Type>, chosen: Option<&Chosen<'_>>) -> Answer {
    let form = chosen.map_or(Form::Bytes, |chosen| chosen.form);
    Answer {
        status: response.status.clone(),
        variant: variant_name(&response.status),
        docs: Docs {
            text: response.description.clone().unwrap_or_default(),
            ..Docs::default()
        },
        ty,
        form: match form {
            Form::UrlEncoded => Form::Text,
            Form::Multipart => Form::Bytes,
            other => other,
        },
        media_type: match (chosen, form) {
            (None, _) => String::new(),
            (Some(chosen), Form::Json) => chosen.name(),
            // A file, of which nobody says of what kind it is.
            (Some(chosen), Form::Bytes) if is_json(&chosen.media.name) => "*/*".to_owned(),
            (Some(chosen), _) => essence(&chosen.media.name),
        },
    }
}

/// The variant of an answer: that of another one of the same type, or one that no other has.
fn variant(own: &Answer, kind: &str, found: &[(Answer, &Chosen<'_>)]) -> String {
    let mut others = found.iter().map(|(other, _)| other);
    if let Some(same) = others.find(|other| other.ty == own.ty) {
        return same.variant.clone();
    }
    let name = format!("{}{kind}", own.variant);
    let is_taken = |name: &String| found.iter().any(|(other, _)| other.variant == *name);
    let numbered = (2..).map(|number| format!("{name}{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

/// What tells a media type of JSON from others: `problem` of `application/problem+json`.
fn kind(media_type: &str) -> &str {
    let kind = media_type.rsplit('/').next().unwrap_or_default();
    kind.trim_end_matches("+json")
}

/// What is read where nothing is declared: nothing of a success, and any JSON of a failure.
fn undeclared(success: bool) -> Answer {
    Answer {
        status: if success { "2XX" } else { "default" }.to_owned(),
        variant: String::new(),
        docs: Docs::default(),
        ty: (!success).then_some(Type::Json),
        form: Form::Json,
        media_type: if success { "" } else { "application/json" }.to_owned(),
    }
}

/// What names the inline type of a response. An `Ok` and a `default` go without saying.
fn inline_name(status: &str, success: bool) -> String {
    let kind = if success { "response" } else { "error" };
    match status {
        "200" | "2XX" | "2xx" | "default" => kind.to_owned(),
        status => format!("{}_{kind}", variant_name(status)),
    }
}

/// The name of a status where it is a variant.
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
