//! Names: from what the description calls a thing to an identifier of Rust.
//!
//! A name is claimed in a [`Scope`] once. Which of two colliding names keeps the plain identifier
//! depends on the two alone, so that nothing else in the description can change it.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

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

/// Words that cannot be identifiers as they are, also not with `r#` in front of them.
const UNUSABLE: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Words that are identifiers with `r#` in front of them.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The types that emitted code names without a path.
pub const TYPE_NAMES: &[&str] = &[
    "Box", "Json", "Literal", "Map", "Nullable", "Number", "Option", "Rule", "Rules", "String",
    "Typed", "Types", "Vec",
];

/// The types and functions that emitted operations name without a path.
pub const OPERATION_NAMES: &[&str] = &[
    "Answer",
    "Api",
    "Box",
    "Call",
    "Client",
    "ClientBuilder",
    "Endpoint",
    "Into",
    "Json",
    "Literal",
    "Map",
    "None",
    "Nullable",
    "Number",
    "Ok",
    "Operation",
    "Option",
    "Parameter",
    "Rule",
    "Rules",
    "Scheme",
    "Some",
    "Status",
    "String",
    "Style",
    "Typed",
    "Types",
    "Vec",
];

/// The fields that every struct has.
pub const FIELD_NAMES: &[&str] = &["extra"];

/// The variants that every enumeration of values has.
pub const VALUE_NAMES: &[&str] = &["UnknownValue"];

/// The variants that every union has.
pub const VARIANT_NAMES: &[&str] = &["Unknown"];

/// The identifier for a name, as if it stood alone.
#[must_use]
pub fn identifier(wire: &str, case: Case) -> String {
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
    is_letter && syn::parse_str::<syn::Ident>(&format!("a{character}")).is_ok()
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

/// Names that may not be the same.
#[derive(Debug)]
pub struct Scope {
    case: Case,
    /// Identifier to what claimed it; nothing for reserved ones.
    taken: BTreeMap<String, Option<String>>,
}

/// A name that was given another identifier than it would have had alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The identifier it has.
    pub name: String,
    /// The identifier it would have had.
    pub plain: String,
    /// What has that, if it is not reserved.
    pub holder: Option<String>,
}

impl Scope {
    /// A scope in which some identifiers are reserved.
    #[must_use]
    pub fn new(case: Case, reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|name| ((*name).to_owned(), None));
        Scope {
            case,
            taken: taken.collect(),
        }
    }

    /// Claims the identifiers for many names at once, whatever their order. The answers are in the
    /// order of the names.
    pub fn claim_all(&mut self, wires: &[String]) -> Vec<Result<String, Renamed>> {
        let mut order: Vec<usize> = (0..wires.len()).collect();
        // A name that is written as its identifier goes first.
        order.sort_by_key(|index| {
            let wire = &wires[*index];
            let plain = identifier(wire, self.case);
            let snake = wire.to_snake_case();
            (&plain != wire && &snake != wire, wire.clone())
        });
        // No name may lose its plain identifier to what another is called for want of its own.
        let (free, colliding): (Vec<usize>, Vec<usize>) = {
            let mut seen = BTreeSet::new();
            let mut is_free = |index: &usize| {
                let plain = identifier(&wires[*index], self.case);
                !self.taken.contains_key(&plain) && seen.insert(plain)
            };
            order.into_iter().partition(|index| is_free(index))
        };
        let mut claimed = vec![Ok(String::new()); wires.len()];
        for index in free.into_iter().chain(colliding) {
            claimed[index] = self.claim(&wires[index]);
        }
        claimed
    }

    /// Claims the identifier for a name.
    ///
    /// # Errors
    ///
    /// With the identifier that it got, where it could not have the plain one.
    pub fn claim(&mut self, wire: &str) -> Result<String, Renamed> {
        let plain = identifier(wire, self.case);
        let Some(holder) = self.taken.get(&plain).cloned() else {
            self.taken.insert(plain.clone(), Some(wire.to_owned()));
            return Ok(plain);
        };
        let name = alternatives(wire, &plain, self.case, holder.as_deref())
            .find(|name| !self.taken.contains_key(name))
            .expect("the alternatives never end");
        self.taken.insert(name.clone(), Some(wire.to_owned()));
        Err(Renamed {
            name,
            plain,
            holder,
        })
    }

    /// Takes an identifier as it is.
    pub fn insist(&mut self, name: &str, wire: &str) -> bool {
        self.taken
            .insert(name.to_owned(), Some(wire.to_owned()))
            .is_none()
    }
}

/// Other identifiers for a name, from what distinguishes it and, at last, by counting.
fn alternatives(
    wire: &str,
    plain: &str,
    case: Case,
    holder: Option<&str>,
) -> impl Iterator<Item = String> {
    let base = plain.trim_start_matches("r#").trim_end_matches('_');
    let base = base.to_owned();
    let join = move |suffix: &str| match case {
        Case::Pascal => format!("{base}{}", suffix.to_upper_camel_case()),
        Case::Snake | Case::Module => format!("{base}_{suffix}"),
        Case::Shouty => format!("{base}_{}", suffix.to_shouty_snake_case()),
    };
    let letters = || wire.chars().filter(|c| c.is_alphabetic());
    let by_case = if letters().all(char::is_uppercase) {
        "uppercase"
    } else if letters().all(char::is_lowercase) {
        "lowercase"
    } else {
        "mixed"
    };
    let by_place = match case {
        Case::Pascal => "type",
        Case::Snake => "member",
        Case::Module => "module",
        Case::Shouty => "constant",
    };
    let spelled = finish(convert(&spell(wire, true), case), case);
    let counted = join.clone();
    let differs_in_case =
        holder.is_some_and(|holder| holder != wire && holder.to_lowercase() == wire.to_lowercase());
    let by_place = holder.is_none().then(|| join(by_place));
    let by_letters = differs_in_case.then(|| join(by_case));
    by_place
        .into_iter()
        .chain(by_letters)
        .chain([spelled])
        .chain((2..).map(move |number: u32| counted(&number.to_string())))
}
