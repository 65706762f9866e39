//! From items to the text of files.

use crate::HEADER;
use crate::emit::Item;
use proc_macro2::TokenStream;

/// The text of a file: its items, each formatted by itself, with a blank line between.
#[must_use]
pub fn text(items: &[Item]) -> String {
    let mut text = HEADER.to_owned();
    for item in items {
        let formatted = match item {
            Item::Line(line) => format!("{line}\n"),
            Item::Plain(tokens) => format(tokens),
            Item::Inside(name, tokens) => {
                let body = indented(&format(tokens));
                format!("{name}! {{\n{body}}}\n")
            }
        };
        // The module's documentation stands right below the header.
        if !matches!(item, Item::Line(_)) {
            text.push('\n');
        }
        text.push_str(&formatted);
    }
    text
}

fn format(tokens: &TokenStream) -> String {
    let file = syn::parse2(tokens.clone()).expect("emit produces valid Rust");
    prettyplease::unparse(&file)
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    lines.collect()
}
