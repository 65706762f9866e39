//! The public API of a crate as facts: one for each thing that its users can see.
//!
//! [`facts`] makes them from the IR, [`print()`] writes them one a line, and [`parse`] reads that
//! again. What two crates are compared by is a list of facts, wherever it comes from.

mod operations;
mod rules;
mod text;
mod types;

use crate::HEADER;
use crate::ir::{Api, Docs};
pub(crate) use rules::is_keyword;
use std::borrow::Borrow;
pub use text::{Unreadable, parse};

/// What every outline begins with, after the header.
const LEGEND: &str = "\
// The public API, a fact a line: what it is, its name, and what is to be said of it.
// `required=2` is the second argument of `new`, or of the operation's method.
";

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Api,
    Setting,
    Credential,
    Feature,
    Operation,
    Security,
    Parameter,
    Body,
    Success,
    Failure,
    Pages,
    Events,
    Header,
    Struct,
    Strings,
    Integers,
    Union,
    Alias,
    Fixed,
    Field,
    Others,
    Value,
    Variant,
    Rule,
}

impl Kind {
    /// All of them, with the words that stand for them.
    const WORDS: [(Kind, &'static str); 24] = [
        (Kind::Api, "api"),
        (Kind::Setting, "setting"),
        (Kind::Credential, "credential"),
        (Kind::Feature, "feature"),
        (Kind::Operation, "operation"),
        (Kind::Security, "security"),
        (Kind::Parameter, "parameter"),
        (Kind::Body, "body"),
        (Kind::Success, "success"),
        (Kind::Failure, "failure"),
        (Kind::Pages, "pages"),
        (Kind::Events, "events"),
        (Kind::Header, "header"),
        (Kind::Struct, "struct"),
        (Kind::Strings, "strings"),
        (Kind::Integers, "integers"),
        (Kind::Union, "union"),
        (Kind::Alias, "alias"),
        (Kind::Fixed, "fixed"),
        (Kind::Field, "field"),
        (Kind::Others, "others"),
        (Kind::Value, "value"),
        (Kind::Variant, "variant"),
        (Kind::Rule, "rule"),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Kind::WORDS.iter().find(|(kind, _)| *kind == self);
        found.map_or("", |(_, word)| word)
    }

    /// Whether it is a named type.
    #[must_use]
    pub const fn is_type(self) -> bool {
        matches!(
            self,
            Kind::Struct | Kind::Strings | Kind::Integers | Kind::Union | Kind::Alias
        )
    }
}

/// Something that users of a crate can see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub kind: Kind,
    /// What it is called, after what it is part of: `["Text", "body"]`.
    pub path: Vec<String>,
    /// What is to be said of it, by name; empty where the name says it all. A name can be there
    /// more than once.
    pub attributes: Vec<(String, String)>,
    /// The pointer to where it comes from, where the fact is from a description.
    pub source: Option<String>,
    /// Its documentation, where the fact is from a description.
    pub docs: Option<String>,
}

impl Fact {
    fn new(kind: Kind, path: &[&str]) -> Self {
        Fact {
            kind,
            path: path.iter().map(|part| (*part).to_owned()).collect(),
            attributes: Vec::new(),
            source: None,
            docs: None,
        }
    }

    fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }

    fn with_features(self, features: &[String]) -> Self {
        let features = features.iter();
        features.fold(self, |fact, feature| fact.with("feature", feature))
    }

    fn with_flag(self, name: &str, is_so: bool) -> Self {
        if is_so { self.with(name, "") } else { self }
    }

    fn with_docs(mut self, docs: &Docs) -> Self {
        for (name, value) in &docs.annotations {
            self = self.with(name, value);
        }
        self.source.clone_from(&docs.source);
        self.docs = Some(docs.text.clone());
        self
    }

    /// Its name, with that of what it is part of.
    #[must_use]
    pub fn name(&self) -> String {
        text::path(self)
    }

    /// What is said of it, on a line.
    #[must_use]
    pub fn summary(&self) -> String {
        text::attributes(self)
    }

    /// The first value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }
}

/// All facts of a crate, made one by one: the client, then operations by their ids, then types by
/// their names.
pub fn facts(api: &Api) -> impl Iterator<Item = Fact> {
    let facts = operations::client(api).into_iter();
    let facts = facts.chain(operations::features(api));
    let facts = facts.chain(operations::operations(api));
    let facts = facts.chain(types::types(api));
    facts.map(|mut fact| {
        // What it is stands before what is asked of it.
        let is_rule = |(name, _): &(String, String)| rules::is_keyword(name);
        let (mut asked, said) = fact.attributes.drain(..).partition(is_rule);
        fact.attributes = said;
        asked.sort();
        fact.attributes.append(&mut asked);
        fact
    })
}

/// The outline: facts as text, one a line.
#[must_use]
pub fn print(facts: impl IntoIterator<Item = impl Borrow<Fact>>) -> String {
    let mut text = format!("{HEADER}{LEGEND}\n");
    for fact in facts {
        text.push_str(&text::line(fact.borrow()));
        text.push('\n');
    }
    // A copy takes what it needs.
    text.as_str().to_owned()
}
