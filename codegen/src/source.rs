//! The text of a description to the value it stands for, and back to where each value stands.
//!
//! YAML 1.2 and JSON are both read into a tree of nodes with their spans, of which the
//! value is built; the tree stays to answer where a pointer leads.

mod anchors;
mod bundle;
mod json;
mod language;
mod location;
mod place;
pub mod pointer;
mod problem;
mod references;
mod scalar;
mod tree;
mod value;
mod yaml;

use crate::diagnostic::Diagnostic;
use crate::json::Json;
pub(crate) use bundle::{COMPONENTS, FILES};
use language::tree;
use place::Lines;
pub use place::Place;
pub(crate) use place::floor;
use problem::Problem;
pub(crate) use references::{NAMED, for_each_reference, is_data};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use tree::{Content, NodeId, Tree};

/// Stands for the settings in a diagnostic's pointer; no value of a description has one like it.
pub(crate) const SETTINGS: &str = "settings:";

/// A text that was read.
#[derive(Debug)]
pub struct Source {
    /// The path as the user wrote it.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    /// What the text says. Aliases and merge keys are resolved; all keys are strings.
    pub root: Json,
    /// What is wrong with the text without keeping it from being read.
    pub warnings: Vec<Diagnostic>,
    /// The pointers to the actions of overlays that changed nothing.
    pub idle_actions: Vec<String>,
    /// The other files that were brought in.
    others: Vec<Source>,
    /// What does not stand where its pointer says: the pointer of the whole, and in which file and
    /// where in it that stands; without a file, in this one.
    moved: BTreeMap<String, Origin>,
    tree: Tree,
    lines: OnceLock<Lines>,
}

/// A file, if it is another one, and a pointer in it.
type Origin = (Option<usize>, String);

impl Source {
    /// Reads YAML or JSON.
    ///
    /// A text that starts with `{` or `[` is JSON, unless it is YAML only and its name does not
    /// end in `.json`.
    ///
    /// # Errors
    ///
    /// All that is wrong with the text, with its place: what is neither YAML nor JSON, several
    /// documents or none, aliases without end. To render these, a [`Source::unread`] of the same
    /// text will do.
    pub fn parse(
        name: impl Into<String>,
        text: impl Into<Arc<str>>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let source = Self::unread(name, text);
        let told = |problems: Vec<Problem>| {
            let place = |problem: Problem| problem.diagnostic(&source.text, source.lines());
            problems.into_iter().map(place).collect()
        };
        let (tree, root, forgiven) = read(&source.name, &source.text).map_err(told)?;
        let warnings = match forgiven.is_empty() {
            true => Vec::new(),
            false => told(forgiven),
        };
        Ok(Self {
            root,
            warnings,
            tree,
            ..source
        })
    }

    /// A text that is only shown: one that could not be read, or is read by others. Its value is
    /// null, and no pointer leads anywhere in it.
    pub fn unread(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self {
            name: name.into(),
            text: text
                .strip_prefix('\u{feff}')
                .map_or_else(|| text.clone(), Arc::from),
            root: Json::Null,
            warnings: Vec::new(),
            idle_actions: Vec::new(),
            others: Vec::new(),
            moved: BTreeMap::new(),
            tree: Tree::default(),
            lines: OnceLock::new(),
        }
    }

    /// The text that a pointer leads into, and the pointer within it.
    #[must_use]
    pub fn origin<'p>(&self, pointer: &'p str) -> (&Source, Cow<'p, str>) {
        let mut whole = pointer;
        loop {
            if let Some((file, start)) = self.moved.get(whole) {
                let source = file
                    .and_then(|index| self.others.get(index))
                    .unwrap_or(self);
                return (
                    source,
                    Cow::Owned(format!("{start}{}", &pointer[whole.len()..])),
                );
            }
            match whole.rsplit_once('/') {
                Some((parent, _)) => whole = parent,
                None => return (self, Cow::Borrowed(pointer)),
            }
        }
    }

    /// Notes that what is at one pointer now was at another one before.
    fn move_from(&mut self, new: String, old: &str) {
        self.move_all(&[(new, old.to_owned())]);
    }

    /// Notes several moves that happened at once. What is within a value moves with it.
    pub(crate) fn move_all(&mut self, moves: &[(String, String)]) {
        let mut inner = Vec::new();
        let mut origins = Vec::new();
        for (new, old) in moves {
            for (at, origin) in below(&self.moved, old) {
                inner.push((format!("{new}{}", &at[old.len()..]), origin.clone()));
            }
            let (source, pointer) = self.origin(old);
            let is_it = |other: &Source| std::ptr::eq(other, source);
            let index = self.others.iter().position(is_it);
            origins.push((new.clone(), (index, pointer.into_owned())));
        }
        for (new, _) in moves {
            let stale: Vec<String> = below(&self.moved, new).map(|(at, _)| at.clone()).collect();
            for at in stale {
                self.moved.remove(&at);
            }
        }
        self.moved.extend(inner);
        self.moved.extend(origins);
    }

    /// Takes in another file, which is not a part of the tree. What comes back is the pointer under
    /// which its values are found; no value of the tree has one like it.
    pub(crate) fn adopt(&mut self, other: Source) -> String {
        let index = self.others.len();
        self.others.push(other);
        let pointer = format!("file:{index}");
        self.moved
            .insert(pointer.clone(), (Some(index), String::new()));
        pointer
    }

    /// Takes in the text of the settings, so that what is wrong with them only because of the
    /// description is told with its place.
    pub fn add_settings(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) {
        let index = self.others.len();
        self.others.push(Source::unread(name, text));
        let whole = (Some(index), String::new());
        self.moved.insert(SETTINGS.to_owned(), whole);
    }

    /// Whether it is known what the settings say.
    pub(crate) fn has_settings(&self) -> bool {
        self.moved.contains_key(SETTINGS)
    }

    /// Where the value at a pointer stands, or that of the nearest ancestor which exists.
    ///
    /// What an alias or a merge key brought stands where its anchor is.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<Place> {
        self.tree.find(pointer).map(|(_, value)| self.place(value))
    }

    /// Whether the value at a pointer also stands elsewhere: by an alias of YAML, or put in the place
    /// of a reference.
    pub(crate) fn is_shared(&self, pointer: &str) -> bool {
        let is_it = |(file, at): &Origin| file.is_none() && at == pointer;
        let (source, at) = self.origin(pointer);
        let found = source.tree.find(&at);
        self.moved.values().any(is_it)
            || found.is_some_and(|(_, value)| source.tree.is_shared(value))
    }

    /// Where the name of the member at a pointer stands. An element of a list has no name; its
    /// value stands in.
    #[must_use]
    pub fn locate_key(&self, pointer: &str) -> Option<Place> {
        self.tree
            .find(pointer)
            .map(|(name, value)| self.place(name.unwrap_or(value)))
    }

    /// What to point at when something is said about the value at a pointer: the value, if it is
    /// a single word; the name of the member, if it is a collection, or empty.
    #[must_use]
    pub fn point_at(&self, pointer: &str) -> Option<Place> {
        let (name, value) = self.tree.find(pointer)?;
        let node = self.tree.node(value);
        let word = matches!(node.content, Content::Scalar(..)) && !node.span().is_empty();
        Some(self.place(name.filter(|_| !word).unwrap_or(value)))
    }

    /// The place of a span of the text.
    #[must_use]
    pub fn place_of(&self, span: std::ops::Range<usize>) -> Place {
        self.lines().place(&self.text, span)
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    fn place(&self, node: NodeId) -> Place {
        self.place_of(self.tree.node(node).span())
    }
}

/// What is known of the values within the one at a pointer.
fn below<'m>(
    moved: &'m BTreeMap<String, Origin>,
    pointer: &str,
) -> impl Iterator<Item = (&'m String, &'m Origin)> {
    let start = format!("{pointer}/");
    // `0` comes after `/`.
    moved.range(start..format!("{pointer}0"))
}

/// The tree, its value, and what is forgiven.
fn read(name: &str, text: &Arc<str>) -> Result<(Tree, Json, Vec<Problem>), Vec<Problem>> {
    let tree = tree(name, text)?;
    let (value, problems) = value::build(&tree, text);
    if problems.iter().any(Problem::is_error) {
        return Err(problems);
    }
    if value.is_null() {
        return Err(vec![Problem::new(
            "empty-document",
            ("", 0..0),
            "the document is empty",
            "check that this is the right file, and that it was saved",
        )]);
    }
    Ok((tree, value, problems))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod broken;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
