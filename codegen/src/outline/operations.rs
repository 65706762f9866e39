//! Facts of the client and of operations.

use super::types::{ty, typed};
use super::{Fact, FactKind, rules};
use crate::ir::{
    Api, Body, BodyFormat, Docs, EventFormat, EventStream, Header, HeaderStyle, Operation,
    Pagination, Parameter, ParameterSource, Responses, SecurityScheme,
};

/// The facts of the client.
pub(super) fn client(api: &Api) -> Vec<Fact> {
    let mut client = Fact::new(FactKind::Api, &["client"]).with("title", &api.title);
    client.docs = Some(api.description.clone());
    if !api.server.is_empty() {
        client = client.with("server", &api.server);
    }
    if let Some(verdict) = &api.verdict {
        client = client.with("verdict", verdict);
    }
    if let Some(scheme) = api.webhooks.scheme {
        client = client.with("scheme", scheme);
    }
    if let Some(error) = &api.shared_error {
        client = client.with("defaultError", ty(api, error));
    }
    let settings = api.client_parameters.iter().map(|parameter| {
        let fact =
            Fact::new(FactKind::Setting, &[&parameter.name]).with("parameter", &parameter.wire);
        let docs = Docs {
            annotations: Vec::new(),
            ..parameter.docs.clone()
        };
        let fact = fact.with_docs(&docs);
        match &parameter.default {
            Some(default) => fact.with("default", default),
            None => fact,
        }
    });
    let credentials = api.credentials.iter().map(|credential| {
        let fact = Fact::new(FactKind::Credential, &[&credential.name]);
        fact.with("by", scheme(&credential.scheme))
            .with_docs(&credential.docs)
    });
    let mut facts: Vec<Fact> = std::iter::once(client)
        .chain(settings)
        .chain(credentials)
        .collect();
    facts.sort_by(|left, right| (left.kind, &left.path).cmp(&(right.kind, &right.path)));
    facts
}

/// The facts of features, by name.
pub(super) fn features(api: &Api) -> Vec<Fact> {
    let names = api.features.iter();
    let facts = names.map(|name| Fact::new(FactKind::Feature, &[name]));
    facts.collect()
}

/// The facts of webhooks, unless `update` in codegen.toml names a hand-written type of updates.
pub(super) fn webhooks(api: &Api) -> impl Iterator<Item = Fact> {
    let is_generated = api.webhooks.update.is_none();
    let webhooks = api.webhooks.requests.iter();
    webhooks.filter(move |_| is_generated).map(|webhook| {
        let fact = Fact::new(FactKind::Webhook, &[&webhook.variant]).with("event", &webhook.event);
        fact.with("type", ty(api, &webhook.ty))
            .with_docs(&webhook.docs)
    })
}

/// The facts of every operation, by method name.
pub(super) fn operations(api: &Api) -> impl Iterator<Item = Fact> {
    let groups = api.groups.iter();
    let mut all: Vec<(&Operation, &[String])> = groups
        .flat_map(|group| {
            let operations = group.operations.iter();
            operations.map(|operation| (operation, group.feature.as_slice()))
        })
        .collect();
    all.sort_by(|(left, _), (right, _)| left.method_name.cmp(&right.method_name));
    let facts = all.into_iter();
    facts.flat_map(|(operation, features)| operation_facts(api, operation, features))
}

fn operation_facts(api: &Api, operation: &Operation, features: &[String]) -> Vec<Fact> {
    let name = operation.method_name.as_str();
    let head = Fact::new(FactKind::Operation, &[name])
        .with("id", &operation.id)
        .with("method", &operation.method)
        .with("path", &operation.path)
        .with("output", response_type(api, &operation.success_responses))
        .with("error", response_type(api, &operation.error_responses))
        .with_flag("deprecated", operation.deprecated)
        .with_features(features)
        .with_docs(&operation.docs);
    let head = match &operation.server {
        Some(server) => head.with("server", server),
        None => head,
    };
    let mut facts = vec![head];
    let choices = operation.security.iter().map(|schemes| {
        let schemes: Vec<String> = schemes.iter().map(scheme).collect();
        let words = match schemes.as_slice() {
            [] => "nothing".to_owned(),
            schemes => schemes.join(" and "),
        };
        with_source(Fact::new(FactKind::Security, &[name, &words]), operation)
    });
    facts.extend(choices);
    let mut position = 0;
    let mut next = |is_argument: bool| {
        position += usize::from(is_argument);
        is_argument.then_some(position)
    };
    for parameter in &operation.parameters {
        let argument = next(parameter.presence == ParameterSource::Required);
        let fact = parameter_fact(api, name, parameter, argument);
        facts.push(with_source(fact, operation));
    }
    if let Some(body) = &operation.body {
        let fact = body_fact(api, name, body, next(body.required));
        facts.push(with_source(fact, operation));
    }
    facts.extend(response_facts(api, name, operation));
    facts.extend(operation.pagination.iter().map(|pages| {
        let fact = pages_fact(api, name, pages);
        with_source(fact, operation)
    }));
    if let Some(events) = &operation.event_stream {
        facts.push(with_source(events_fact(api, name, events), operation));
    }
    let headers = operation.headers.iter();
    facts.extend(headers.map(|header| with_source(header_fact(api, name, header), operation)));
    facts
}

/// The facts of the declared responses.
fn response_facts(api: &Api, name: &str, operation: &Operation) -> Vec<Fact> {
    let answers = [
        (FactKind::Success, &operation.success_responses),
        (FactKind::Failure, &operation.error_responses),
    ];
    let facts = answers.into_iter().flat_map(|(kind, answers)| {
        answers.variants.iter().map(move |answer| {
            let mut fact = Fact::new(kind, &[name, &answer.status]).with_docs(&answer.docs);
            if answers.name.is_some() {
                fact = fact.with("variant", &answer.variant);
            }
            if let Some(of) = &answer.ty {
                fact = with_media_type(typed(api, fact, of), &answer.media_type, answer.form);
            }
            with_source(fact, operation)
        })
    });
    facts.collect()
}

fn pages_fact(api: &Api, operation: &str, pages: &Pagination) -> Fact {
    let fact = Fact::new(FactKind::Pages, &[operation, "pages"]);
    let fact = typed(api, fact, &pages.item)
        .with("items", &pages.items)
        .with("cursor", &pages.cursor);
    let fact = match &pages.more {
        Some(more) => fact.with("more", more),
        None => fact,
    };
    fact.with("cursorParameter", &pages.parameter)
}

fn header_fact(api: &Api, operation: &str, header: &Header) -> Fact {
    let form = match header.form {
        HeaderStyle::Simple => "simple",
        HeaderStyle::Exploded => "exploded",
        HeaderStyle::Json => "json",
    };
    let name = header.wire.to_lowercase();
    let fact = Fact::new(FactKind::Header, &[operation, "header", &name]);
    typed(api, fact, &header.ty)
        .with("style", form)
        .with("name", &header.name)
        .with_docs(&header.docs)
}

fn events_fact(api: &Api, operation: &str, events: &EventStream) -> Fact {
    let form = match events.form {
        EventFormat::Data => "data",
        EventFormat::Text => "text",
        EventFormat::Fields => "whole",
        EventFormat::FieldsText => "whole-text",
        EventFormat::Lines => "lines",
        EventFormat::Sequence => "sequence",
    };
    let fact = typed(
        api,
        Fact::new(FactKind::Events, &[operation, "events"]),
        &events.item,
    );
    fact.with("media", &events.media_type).with("as", form)
}

/// The Rust type of the success or error responses.
fn response_type(api: &Api, answers: &Responses) -> String {
    match (&answers.name, answers.variants.first()) {
        (Some(name), _) => name.clone(),
        (None, Some(answer)) => answer
            .ty
            .as_ref()
            .map_or_else(|| "()".into(), |of| ty(api, of)),
        (None, None) => "()".into(),
    }
}

fn parameter_fact(
    api: &Api,
    operation: &str,
    parameter: &Parameter,
    argument: Option<usize>,
) -> Fact {
    let fact = Fact::new(
        FactKind::Parameter,
        &[operation, parameter.location, &parameter.wire],
    );
    let mut fact = presence(
        typed(api, fact, &parameter.ty),
        parameter.presence,
        argument,
    );
    if parameter.presence == ParameterSource::Optional {
        fact = fact.with("setter", &parameter.name);
    }
    if let Some((style, explode)) = parameter.style {
        fact = fact.with("style", style).with_flag("explode", explode);
    }
    fact = fact
        .with_flag("allowReserved", parameter.allow_reserved)
        .with_docs(&parameter.docs);
    rules::add_rules(api, fact, &parameter.rules)
}

fn body_fact(api: &Api, operation: &str, body: &Body, argument: Option<usize>) -> Fact {
    let fact = Fact::new(FactKind::Body, &[operation, "body"]);
    let body_presence = match argument {
        Some(_) => ParameterSource::Required,
        None => ParameterSource::Optional,
    };
    let fact = presence(typed(api, fact, &body.ty), body_presence, argument);
    let mut fact = with_media_type(fact, &body.media_type, body.form);
    for (member, style, explode) in &body.encodings {
        let how = if *explode { " explode" } else { "" };
        fact = fact.with("form", format!("{member} {style}{how}"));
    }
    rules::add_rules(api, fact.with_docs(&body.docs), &body.rules)
}

fn presence(fact: Fact, presence: ParameterSource, argument: Option<usize>) -> Fact {
    match (presence, argument) {
        (ParameterSource::Client, _) => fact.with("client", ""),
        (_, Some(position)) => fact.with("required", position.to_string()),
        (_, None) => fact.with("optional", ""),
    }
}

fn with_media_type(fact: Fact, media_type: &str, form: BodyFormat) -> Fact {
    let form = match form {
        BodyFormat::Json => "json",
        BodyFormat::UrlEncoded => "urlencoded",
        BodyFormat::Multipart => "multipart",
        BodyFormat::Text => "text",
        BodyFormat::Bytes => "bytes",
    };
    fact.with("media", media_type).with("as", form)
}

fn scheme(scheme: &SecurityScheme) -> String {
    match scheme {
        SecurityScheme::Bearer => "bearer".into(),
        SecurityScheme::Basic => "basic".into(),
        SecurityScheme::Key { place, parameter } => format!("key {parameter} in {place}"),
    }
}

fn with_source(mut fact: Fact, operation: &Operation) -> Fact {
    if fact.source.is_none() {
        fact.source.clone_from(&operation.docs.source);
    }
    fact
}
