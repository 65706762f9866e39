//! What is said of operations and their arguments.

use super::docs::{comment, markdown};
use crate::ir::{Docs, Operation, Parameter};
use proc_macro2::TokenStream;

/// The documentation of an operation's method.
pub(super) fn method_docs(operation: &Operation, arguments: &[&Parameter]) -> TokenStream {
    let mut lines = markdown(&operation.docs.text);
    let mut paragraph = |text: String| {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(markdown(&text));
    };
    let mut list: Vec<String> = arguments
        .iter()
        .map(|parameter| {
            let name = parameter.name.trim_start_matches("r#");
            format!("- `{name}`: {}", sentences(&parameter.docs))
        })
        .collect();
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        list.push(format!("- `body`: {}", sentences(&body.docs)));
    }
    if !list.is_empty() {
        paragraph(format!("# Arguments\n\n{}", list.join("\n")));
    }
    paragraph(format!("`{} {}`", operation.method, operation.path));
    if let Some(source) = &operation.docs.source {
        paragraph(format!("Source: `{source}`"));
    }
    comment(&lines)
}

/// Documentation in one paragraph.
pub(super) fn sentences(docs: &Docs) -> String {
    let text = docs.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let facts = docs
        .facts
        .iter()
        .filter(|fact| !fact.starts_with("Default"))
        .cloned();
    let all: Vec<String> = std::iter::once(text)
        .chain(facts)
        .filter(|text| !text.is_empty())
        .collect();
    all.join(" ")
}
