//! What is said of operations and their arguments.

use super::Names;
use super::answers::answers;
use super::docs::{code, comment, markdown, wrap};
use super::types::ty;
use crate::ir::{ClientParameter, Docs, Operation, Parameter};
use proc_macro2::TokenStream;

/// The documentation of an operation's method.
pub(super) fn method_docs(
    names: Names<'_>,
    operation: &Operation,
    arguments: &[&Parameter],
) -> TokenStream {
    let mut list: Vec<String> = arguments
        .iter()
        .map(|parameter| entry(parameter.name.trim_start_matches("r#"), &parameter.docs))
        .collect();
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        list.push(entry("body", &body.docs));
    }
    // Mere names are in the signature, too.
    let is_told = list.iter().any(|entry| entry.contains("`: "));
    let list = match is_told {
        false => Vec::new(),
        true => markdown(&format!("# Arguments\n\n{}", list.join("\n"))),
    };
    let source = operation.docs.source.as_ref();
    let source = source.map(|source| markdown(&format!("Source: `{source}`")));
    let text = markdown(&operation.docs.text);
    let request = markdown(&format!("`{}`", operation.request()));
    // An operation without words of its author is told by its request.
    let [first, second, third] = match text.is_empty() {
        true => [request, list, text],
        false => [text, list, request],
    };
    let paragraphs = [
        first,
        second,
        third,
        outcome(names, operation),
        paging(operation),
        streaming(names, operation),
        heading(operation),
        source.unwrap_or_default(),
    ];
    let paragraphs = paragraphs.into_iter().filter(|lines| !lines.is_empty());
    let paragraphs: Vec<Vec<String>> = paragraphs.collect();
    comment(&paragraphs.join(&String::new()))
}

/// That there are more pages, where there are.
fn paging(operation: &Operation) -> Vec<String> {
    let text = "This is one page. [`items`](Call::items) gives the items of all of them.";
    let pages = operation.pages.iter();
    pages.map(|_| text.to_owned()).collect()
}

/// That the answer can be read as events, where it can.
fn streaming(names: Names<'_>, operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(events) = &operation.events {
        let item = named(&ty(names, &events.item).to_string());
        let media_type = &events.media_type;
        let sentence = format!(
            "[`events`](Call::events) gives the events of an answer of `{media_type}` as they come, \
             each with {item}."
        );
        wrap("", "", &sentence, &mut lines);
    }
    lines
}

/// That the answer has headers with types, where it has.
fn heading(operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(header) = operation.headers.first() {
        let name = header.name.trim_start_matches("r#");
        let sentence = format!(
            "[`send_with_head`](Call::send_with_head) also gives the headers of the answer, such as \
             [`{name}`](ResponseHead::{name})."
        );
        wrap("", "", &sentence, &mut lines);
    }
    lines
}

/// A type in prose, which is a link where it is ours.
fn named(ty: &str) -> String {
    let ty = ty.replace(' ', "");
    match ty.starts_with("types::") && !ty.contains('<') {
        true => format!("[`{ty}`]"),
        // As it is called where code is read, and not where it has to be safe from other names.
        false => format!("`{}`", ty.replace("::bytes::", "")),
    }
}

/// What comes back, in a sentence; nothing where there is nothing to read. Links are ours, so they
/// stay as they are.
fn outcome(names: Names<'_>, operation: &Operation) -> Vec<String> {
    let each = [
        (&operation.success, "succeeds"),
        (&operation.failure, "fails"),
    ];
    let each = each.into_iter().filter_map(|(found, when)| {
        let (ty, _) = answers(names, found);
        let ty = ty.to_string();
        match (ty.as_str(), &found.name) {
            ("()", _) => None,
            (_, Some(_)) => Some(format!("{when} with [`{ty}`]")),
            (_, None) => Some(format!("{when} with {}", named(&ty))),
        }
    });
    let each: Vec<String> = each.collect();
    let sentence = each.join(", ");
    let mut lines = Vec::new();
    if let Some(rest) = sentence.get(1..) {
        let sentence = format!("{}{rest}.", sentence[..1].to_uppercase());
        wrap("", "", &sentence, &mut lines);
    }
    lines
}

/// The documentation of the method that sets a parameter for all calls of a client.
pub(super) fn client_setter_docs(parameter: &ClientParameter) -> TokenStream {
    let wire = code(&parameter.wire);
    let default = parameter.default.as_ref();
    let default = default.map(|default| format!("; `{default}` unless set"));
    let default = default.unwrap_or_default();
    let text = [
        format!("Sets {wire}, which every call has{default}."),
        sentences(&parameter.docs, false),
    ];
    comment(&markdown(text.join("\n\n").trim_end()))
}

/// The documentation of a method that sets something: what it does, and what is said of that.
pub(super) fn setter_docs(what: &str, docs: &Docs) -> TokenStream {
    let text = format!("{what} {}", sentences(docs, true));
    comment(&markdown(text.trim_end()))
}

/// An entry in the list of arguments. What has to be given needs no default.
fn entry(name: &str, docs: &Docs) -> String {
    let text = sentences(docs, false);
    if text.is_empty() {
        format!("- `{name}`")
    } else {
        format!("- `{name}`: {text}")
    }
}

/// Documentation in one paragraph, with or without the default.
fn sentences(docs: &Docs, with_default: bool) -> String {
    let text = docs.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let facts = docs
        .facts
        .iter()
        .filter(|fact| with_default || !fact.starts_with("Default"))
        .cloned();
    let all: Vec<String> = std::iter::once(text)
        .chain(facts)
        .filter(|text| !text.is_empty())
        .collect();
    all.join(" ")
}
