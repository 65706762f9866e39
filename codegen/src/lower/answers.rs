//! Bodies of requests and responses, and who may ask.

use super::{Lowering, Place};
use crate::diagnostic::Diagnostic;
use crate::document::{self, MediaType};
use crate::ir::{Answer, Answers, Body, Docs, Security, Type};
use crate::name::part;
use std::rc::Rc;

impl Lowering<'_> {
    pub(super) fn body(&mut self, operation: &document::Operation, place: &Place) -> Option<Body> {
        let body = operation.body.as_ref()?;
        let json = self.json_content(&body.content, &body.pointer)?;
        let lowered = match json {
            Some(schema) => self.lower_schema(&schema, &place.below("request")),
            None => super::define::Lowered::plain(Type::Json),
        };
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
        })
    }

    /// The schema of the JSON form of a body. The outer answer is whether there is a JSON form.
    #[allow(clippy::option_option)]
    fn json_content(
        &self,
        content: &[MediaType],
        pointer: &str,
    ) -> Option<Option<Rc<crate::document::Schema>>> {
        let json = content.iter().find(|media| is_json(&media.name));
        if json.is_none() && !content.is_empty() {
            let names: Vec<&str> = content.iter().map(|media| media.name.as_str()).collect();
            self.warn(
                "unsupported-media-type",
                &format!("{pointer}/content"),
                format!(
                    "bodies of type {} are not written or read yet; it is left out",
                    names.join(", ")
                ),
                "describe a JSON form of it, where the service has one",
            );
        }
        json.map(|media| media.schema.clone())
    }

    pub(super) fn answers(
        &mut self,
        operation: &document::Operation,
        place: &Place,
        success: bool,
    ) -> Answers {
        let mut answers: Vec<Answer> = Vec::new();
        for response in responses(operation, success) {
            let name = inline_name(&response.status, success);
            let schema = self.json_content(&response.content, &response.pointer);
            let ty = schema.map(|schema| match schema {
                Some(schema) => self.lower_schema(&schema, &place.below(&name)).ty,
                None => Type::Json,
            });
            answers.push(Answer {
                status: response.status.clone(),
                variant: variant_name(&response.status),
                docs: Docs {
                    text: response.description.clone().unwrap_or_default(),
                    ..Docs::default()
                },
                ty,
            });
        }
        if answers.is_empty() {
            answers.push(undeclared(success));
        }
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

    pub(super) fn security(&self, operation: &document::Operation) -> Security {
        let mut security = Security::None;
        for alternative in &operation.security {
            if alternative.is_empty() {
                return Security::Optional;
            }
            for name in alternative {
                match self.document.security_scheme(name) {
                    Some(scheme) if is_bearer(&scheme) => security = Security::Bearer,
                    found => self.document.report(
                        Diagnostic::warning(
                            "unsupported-security",
                            found
                                .map_or_else(|| operation.pointer.clone(), |scheme| scheme.pointer),
                            format!("requests are not authorized by the scheme `{name}` yet"),
                        )
                        .with_help("add what it asks for to each call, by `header`"),
                    ),
                }
            }
        }
        security
    }
}

/// The responses that mean success, or failure. Where none is declared for success, the default
/// one is meant for both.
fn responses(
    operation: &document::Operation,
    success: bool,
) -> impl Iterator<Item = &document::Response> {
    let succeeds = |response: &document::Response| response.status.starts_with('2');
    let declared = operation.responses.iter().any(succeeds);
    operation
        .responses
        .iter()
        .filter(move |response| match response.status.chars().next() {
            Some('2') => success,
            Some('1' | '3') => false,
            Some('d') => !success || !declared,
            _ => !success,
        })
}

/// What is read where nothing is declared: nothing of a success, and any JSON of a failure.
fn undeclared(success: bool) -> Answer {
    Answer {
        status: if success { "2XX" } else { "default" }.to_owned(),
        variant: String::new(),
        docs: Docs::default(),
        ty: (!success).then_some(Type::Json),
    }
}

fn is_bearer(scheme: &document::SecurityScheme) -> bool {
    (scheme.kind == "http" && scheme.scheme == "bearer")
        || scheme.kind == "oauth2"
        || scheme.kind == "openIdConnect"
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence == "application/json" || essence.ends_with("+json") || essence == "*/*"
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
