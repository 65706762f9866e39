//! OpenAPI Overlay 1.0 and 1.1: corrections of a description, in a file of their own.
//!
//! An action that matches nothing is an error, so that one which a newer description has made stale
//! is noticed. What an overlay wrote has its place in the overlay from then on.

mod document;
mod merge;
mod path;
mod remove;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use document::{Action, Change};
use path::Path;
use serde_json::Value;

impl Source {
    /// Applies an overlay: each action to what the one before has made. This is for the description
    /// as it was read, before anything else is done with it.
    ///
    /// What comes back are the problems of the overlay. With one, the description is not to be used.
    #[must_use]
    pub fn overlay(&mut self, mut overlay: Source) -> Vec<Diagnostic> {
        let root = std::mem::take(&mut overlay.root).to_value();
        let warnings = std::mem::take(&mut overlay.warnings).into_iter();
        let at = self.adopt(overlay);
        self.warnings.extend(warnings.map(|warning| Diagnostic {
            pointer: format!("{at}{}", warning.pointer),
            ..warning
        }));
        let mut problems = Vec::new();
        // Paths are asked of a library, which knows these values.
        let mut description = std::mem::take(&mut self.root).to_value();
        for action in document::read(&root, &at, &mut problems) {
            let told = apply(self, &mut description, &action);
            problems.extend(told);
        }
        self.root = description.into();
        for problem in &mut problems {
            problem.place = problem.place.take().or_else(|| path::place(self, problem));
        }
        problems
    }
}

/// Applies an action to the value of a description.
fn apply(source: &mut Source, root: &mut Value, action: &Action<'_>) -> Vec<Diagnostic> {
    let targets = action.target.locate(root);
    if targets.is_empty() {
        return vec![unmatched(source, root, &action.target)];
    }
    match &action.change {
        Change::Remove => remove::all(source, root, action, &targets),
        Change::Update(value, from) => merge::all(source, root, action, &targets, (value, from)),
        Change::Copy(path) => {
            let found = path.locate(root);
            let one = found.iter().next().and_then(|from| {
                let value = root.pointer(from)?.clone();
                (found.len() == 1).then_some((value, from))
            });
            match one {
                Some((value, from)) => merge::all(source, root, action, &targets, (&value, from)),
                None if found.is_empty() => vec![unmatched(source, root, path)],
                None => vec![several(path, found.len())],
            }
        }
    }
}

fn unmatched(source: &Source, root: &Value, path: &Path) -> Diagnostic {
    let miss = path.miss(root);
    let (there, part) = (&path.text[..miss.part.start], &path.text[miss.part.clone()]);
    let problem = format!("this matches nothing: `{there}` is there, `{part}` is not");
    let help = match miss.meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "correct the path; if the description has changed and needs this no more, remove \
                 the action"
            .to_owned(),
    };
    let diagnostic = Diagnostic::error("overlay-unmatched", &path.at, problem).with_help(help);
    let place = path::place_of_part(source, &path.at, &path.text, miss.part);
    match place {
        Some(place) => diagnostic.with_place(place),
        None => diagnostic,
    }
}

fn several(path: &Path, count: usize) -> Diagnostic {
    let problem = format!("this matches {count} values, and only one can be copied");
    Diagnostic::error("overlay-copy", &path.at, problem)
        .with_help("narrow the path to the one that is meant")
}

/// The three kinds that an overlay tells apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Self::Primitive,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Primitive => "a single value",
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
