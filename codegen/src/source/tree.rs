//! The nodes of a text and where they stand: what YAML and JSON have in common.

mod build;

use super::pointer;
pub(super) use build::Builder;
use std::ops::Range;
use std::sync::Arc;

/// How deep collections may nest. Descriptions stay below 40.
pub(super) const MAX_DEPTH: usize = 128;

/// Names a node of a [`Tree`].
pub(super) type NodeId = usize;

/// All nodes of one document, each before what is in it. There are many, so they are kept small.
#[derive(Debug, Default)]
pub(super) struct Tree {
    text: Arc<str>,
    nodes: Vec<Node>,
    /// The texts that are no part of the document's own.
    own: Vec<Box<str>>,
    root: Option<NodeId>,
}

/// One value, or one member's name.
#[derive(Debug)]
pub(super) struct Node {
    /// Its bytes in the text.
    span: (u32, u32),
    /// What it is.
    pub content: Content,
}

impl Node {
    /// Its bytes in the text.
    pub fn span(&self) -> Range<usize> {
        self.span.0 as usize..self.span.1 as usize
    }
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
    /// A single value.
    Scalar(Text, Form),
    /// Elements.
    Sequence(Past),
    /// Members: name and value. Names may be any node, and may repeat.
    Mapping(Past),
    /// What an anchor names. It may be a node around this one.
    Alias(u32),
}

/// The first node behind a collection and all that is in it; while it is open, beyond all there
/// are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Past(u32);

/// The text of a scalar, unescaped.
#[derive(Debug, Clone, Copy)]
pub(super) enum Text {
    /// That of the node.
    Whole,
    /// That of the node without the quotes around it.
    Quoted,
    /// The document has it otherwise: with escapes, or over several lines. It is one of the tree's.
    Own(u32),
}

/// How a scalar was written, on which its type depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Bare in YAML: a null, boolean or number if it looks like one.
    Plain,
    /// Bare in JSON: a null, boolean or number.
    Literal,
    /// In quotes, as a block, or tagged as a string.
    Text,
}

impl Tree {
    /// The node of the whole document, if there is one.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// A node. Ids come from the tree, so there is one for each.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// What is directly in a node: elements, or names and values in turns.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.past(id);
        let within = move |at: usize| Some(at).filter(|at| *at < end);
        std::iter::successors(within(id + 1), move |at| within(self.past(*at)))
    }

    /// The members of a mapping.
    pub fn members(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let mut children = self.children(id);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    fn past(&self, id: NodeId) -> NodeId {
        match self.nodes[id].content {
            Content::Sequence(Past(past)) | Content::Mapping(Past(past)) => {
                self.len().min(past as usize)
            }
            Content::Scalar(..) | Content::Alias(_) => id + 1,
        }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node that aliases lead to. An alias names an earlier node, so this ends.
    pub fn resolve(&self, mut id: NodeId) -> NodeId {
        while let Content::Alias(target) = self.node(id).content {
            id = target as usize;
        }
        id
    }

    /// The text of a scalar; of a collection and an alias, what stands there.
    pub fn text(&self, id: NodeId) -> &str {
        let node = &self.nodes[id];
        let Range { start, end } = node.span();
        match node.content {
            Content::Scalar(Text::Own(at), _) => &self.own[at as usize],
            Content::Scalar(Text::Quoted, _) => &self.text[start + 1..end - 1],
            _ => &self.text[start..end],
        }
    }

    /// Whether the node stands in several places: it is an alias, or one leads to it.
    pub fn is_shared(&self, id: NodeId) -> bool {
        let leads_here =
            |node: &Node| matches!(node.content, Content::Alias(target) if target as usize == id);
        self.resolve(id) != id || self.nodes.iter().any(leads_here)
    }

    /// The text of a member's name.
    pub fn name(&self, id: NodeId) -> Option<&str> {
        let id = self.resolve(id);
        matches!(self.node(id).content, Content::Scalar(..)).then(|| self.text(id))
    }

    /// Whether a member's name is YAML's merge key.
    pub fn is_merge(&self, id: NodeId) -> bool {
        matches!(self.node(id).content, Content::Scalar(_, Form::Plain)) && self.text(id) == "<<"
    }

    /// The name, if it is a member, and the value at a pointer, or at its nearest ancestor.
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
                .members(from)
                .find(|(name, _)| !self.is_merge(*name) && self.name(*name) == Some(token))
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
        // A mapping that merges itself is refused with the value; here it must only not loop.
        if depth > MAX_DEPTH {
            return None;
        }
        let mut merges = self
            .members(mapping)
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
