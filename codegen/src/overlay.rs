//! Applies OpenAPI Overlays (1.0 and 1.1): corrections to a spec in a separate file.
//!
//! An action without a match is an error, so that outdated actions are noticed. Values written by
//! an overlay have spans in the overlay.
//!
//! ```yaml
//! - { target: $.components.schemas.Pet.properties.age, update: { type: integer } }
//! - { target: "$.paths['/pets'].delete", remove: true }
//! ```

mod document;
mod merge;
mod path;
mod remove;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use document::{Action, ActionKind};
use path::TargetPath;
use serde_json::Value;
use std::collections::BTreeSet;

impl Source {
    /// Applies an overlay, action by action. Call before `bundle` and `upgrade`.
    ///
    /// Returns the errors of the overlay. After an error the spec is not usable.
    #[must_use]
    pub fn overlay(&mut self, mut overlay: Source) -> Vec<Diagnostic> {
        let root = std::mem::take(&mut overlay.root).to_value();
        let warnings = std::mem::take(&mut overlay.warnings).into_iter();
        let at = self.add_file(overlay);
        self.warnings.extend(warnings.map(|warning| Diagnostic {
            pointer: format!("{at}{}", warning.pointer),
            ..warning
        }));
        let mut problems = Vec::new();
        // `serde_json_path` queries `serde_json` values.
        let mut spec = std::mem::take(&mut self.root).to_value();
        let actions = document::read(&root, &at, &mut problems);
        let (errors, warnings) = problems.into_iter().partition(Diagnostic::is_error);
        problems = errors;
        self.warnings.extend::<Vec<_>>(warnings);
        for action in actions {
            let errors = apply(self, &mut spec, &action);
            problems.extend(errors);
        }
        self.root = spec.into();
        for problem in &mut problems {
            problem.span = problem
                .span
                .take()
                .or_else(|| path::error_span(self, problem));
        }
        problems
    }
}

/// Returns the pointers of the values that a JSONPath selects as targets of an action.
///
/// # Errors
///
/// Returns the syntax error of the path.
pub fn overlay_targets(path: &str, root: &Value) -> Result<BTreeSet<String>, Box<Diagnostic>> {
    Ok(TargetPath::parse("", path)?.select(root))
}

/// Applies an action to the spec.
fn apply(source: &mut Source, root: &mut Value, action: &Action<'_>) -> Vec<Diagnostic> {
    let targets = action.target.select(root);
    if targets.is_empty() {
        return vec![unmatched(source, root, &action.target)];
    }
    match &action.kind {
        ActionKind::Remove => remove::apply(source, root, action, &targets),
        ActionKind::Update(value, from) => {
            merge::apply(source, root, action, &targets, (value, from))
        }
        ActionKind::Copy(path) => {
            let found = path.select(root);
            let single = found.iter().next().and_then(|from| {
                let value = root.pointer(from)?.clone();
                (found.len() == 1).then_some((value, from))
            });
            match single {
                Some((value, from)) => merge::apply(source, root, action, &targets, (&value, from)),
                None if found.is_empty() => vec![unmatched(source, root, path)],
                None => vec![ambiguous_copy(path, found.len())],
            }
        }
    }
}

fn unmatched(source: &Source, root: &Value, path: &TargetPath) -> Diagnostic {
    let miss = path.first_mismatch(root);
    let (matched, part) = (
        &path.text[..miss.segment.start],
        &path.text[miss.segment.clone()],
    );
    let problem = format!("path matches nothing: `{matched}` exists, `{part}` does not");
    let help = match miss.meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "correct the path, or remove the action if the spec no longer needs it".to_owned(),
    };
    let diagnostic = Diagnostic::error("overlay-unmatched", &path.at, problem).with_help(help);
    let place = path::segment_span(source, &path.at, &path.text, miss.segment);
    match place {
        Some(place) => diagnostic.with_span(place),
        None => diagnostic,
    }
}

fn ambiguous_copy(path: &TargetPath, count: usize) -> Diagnostic {
    let problem = format!("path matches {count} values, but `copy` needs exactly one");
    Diagnostic::error("overlay-copy", &path.at, problem)
        .with_help("narrow the path to a single value")
}

/// The kinds of values that overlays distinguish.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ValueKind {
    Object,
    Array,
    Primitive,
}

impl ValueKind {
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
            Self::Primitive => "a primitive value",
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
