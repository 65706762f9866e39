//! References in wrong places, without a target, and with ignored fields beside.

use crate::check::index::{Index, Node};
use crate::check::{Finding, join_names};
use crate::fields::{self, Content, ObjectKind, Versions, is_not_extension};
use crate::source::Source;
use crate::source::pointer::child;
use serde_json::{Map, Value};

/// Reports a reference without a target.
pub(super) fn unresolved(index: &Index<'_>, node: &Node<'_>) -> Option<Finding> {
    let reference = node.reference()?;
    let is_lost =
        crate::document::local_pointer(reference).is_some() && index.target(reference).is_none();
    is_lost.then(|| {
        let problem = format!("unresolved reference `{reference}`");
        Finding::new(
            "unresolved-reference",
            &child(&node.pointer, "$ref"),
            problem,
        )
        .help("correct the reference, or add its target")
    })
}

/// Reports a reference in place of an object that must be written out.
pub(super) fn misplaced(index: &Index<'_>, node: &Node<'_>) -> Option<Finding> {
    let versions = node.kind.referable();
    if versions.has(index.version) {
        return None;
    }
    let problem = format!("`$ref` is not allowed in {}", node.kind.phrase());
    let help = match versions == Versions::NONE {
        true => "replace the reference by the object itself".to_owned(),
        false => format!("replace the reference by the object itself, or use {versions}"),
    };
    let at = child(&node.pointer, "$ref");
    Some(
        Finding::new("misplaced-field", &at, problem)
            .of_name()
            .help(help),
    )
}

/// Reports a reference in place of a map, such as `content`.
pub(super) fn inlined(
    index: &Index<'_>,
    source: &Source,
    node: &Node<'_>,
    name: &str,
) -> Option<Finding> {
    let Content::Map(..) = fields::content(node.kind, name, index.version)? else {
        return None;
    };
    let at = child(&node.pointer, name);
    let reference = source.inlined_reference(&at)?;
    let problem = format!("`$ref` is not allowed in place of `{name}`");
    let help = "write the entries, each with a reference of its own";
    Some(
        Finding::new("misplaced-field", &reference, problem)
            .of_name()
            .help(help),
    )
}

/// Reports fields beside `$ref` that are ignored.
pub(super) fn ignored_siblings(
    index: &Index<'_>,
    node: &Node<'_>,
    members: &Map<String, Value>,
) -> Option<Finding> {
    let has_texts = index.version.has(Versions::SINCE_3_1);
    let is_read =
        |name: &str| name == "$ref" || has_texts && matches!(name, "summary" | "description");
    let names = members.keys().map(String::as_str);
    let ignored: Vec<&str> = names
        .filter(|name| !is_read(name) && is_not_extension(name))
        .collect();
    let first = ignored.first()?;
    let verb = if ignored.len() == 1 { "is" } else { "are" };
    let problem = format!(
        "{} {verb} ignored beside `$ref` in {}",
        join_names(ignored.iter().copied()),
        index.version
    );
    let help = match node.kind {
        ObjectKind::Schema => "move the `$ref` into `allOf`, or remove the keywords",
        _ => "remove the fields, or write them in the target",
    };
    let at = child(&node.pointer, first);
    Some(
        Finding::new("ignored-sibling", &at, problem)
            .of_name()
            .help(help),
    )
}
