//! The documentation of operations and their arguments.

use super::TypePaths;
use super::docs::{code, comment, markdown, wrap};
use super::responses::response_table;
use super::types::ty;
use crate::ir::{ClientParameter, Docs, Operation, Parameter, ParameterSource};
use proc_macro2::TokenStream;

/// The documentation of an operation's method.
pub(super) fn method_docs(
    names: TypePaths<'_>,
    operation: &Operation,
    arguments: &[&Parameter],
) -> TokenStream {
    let mut list: Vec<String> = arguments
        .iter()
        .map(|parameter| argument_entry(parameter.name.trim_start_matches("r#"), &parameter.docs))
        .collect();
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        list.push(argument_entry("body", &body.docs));
    }
    // A list of bare names would only repeat the signature.
    let has_descriptions = list.iter().any(|entry| entry.contains("`: "));
    let list = match has_descriptions {
        false => Vec::new(),
        true => markdown(&format!("# Arguments\n\n{}", list.join("\n"))),
    };
    let source = operation.docs.source.as_ref();
    let source = source.map(|source| markdown(&format!("Source: `{source}`")));
    let text = markdown(&operation.docs.text);
    let request = markdown(&code(&operation.request()));
    // Without a description, the request is the summary line.
    let [first, second, third] = match text.is_empty() {
        true => [request, list, text],
        false => [text, list, request],
    };
    let paragraphs = [
        first,
        second,
        optional_note(operation),
        third,
        results(names, operation),
        pagination_note(operation),
        events_note(names, operation),
        headers_note(operation),
        media_types_note(operation),
        source.unwrap_or_default(),
    ];
    let paragraphs = paragraphs.into_iter().filter(|lines| !lines.is_empty());
    let paragraphs: Vec<Vec<String>> = paragraphs.collect();
    comment(&paragraphs.join(&String::new()))
}

/// The setters of the call. A page of rustdoc lists the setters of every operation, so the names are
/// needed here.
fn optional_note(operation: &Operation) -> Vec<String> {
    let optional = operation.parameters.iter();
    let optional = optional.filter(|one| one.presence == ParameterSource::Optional);
    let body = operation.body.iter().filter(|body| !body.required);
    let names = optional.map(|one| one.name.trim_start_matches("r#"));
    let names = names.chain(body.map(|_| "body"));
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let mut lines = Vec::new();
    if !names.is_empty() {
        let sentence = format!(
            "Optional, as methods of the [`Call`]: {}.",
            names.join(", ")
        );
        wrap("", "", &sentence, &mut lines);
    }
    lines
}

/// A note that the response is paginated.
fn pagination_note(operation: &Operation) -> Vec<String> {
    let text = "The response is one page; [`items`](Call::items) yields the items of every page.";
    let pages = operation.pagination.iter();
    pages.map(|_| text.to_owned()).collect()
}

/// A note that the response can be read as an event stream.
fn events_note(names: TypePaths<'_>, operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(events) = &operation.event_stream {
        let item = type_link(&ty(names, &events.item).to_string());
        let media_type = code(&events.media_type);
        let sentence = format!(
            "[`events`](Call::events) yields the events of a {media_type} response as they \
             arrive, each as {item}."
        );
        wrap("", "", &sentence, &mut lines);
    }
    lines
}

/// A note that the response has typed headers.
fn headers_note(operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(header) = operation.headers.first() {
        let name = header.name.trim_start_matches("r#");
        let sentence = format!(
            "[`send_with_head`](Call::send_with_head) also returns the response headers, such as \
             [`{name}`](ResponseHead::{name})."
        );
        wrap("", "", &sentence, &mut lines);
    }
    lines
}

/// A note that the service offers the response in further media types.
fn media_types_note(operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    let names: Vec<String> = operation
        .other_media_types
        .iter()
        .map(|name| code(name))
        .collect();
    if !names.is_empty() {
        let sentence = format!(
            "The service also offers {}: ask with [`accept`](Call::accept) and read with \
             [`send_raw`](Call::send_raw).",
            names.join(", ")
        );
        wrap("", "", &sentence, &mut lines);
    }
    lines
}

/// A type in prose; generated types become links.
fn type_link(ty: &str) -> String {
    let ty = ty.replace(' ', "");
    match ty.starts_with("types::") && !ty.contains('<') {
        true => format!("[`{ty}`]"),
        // The leading `::` of `::bytes::` only guards against generated names.
        false => format!("`{}`", ty.replace("::bytes::", "")),
    }
}

/// A sentence with the output and error types; empty if both are `()`. No text of the spec is in
/// the sentence, so the links are not escaped.
fn results(names: TypePaths<'_>, operation: &Operation) -> Vec<String> {
    let clauses = [
        (&operation.success_responses, "succeeds"),
        (&operation.error_responses, "fails"),
    ];
    let clauses = clauses.into_iter().filter_map(|(found, when)| {
        let (ty, _) = response_table(names, found);
        let ty = ty.to_string();
        match (ty.as_str(), &found.name) {
            ("()", _) => None,
            (_, Some(_)) => Some(format!("{when} with [`{ty}`]")),
            (_, None) => Some(format!("{when} with {}", type_link(&ty))),
        }
    });
    let clauses: Vec<String> = clauses.collect();
    let sentence = clauses.join(", ");
    let mut lines = Vec::new();
    if let Some(rest) = sentence.get(1..) {
        let sentence = format!("{}{rest}.", sentence[..1].to_uppercase());
        wrap("", "", &sentence, &mut lines);
    }
    lines
}

/// The documentation of the `ClientBuilder` method for a client parameter.
pub(super) fn client_setter_docs(parameter: &ClientParameter) -> TokenStream {
    let wire = code(&parameter.wire);
    let default = parameter.default.as_ref();
    let default = default.map(|default| format!("; the default is {}", code(default)));
    let default = default.unwrap_or_default();
    let text = [
        format!("Sets {wire} for all requests{default}."),
        sentences(&parameter.docs, false),
    ];
    comment(&markdown(text.join("\n\n").trim_end()))
}

/// The documentation of a setter: a summary, then the description.
pub(super) fn setter_docs(summary: &str, docs: &Docs) -> TokenStream {
    let text = format!("{summary} {}", sentences(docs, true));
    comment(&markdown(text.trim_end()))
}

/// An entry of the argument list. Defaults are omitted for required arguments.
fn argument_entry(name: &str, docs: &Docs) -> String {
    let text = sentences(docs, false);
    if text.is_empty() {
        format!("- `{name}`")
    } else {
        format!("- `{name}`: {text}")
    }
}

/// The description and facts in a single paragraph, with or without the default.
fn sentences(docs: &Docs, with_default: bool) -> String {
    let text = docs.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let facts = docs
        .facts
        .iter()
        .filter(|fact| with_default || !fact.starts_with("Default"))
        .cloned();
    let parts: Vec<String> = std::iter::once(text)
        .chain(facts)
        .filter(|text| !text.is_empty())
        .collect();
    parts.join(" ")
}
