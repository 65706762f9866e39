//! Bodies of requests and responses.

use super::define::Lowered;
use super::encoding::members;
use super::media::{Chosen, essence, is_json};
use super::responses::responses;
use super::samples::is_short;
use super::{Lowering, Place};
use crate::document::{self, Schema, Types};
use crate::ir::{Answer, Answers, Body, Docs, Expression, Form, Rule, Sample, Type};
use crate::name::part;
use std::rc::Rc;

impl Lowering<'_> {
    pub(super) fn body(&mut self, operation: &document::Operation, place: &Place) -> Option<Body> {
        let body = operation.body.as_ref()?;
        let all = self.media_types(&body.content);
        let Some(chosen) = all.first().copied() else {
            let problem = "the body has no media type, so none is sent".to_owned();
            let help = "name one under `content`, such as `application/json`";
            self.warn("no-media-type", &body.pointer, problem, help);
            return None;
        };
        let lowered = match (chosen.form, &chosen.media.schema) {
            (Form::Bytes, _) => Lowered::plain(Type::Bytes),
            (Form::Text, Some(schema)) => Lowered {
                ty: Type::Text,
                rules: self.text_rules(schema),
            },
            (Form::Text, None) => Lowered::plain(Type::Text),
            (_, Some(schema)) => self.lower_schema(schema, &place.below("request")),
            (_, None) => Lowered::plain(Type::Json),
        };
        self.check_encoding(chosen);
        if let (Form::Json, Some(schema)) = (chosen.form, &chosen.media.schema) {
            self.note_examples(chosen.media, schema, &lowered.ty);
        }
        let mut docs = match &body.description {
            Some(text) => Docs {
                text: text.clone(),
                ..Docs::default()
            },
            None => body
                .content
                .iter()
                .find_map(|media| media.schema.as_ref())
                .map(|schema| self.docs(std::slice::from_ref(schema)))
                .unwrap_or_default(),
        };
        docs.source = None;
        docs.facts = Vec::new();
        Some(Body {
            docs,
            required: body.required,
            ty: lowered.ty,
            rules: lowered.rules,
            rules_name: self.argument_rules(place, "body"),
            form: chosen.form,
            media_type: chosen.name_to_send(),
            members: members(chosen),
            samples: self.samples(chosen, self.schema_of(chosen).as_deref()),
        })
    }

    /// The schema of a body, or what it refers to.
    fn schema_of(&self, chosen: Chosen<'_>) -> Option<Rc<Schema>> {
        let schema = chosen.media.schema.as_ref()?;
        let referred = schema.reference.as_ref().and_then(|_| self.resolve(schema));
        Some(referred.unwrap_or_else(|| schema.clone()))
    }

    /// What a body of text has to satisfy, where its schema is about text.
    fn text_rules(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        let view = self.view(std::slice::from_ref(schema));
        match view.types().has(Types::STRING) {
            true => self.full(schema),
            false => Vec::new(),
        }
    }

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
            if found
                .iter()
                .any(|(other, _)| other.media_type == own.media_type)
            {
                continue;
            }
            let same = found
                .iter()
                .find(|(_, other)| self.says_the_same(other, chosen));
            if let Some((same, _)) = same {
                own.ty.clone_from(&same.ty);
                own.variant.clone_from(&same.variant);
                found.push((own, chosen));
                continue;
            }
            let mut place = place.clone();
            if chosen.form == Form::Json && !found.is_empty() {
                let kind = part(kind(&own.media_type));
                place = place.below(&kind);
                own.variant.push_str(&kind);
            }
            let ty = self.answer_type(chosen, &place);
            let same = found
                .iter()
                .find(|(other, _)| other.ty.as_ref() == Some(&ty));
            if let Some((same, _)) = same {
                own.variant.clone_from(&same.variant);
            } else {
                let is_taken =
                    |name: &String| found.iter().any(|(other, _)| other.variant == *name);
                let names = (2..).map(|number| format!("{}{number}", own.variant));
                let mut names = std::iter::once(own.variant.clone()).chain(names);
                own.variant = names.find(|name| !is_taken(name)).unwrap_or_default();
            }
            own.ty = Some(ty);
            found.push((own, chosen));
        }
        let mut answers: Vec<Answer> = found.into_iter().map(|(answer, _)| answer).collect();
        let is_one = answers.iter().all(|answer| answer.ty == answers[0].ty);
        if is_one
            && answers
                .first()
                .is_some_and(|first| first.form == Form::Json)
        {
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

    /// The examples of a body, still without their code. Those of its schema stand in where it has
    /// none.
    fn samples(&self, chosen: Chosen<'_>, schema: Option<&Schema>) -> Vec<Sample> {
        if matches!(chosen.form, Form::Text | Form::Bytes) {
            return Vec::new();
        }
        let own = chosen.media.examples.iter().map(|example| {
            let title = example.summary.as_ref().unwrap_or(&example.name);
            (title.as_str(), &example.pointer)
        });
        let mut all: Vec<(&str, &String)> = own.collect();
        if let (true, Some(schema)) = (all.is_empty(), schema) {
            all.extend(schema.annotations.examples.iter().map(|at| ("", at)));
        }
        let is_short = |at: &str| self.document.at(at).is_some_and(is_short);
        let all = all.into_iter().filter(|(_, at)| is_short(at));
        let samples = all.map(|(title, at)| Sample {
            title: title.to_owned(),
            source: at.clone(),
            json: String::new(),
            bindings: Vec::new(),
            body: Expression::Null,
        });
        samples.collect()
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
