//! Doc comments: Markdown of the spec, escaped for rustdoc.

mod inline;
mod markdown;

use crate::ir::Docs;
use inline::clean;
pub(super) use markdown::{markdown, wrap};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns the doc comment for the text, facts and source of an item.
pub(super) fn doc(docs: &Docs) -> TokenStream {
    let mut lines = markdown(&docs.text);
    let facts = clean(&docs.facts.join(" ")).replace('\n', " ");
    if !facts.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        wrap("", "", &facts, &mut lines);
    }
    if let Some(source) = &docs.source {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let examples = docs.examples.as_ref().map(|method| {
            // An intra-doc link would fail if the feature of the operation is off.
            let method = method.trim_start_matches("r#");
            format!(", [examples](../struct.Client.html#method.{method})")
        });
        let examples = examples.unwrap_or_default();
        lines.push(format!("Source: {}{examples}", code(source)));
    }
    comment(&lines)
}

/// Separates the lines of a doc comment until the item is formatted.
///
/// About half of the printed text is comments; a comment with this separator is a single token.
/// `clean` removes the character from the spec's texts.
pub const DOC_LINE_SEPARATOR: char = '\u{1}';

/// Joins lines to a `#[doc]` attribute.
pub(super) fn comment(lines: &[String]) -> TokenStream {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push(DOC_LINE_SEPARATOR);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    match lines.is_empty() {
        true => TokenStream::new(),
        false => {
            let text = raw_literal(&text);
            quote!(#[doc = #text])
        }
    }
}

/// Returns a raw string literal, which saves escaping and unescaping.
fn raw_literal(text: &str) -> Literal {
    let mut fence = "#".to_owned();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    let literal = format!("r{fence}\"{text}\"{fence}").parse();
    literal.unwrap_or_else(|_| Literal::string(text))
}

/// A name as a code span, whatever it contains: control characters are removed, line breaks become
/// spaces, and the span has more backticks than any run in the name.
pub(super) fn code(name: &str) -> String {
    let name = clean(name).replace('\n', " ");
    let runs = name.split(|character| character != '`').map(str::len);
    match runs.max().unwrap_or_default() {
        0 if name.trim().is_empty() => format!("`{name:?}`"),
        0 => format!("`{name}`"),
        longest => {
            let ticks = "`".repeat(longest + 1);
            format!("{ticks} {name} {ticks}")
        }
    }
}

/// Renders Markdown on a single line.
pub(super) fn one_line(text: &str) -> String {
    markdown(text).join(" ")
}
