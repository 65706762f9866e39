//! Formats items as the text of a file.

use crate::emit::{DOC_LINE_SEPARATOR, Item};
use crate::{HEADER, PAGE_HEADER};
use proc_macro2::TokenStream;

/// Returns the text of a file. Items are formatted one by one, with blank lines between.
#[must_use]
pub fn text(items: impl IntoIterator<Item = Item>) -> String {
    let mut items = items.into_iter().peekable();
    let is_page = matches!(items.peek(), Some(Item::Page(_)));
    let mut text = if is_page { PAGE_HEADER } else { HEADER }.to_owned();
    for item in items {
        match item {
            // Module docs follow the header directly.
            Item::Line(line) => {
                text.push_str(&line);
                text.push('\n');
            }
            Item::Page(lines) => {
                text.push_str(&lines.join("\n"));
                text.push('\n');
            }
            Item::Rust(tokens) => {
                text.push('\n');
                append(&mut text, "", &format(tokens));
            }
            Item::Macro(name, tokens) => {
                text.push('\n');
                text.push_str(name);
                text.push_str("! {\n");
                append(&mut text, "    ", &format(tokens));
                text.push_str("}\n");
            }
        }
    }
    // The copy has the exact capacity; a grown `String` keeps up to twice the length.
    text.as_str().to_owned()
}

fn format(tokens: TokenStream) -> String {
    let file = syn::parse2(tokens).expect("emit produces valid Rust");
    prettyplease::unparse(&file)
}

/// Appends formatted lines with an indent. Splits doc comments at [`DOC_LINE_SEPARATOR`] into `///`
/// lines.
fn append(text: &mut String, indent: &str, formatted: &str) {
    for line in formatted.lines() {
        if !line.is_empty() {
            text.push_str(indent);
        }
        let mut lines = line.split(DOC_LINE_SEPARATOR);
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
