//! A flat list of the objects in a spec.

use crate::document::local_pointer;
use crate::fields::{Content, Keys, METHODS, ObjectKind, Versions, content};
use crate::source::BUNDLED_FILES;
use crate::source::pointer::child;
use serde_json::Value;
use std::collections::{HashMap, VecDeque};

/// Maximum length of a chain of references.
const MAX_CHAIN: usize = 32;

/// The objects of a spec, with an index by pointer.
pub(super) struct Index<'v> {
    pub root: &'v Value,
    /// The version of the spec.
    pub version: Versions,
    pub all: Vec<Node<'v>>,
    by_pointer: HashMap<String, usize>,
}

/// An object of a spec.
pub(super) struct Node<'v> {
    pub kind: ObjectKind,
    pub pointer: String,
    pub value: &'v Value,
    /// Index of the parent node; `None` for the root and for targets of references outside the
    /// tree.
    pub parent: Option<usize>,
    /// The field of the parent that contains the node: `allOf`, `properties`.
    pub field: &'v str,
    /// The key, if the field is a map.
    pub key: Option<&'v str>,
}

impl Node<'_> {
    /// Returns `$ref`.
    pub fn reference(&self) -> Option<&str> {
        self.value.get("$ref")?.as_str()
    }

    /// Returns a field of the object as a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.value.get(name)?.as_str()
    }
}

impl<'v> Index<'v> {
    /// Lists the objects of a spec, then the remaining targets of references.
    pub fn of(root: &'v Value) -> Self {
        let version = |name: &str| {
            let version = root.get(name)?;
            // Unquoted, YAML reads `3.1` as a number.
            Some(
                version
                    .as_str()
                    .map_or_else(|| version.to_string(), str::to_owned),
            )
        };
        let version = Versions::named(version("swagger").as_deref(), version("openapi").as_deref());
        let mut nodes = Index {
            root,
            version,
            all: Vec::new(),
            by_pointer: HashMap::new(),
        };
        let start = Node {
            kind: ObjectKind::Spec,
            pointer: String::new(),
            value: root,
            parent: None,
            field: "",
            key: None,
        };
        let mut next = 0;
        nodes.add(start);
        loop {
            let mut targets = VecDeque::new();
            while next < nodes.all.len() {
                nodes.expand(next);
                let node = &nodes.all[next];
                if let Some(target) = node.reference().and_then(local_pointer) {
                    targets.push_back((node.kind, target));
                }
                next += 1;
            }
            for (kind, target) in targets {
                nodes.add_target(kind, target);
            }
            if next == nodes.all.len() {
                return nodes;
            }
        }
    }

    /// Adds the target of a reference, unless already listed.
    fn add_target(&mut self, kind: ObjectKind, target: String) {
        let root: &'v Value = self.root;
        if let Some(value) = root.pointer(&target) {
            self.add(Node {
                kind,
                pointer: target,
                value,
                parent: None,
                field: "",
                key: None,
            });
        }
    }

    fn add(&mut self, node: Node<'v>) {
        if !self.by_pointer.contains_key(&node.pointer) {
            self.by_pointer.insert(node.pointer.clone(), self.all.len());
            self.all.push(node);
        }
    }

    /// Adds the children of a node.
    fn expand(&mut self, index: usize) {
        let (kind, value) = (self.all[index].kind, self.all[index].value);
        let Value::Object(members) = value else {
            return;
        };
        let is_replaced = self.version.has(Versions::UNTIL_3_0);
        if is_replaced && kind == ObjectKind::Schema && self.all[index].reference().is_some() {
            return;
        }
        for (name, value) in members {
            let Some(holds) = content(kind, name, self.version) else {
                continue;
            };
            let at = child(&self.all[index].pointer, name);
            match (holds, value) {
                (
                    Content::One(kind) | Content::OneOrList(kind) | Content::List(kind),
                    Value::Array(items),
                ) => {
                    for (number, value) in items.iter().enumerate() {
                        let at = child(&at, &number.to_string());
                        self.part(index, (kind, name, None), at, value);
                    }
                }
                (Content::One(kind) | Content::OneOrList(kind), value) => {
                    self.part(index, (kind, name, None), at, value);
                }
                (Content::Map(kind, keys), Value::Object(members)) => {
                    let has_extensions = matches!(keys, Keys::Paths | Keys::Statuses);
                    for (key, value) in members {
                        if has_extensions && key.starts_with("x-") {
                            continue;
                        }
                        let at = child(&at, key);
                        self.part(index, (kind, name, Some(key)), at, value);
                    }
                }
                _ => {}
            }
        }
    }

    fn part(
        &mut self,
        parent: usize,
        (kind, member, name): (ObjectKind, &'v str, Option<&'v str>),
        pointer: String,
        value: &'v Value,
    ) {
        self.add(Node {
            kind,
            pointer,
            value,
            parent: Some(parent),
            field: member,
            key: name,
        });
    }

    /// True for OpenAPI 3.0, which ignores siblings of `$ref`.
    pub fn is_30(&self) -> bool {
        self.version.has(Versions::V3_0)
    }

    /// Returns the nodes of a kind.
    pub fn of_kind(&self, kind: ObjectKind) -> impl Iterator<Item = &Node<'v>> {
        self.all.iter().filter(move |node| node.kind == kind)
    }

    /// Returns the operations of a path item.
    pub fn operations<'n>(&'n self, item: &Node<'v>) -> impl Iterator<Item = &'n Node<'v>> {
        let more = item
            .value
            .get("additionalOperations")
            .and_then(Value::as_object);
        let more = more.into_iter().flat_map(serde_json::Map::keys);
        let names = METHODS.iter().map(|name| child(&item.pointer, name));
        let field = child(&item.pointer, "additionalOperations");
        let pointers: Vec<String> = names.chain(more.map(|name| child(&field, name))).collect();
        let found = pointers.into_iter().filter_map(|pointer| self.at(&pointer));
        found.filter(|node| node.kind == ObjectKind::Operation)
    }

    /// Returns the node at a pointer.
    pub fn at(&self, pointer: &str) -> Option<&Node<'v>> {
        self.by_pointer.get(pointer).map(|index| &self.all[*index])
    }

    /// Returns the parent of a node.
    pub fn parent(&self, node: &Node<'v>) -> Option<&Node<'v>> {
        node.parent.map(|index| &self.all[index])
    }

    /// Returns the target of a reference.
    pub fn target(&self, reference: &str) -> Option<&Node<'v>> {
        self.at(&local_pointer(reference)?)
    }

    /// Follows `$ref` to the final target; returns the node itself without `$ref`.
    pub fn resolved<'n>(&'n self, node: &'n Node<'v>) -> Option<&'n Node<'v>> {
        let mut node = node;
        for _ in 0..MAX_CHAIN {
            match node.reference() {
                Some(reference) => node = self.target(reference)?,
                None => return Some(node),
            }
        }
        None
    }
}

/// True if a pointer leads into a bundled file. Only referenced values of bundled files are known.
pub(super) fn is_in_bundled_file(pointer: &str) -> bool {
    let rest = pointer.strip_prefix('/');
    rest.is_some_and(|rest| rest.starts_with(BUNDLED_FILES))
}
