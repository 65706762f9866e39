//! Documentation comments: the author's Markdown, made safe for rustdoc.

mod inline;
mod markdown;

use crate::ir::Docs;
use inline::clean;
pub(super) use markdown::{markdown, wrap};
use proc_macro2::{Literal, TokenStream};
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

/// What stands between the lines of a comment until its item is formatted. Comments are half of what
/// is printed: this way, each is a single token. No text has this character: `clean` takes it out.
pub const LINE_OF_COMMENT: char = '\u{1}';

/// Lines as a documentation comment.
pub(super) fn comment(lines: &[String]) -> TokenStream {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push(LINE_OF_COMMENT);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    match lines.is_empty() {
        true => TokenStream::new(),
        false => {
            let text = raw(&text);
            quote!(#[doc = #text])
        }
    }
}

/// A text as a raw literal, which nobody has to escape and unescape.
fn raw(text: &str) -> Literal {
    let mut fence = "#".to_owned();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    let literal = format!("r{fence}\"{text}\"{fence}").parse();
    literal.unwrap_or_else(|_| Literal::string(text))
}

/// A name as code, whatever is in it.
pub(super) fn code(name: &str) -> String {
    match name {
        "" => "`\"\"`".to_owned(),
        _ if name.contains('`') => format!("`` {name} ``"),
        _ => format!("`{name}`"),
    }
}

/// Text on one line.
pub(super) fn one_line(text: &str) -> String {
    markdown(text).join(" ")
}
