//! Operations: their names, parameters, bodies and answers.

use super::answers::accept;
use super::{Lowering, Place};
use crate::diagnostic::Diagnostic;
use crate::document;
use crate::ir::{Api, Docs, Group, Operation};
use crate::name::{Case, Renamed, Scope, identifier, part};
use std::collections::BTreeMap;

/// What the group of operations without a tag is called.
pub(super) const UNTAGGED: &str = "default";

/// The methods of `Client` that are written by hand.
const CLIENT_METHODS: &[&str] = &[
    "base_url",
    "budget",
    "builder",
    "clock",
    "clone",
    "headers",
    "http",
    "max_response_bytes",
    "new",
    "parameters",
    "retry",
    "secret",
    "timeout",
    "validates",
];

impl Lowering<'_> {
    pub(super) fn operations(&mut self, operations: &[document::Operation], api: &mut Api) {
        api.server = self.server(operations);
        api.verdict.clone_from(&self.config.verdict);
        api.trace_id.clone_from(&self.config.trace_id);
        api.client_parameters = self.client_parameters(operations);
        api.credentials = self.credentials(operations);
        let ids = self.ids(operations).into_iter().zip(operations);
        let (ids, made_up): (Vec<String>, Vec<bool>) = ids
            .map(|((id, made_up), operation)| (self.chosen(&operation.pointer, &id), made_up))
            .unzip();
        let mut methods = Scope::new(Case::Snake, CLIENT_METHODS).of("operation");
        let method_names = claim(&mut methods, &ids, &made_up);
        let markers: Vec<String> = ids.iter().map(|id| marker(id)).collect();
        let markers = claim(&mut self.operation_names, &markers, &made_up);
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        let mut group_names = Scope::new(Case::Module, &["r#mod", "types"]);
        let names = method_names.into_iter().zip(markers);
        for (operation, (method_name, marker)) in operations.iter().zip(names) {
            let method_name = self.settle(method_name, &operation.pointer);
            let marker = marker.unwrap_or_else(|renamed| renamed.name);
            let mut lowered = self.operation(operation, method_name, marker);
            let own = operation.server.as_ref();
            lowered.server = own.filter(|own| **own != api.server).cloned();
            let title = operation
                .tags
                .first()
                .cloned()
                .unwrap_or_else(|| UNTAGGED.into());
            let group = groups.entry(title.clone()).or_insert_with(|| Group {
                name: group_names
                    .claim(&title)
                    .unwrap_or_else(|renamed| renamed.name),
                title,
                feature: None,
                operations: Vec::new(),
            });
            group.operations.push(lowered);
        }
        api.groups = groups.into_values().collect();
        for group in &mut api.groups {
            group
                .operations
                .sort_by(|left, right| left.method_name.cmp(&right.method_name));
        }
        api.groups.sort_by(|left, right| left.name.cmp(&right.name));
    }

    /// What operations are named by: their ids. An id is meant to be unique; where it is not, the
    /// tag tells its operations apart. With each, whether it is made up.
    fn ids(&self, operations: &[document::Operation]) -> Vec<(String, bool)> {
        let mut holders: BTreeMap<String, Vec<&document::Operation>> = BTreeMap::new();
        let has_id =
            |operation: &document::Operation| operation.id.is_some() && operation.again.is_none();
        for operation in operations.iter().filter(|operation| has_id(operation)) {
            let holders = holders.entry(id(operation)).or_default();
            if !holders
                .iter()
                .any(|other| other.pointer == operation.pointer)
            {
                holders.push(operation);
            }
        }
        let name = |operation: &document::Operation| {
            let id = id(operation);
            if let Some(name) = &operation.again {
                return (name.clone(), true);
            }
            let Some(holders) = holders.get(&id).filter(|_| has_id(operation)) else {
                return (id, true);
            };
            if !holders.iter().any(|other| std::ptr::eq(*other, operation)) {
                // The path item of another path, too.
                return (format!("{id} {}", in_words(&operation.path)), true);
            }
            let [first, _, ..] = holders.as_slice() else {
                return (id, false);
            };
            let tag = operation.tags.first();
            let same = holders.iter().filter(|other| other.tags.first() == tag);
            if same.count() > 1 && !std::ptr::eq(*first, operation) {
                let at = &operation.pointer;
                self.document.report(
                    Diagnostic::error(
                        "duplicate-operation-id",
                        format!("{at}/operationId"),
                        format!("the operationId `{id}` is also that of another operation"),
                    )
                    .with_help(format!(
                        "the first one is at {}; rename one of them",
                        first.pointer
                    )),
                );
                // Nothing is written, so what it is called for now need not be told.
                return (format!("{id} {at}"), false);
            }
            let name = match tag {
                Some(tag) => format!("{tag} {id}"),
                None => id,
            };
            (name, false)
        };
        operations.iter().map(name).collect()
    }

    /// Where the service is. Where only the operations say so, it is where all of them are: what
    /// goes to one host, such as a token, is not for another.
    fn server(&self, operations: &[document::Operation]) -> String {
        let mut own = operations.iter().map(|operation| &operation.server);
        let first = own.next().cloned().flatten();
        let shared = first.filter(|first| own.all(|other| other.as_ref() == Some(first)));
        self.document.server().or(shared).unwrap_or_default()
    }

    fn operation(
        &mut self,
        operation: &document::Operation,
        method_name: String,
        marker: String,
    ) -> Operation {
        let module = self.add_inline_module(&method_name);
        let place = Place {
            name: marker.clone(),
            module,
        };
        let mut operation_docs = Docs {
            text: operation.description.clone().unwrap_or_default(),
            source: Some(operation.pointer.clone()),
            ..Docs::default()
        };
        if let Some(summary) = &operation.summary
            && *summary != operation_docs.text
        {
            let ends = summary.ends_with(['.', '!', '?']);
            let stop = if ends { "" } else { "." };
            operation_docs.text = format!("{summary}{stop}\n\n{}", operation_docs.text);
        }
        self.check_unread(operation);
        let success = self.answers(operation, &place, true);
        let failure = self.answers(operation, &place, false);
        Operation {
            id: id(operation),
            docs: operation_docs,
            deprecated: operation.deprecated,
            method: operation.method.to_uppercase(),
            path: operation.path.clone(),
            server: None,
            parameters: self.parameters(operation, &place),
            body: self.body(operation, &place),
            security: self.security(operation),
            accept: accept(&success, &failure),
            pages: self.pages(operation, &success),
            events: self.event_stream(operation, &failure, &place),
            headers: self.headers(operation, &place),
            success,
            failure,
            method_name,
            marker,
        }
    }
}

/// The names that operations get: those with an id before those that are named by what they do.
fn claim(scope: &mut Scope, wanted: &[String], made_up: &[bool]) -> Vec<Result<String, Renamed>> {
    let (with_id, others): (Vec<usize>, Vec<usize>) =
        (0..wanted.len()).partition(|index| !made_up[*index]);
    let mut names = Vec::new();
    for places in [with_id, others] {
        let wanted: Vec<String> = places.iter().map(|index| wanted[*index].clone()).collect();
        names.extend(places.into_iter().zip(scope.claim_all(&wanted)));
    }
    names.sort_by_key(|(index, _)| *index);
    names.into_iter().map(|(_, name)| name).collect()
}

/// What the marker of an operation is named by. A marker is a value, too: where letters have no case,
/// an argument of its name would mean the marker.
fn marker(id: &str) -> String {
    let is_told = identifier(id, Case::Pascal).starts_with(char::is_uppercase);
    if is_told {
        id.to_owned()
    } else {
        format!("call {id}")
    }
}

/// The id of an operation; one without is named by what it does.
pub(super) fn id(operation: &document::Operation) -> String {
    let own = operation.id.clone();
    own.unwrap_or_else(|| format!("{}{}", operation.method, in_words(&operation.path)))
}

fn in_words(path: &str) -> String {
    let words = path
        .split('/')
        .map(|segment| segment.trim_matches(['{', '}']));
    words.map(part).collect()
}
