//! What a run of `regen` means for users of the crate: what was committed against what is.

use crate::committed;
use crate::facts::{Input, place};
use codegen::diff::{self, Change, Level, Verdict};
use codegen::outline;
use codegen::{Generated, Source};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The revision that counts as committed.
pub const COMMITTED: &str = "HEAD";

/// What `regen` was given.
pub struct Given<'a> {
    pub spec: &'a Path,
    pub overlays: &'a [PathBuf],
    pub settings: &'a Path,
}

/// What the crate is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The outline of the last commit.
    Commit,
    /// The outline that was there, where git knows of none.
    Disk,
}

/// What changed for users.
pub struct Comparison {
    pub against: Against,
    pub changes: Vec<Change>,
    /// Where in the description each change comes from.
    places: Vec<String>,
}

/// Compares the crate at `root`, before anything is written, with the new one; nothing
/// where there was no crate.
pub fn with_before(
    root: &Path,
    given: &Given<'_>,
    source: &Source,
    now: &Generated,
) -> Option<Comparison> {
    let (against, old) = before(root, given)?;
    let changes = diff::compare(&old.facts, &now.facts());
    let places = changes.iter().map(|change| match change.gone {
        true => old.place(&change.fact),
        false => place(source, &change.fact),
    });
    Some(Comparison {
        against,
        places: places.collect(),
        changes,
    })
}

/// The facts of the crate as it was. An outline has no words in it, so they are those of the
/// committed description, as long as that is what the crate was made of.
fn before(root: &Path, given: &Given<'_>) -> Option<(Against, Input)> {
    let path = root.join("outline.txt");
    let Ok(text) = committed::text(COMMITTED, &path) else {
        let text = fs::read_to_string(path).ok()?;
        let facts = outline::parse(&text).ok()?;
        return Some((Against::Disk, Input::of(facts)));
    };
    let facts = outline::parse(&text).ok()?;
    let described = Input::committed(COMMITTED, given.spec, given.overlays, given.settings);
    let old = match described {
        Ok(input) if outline::print(&input.facts) == outline::print(&facts) => input,
        _ => Input::of(facts),
    };
    Some((Against::Commit, old))
}

impl Comparison {
    pub fn verdict(&self) -> Verdict {
        diff::verdict(&self.changes)
    }

    fn count(&self, level: Level) -> usize {
        let all = self.changes.iter();
        all.filter(|change| change.level == level).count()
    }

    /// The verdict and the numbers on a line.
    pub fn line(&self) -> String {
        let against = match self.against {
            Against::Commit => "the last commit",
            Against::Disk => "the outline that was there",
        };
        let verdict = self.verdict().word();
        let [breaking, additive, words] =
            [Level::Breaking, Level::Additive, Level::Documentation].map(|level| self.count(level));
        let counts = match self.changes.is_empty() {
            true => String::new(),
            false => {
                format!(" ({breaking} breaking, {additive} additive, {words} documentation)")
            }
        };
        format!("verdict since {against}: {verdict}{counts}")
    }

    /// The same as data, with all changes.
    pub fn json(&self) -> Value {
        let place = |change: &Change| {
            let at = self.changes.iter().position(|it| it == change);
            at.map_or_else(String::new, |at| self.places[at].clone())
        };
        let mut object = diff::json(&self.changes, &place);
        object["against"] = match self.against {
            Against::Commit => "commit".into(),
            Against::Disk => "outline".into(),
        };
        object["counts"] = json!({
            "breaking": self.count(Level::Breaking),
            "additive": self.count(Level::Additive),
            "documentation": self.count(Level::Documentation),
        });
        object
    }
}
