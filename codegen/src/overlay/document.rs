//! Parses and validates an overlay document.

use super::path::TargetPath;
use crate::diagnostic::Diagnostic;
use crate::spelling::closest;
use serde_json::{Map, Value};

/// One action of an overlay.
pub(super) struct Action<'v> {
    /// The pointer to the action.
    pub at: String,
    pub target: TargetPath,
    pub kind: ActionKind<'v>,
}

/// The operation on each target.
pub(super) enum ActionKind<'v> {
    /// Merges the value; the pointer to the value.
    Update(&'v Value, String),
    Copy(TargetPath),
    Remove,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    V1_0,
    V1_1,
}

struct Reader<'d> {
    problems: &'d mut Vec<Diagnostic>,
}

/// Reads the actions of an overlay. Skips invalid actions with an error.
pub(super) fn read<'v>(
    root: &'v Value,
    at: &str,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Action<'v>> {
    let mut reader = Reader { problems };
    let Some(members) = reader.object(root, at, "an overlay") else {
        return Vec::new();
    };
    let version = reader.version(members, at);
    let known = ["overlay", "info", "extends", "actions"];
    reader.reject_unknown_fields(members, at, &known, "an overlay");
    reader.info(members, at, version);
    reader.text(members, at, "extends");
    reader.actions(members, at, version)
}

impl Reader<'_> {
    fn version(&mut self, members: &Map<String, Value>, at: &str) -> Version {
        let Some(value) = members.get("overlay") else {
            self.error(at, "not an overlay: missing field `overlay`")
                .help =
                Some("add the version of the Overlay Specification: `overlay: 1.0.0` or `overlay: 1.1.0`".to_owned());
            return Version::V1_1;
        };
        let written = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let is = |version: &str| {
            let rest = written.strip_prefix(version);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if is("1.0") {
            return Version::V1_0;
        }
        if !is("1.1") {
            let problem = format!("unsupported Overlay version `{written}`");
            self.error(format!("{at}/overlay"), problem).help =
                Some("write `overlay: 1.1.0`; versions 1.0 and 1.1 are supported".to_owned());
        }
        Version::V1_1
    }

    fn info(&mut self, members: &Map<String, Value>, at: &str, version: Version) {
        let Some(info) = self.required(members, at, "info") else {
            return;
        };
        let at = format!("{at}/info");
        let Some(info) = self.object(info, &at, "`info`") else {
            return;
        };
        for name in ["title", "version"] {
            self.required(info, &at, name);
            self.text(info, &at, name);
        }
        let known: &[&str] = match version {
            Version::V1_0 => &["title", "version"],
            Version::V1_1 => &["title", "version", "description"],
        };
        self.text(info, &at, "description");
        self.reject_unknown_fields(info, &at, known, "`info`");
    }

    fn actions<'v>(
        &mut self,
        members: &'v Map<String, Value>,
        at: &str,
        version: Version,
    ) -> Vec<Action<'v>> {
        let Some(actions) = self.required(members, at, "actions") else {
            return Vec::new();
        };
        let at = format!("{at}/actions");
        let actions = match actions {
            Value::Array(actions) if !actions.is_empty() => actions,
            other => {
                let problem = match other {
                    Value::Array(_) => "`actions` is empty",
                    _ => "`actions` is not a list",
                };
                self.error(at, problem).help =
                    Some("add an action with `target`, and `update` or `remove`".to_owned());
                return Vec::new();
            }
        };
        for (index, action) in actions.iter().enumerate() {
            if actions[..index].contains(action) {
                self.error(format!("{at}/{index}"), "duplicate action").help =
                    Some("remove the action, or add a `description` to keep both".to_owned());
            }
        }
        let actions = actions.iter().enumerate();
        actions
            .filter_map(|(index, action)| self.action(action, &format!("{at}/{index}"), version))
            .collect()
    }

    fn action<'v>(&mut self, action: &'v Value, at: &str, version: Version) -> Option<Action<'v>> {
        let members = self.object(action, at, "an action")?;
        let mut known = vec!["target", "description", "update", "remove"];
        if version == Version::V1_1 {
            known.push("copy");
        }
        let before = self.problems.len();
        self.reject_unknown_fields(members, at, &known, "an action");
        self.text(members, at, "description");
        let target = match self.required(members, at, "target") {
            Some(_) => self.path(members, at, "target"),
            None => None,
        };
        let change = self.change(members, at, version);
        if self.problems.len() > before {
            return None;
        }
        Some(Action {
            at: at.to_owned(),
            target: target?,
            kind: change?,
        })
    }

    fn change<'v>(
        &mut self,
        members: &'v Map<String, Value>,
        at: &str,
        version: Version,
    ) -> Option<ActionKind<'v>> {
        match members.get("remove") {
            Some(Value::Bool(true)) => return Some(ActionKind::Remove),
            None | Some(Value::Bool(false)) => {}
            Some(_) => {
                self.error(format!("{at}/remove"), "`remove` is not a boolean")
                    .help = Some("write `remove: true`".to_owned());
                return None;
            }
        }
        let copy = members.get("copy").filter(|_| version == Version::V1_1);
        match (members.get("update"), copy) {
            (Some(update), None) => Some(ActionKind::Update(update, format!("{at}/update"))),
            (None, Some(_)) => self.path(members, at, "copy").map(ActionKind::Copy),
            (Some(_), Some(_)) => {
                self.error(format!("{at}/copy"), "action has both `update` and `copy`")
                    .help = Some("split the action into two".to_owned());
                None
            }
            (None, None) => {
                // An unknown field is already reported, and may be a misspelt `update` or `copy`.
                let known = ["target", "description", "remove"];
                if members
                    .keys()
                    .all(|name| known.contains(&name.as_str()) || name.starts_with("x-"))
                {
                    let help = match version {
                        Version::V1_0 => "add `update` or `remove: true`",
                        Version::V1_1 => "add `update`, `copy` or `remove: true`",
                    };
                    let warning = Diagnostic::warning("overlay", at, "action has no effect");
                    self.problems.push(warning.with_help(help));
                }
                None
            }
        }
    }

    fn path(&mut self, members: &Map<String, Value>, at: &str, name: &str) -> Option<TargetPath> {
        let text = self.text(members, at, name)?;
        let at = format!("{at}/{name}");
        TargetPath::parse(&at, text)
            .map_err(|problem| self.problems.push(*problem))
            .ok()
    }

    fn required<'v>(
        &mut self,
        members: &'v Map<String, Value>,
        at: &str,
        name: &str,
    ) -> Option<&'v Value> {
        let value = members.get(name);
        if value.is_none() {
            self.error(at, format!("missing field `{name}`")).help =
                Some(format!("add the required field `{name}`"));
        }
        value
    }

    fn text<'v>(
        &mut self,
        members: &'v Map<String, Value>,
        at: &str,
        name: &str,
    ) -> Option<&'v str> {
        let value = members.get(name)?;
        let text = value.as_str();
        if text.is_none() {
            self.error(format!("{at}/{name}"), format!("`{name}` is not a string"))
                .help = Some("write a string; put numbers in quotes".to_owned());
        }
        text
    }

    fn object<'v>(
        &mut self,
        value: &'v Value,
        at: &str,
        subject: &str,
    ) -> Option<&'v Map<String, Value>> {
        let members = value.as_object();
        if members.is_none() {
            self.error(at, format!("{subject} must be an object")).help =
                Some("write fields as `name: value`".to_owned());
        }
        members
    }

    fn reject_unknown_fields(
        &mut self,
        members: &Map<String, Value>,
        at: &str,
        known: &[&str],
        subject: &str,
    ) {
        for name in members.keys() {
            if known.contains(&name.as_str()) || name.starts_with("x-") {
                continue;
            }
            let help = match (name.as_str(), closest(name, known.iter().copied())) {
                ("copy", _) if known.contains(&"update") => {
                    "write `overlay: 1.1.0`; `copy` requires Overlay 1.1".to_owned()
                }
                (_, Some(meant)) => format!("did you mean `{meant}`?"),
                _ => "remove the field, or start the name of an extension with `x-`".to_owned(),
            };
            let problem = format!("unknown field `{name}` in {subject}");
            let diagnostic = self.error(crate::source::pointer::child(at, name), problem);
            diagnostic.help = Some(help);
            diagnostic.is_about_key = true;
        }
    }

    fn error(&mut self, at: impl Into<String>, problem: impl Into<String>) -> &mut Diagnostic {
        self.problems
            .push(Diagnostic::error("overlay", at, problem));
        self.problems.last_mut().expect("one was just added")
    }
}
