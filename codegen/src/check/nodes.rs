//! A description as a flat list of what stands in it.

use super::grammar::{Holds, Kind, member};
use crate::document::local;
use crate::source::pointer;
use serde_json::Value;
use std::collections::{HashMap, VecDeque};

/// How many references may lead to each other in a row.
const LONGEST: usize = 32;

/// Everything in a description that has a kind.
pub(super) struct Nodes<'v> {
    pub root: &'v Value,
    /// OpenAPI 3.0, in which nothing beside a reference counts.
    pub is_30: bool,
    pub all: Vec<Node<'v>>,
    by_pointer: HashMap<String, usize>,
}

/// One value of a description.
pub(super) struct Node<'v> {
    pub kind: Kind,
    pub pointer: String,
    pub value: &'v Value,
    /// The node that it is a part of; none for the root and for what a reference led to.
    pub parent: Option<usize>,
    /// The member of the parent that holds it: `allOf`, `properties`.
    pub member: &'v str,
    /// Its name, where the member is a map of names.
    pub name: Option<&'v str>,
}

impl Node<'_> {
    /// The reference that stands in its place.
    pub fn reference(&self) -> Option<&str> {
        self.value.get("$ref")?.as_str()
    }

    /// A member of it that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.value.get(name)?.as_str()
    }
}

impl<'v> Nodes<'v> {
    /// Walks a description: its own parts first, then whatever else a reference leads to.
    pub fn of(root: &'v Value) -> Self {
        let version = root.get("openapi").and_then(Value::as_str);
        let mut nodes = Nodes {
            root,
            is_30: version.is_some_and(|version| version.starts_with("3.0")),
            all: Vec::new(),
            by_pointer: HashMap::new(),
        };
        let start = Node {
            kind: Kind::Description,
            pointer: String::new(),
            value: root,
            parent: None,
            member: "",
            name: None,
        };
        let mut next = 0;
        nodes.add(start);
        loop {
            let mut ahead = VecDeque::new();
            while next < nodes.all.len() {
                nodes.expand(next);
                let node = &nodes.all[next];
                if let Some(target) = node.reference().and_then(local) {
                    ahead.push_back((node.kind, target));
                }
                next += 1;
            }
            for (kind, target) in ahead {
                nodes.add_target(kind, target);
            }
            if next == nodes.all.len() {
                return nodes;
            }
        }
    }

    /// Adds what a reference leads to where no path of the description does.
    fn add_target(&mut self, kind: Kind, target: String) {
        let root: &'v Value = self.root;
        if let Some(value) = root.pointer(&target) {
            self.add(Node {
                kind,
                pointer: target,
                value,
                parent: None,
                member: "",
                name: None,
            });
        }
    }

    fn add(&mut self, node: Node<'v>) {
        if !self.by_pointer.contains_key(&node.pointer) {
            self.by_pointer.insert(node.pointer.clone(), self.all.len());
            self.all.push(node);
        }
    }

    /// Adds the parts of a node.
    fn expand(&mut self, index: usize) {
        let (kind, value) = (self.all[index].kind, self.all[index].value);
        let Value::Object(members) = value else {
            return;
        };
        if self.is_30 && kind == Kind::Schema && self.all[index].reference().is_some() {
            return;
        }
        for (name, value) in members {
            let Some(holds) = member(kind, name) else {
                continue;
            };
            let at = pointer::child(&self.all[index].pointer, name);
            match (holds, value) {
                (Holds::One(kind), Value::Array(items)) => {
                    for (number, value) in items.iter().enumerate() {
                        let at = pointer::child(&at, &number.to_string());
                        self.part(index, (kind, name, None), at, value);
                    }
                }
                (Holds::One(kind), value) => self.part(index, (kind, name, None), at, value),
                (Holds::Map(kind), Value::Object(members)) => {
                    for (key, value) in members {
                        if kind != Kind::Schema && key.starts_with("x-") && !value.is_object() {
                            continue;
                        }
                        let at = pointer::child(&at, key);
                        self.part(index, (kind, name, Some(key)), at, value);
                    }
                }
                (Holds::Map(_), _) => {}
            }
        }
    }

    fn part(
        &mut self,
        parent: usize,
        (kind, member, name): (Kind, &'v str, Option<&'v str>),
        pointer: String,
        value: &'v Value,
    ) {
        self.add(Node {
            kind,
            pointer,
            value,
            parent: Some(parent),
            member,
            name,
        });
    }

    /// All nodes of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Node<'v>> {
        self.all.iter().filter(move |node| node.kind == kind)
    }

    /// The node at a pointer.
    pub fn at(&self, pointer: &str) -> Option<&Node<'v>> {
        self.by_pointer.get(pointer).map(|index| &self.all[*index])
    }

    /// What the node is a part of.
    pub fn parent(&self, node: &Node<'v>) -> Option<&Node<'v>> {
        node.parent.map(|index| &self.all[index])
    }

    /// What a reference leads to.
    pub fn target(&self, reference: &str) -> Option<&Node<'v>> {
        self.at(&local(reference)?)
    }

    /// The node itself, or what the references in its place lead to in the end.
    pub fn resolved<'n>(&'n self, node: &'n Node<'v>) -> Option<&'n Node<'v>> {
        let mut node = node;
        for _ in 0..LONGEST {
            match node.reference() {
                Some(reference) => node = self.target(reference)?,
                None => return Some(node),
            }
        }
        None
    }
}
