//! Rules of operations: status codes, bodies, combinations of parameters, unique names.

use super::{is_replaced, objects};
use crate::check::Finding;
use crate::check::index::{Index, Node};
use crate::fields::{METHODS, ObjectKind, Versions, is_not_extension};
use crate::source::pointer::child;
use serde_json::Value;
use std::collections::BTreeMap;

/// Reports violations in operations.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
    for operation in objects(index, ObjectKind::Operation) {
        found.extend(statuses(index, operation));
        found.extend(method(operation));
        found.extend(bodies(index, operation));
        if let Some(id) = operation.text("operationId") {
            let first = ids.entry(id).or_insert(&operation.pointer);
            if *first != operation.pointer {
                let problem = format!("duplicate `operationId` `{id}`");
                let at = child(&operation.pointer, "operationId");
                found.push(
                    Finding::new("duplicate-operation-id", &at, problem)
                        .notes(vec![format!("also the id of {first}")])
                        .help("give each operation an id of its own"),
                );
            }
        }
    }
    let lists = lists(index);
    for (holder, list) in &lists {
        found.extend(duplicates(index, list));
        let item = index.at(holder).and_then(|holder| index.parent(holder));
        let shared = item.and_then(|item| lists.get(item.pointer.as_str()));
        let all: Vec<_> = shared.into_iter().flatten().chain(list).copied().collect();
        for finding in query_strings(index, &all) {
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }
    found
}

/// Reports an empty `responses`, and keys that are no status codes.
fn statuses(index: &Index<'_>, operation: &Node<'_>) -> Vec<Finding> {
    let Some(responses) = operation.value.get("responses").and_then(Value::as_object) else {
        return Vec::new();
    };
    let at = child(&operation.pointer, "responses");
    let names = responses.keys().map(String::as_str);
    let names: Vec<&str> = names.filter(is_not_extension).collect();
    if names.is_empty() {
        let finding = Finding::new("missing-field", &at, "no response in `responses`");
        return vec![finding.of_name().help("add a response, such as `default`")];
    }
    let has_classes = index.version.has(Versions::SINCE_3_0);
    let is_known = |name: &str| {
        let (class, rest) = name.split_at_checked(1).unwrap_or_default();
        let is_code = rest.len() == 2
            && (rest.bytes().all(|digit| digit.is_ascii_digit()) || rest == "XX" && has_classes);
        name == "default" || ("1"..="5").contains(&class) && is_code
    };
    let unknown = names.into_iter().filter(|name| !is_known(name));
    let findings = unknown.map(|name| {
        let problem = format!("unknown status code `{name}`");
        let help = match has_classes {
            true => "use a code such as `200`, a class such as `4XX`, or `default`",
            false => "use a code such as `200`, or `default`",
        };
        Finding::new("unknown-status", &child(&at, name), problem)
            .of_name()
            .help(help)
    });
    findings.collect()
}

/// Reports a method in `additionalOperations` that has a field of its own.
fn method(operation: &Node<'_>) -> Option<Finding> {
    let name = operation
        .key
        .filter(|_| operation.field == "additionalOperations")?;
    let field = METHODS
        .iter()
        .find(|method| method.to_uppercase() == name)?;
    let problem = format!("method `{name}` in `additionalOperations`");
    let finding = Finding::new("misplaced-field", &operation.pointer, problem);
    Some(
        finding
            .of_name()
            .help(format!("use the field `{field}` of the path item")),
    )
}

/// Reports parameters of Swagger 2.0 that need different bodies.
fn bodies(index: &Index<'_>, operation: &Node<'_>) -> Vec<Finding> {
    if !index.version.has(Versions::V2_0) {
        return Vec::new();
    }
    let own = parameters(index, operation);
    let shared = index.parent(operation).map(|item| parameters(index, item));
    let key = |node: &Node<'_>| {
        (
            node.text("name").map(str::to_owned),
            node.text("in") == Some("body"),
        )
    };
    let shared = shared.into_iter().flatten();
    let shared = shared.filter(|node| !own.iter().any(|other| key(other) == key(node)));
    let all: Vec<&Node<'_>> = shared.chain(own.iter().copied()).collect();
    let of = |place: &str| -> Vec<&Node<'_>> {
        let nodes = all.iter().copied();
        nodes
            .filter(|node| node.text("in") == Some(place))
            .collect()
    };
    let (bodies, fields) = (of("body"), of("formData"));
    let mut found = Vec::new();
    let mut report = |problem: String, help: &str| {
        let at = child(&operation.pointer, "parameters");
        found.push(
            Finding::new("conflicting-parameters", &at, problem)
                .of_name()
                .help(help),
        );
    };
    if bodies.len() > 1 {
        let problem = format!("{} body parameters in one operation", bodies.len());
        report(problem, "merge the schemas into one body parameter");
    }
    if let ([_, ..], [_, ..]) = (bodies.as_slice(), fields.as_slice()) {
        let problem = "body and form parameters in one operation".to_owned();
        report(problem, "use body or form parameters");
    }
    found.extend(files(index, operation, &fields));
    found
}

/// Reports a file parameter of Swagger 2.0 in an operation that consumes no forms.
fn files(index: &Index<'_>, operation: &Node<'_>, fields: &[&Node<'_>]) -> Option<Finding> {
    let is_file = |node: &&Node<'_>| node.text("type") == Some("file");
    let consumes = operation
        .value
        .get("consumes")
        .or(index.root.get("consumes"));
    let consumes = consumes.and_then(Value::as_array);
    let mut consumes = consumes.into_iter().flatten().filter_map(Value::as_str);
    let is_form = |name: &str| {
        name.starts_with("multipart/form-data")
            || name.starts_with("application/x-www-form-urlencoded")
    };
    let is_lost = fields.iter().any(is_file) && !consumes.any(is_form);
    is_lost.then(|| {
        let problem = "`type: file` without a form in `consumes`";
        Finding::new("missing-field", &operation.pointer, problem)
            .of_name()
            .help("add `consumes: [multipart/form-data]`")
    })
}

/// Returns the parameters of an operation or path item, with references resolved.
pub(super) fn parameters<'n, 'v>(index: &'n Index<'v>, holder: &Node<'v>) -> Vec<&'n Node<'v>> {
    let count = holder.value.get("parameters").and_then(Value::as_array);
    let count = count.map_or(0, Vec::len);
    let at = child(&holder.pointer, "parameters");
    let nodes = (0..count).filter_map(|number| index.at(&child(&at, &number.to_string())));
    nodes.filter_map(|node| index.resolved(node)).collect()
}

/// Returns the lists of parameters with the resolved entries, by the pointer of the holder.
fn lists<'n, 'v>(index: &'n Index<'v>) -> BTreeMap<&'n str, Vec<(&'n Node<'v>, &'n Node<'v>)>> {
    let mut lists: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for node in index.of_kind(ObjectKind::Parameter) {
        let holder = index.parent(node).filter(|_| node.key.is_none());
        if let (Some(holder), Some(target)) = (holder, index.resolved(node))
            && !is_replaced(index, target)
        {
            lists
                .entry(&holder.pointer)
                .or_default()
                .push((node, target));
        }
    }
    lists
}

/// Reports parameters with equal name and location.
fn duplicates(index: &Index<'_>, list: &[(&Node<'_>, &Node<'_>)]) -> Vec<Finding> {
    let mut found = Vec::new();
    let key = |node: &Node<'_>| {
        let text = |name: &str| node.text(name).map(str::to_owned);
        Some((text("name")?, text("in")?))
    };
    for (number, (node, target)) in list.iter().enumerate() {
        let Some((name, place)) = key(target) else {
            continue;
        };
        let is_body = place == "body" && index.version.has(Versions::V2_0);
        let mut earlier = list[..number].iter();
        if !is_body && earlier.any(|(_, other)| key(other) == key(target)) {
            let problem = format!("duplicate parameter `{name}` in `{place}`");
            found.push(
                Finding::new("duplicate-parameter", &node.pointer, problem)
                    .help("keep one of the parameters"),
            );
        }
    }
    found
}

/// Reports parameters in `query` or a second parameter beside a parameter in `querystring`.
fn query_strings(index: &Index<'_>, list: &[(&Node<'_>, &Node<'_>)]) -> Vec<Finding> {
    let of = |place: &str| -> Vec<&Node<'_>> {
        let nodes = list
            .iter()
            .filter(|(_, target)| target.text("in") == Some(place));
        nodes.map(|(node, _)| *node).collect()
    };
    let (entire, single) = (of("querystring"), of("query"));
    if !index.version.has(Versions::V3_2) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let [_, second, ..] = entire.as_slice() {
        let problem = "second parameter in `querystring`";
        let finding = Finding::new("duplicate-querystring", &second.pointer, problem);
        found.push(finding.help("describe the entire query with one schema"));
    }
    if let ([_, ..], [first, ..]) = (entire.as_slice(), single.as_slice()) {
        let problem = "parameters in `query` and `querystring` in one operation";
        let finding = Finding::new("conflicting-parameters", &first.pointer, problem);
        found.push(finding.help("describe the entire query in `querystring`"));
    }
    found
}
