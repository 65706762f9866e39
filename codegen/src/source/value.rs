//! Builds a JSON value from a tree: resolves aliases and merge keys, makes every key a string.

use super::pointer;
use super::scalar;
use super::span::Lines;
use super::syntax_error::SyntaxError;
use super::tree::{Content, MAX_DEPTH, NodeId, ScalarForm, Tree};
use crate::json::{Json, Map, MapBuilder};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// The budget that a node takes besides the length of the text; roughly the memory in bytes.
const NODE_WEIGHT: usize = 32;
/// The budget for expanding aliases, for a text of any size. Without aliases every node takes at
/// least a byte of text, so the part of the budget that grows with the text suffices.
const ALIAS_WEIGHT: usize = 16 * 1024 * 1024;

/// Builds the value and lists errors and warnings. With an error, the value is meaningless.
pub(super) fn build(tree: &Tree, text: &str) -> (Json, Vec<SyntaxError>) {
    let mut build = ValueBuilder {
        tree,
        text,
        path: Vec::new(),
        open: vec![false; tree.len()],
        alias: None,
        budget: ALIAS_WEIGHT + 2 * NODE_WEIGHT * text.len(),
        problems: Vec::new(),
        reported: BTreeSet::new(),
        lines: OnceCell::new(),
    };
    let value = tree.root().map_or(Json::Null, |root| build.value(root));
    (value, build.problems)
}

struct ValueBuilder<'t> {
    tree: &'t Tree,
    text: &'t str,
    path: Vec<Step>,
    /// True for each ancestor of the current node; an alias to an ancestor is circular.
    open: Vec<bool>,
    /// The outermost alias being expanded.
    alias: Option<NodeId>,
    budget: usize,
    problems: Vec<SyntaxError>,
    /// Nodes already reported, so that aliases do not repeat a diagnostic.
    reported: BTreeSet<NodeId>,
    lines: OnceCell<Lines>,
}

#[derive(Clone, Copy)]
enum Step {
    Name(NodeId),
    Index(usize),
}

impl ValueBuilder<'_> {
    /// Returns the value of a node, or reports an error and returns null.
    fn value(&mut self, id: NodeId) -> Json {
        if !self.charge(id) {
            return Json::Null;
        }
        let tree = self.tree;
        match tree.node(id).content {
            Content::Scalar(_, form) => self.scalar(id, tree.text(id), form),
            Content::Alias(target) if self.open[target as usize] => self.report_cycle(id),
            Content::Alias(target) => {
                let outermost = *self.alias.get_or_insert(id);
                let value = self.value(target as usize);
                self.alias = Some(outermost).filter(|outermost| *outermost != id);
                value
            }
            Content::Sequence(_) => {
                self.open[id] = true;
                let elements = tree.children(id).enumerate();
                let elements = elements
                    .map(|(index, id)| self.step(Step::Index(index), id))
                    .collect();
                self.open[id] = false;
                Json::Array(elements)
            }
            Content::Mapping(_) => {
                self.open[id] = true;
                let map = self.mapping(id);
                self.open[id] = false;
                Json::Object(map)
            }
        }
    }

    fn step(&mut self, step: Step, id: NodeId) -> Json {
        self.path.push(step);
        let value = self.value(id);
        self.path.pop();
        value
    }

    fn mapping(&mut self, id: NodeId) -> Map {
        let tree = self.tree;
        let mut map = MapBuilder::with_capacity(tree.entries(id).count());
        let mut merged = BTreeSet::new();
        let mut merge_keys = 0;
        for (name, value) in tree.entries(id) {
            if tree.is_merge(name) {
                merge_keys += 1;
                self.merge(name, value, &mut map, &mut merged);
                if merge_keys == 2 {
                    self.report_duplicate("<<", name, id);
                }
                continue;
            }
            let Some(text) = tree.key(name) else {
                self.report_name(name);
                continue;
            };
            self.charge(name);
            let value = self.step(Step::Name(name), value);
            let existed = map.insert(text, value);
            // The mapping's own key overrides a merged key.
            if existed && !merged.remove(text) {
                self.report_duplicate(text, name, id);
            }
        }
        map.into()
    }

    /// Adds the keys of merged mappings, except keys that are already present.
    fn merge(
        &mut self,
        name: NodeId,
        id: NodeId,
        map: &mut MapBuilder,
        merged: &mut BTreeSet<Box<str>>,
    ) {
        let sources = match self.step(Step::Name(name), id) {
            Json::Array(sources) => sources,
            single => vec![single],
        };
        for source in sources {
            let Json::Object(source) = source else {
                self.report_merge(id);
                continue;
            };
            for (name, value) in source {
                if !map.contains_key(&name) {
                    map.insert(&name, value);
                    merged.insert(name);
                }
            }
        }
    }

    fn scalar(&mut self, id: NodeId, text: &str, form: ScalarForm) -> Json {
        scalar::value(text, form).unwrap_or_else(|scalar::NotFinite| {
            if self.reported.insert(id) {
                let place = (self.pointer(), self.tree.node(id).span());
                let problem = format!("number `{text}` has no JSON equivalent, read as null");
                let help = "write a finite number, or put the text in quotes";
                let problem = SyntaxError::new("number-out-of-range", place, problem, help);
                self.problems.push(problem.into_warning());
            }
            Json::Null
        })
    }

    /// Charges a node to the budget. Returns false if the budget is used up.
    fn charge(&mut self, id: NodeId) -> bool {
        if self.path.len() > MAX_DEPTH {
            let problem = SyntaxError::too_deep(self.pointer(), self.tree.node(id).span());
            self.problems.push(problem);
            self.budget = 0;
        }
        let weight = match self.tree.node(id).content {
            Content::Scalar(..) => NODE_WEIGHT + self.tree.text(id).len(),
            Content::Sequence(_) | Content::Mapping(_) | Content::Alias(_) => NODE_WEIGHT,
        };
        if self.budget >= weight {
            self.budget -= weight;
            return true;
        }
        if !self.problems.iter().any(SyntaxError::is_error) {
            self.report(
                self.alias.unwrap_or(id),
                "alias-bomb",
                "YAML aliases expand beyond the size limit",
                "use `$ref` to components instead of YAML aliases",
            );
        }
        self.budget = 0;
        false
    }

    fn report_cycle(&mut self, id: NodeId) -> Json {
        let alias = self.text.get(self.tree.node(id).span()).unwrap_or_default();
        self.report(
            id,
            "alias-cycle",
            format!("circular alias `{alias}`"),
            "use `$ref` to a component instead; a `$ref` may be recursive",
        );
        Json::Null
    }

    fn report_duplicate(&mut self, text: &str, name: NodeId, mapping: NodeId) {
        let mut names = self.tree.entries(mapping).map(|(name, _)| name);
        let first = names
            .find(|first| self.tree.key(*first) == Some(text))
            .unwrap_or(name);
        let lines = self.lines.get_or_init(|| Lines::of(self.text));
        let place = lines.span(self.text, self.tree.node(first).span());
        let help = format!(
            "keep one of the keys; the first is at line {}, column {}",
            place.line, place.column
        );
        self.path.push(Step::Name(name));
        if self.reported.insert(name) {
            let place = (self.pointer(), self.tree.node(name).span());
            let problem = SyntaxError::new(
                "duplicate-key",
                place,
                format!("duplicate key `{text}`; the last value is used"),
                help,
            );
            self.problems.push(problem.into_warning());
        }
        self.path.pop();
    }

    fn report_name(&mut self, name: NodeId) {
        self.report(
            name,
            "key-not-a-string",
            "a list or a mapping cannot be a JSON key",
            "make the key a string",
        );
    }

    fn report_merge(&mut self, id: NodeId) {
        self.report(
            id,
            "merge-not-a-mapping",
            "merge key `<<` with a value that is not a mapping",
            "set `<<` to an alias of a mapping, or to a list of aliases",
        );
    }

    fn report(
        &mut self,
        id: NodeId,
        code: &'static str,
        problem: impl Into<String>,
        help: impl Into<String>,
    ) {
        if !self.reported.insert(id) {
            return;
        }
        let place = (self.pointer(), self.tree.node(id).span());
        self.problems
            .push(SyntaxError::new(code, place, problem, help));
    }

    fn pointer(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            match step {
                Step::Name(name) => {
                    pointer::push(&mut text, self.tree.key(*name).unwrap_or_default());
                }
                Step::Index(index) => pointer::push(&mut text, &index.to_string()),
            }
        }
        text
    }
}
