//! Names: from what the description calls a thing to an identifier of Rust.
//!
//! A name is claimed in a [`Scope`] once. Which of two colliding names keeps the plain identifier
//! depends on the two alone, so that nothing else in the description can change it.

mod scope;
mod words;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
pub use scope::{Renamed, Scope};
use std::fmt::Write as _;
use std::iter::once;
use unicode_security::GeneralSecurityProfile;
pub use words::{FIELD_NAMES, OPERATION_NAMES, TYPE_NAMES, VALUE_NAMES, VARIANT_NAMES};
use words::{KEYWORDS, UNUSABLE};

/// How an identifier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `PascalCase`, for types and variants.
    Pascal,
    /// `snake_case`, for fields and functions.
    Snake,
    /// `snake_case` in ASCII, for modules: each is a file.
    Module,
    /// `SHOUTY_SNAKE_CASE`, for constants.
    Shouty,
}

/// The identifier for a name, as if it stood alone.
#[must_use]
pub fn identifier(wire: &str, case: Case) -> String {
    if matches!(case, Case::Snake | Case::Module) && is_plain_snake(wire) {
        return finish(wire.to_owned(), case);
    }
    let name = convert(&spell(wire, false), case);
    let name = if name.is_empty() {
        convert(&spell(wire, true), case)
    } else {
        name
    };
    finish(name, case)
}

/// The identifier for a name that does not need to be a whole one: a part of a longer name.
#[must_use]
pub fn part(wire: &str) -> String {
    let name = convert(&spell(wire, false), Case::Pascal);
    if name.is_empty() {
        convert(&spell(wire, true), Case::Pascal)
    } else {
        name
    }
}

fn convert(words: &str, case: Case) -> String {
    match case {
        Case::Pascal => words.to_upper_camel_case(),
        Case::Snake => words.to_snake_case(),
        Case::Module => ascii(words).to_snake_case(),
        Case::Shouty => words.to_shouty_snake_case(),
    }
}

/// Whether a name is written in `snake_case`.
fn is_snake(wire: &str) -> bool {
    is_plain_snake(wire) || wire.to_snake_case() == wire
}

/// Whether a name is plainly so: most are, and need no conversion.
fn is_plain_snake(wire: &str) -> bool {
    let is_word = |word: &str| {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(is_plain)
    };
    wire.split('_').all(is_word)
}

/// Replaces letters beyond ASCII by their numbers.
fn ascii(words: &str) -> String {
    let mut ascii = String::new();
    for character in words.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            let _ = write!(ascii, " u{:x} ", u32::from(character));
        }
    }
    ascii
}

/// Replaces what cannot stand in an identifier: by a space, or by its name.
fn spell(wire: &str, all: bool) -> String {
    let mut words = String::new();
    for (index, character) in wire.chars().enumerate() {
        if character.is_ascii_alphanumeric() || (character.is_alphabetic() && is_xid(character)) {
            words.push(character);
            continue;
        }
        let signs_number = index == 0
            && wire[character.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
        let name = match character {
            '+' if all || signs_number => "plus",
            '-' if all || signs_number => "minus",
            _ if !all => "",
            '_' => "underscore",
            ' ' => "space",
            '.' => "dot",
            ',' => "comma",
            ':' => "colon",
            ';' => "semicolon",
            '/' => "slash",
            '\\' => "backslash",
            '*' => "star",
            '&' => "and",
            '|' => "or",
            '!' => "not",
            '?' => "question",
            '=' => "equals",
            '<' => "less",
            '>' => "greater",
            '@' => "at",
            '$' => "dollar",
            '%' => "percent",
            '#' => "hash",
            '~' => "tilde",
            '^' => "caret",
            '"' | '\'' => "quote",
            '(' | ')' => "parenthesis",
            '[' | ']' => "bracket",
            '{' | '}' => "brace",
            other => {
                let _ = write!(words, " u{:x} ", u32::from(other));
                continue;
            }
        };
        words.push(' ');
        words.push_str(name);
        words.push(' ');
    }
    words
}

/// Whether a letter beyond ASCII may stand in an identifier without a lint that warns of it: signs
/// that only look like letters, as `ª` and `ﬁ`, have no case of their own.
fn is_xid(character: char) -> bool {
    let has_case = character.is_lowercase() || character.is_uppercase();
    let other_case = if character.is_lowercase() {
        character.to_uppercase().collect::<String>()
    } else {
        character.to_lowercase().collect()
    };
    let is_letter = !has_case || character == 'ß' || {
        let mut others = other_case.chars();
        others.next() != Some(character) && others.next().is_none()
    };
    let mut cases = once(character)
        .chain(character.to_lowercase())
        .chain(character.to_uppercase());
    is_letter && cases.all(GeneralSecurityProfile::identifier_allowed)
}

/// Most file systems have room for names of 255 bytes, and `rustdoc` adds to those of types.
const LONGEST: usize = 200;

/// A name that is too long for a file ends in a number that stands for all of it.
fn shortened(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    // FNV-1a: the same on every machine.
    let number = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut end = LONGEST - 16;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{number:016x}", &name[..end])
}

fn finish(name: String, case: Case) -> String {
    let empty = match case {
        Case::Pascal => "Empty",
        Case::Snake | Case::Module => "empty",
        Case::Shouty => "EMPTY",
    };
    let name = if name.is_empty() {
        empty.to_owned()
    } else {
        name
    };
    // Where letters have no case, a constant would be taken for a variable.
    if case == Case::Shouty && !name.starts_with(char::is_uppercase) {
        return format!("RULES_{name}");
    }
    let name = shortened(name);
    if name.starts_with(|first: char| !first.is_alphabetic()) {
        return match case {
            Case::Pascal => format!("Value{name}"),
            Case::Snake | Case::Module | Case::Shouty => format!("value_{name}"),
        };
    }
    if UNUSABLE.contains(&name.as_str()) {
        return format!("{name}_");
    }
    if KEYWORDS.contains(&name.as_str()) {
        return format!("r#{name}");
    }
    name
}
