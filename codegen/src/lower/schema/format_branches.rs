//! `oneOf` with branches that only `format` tells apart. The crate does not check `format`, so a
//! value would match two branches, and `oneOf` would reject every value:
//!
//! ```yaml
//! Owner: { oneOf: [{ type: string, format: uuid }, { type: string, format: email, minLength: 6 }] }
//! ```
//!
//! ```text
//! Rule::AnyOf(&[&[Rule::Type(Types::STRING)], &[Rule::Type(Types::STRING), Rule::MinLength(6)]])
//! ```

use crate::document::{Schema, Types};
use crate::lower::schema::Schemas;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The depth limit for properties and items, which may be recursive.
const MAX_DEPTH: usize = 3;

/// The facts about a value at a path within a branch.
struct Facts {
    types: Types,
    format: Option<String>,
    values: Option<Vec<Value>>,
    /// True if every object on the path requires the property.
    is_required: bool,
}

/// The facts about a branch, by path.
type Branch = BTreeMap<String, Facts>;

impl Schemas<'_> {
    /// True if exactly one branch of a `oneOf` must match. False if two branches differ by
    /// `format`, with a warning unless the branches are equal otherwise.
    pub(crate) fn is_exclusive(&self, pointer: &str, branches: &[Rc<Schema>]) -> bool {
        let facts = branches.iter().map(|branch| {
            let mut facts = Branch::new();
            self.facts(branch, "", true, 0, &mut facts);
            facts
        });
        let facts: Vec<Branch> = facts.collect();
        let has_format = |branch: &Branch| branch.values().any(|facts| facts.format.is_some());
        if !facts.iter().any(has_format) {
            return true;
        }
        let overlaps = |(at, branch): (usize, &Branch)| {
            let mut earlier = facts[..at].iter();
            earlier.any(|other| differ_by_format(other, branch))
        };
        if !facts.iter().enumerate().any(overlaps) {
            return true;
        }
        if !branches.iter().all(|branch| self.is_plain(branch, 0)) {
            self.warn(
                "unchecked-format",
                pointer,
                "branches of `oneOf` differ by `format`, which is not checked; read as `anyOf`"
                    .into(),
                "write `anyOf`, or tell the branches apart by `pattern`",
            );
        }
        false
    }

    /// True if a branch has no keyword besides `type` and `format`, apart from `items`.
    fn is_plain(&self, branch: &Rc<Schema>, depth: usize) -> bool {
        let view = self.view(std::slice::from_ref(branch));
        view.schemas.iter().all(|part| {
            let rest = Schema {
                types: None,
                format: None,
                items: None,
                ..Schema::clone(part)
            };
            let mut items = part.items.iter();
            depth <= MAX_DEPTH
                && rest.is_only_composition()
                && items.all(|items| self.is_plain(items, depth + 1))
        })
    }

    fn facts(
        &self,
        schema: &Rc<Schema>,
        path: &str,
        is_required: bool,
        depth: usize,
        facts: &mut Branch,
    ) {
        self.facts_of_all(
            std::slice::from_ref(schema),
            path,
            is_required,
            depth,
            facts,
        );
    }

    fn facts_of_all(
        &self,
        schemas: &[Rc<Schema>],
        path: &str,
        is_required: bool,
        depth: usize,
        facts: &mut Branch,
    ) {
        let view = self.view(schemas);
        let found = Facts {
            types: view.types(),
            format: view.schemas.iter().find_map(|part| part.format.clone()),
            values: view.values(),
            is_required,
        };
        facts.insert(path.to_owned(), found);
        if depth == MAX_DEPTH {
            return;
        }
        let required = view.required();
        for name in &required {
            let undeclared = Facts {
                types: Types::ALL,
                format: None,
                values: None,
                is_required,
            };
            facts.insert(format!("{path}/{name}"), undeclared);
        }
        for (name, schemas) in view.properties() {
            let is_required = is_required && required.contains(&name);
            self.facts_of_all(
                &schemas,
                &format!("{path}/{name}"),
                is_required,
                depth + 1,
                facts,
            );
        }
        let items = view.schemas.iter().filter_map(|part| part.items.clone());
        let items: Vec<Rc<Schema>> = items.collect();
        if !items.is_empty() {
            self.facts_of_all(&items, &format!("{path}/*"), false, depth + 1, facts);
        }
    }
}

/// True if a value can match both branches, unless `format` is checked.
fn differ_by_format(left: &Branch, right: &Branch) -> bool {
    let shared = || {
        left.iter()
            .filter_map(|(path, facts)| Some((facts, right.get(path)?)))
    };
    let is_disjoint = shared()
        .any(|(left, right)| left.is_required && right.is_required && are_disjoint(left, right));
    if is_disjoint || !(requires_less(left, right) || requires_less(right, left)) {
        return false;
    }
    shared().any(|(left, right)| left.format != right.format && !are_disjoint(left, right))
}

fn are_disjoint(left: &Facts, right: &Facts) -> bool {
    let has_none =
        |values: &[Value], other: &[Value]| !values.iter().any(|one| other.contains(one));
    left.types.intersection(right.types).is_empty()
        || match (&left.values, &right.values) {
            (Some(left), Some(right)) => has_none(left, right),
            _ => false,
        }
}

/// True if `right` requires every property that `left` requires.
fn requires_less(left: &Branch, right: &Branch) -> bool {
    let mut required = left.iter().filter(|(_, facts)| facts.is_required);
    required.all(|(path, _)| right.get(path).is_some_and(|facts| facts.is_required))
}
