//! Names: converts names of the spec to Rust identifiers.
//!
//! Names are claimed in a [`Scope`]. If two names collide, only the two names decide which one
//! keeps the plain identifier; the rest of the spec has no influence.

mod reserved;
mod scope;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
pub use reserved::{
    CONSTRUCTOR_NAMES, FIELD_NAMES, OPERATION_NAMES, TYPE_NAMES, VALUE_NAMES, VARIANT_NAMES,
};
use reserved::{KEYWORDS, UNUSABLE, WINDOWS_DEVICES};
pub use scope::{Collision, Scope};
use std::fmt::Write as _;
use std::iter::once;
use unicode_security::GeneralSecurityProfile;

/// The case convention of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `PascalCase`, for types and variants.
    Pascal,
    /// `snake_case`, for fields and functions.
    Snake,
    /// `snake_case` in ASCII, for modules: the name is also a file name.
    Module,
    /// `SHOUTY_SNAKE_CASE`, for constants.
    Shouty,
}

/// Converts a name to an identifier, without regard to collisions.
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

/// Converts a name to a `PascalCase` part of a longer identifier.
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

/// True if a name is in `snake_case`.
fn is_snake(wire: &str) -> bool {
    is_plain_snake(wire) || wire.to_snake_case() == wire
}

/// True for ASCII `snake_case`: the common case, which needs no conversion.
fn is_plain_snake(wire: &str) -> bool {
    let is_word = |word: &str| {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(is_plain)
    };
    wire.split('_').all(is_word)
}

/// Replaces non-ASCII letters with their code points.
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

/// Replaces characters that are invalid in identifiers with spaces, or with their names.
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

/// True if rustc accepts a non-ASCII letter in an identifier without a lint.
///
/// Compatibility characters such as `ª` and `ﬁ` have no case of their own and are rejected.
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

/// Most file systems limit names to 255 bytes, and `rustdoc` adds a prefix to type names.
const LONGEST: usize = 200;

/// Truncates a name that is too long for a file and appends a hash of the full name.
fn truncate(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    // FNV-1a: stable across platforms and compiler versions.
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
    // A name in a script without case would trigger `non_upper_case_globals`.
    if case == Case::Shouty && !name.starts_with(char::is_uppercase) {
        return format!("RULES_{name}");
    }
    let name = truncate(name);
    if name.starts_with(|first: char| !first.is_alphabetic()) {
        return match case {
            Case::Pascal => format!("Value{name}"),
            Case::Snake | Case::Module | Case::Shouty => format!("value_{name}"),
        };
    }
    if UNUSABLE.contains(&name.as_str()) {
        return format!("{name}_");
    }
    if case == Case::Module && WINDOWS_DEVICES.contains(&name.as_str()) {
        return format!("{name}_");
    }
    if KEYWORDS.contains(&name.as_str()) {
        return format!("r#{name}");
    }
    name
}
