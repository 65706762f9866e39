//! Reads a spec in YAML or JSON, and finds the line and column of each value.
//!
//! YAML 1.2 and JSON are parsed into a tree of nodes with spans. The JSON value is built from the
//! tree; the tree is kept to translate JSON pointers to spans.

mod anchors;
mod bundle;
mod format;
mod json;
mod origins;
pub mod pointer;
mod ref_path;
mod references;
mod scalar;
mod span;
mod syntax_error;
mod tree;
mod value;
mod yaml;

use crate::diagnostic::Diagnostic;
use crate::json::Json;
pub(crate) use bundle::BUNDLED_FILES;
use format::parse;
pub(crate) use references::{for_each_reference, has_names, is_data};
use span::Lines;
pub use span::Span;
pub(crate) use span::floor_char_boundary;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use syntax_error::SyntaxError;
use tree::{Content, NodeId, Tree};

/// The prefix of a diagnostic's pointer into `codegen.toml`; JSON pointers start with `/`.
pub(crate) const SETTINGS: &str = "settings:";

/// A parsed spec, together with the files added to it.
#[derive(Debug)]
pub struct Source {
    /// The path as the user wrote it.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    /// The parsed value. Aliases and merge keys are resolved; all keys are strings.
    pub root: Json,
    /// Mistakes that do not prevent parsing, such as duplicate keys.
    pub warnings: Vec<Diagnostic>,
    /// The pointers to overlay actions without effect.
    pub unused_actions: Vec<String>,
    /// The pointers of referenced files that could not be read or parsed.
    unreadable: BTreeSet<String>,
    /// Additional files: referenced files, overlays, `codegen.toml`.
    files: Vec<Source>,
    /// Values moved by `bundle`, `overlay` or `upgrade`: the pointer in `root`, mapped to the
    /// original file and pointer.
    origins: BTreeMap<String, Origin>,
    tree: Tree,
    lines: OnceLock<Lines>,
}

/// The index of an additional file (`None` for the spec), and a pointer in the file.
type Origin = (Option<usize>, String);

impl Source {
    /// Parses YAML or JSON.
    ///
    /// A file whose name ends in `.json` is JSON. A different text that starts with `{` or `[` is
    /// parsed as JSON first, then as YAML.
    ///
    /// # Errors
    ///
    /// Returns syntax errors, an error for zero or several documents, and errors for circular or
    /// exploding aliases, each with a span. [`Source::unparsed`] of the same text is enough to render
    /// the errors.
    pub fn parse(
        name: impl Into<String>,
        text: impl Into<Arc<str>>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let source = Self::unparsed(name, text);
        let to_diagnostics = |problems: Vec<SyntaxError>| {
            let place =
                |problem: SyntaxError| problem.into_diagnostic(&source.text, source.lines());
            problems.into_iter().map(place).collect()
        };
        let (tree, root, non_fatal) = read(&source.name, &source.text).map_err(to_diagnostics)?;
        let warnings = match non_fatal.is_empty() {
            true => Vec::new(),
            false => to_diagnostics(non_fatal),
        };
        Ok(Self {
            root,
            warnings,
            tree,
            ..source
        })
    }

    /// Wraps a text without parsing, to show excerpts in diagnostics. `root` is null and no pointer
    /// resolves.
    pub fn unparsed(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self {
            name: name.into(),
            text: text
                .strip_prefix('\u{feff}')
                .map_or_else(|| text.clone(), Arc::from),
            root: Json::Null,
            warnings: Vec::new(),
            unused_actions: Vec::new(),
            unreadable: BTreeSet::new(),
            files: Vec::new(),
            origins: BTreeMap::new(),
            tree: Tree::default(),
            lines: OnceLock::new(),
        }
    }

    /// Returns the file that a pointer leads into, and the pointer within the file.
    #[must_use]
    pub fn origin<'p>(&self, pointer: &'p str) -> (&Source, Cow<'p, str>) {
        let mut ancestor = pointer;
        loop {
            if let Some((file, start)) = self.origins.get(ancestor) {
                let source = file.and_then(|index| self.files.get(index)).unwrap_or(self);
                return (
                    source,
                    Cow::Owned(format!("{start}{}", &pointer[ancestor.len()..])),
                );
            }
            match ancestor.rsplit_once('/') {
                Some((parent, _)) => ancestor = parent,
                None => return (self, Cow::Borrowed(pointer)),
            }
        }
    }

    /// True if an error about a referenced file explains the diagnostic: the reference has no
    /// target because the file could not be read.
    pub(crate) fn is_consequence(&self, diagnostic: &Diagnostic) -> bool {
        let is_in_file = |pointer: &str| {
            let mut files = self.unreadable.iter();
            files.any(|file| match pointer.strip_prefix(file.as_str()) {
                Some(rest) => rest.is_empty() || rest.starts_with('/'),
                None => false,
            })
        };
        let reference = self.root.pointer(&diagnostic.pointer);
        let reference = reference.and_then(Json::as_str).unwrap_or_default();
        let leaves_folder = || {
            let mut errors = self.warnings.iter();
            errors.any(|error| error.code == "outside-folder")
                && ref_path::file_part(reference).is_some()
        };
        diagnostic.code == "unresolved-reference"
            && (reference.strip_prefix('#').is_some_and(is_in_file) || leaves_folder())
    }

    /// Adds the text of `codegen.toml`, to locate settings that contradict the spec.
    pub fn add_settings(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) {
        let index = self.files.len();
        self.files.push(Source::unparsed(name, text));
        let origin = (Some(index), String::new());
        self.origins.insert(SETTINGS.to_owned(), origin);
    }

    /// True if the text of `codegen.toml` was added.
    pub(crate) fn has_settings(&self) -> bool {
        self.origins.contains_key(SETTINGS)
    }

    /// Returns the span of the value at a pointer, or of the nearest existing ancestor.
    ///
    /// Values from an alias or a merge key have the span of the anchored node.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<Span> {
        self.tree.find(pointer).map(|(_, value)| self.place(value))
    }

    /// True if the value at a pointer appears more than once, through a YAML alias or an inlined
    /// `$ref`.
    pub(crate) fn is_shared(&self, pointer: &str) -> bool {
        let is_same = |(file, at): &Origin| file.is_none() && at == pointer;
        let (source, at) = self.origin(pointer);
        let found = source.tree.find(&at);
        self.origins.values().any(is_same)
            || found.is_some_and(|(_, value)| source.tree.is_shared(value))
    }

    /// Returns the span of the key at a pointer; for an array item, the span of the value.
    #[must_use]
    pub fn locate_key(&self, pointer: &str) -> Option<Span> {
        self.tree
            .find(pointer)
            .map(|(name, value)| self.place(name.unwrap_or(value)))
    }

    /// Returns the span to underline in a diagnostic about the value at a pointer: the value if it
    /// is a scalar, the key if the value is empty or a collection.
    #[must_use]
    pub fn highlight(&self, pointer: &str) -> Option<Span> {
        let (name, value) = self.tree.find(pointer)?;
        let node = self.tree.node(value);
        let word = matches!(node.content, Content::Scalar(..)) && !node.span().is_empty();
        Some(self.place(name.filter(|_| !word).unwrap_or(value)))
    }

    /// Adds line and column to a range of bytes.
    #[must_use]
    pub fn span_of(&self, span: std::ops::Range<usize>) -> Span {
        self.lines().span(&self.text, span)
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    fn place(&self, node: NodeId) -> Span {
        self.span_of(self.tree.node(node).span())
    }
}

/// Returns the tree, the value, and the warnings.
fn read(name: &str, text: &Arc<str>) -> Result<(Tree, Json, Vec<SyntaxError>), Vec<SyntaxError>> {
    let tree = parse(name, text)?;
    let (value, problems) = value::build(&tree, text);
    if problems.iter().any(SyntaxError::is_error) {
        return Err(problems);
    }
    if value.is_null() {
        return Err(vec![SyntaxError::new(
            "empty-document",
            ("", 0..0),
            "the document is empty",
            "check the path, and that the file was saved",
        )]);
    }
    Ok((tree, value, problems))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod error_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
