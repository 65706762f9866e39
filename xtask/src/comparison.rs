//! Compares the generated crate with the committed one for `regen`.

use crate::diff_input::{Input, place};
use crate::git;
use crate::input::Given;
use codegen::diff::{self, Bump, Change, Level};
use codegen::outline;
use codegen::{Generated, Source};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The revision to compare with.
pub const BASE_REVISION: &str = "HEAD";

/// The inputs of `regen`.
pub struct Inputs<'a> {
    pub spec: &'a Path,
    pub given: Given<'a>,
    pub settings: &'a Path,
}

/// The base of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The outline in the last commit.
    Commit,
    /// The outline on disk, if git has none.
    Disk,
}

/// The changes of the public API.
pub struct Comparison {
    pub against: Base,
    pub changes: Vec<Change>,
    /// The location of each change in the spec.
    places: Vec<String>,
}

/// Compares the crate at `root` with the new one, before files are written. Returns `None` for a
/// new crate.
pub fn compare_with_previous(
    root: &Path,
    given: &Inputs<'_>,
    source: &Source,
    now: &Generated,
) -> Option<Comparison> {
    let (against, old) = before(root, given)?;
    let changes = diff::compare(&old.facts, &now.facts());
    let places = changes.iter().map(|change| match change.is_removed {
        true => old.place(&change.fact),
        false => place(source, &change.fact),
    });
    Some(Comparison {
        against,
        places: places.collect(),
        changes,
    })
}

/// The facts of the old crate.
///
/// An outline contains no documentation. If the committed spec yields the committed outline, the
/// facts of the spec are used, which include documentation.
fn before(root: &Path, given: &Inputs<'_>) -> Option<(Base, Input)> {
    let path = root.join("outline.txt");
    let Ok(text) = git::text(BASE_REVISION, &path) else {
        let text = fs::read_to_string(path).ok()?;
        let facts = outline::parse(&text).ok()?;
        return Some((Base::Disk, Input::without_spec(facts)));
    };
    let facts = outline::parse(&text).ok()?;
    let described = Input::committed(BASE_REVISION, given.spec, &given.given, given.settings);
    let old = match described {
        Ok(input) if outline::print(&input.facts) == outline::print(&facts) => input,
        _ => Input::without_spec(facts),
    };
    Some((Base::Commit, old))
}

impl Comparison {
    pub fn verdict(&self) -> Bump {
        diff::verdict(&self.changes)
    }

    fn count(&self, level: Level) -> usize {
        let all = self.changes.iter();
        all.filter(|change| change.level == level).count()
    }

    /// The verdict and the number of changes, on a line.
    pub fn line(&self) -> String {
        let against = match self.against {
            Base::Commit => "the last commit",
            Base::Disk => "the outline on disk",
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

    /// The comparison as JSON, with every change.
    pub fn json(&self) -> Value {
        let place = |change: &Change| {
            let at = self.changes.iter().position(|known| known == change);
            at.map_or_else(String::new, |at| self.places[at].clone())
        };
        let mut object = diff::json(&self.changes, &place);
        object["against"] = match self.against {
            Base::Commit => "commit".into(),
            Base::Disk => "outline".into(),
        };
        object["counts"] = json!({
            "breaking": self.count(Level::Breaking),
            "additive": self.count(Level::Additive),
            "documentation": self.count(Level::Documentation),
        });
        object
    }
}
