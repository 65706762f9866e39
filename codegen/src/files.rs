//! From items to the text of files.

use crate::emit::{Item, LINE_OF_COMMENT};
use crate::{HEADER, PAGE_HEADER};
use proc_macro2::TokenStream;

/// The text of a file: its items, each formatted by itself, with a blank line between.
#[must_use]
pub fn text(items: impl IntoIterator<Item = Item>) -> String {
    let mut items = items.into_iter().peekable();
    let is_page = matches!(items.peek(), Some(Item::Page(_)));
    let mut text = if is_page { PAGE_HEADER } else { HEADER }.to_owned();
    for item in items {
        match item {
            // The module's documentation stands right below the header.
            Item::Line(line) => {
                text.push_str(&line);
                text.push('\n');
            }
            Item::Page(lines) => {
                text.push_str(&lines.join("\n"));
                text.push('\n');
            }
            Item::Plain(tokens) => {
                text.push('\n');
                append(&mut text, "", &format(tokens));
            }
            Item::Inside(name, tokens) => {
                text.push('\n');
                text.push_str(name);
                text.push_str("! {\n");
                append(&mut text, "    ", &format(tokens));
                text.push_str("}\n");
            }
        }
    }
    // A copy takes what it needs; what has grown, and shrinks, keeps up to twice that.
    text.as_str().to_owned()
}

fn format(tokens: TokenStream) -> String {
    let file = syn::parse2(tokens).expect("emit produces valid Rust");
    prettyplease::unparse(&file)
}

/// Adds formatted lines with an indentation, and gives each line of a comment a line.
fn append(text: &mut String, indent: &str, formatted: &str) {
    for line in formatted.lines() {
        if !line.is_empty() {
            text.push_str(indent);
        }
        let mut lines = line.split(LINE_OF_COMMENT);
        let first = lines.next().unwrap_or_default();
        text.push_str(first.trim_end());
        let margin = first.len() - first.trim_start().len();
        for next in lines {
            text.push('\n');
            text.push_str(indent);
            text.push_str(&first[..margin]);
            text.push_str("///");
            text.push_str(next.trim_end());
        }
        text.push('\n');
    }
}
