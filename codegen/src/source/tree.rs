//! The syntax tree of a YAML or JSON text: nodes with spans.

mod builder;

use super::pointer;
pub(super) use builder::Builder;
use std::ops::Range;
use std::sync::Arc;

/// The deepest nesting of collections. Real specs stay below 40.
pub(super) const MAX_DEPTH: usize = 128;

/// The index of a node in a [`Tree`].
pub(super) type NodeId = usize;

/// The nodes of one document, parents before children. A spec has many nodes, so nodes are compact.
#[derive(Debug, Default)]
pub(super) struct Tree {
    text: Arc<str>,
    nodes: Vec<Node>,
    /// Unescaped texts that are not slices of the document.
    unescaped: Vec<Box<str>>,
    root: Option<NodeId>,
}

/// A value or a key.
#[derive(Debug)]
pub(super) struct Node {
    /// The byte range in the text.
    span: (u32, u32),
    /// The kind and content.
    pub content: Content,
}

impl Node {
    /// Returns the byte range in the text.
    pub fn span(&self) -> Range<usize> {
        self.span.0 as usize..self.span.1 as usize
    }
}

/// The content of a node.
#[derive(Debug)]
pub(super) enum Content {
    /// A scalar.
    Scalar(Text, ScalarForm),
    /// A sequence.
    Sequence(End),
    /// A mapping: keys and values alternate. Keys may be any node and may repeat.
    Mapping(End),
    /// A YAML alias of an earlier node, possibly an ancestor.
    Alias(u32),
}

/// The id of the first node after a collection; `u32::MAX` while the collection is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct End(u32);

/// The unescaped text of a scalar.
#[derive(Debug, Clone, Copy)]
pub(super) enum Text {
    /// The text of the node's span.
    Verbatim,
    /// The text of the span without quotes.
    Quoted,
    /// An index into `Tree::own`, for text with escapes or over several lines.
    Unescaped(u32),
}

/// The syntax of a scalar, which decides the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScalarForm {
    /// A plain YAML scalar: null, boolean, number or string.
    Plain,
    /// A JSON literal: null, boolean or number.
    Literal,
    /// A quoted or block scalar, or a scalar tagged `!!str`.
    String,
}

impl Tree {
    /// Returns the root node; `None` for an empty document.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// Returns a node of the tree.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// Returns the direct children: items, or keys and values in turn.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.end(id);
        let within = move |at: usize| Some(at).filter(|at| *at < end);
        std::iter::successors(within(id + 1), move |at| within(self.end(*at)))
    }

    /// Returns the keys and values of a mapping.
    pub fn entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let mut children = self.children(id);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    fn end(&self, id: NodeId) -> NodeId {
        match self.nodes[id].content {
            Content::Sequence(End(past)) | Content::Mapping(End(past)) => {
                self.len().min(past as usize)
            }
            Content::Scalar(..) | Content::Alias(_) => id + 1,
        }
    }

    /// Returns the number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Follows aliases. An alias has an earlier target, so the loop ends.
    pub fn resolve(&self, mut id: NodeId) -> NodeId {
        while let Content::Alias(target) = self.node(id).content {
            id = target as usize;
        }
        id
    }

    /// Returns the text of a scalar, or the source text of a collection or alias.
    pub fn text(&self, id: NodeId) -> &str {
        let node = &self.nodes[id];
        let Range { start, end } = node.span();
        match node.content {
            Content::Scalar(Text::Unescaped(at), _) => &self.unescaped[at as usize],
            Content::Scalar(Text::Quoted, _) => &self.text[start + 1..end - 1],
            _ => &self.text[start..end],
        }
    }

    /// True if the node is an alias or the target of an alias.
    pub fn is_shared(&self, id: NodeId) -> bool {
        let is_alias_of =
            |node: &Node| matches!(node.content, Content::Alias(target) if target as usize == id);
        self.resolve(id) != id || self.nodes.iter().any(is_alias_of)
    }

    /// Returns the text of a key.
    pub fn key(&self, id: NodeId) -> Option<&str> {
        let id = self.resolve(id);
        matches!(self.node(id).content, Content::Scalar(..)).then(|| self.text(id))
    }

    /// True if a key is YAML's merge key `<<`.
    pub fn is_merge(&self, id: NodeId) -> bool {
        matches!(self.node(id).content, Content::Scalar(_, ScalarForm::Plain))
            && self.text(id) == "<<"
    }

    /// Returns the key, if any, and the value at a pointer or at the nearest existing ancestor.
    pub fn find(&self, pointer: &str) -> Option<(Option<NodeId>, NodeId)> {
        let mut found = (None, self.root?);
        for token in pointer::tokens(pointer) {
            match self.step(found.1, &token, 0) {
                Some(next) => found = next,
                None => break,
            }
        }
        Some(found)
    }

    fn step(&self, from: NodeId, token: &str, depth: usize) -> Option<(Option<NodeId>, NodeId)> {
        let from = self.resolve(from);
        match &self.node(from).content {
            Content::Sequence(_) => {
                let element = self.children(from).nth(token.parse().ok()?)?;
                Some((None, element))
            }
            Content::Mapping(_) => self
                .entries(from)
                .find(|(name, _)| !self.is_merge(*name) && self.key(*name) == Some(token))
                .map(|(name, value)| (Some(name), value))
                .or_else(|| self.merged_member(from, token, depth)),
            Content::Scalar(..) | Content::Alias(_) => None,
        }
    }

    fn merged_member(
        &self,
        mapping: NodeId,
        token: &str,
        depth: usize,
    ) -> Option<(Option<NodeId>, NodeId)> {
        // The value builder reports a mapping that merges itself; the limit only prevents endless
        // recursion.
        if depth > MAX_DEPTH {
            return None;
        }
        let mut merges = self
            .entries(mapping)
            .filter(|(name, _)| self.is_merge(*name));
        merges.find_map(|(_, value)| {
            let value = self.resolve(value);
            match self.node(value).content {
                Content::Sequence(_) => self
                    .children(value)
                    .find_map(|source| self.step(source, token, depth + 1)),
                _ => self.step(value, token, depth + 1),
            }
        })
    }
}
