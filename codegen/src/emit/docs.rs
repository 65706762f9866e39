//! Documentation comments: the author's Markdown, made safe for rustdoc.

mod inline;
mod markdown;

use crate::ir::Docs;
use inline::clean;
pub(super) use markdown::{markdown, wrap};
use proc_macro2::TokenStream;
use quote::quote;

/// A documentation comment.
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
        let source = clean(source).replace('\n', " ").replace('`', "'");
        lines.push(format!("Source: `{source}`"));
    }
    comment(&lines)
}

/// Lines as a documentation comment.
pub(super) fn comment(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// Text on one line.
pub(super) fn one_line(text: &str) -> String {
    markdown(text).join(" ")
}
