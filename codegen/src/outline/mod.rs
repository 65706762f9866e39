//! The public API of a crate as a list of facts, one per public item.
//!
//! [`facts`] derives the list from the IR, [`print()`] writes one fact per line, and [`parse`]
//! reads the lines. `diff` compares two lists, whether derived or parsed.

mod operations;
mod rules;
mod text;
mod types;

use crate::HEADER;
use crate::ir::{Api, Docs};
pub(crate) use rules::is_keyword;
use std::borrow::Borrow;
pub use text::{ParseError, parse};

/// The comment at the top of every outline, after the header.
const LEGEND: &str = "\
// The public API, a fact a line: what it is, its name, and what is to be said of it.
// `required=2` is the second argument of `new`, or of the operation's method.
";

/// The kind of the item a fact describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum FactKind {
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
    Webhook,
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
    Rules,
    Rule,
}

impl FactKind {
    /// Every kind and its keyword in the outline.
    const WORDS: [(FactKind, &'static str); 26] = [
        (FactKind::Api, "api"),
        (FactKind::Setting, "setting"),
        (FactKind::Credential, "credential"),
        (FactKind::Feature, "feature"),
        (FactKind::Operation, "operation"),
        (FactKind::Security, "security"),
        (FactKind::Parameter, "parameter"),
        (FactKind::Body, "body"),
        (FactKind::Success, "success"),
        (FactKind::Failure, "failure"),
        (FactKind::Pages, "pages"),
        (FactKind::Events, "events"),
        (FactKind::Header, "header"),
        (FactKind::Webhook, "webhook"),
        (FactKind::Struct, "struct"),
        (FactKind::Strings, "strings"),
        (FactKind::Integers, "integers"),
        (FactKind::Union, "union"),
        (FactKind::Alias, "alias"),
        (FactKind::Fixed, "fixed"),
        (FactKind::Field, "field"),
        (FactKind::Others, "others"),
        (FactKind::Value, "value"),
        (FactKind::Variant, "variant"),
        (FactKind::Rules, "rules"),
        (FactKind::Rule, "rule"),
    ];

    /// The keyword in the outline.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = FactKind::WORDS.iter().find(|(kind, _)| *kind == self);
        found.map_or("", |(_, word)| word)
    }

    /// True for named types.
    #[must_use]
    pub const fn is_type(self) -> bool {
        matches!(
            self,
            FactKind::Struct
                | FactKind::Strings
                | FactKind::Integers
                | FactKind::Union
                | FactKind::Alias
        )
    }
}

/// A public item of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The kind of the item.
    pub kind: FactKind,
    /// The names of the enclosing item and the item: `["Text", "body"]`.
    pub path: Vec<String>,
    /// Attributes: name and value, with an empty value for flags. A name may occur several times.
    pub attributes: Vec<(String, String)>,
    /// A JSON pointer to the source; `None` for a parsed outline.
    pub source: Option<String>,
    /// The documentation; `None` for a parsed outline.
    pub docs: Option<String>,
}

impl Fact {
    fn new(kind: FactKind, path: &[&str]) -> Self {
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

    fn with_flag(self, name: &str, is_set: bool) -> Self {
        if is_set { self.with(name, "") } else { self }
    }

    fn with_docs(mut self, docs: &Docs) -> Self {
        for (name, value) in &docs.annotations {
            self = self.with(name, value);
        }
        self.source.clone_from(&docs.source);
        self.docs = Some(docs.text.clone());
        self
    }

    /// The path, separated by dots.
    #[must_use]
    pub fn name(&self) -> String {
        text::path(self)
    }

    /// The attributes on a single line.
    #[must_use]
    pub fn summary(&self) -> String {
        text::attributes(self)
    }

    /// Returns the first value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Returns the facts of a crate lazily: the client, operations by name, webhooks in the order of
/// the spec, then types by name.
pub fn facts(api: &Api) -> impl Iterator<Item = Fact> {
    let facts = operations::client(api).into_iter();
    let facts = facts.chain(operations::features(api));
    let facts = facts.chain(operations::operations(api));
    let facts = facts.chain(operations::webhooks(api));
    let facts = facts.chain(types::types(api));
    facts.map(|mut fact| {
        // Validation keywords follow the other attributes.
        let is_rule = |(name, _): &(String, String)| rules::is_keyword(name);
        let (mut keywords, attributes) = fact.attributes.drain(..).partition(is_rule);
        fact.attributes = attributes;
        keywords.sort();
        fact.attributes.append(&mut keywords);
        fact
    })
}

/// Prints an outline, one fact per line.
#[must_use]
pub fn print(facts: impl IntoIterator<Item = impl Borrow<Fact>>) -> String {
    let mut text = format!("{HEADER}{LEGEND}\n");
    for fact in facts {
        text.push_str(&text::line(fact.borrow()));
        text.push('\n');
    }
    // The copy releases the unused capacity.
    text.as_str().to_owned()
}
