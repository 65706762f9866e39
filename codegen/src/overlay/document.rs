//! An overlay's own document: its actions, and what is wrong with them.

use super::path::Path;
use crate::diagnostic::Diagnostic;
use crate::spelling::closest;
use serde_json::{Map, Value};

/// One change.
pub(super) struct Action<'v> {
    /// The pointer to it.
    pub at: String,
    pub target: Path,
    pub change: Change<'v>,
    /// Whether single values can be targets, as of Overlay 1.1.
    pub takes_primitives: bool,
}

/// What is done to each target.
pub(super) enum Change<'v> {
    /// The value is merged; the pointer to it.
    Update(&'v Value, String),
    Copy(Path),
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

/// Reads the actions of the overlay that is at a pointer. Those with problems are left out.
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
    reader.refuse_others(members, at, &known, "an overlay");
    reader.info(members, at, version);
    reader.text(members, at, "extends");
    reader.actions(members, at, version)
}

impl Reader<'_> {
    fn version(&mut self, members: &Map<String, Value>, at: &str) -> Version {
        let Some(value) = members.get("overlay") else {
            self.tell(at, "this is no overlay: it does not say `overlay: 1.0.0`")
                .help =
                Some("name the version of the Overlay Specification, 1.0.0 or 1.1.0".to_owned());
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
            let problem = format!("Overlay {written} is not known");
            self.tell(format!("{at}/overlay"), problem).help =
                Some("versions 1.0 and 1.1 are read: write `overlay: 1.1.0`".to_owned());
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
        self.refuse_others(info, &at, known, "`info`");
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
                    Value::Array(_) => "there are no actions",
                    _ => "`actions` is no list",
                };
                self.tell(at, problem).help =
                    Some("list what to change: a `target`, and `update` or `remove`".to_owned());
                return Vec::new();
            }
        };
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
        self.refuse_others(members, at, &known, "an action");
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
            change: change?,
            takes_primitives: version == Version::V1_1,
        })
    }

    fn change<'v>(
        &mut self,
        members: &'v Map<String, Value>,
        at: &str,
        version: Version,
    ) -> Option<Change<'v>> {
        match members.get("remove") {
            Some(Value::Bool(true)) => return Some(Change::Remove),
            None | Some(Value::Bool(false)) => {}
            Some(_) => {
                self.tell(format!("{at}/remove"), "`remove` is neither true nor false")
                    .help = Some("write `remove: true`".to_owned());
                return None;
            }
        }
        let copy = members.get("copy").filter(|_| version == Version::V1_1);
        match (members.get("update"), copy) {
            (Some(update), None) => Some(Change::Update(update, format!("{at}/update"))),
            (None, Some(_)) => self.path(members, at, "copy").map(Change::Copy),
            (Some(_), Some(_)) => {
                self.tell(
                    format!("{at}/copy"),
                    "an action either updates or copies, and this does both",
                )
                .help = Some("make two actions of it".to_owned());
                None
            }
            (None, None) => {
                // A member that is not known has been told, and may be what is missing.
                if members
                    .keys()
                    .all(|name| ["target", "description", "remove"].contains(&name.as_str()))
                {
                    self.tell(at, "this action changes nothing").help = Some(match version {
                        Version::V1_0 => "add `update` or `remove: true`".to_owned(),
                        Version::V1_1 => "add `update`, `copy` or `remove: true`".to_owned(),
                    });
                }
                None
            }
        }
    }

    fn path(&mut self, members: &Map<String, Value>, at: &str, name: &str) -> Option<Path> {
        let text = self.text(members, at, name)?;
        let at = format!("{at}/{name}");
        Path::parse(&at, text)
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
            self.tell(at, format!("`{name}` is missing")).help =
                Some(format!("add `{name}`, which an overlay must have"));
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
            self.tell(format!("{at}/{name}"), format!("`{name}` is no string"))
                .help = Some("write a string; a number needs quotes".to_owned());
        }
        text
    }

    fn object<'v>(
        &mut self,
        value: &'v Value,
        at: &str,
        what: &str,
    ) -> Option<&'v Map<String, Value>> {
        let members = value.as_object();
        if members.is_none() {
            self.tell(at, format!("{what} is an object, and this is none"))
                .help = Some("write members, as in `name: value`".to_owned());
        }
        members
    }

    fn refuse_others(
        &mut self,
        members: &Map<String, Value>,
        at: &str,
        known: &[&str],
        what: &str,
    ) {
        for name in members.keys() {
            if known.contains(&name.as_str()) || name.starts_with("x-") {
                continue;
            }
            let help = match (name.as_str(), closest(name, known.iter().copied())) {
                ("copy", _) if known.contains(&"update") => {
                    "copying is new in Overlay 1.1: write `overlay: 1.1.0`".to_owned()
                }
                (_, Some(meant)) => format!("did you mean `{meant}`?"),
                _ => "remove it, or name it `x-…` if it is meant for others".to_owned(),
            };
            let problem = format!("`{name}` is no member of {what}");
            let told = self.tell(crate::source::pointer::child(at, name), problem);
            told.help = Some(help);
            told.is_of_name = true;
        }
    }

    fn tell(&mut self, at: impl Into<String>, problem: impl Into<String>) -> &mut Diagnostic {
        self.problems
            .push(Diagnostic::error("overlay", at, problem));
        self.problems.last_mut().expect("one was just added")
    }
}
