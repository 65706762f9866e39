//! Pointers to values that `bundle`, `overlay` or `upgrade` moved.

use super::tree::Content;
use super::{Origin, Source};
use std::collections::BTreeMap;

/// The prefix of a pointer into the text of the spec, without any move.
const OWN_TEXT: &str = "file:";

impl Source {
    /// Records that the value at `new` was at `old` before.
    pub(super) fn record_move(&mut self, new: String, old: &str) {
        self.record_moves(&[(new, old.to_owned())]);
    }

    /// Records simultaneous moves from old to new pointers. Nested values move along.
    pub(crate) fn record_moves(&mut self, moves: &[(String, String)]) {
        let mut inner = Vec::new();
        let mut origins = Vec::new();
        for (new, old) in moves {
            for (at, origin) in moved_inside(&self.origins, old) {
                inner.push((format!("{new}{}", &at[old.len()..]), origin.clone()));
            }
            let (source, pointer) = self.origin(old);
            let is_same = |other: &Source| std::ptr::eq(other, source);
            let index = self.files.iter().position(is_same);
            origins.push((new.clone(), (index, pointer.into_owned())));
        }
        for (new, _) in moves {
            let stale: Vec<String> = moved_inside(&self.origins, new)
                .map(|(at, _)| at.clone())
                .collect();
            for at in stale {
                self.origins.remove(&at);
            }
        }
        self.origins.extend(inner);
        self.origins.extend(origins);
    }

    /// Adds a file that is not part of `root`. Returns a prefix for pointers into the file,
    /// distinct from every pointer into `root`.
    pub(crate) fn add_file(&mut self, other: Source) -> String {
        let index = self.files.len();
        self.files.push(other);
        let pointer = format!("file:{index}");
        self.origins
            .insert(pointer.clone(), (Some(index), String::new()));
        pointer
    }

    /// Returns the fixed pointer to a `$ref` that the author wrote in place of the value. Bundling
    /// has inlined the target.
    pub(crate) fn inlined_reference(&self, pointer: &str) -> Option<String> {
        self.origins.get(pointer)?;
        let reference = format!("{pointer}/$ref");
        let (name, value) = self.tree.find(&reference)?;
        let is_written = self.tree.key(name?) == Some("$ref")
            && matches!(self.tree.node(value).content, Content::Scalar(..));
        let is_kept = self.root.pointer(&reference).is_some();
        (is_written && !is_kept).then(|| format!("{OWN_TEXT}{reference}"))
    }

    /// Returns a pointer to the text of a value, which stays valid when the value moves.
    pub(crate) fn fixed_pointer(&mut self, pointer: &str) -> String {
        let own = self.origins.entry(OWN_TEXT.to_owned());
        own.or_insert((None, String::new()));
        let (source, at) = self.origin(pointer);
        let mut files = self.files.iter();
        let Some(index) = files.position(|file| std::ptr::eq(file, source)) else {
            return format!("{OWN_TEXT}{at}");
        };
        let start = format!("file:{index}");
        let fixed = format!("{start}{at}");
        let origin = (Some(index), String::new());
        self.origins.entry(start).or_insert(origin);
        fixed
    }
}

/// Returns the moved values strictly inside the value at a pointer.
fn moved_inside<'m>(
    moved: &'m BTreeMap<String, Origin>,
    pointer: &str,
) -> impl Iterator<Item = (&'m String, &'m Origin)> {
    let start = format!("{pointer}/");
    // In ASCII, `0` is the successor of `/`.
    moved.range(start..format!("{pointer}0"))
}
