//! A tree to the value it stands for: aliases and merge keys are gone, names are strings.

use super::place::Lines;
use super::pointer;
use super::problem::Problem;
use super::scalar;
use super::tree::{Content, Form, MAX_DEPTH, NodeId, Tree};
use crate::json::{Gathered, Json, Members};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// What a node costs; its text comes on top. About what it takes in memory.
const NODE_WEIGHT: usize = 32;
/// How much aliases may add to a text of any size. A text without aliases is never near its
/// budget, since each node takes a byte or more of it.
const ALIAS_WEIGHT: usize = 16 * 1024 * 1024;

/// Builds the value and tells what is wrong with the tree; with an error, the value is of no use.
pub(super) fn build(tree: &Tree, text: &str) -> (Json, Vec<Problem>) {
    let mut build = Build {
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

struct Build<'t> {
    tree: &'t Tree,
    text: &'t str,
    path: Vec<Step>,
    /// The nodes around the current one: an alias to one of them has no end.
    open: Vec<bool>,
    /// The outermost alias that is being followed.
    alias: Option<NodeId>,
    budget: usize,
    problems: Vec<Problem>,
    /// The nodes with a problem: one that aliases repeat is told once.
    reported: BTreeSet<NodeId>,
    lines: OnceCell<Lines>,
}

#[derive(Clone, Copy)]
enum Step {
    Name(NodeId),
    Index(usize),
}

impl Build<'_> {
    /// The value of a node; what has none is reported, and a null stands in.
    fn value(&mut self, id: NodeId) -> Json {
        if !self.spend(id) {
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

    fn mapping(&mut self, id: NodeId) -> Members {
        let tree = self.tree;
        let mut map = Gathered::with_capacity(tree.members(id).count());
        let mut inherited = BTreeSet::new();
        let mut merges = 0;
        for (name, value) in tree.members(id) {
            if tree.is_merge(name) {
                merges += 1;
                self.merge(name, value, &mut map, &mut inherited);
                if merges == 2 {
                    self.report_duplicate("<<", name, id);
                }
                continue;
            }
            let Some(text) = tree.name(name) else {
                self.report_name(name);
                continue;
            };
            self.spend(name);
            let value = self.step(Step::Name(name), value);
            let was_there = map.insert(text, value);
            // What a merge brought gives way to what the mapping itself says.
            if was_there && !inherited.remove(text) {
                self.report_duplicate(text, name, id);
            }
        }
        map.into()
    }

    /// Adds what the merged mappings have and this one has not yet.
    fn merge(
        &mut self,
        name: NodeId,
        id: NodeId,
        map: &mut Gathered,
        inherited: &mut BTreeSet<Box<str>>,
    ) {
        let sources = match self.step(Step::Name(name), id) {
            Json::Array(sources) => sources,
            one => vec![one],
        };
        for source in sources {
            let Json::Object(source) = source else {
                self.report_merge(id);
                continue;
            };
            for (name, value) in source {
                if !map.contains_key(&name) {
                    map.insert(&name, value);
                    inherited.insert(name);
                }
            }
        }
    }

    fn scalar(&mut self, id: NodeId, text: &str, form: Form) -> Json {
        scalar::value(text, form).unwrap_or_else(|scalar::NotFinite| {
            if self.reported.insert(id) {
                let place = (self.pointer(), self.tree.node(id).span());
                let problem = format!("JSON has no number `{text}`, so this is null");
                let help = "write a finite number, or put the text in quotes";
                let problem = Problem::new("number-out-of-range", place, problem, help);
                self.problems.push(problem.forgiven());
            }
            Json::Null
        })
    }

    /// Takes a node off the budget; false where to stop.
    fn spend(&mut self, id: NodeId) -> bool {
        if self.path.len() > MAX_DEPTH {
            let problem = Problem::too_deep(self.pointer(), self.tree.node(id).span());
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
        if !self.problems.iter().any(Problem::is_error) {
            self.report(
                self.alias.unwrap_or(id),
                "alias-bomb",
                "the aliases of this document repeat more than can be read",
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
            format!("the alias `{alias}` stands for something that it is a part of"),
            "refer to a component with `$ref`, which may be recursive",
        );
        Json::Null
    }

    fn report_duplicate(&mut self, text: &str, name: NodeId, mapping: NodeId) {
        let mut names = self.tree.members(mapping).map(|(name, _)| name);
        let first = names
            .find(|first| self.tree.name(*first) == Some(text))
            .unwrap_or(name);
        let lines = self.lines.get_or_init(|| Lines::of(self.text));
        let place = lines.place(self.text, self.tree.node(first).span());
        let help = format!(
            "the first one is at line {}, column {}; keep one of them",
            place.line, place.column
        );
        self.path.push(Step::Name(name));
        if self.reported.insert(name) {
            let place = (self.pointer(), self.tree.node(name).span());
            let problem = Problem::new(
                "duplicate-key",
                place,
                format!("the key `{text}` stands twice in one mapping, and this one counts"),
                help,
            );
            self.problems.push(problem.forgiven());
        }
        self.path.pop();
    }

    fn report_name(&mut self, name: NodeId) {
        self.report(
            name,
            "key-not-a-string",
            "a list or a mapping cannot be a key in JSON",
            "make the key a string",
        );
    }

    fn report_merge(&mut self, id: NodeId) {
        self.report(
            id,
            "merge-not-a-mapping",
            "`<<` merges mappings, and this is none",
            "give `<<` an alias to a mapping, or a list of such aliases",
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
        self.problems.push(Problem::new(code, place, problem, help));
    }

    fn pointer(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            match step {
                Step::Name(name) => {
                    pointer::push(&mut text, self.tree.name(*name).unwrap_or_default());
                }
                Step::Index(index) => pointer::push(&mut text, &index.to_string()),
            }
        }
        text
    }
}
