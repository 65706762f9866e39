//! The [`Builder`] of a tree.

use super::{Content, End, MAX_DEPTH, Node, NodeId, ScalarForm, Text, Tree};
use crate::source::pointer;
use crate::source::syntax_error::SyntaxError;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Builds a tree from parser events in the order of the text.
#[derive(Debug, Default)]
pub(in crate::source) struct Builder {
    tree: Tree,
    open: Vec<NodeId>,
    /// For each open mapping, the key that waits for a value.
    names: Vec<Option<NodeId>>,
}

impl Builder {
    /// Starts a tree for a text.
    pub fn new(text: &Arc<str>) -> Self {
        let mut builder = Builder::default();
        builder.tree.text = Arc::clone(text);
        builder
    }

    /// Adds a scalar. `text` is borrowed if it is a slice of the document.
    pub fn scalar(&mut self, span: Range<usize>, text: Cow<'_, str>, form: ScalarForm) -> NodeId {
        let verbatim = match text {
            Cow::Borrowed(part) => part_of(&self.tree.text, part),
            Cow::Owned(_) => None,
        };
        let text = match verbatim {
            Some(part) if part == span => Text::Verbatim,
            Some(part) if part == (span.start + 1..span.end.saturating_sub(1)) => Text::Quoted,
            _ => self.store(text),
        };
        self.add(span, Content::Scalar(text, form))
    }

    fn store(&mut self, text: Cow<'_, str>) -> Text {
        let at = to_u32(self.tree.unescaped.len());
        self.tree.unescaped.push(text.into());
        Text::Unescaped(at)
    }

    /// Adds an alias of an earlier node.
    pub fn alias(&mut self, span: Range<usize>, target: NodeId) -> NodeId {
        self.add(span, Content::Alias(to_u32(target)))
    }

    /// Opens a sequence. Later nodes go inside until [`Builder::close`].
    pub fn sequence(&mut self, span: Range<usize>) -> Result<NodeId, SyntaxError> {
        self.open(span, Content::Sequence)
    }

    /// Opens a mapping. Later nodes go inside until [`Builder::close`].
    pub fn mapping(&mut self, span: Range<usize>) -> Result<NodeId, SyntaxError> {
        self.open(span, Content::Mapping)
    }

    fn open(
        &mut self,
        span: Range<usize>,
        content: impl FnOnce(End) -> Content,
    ) -> Result<NodeId, SyntaxError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(SyntaxError::too_deep(self.pointer(), span));
        }
        let id = self.add(span, content(End(u32::MAX)));
        self.open.push(id);
        self.names.push(None);
        Ok(id)
    }

    /// Closes the innermost collection at byte `end`.
    pub fn close(&mut self, end: usize) {
        self.names.pop();
        if let Some(id) = self.open.pop() {
            let past = to_u32(self.tree.len());
            let node = &mut self.tree.nodes[id];
            if let Content::Sequence(end) | Content::Mapping(end) = &mut node.content {
                *end = End(past);
            }
            node.span.1 = to_u32(end).max(node.span.0);
        }
    }

    /// Returns the offset at which the innermost open collection starts.
    pub fn open_offset(&self) -> Option<usize> {
        self.open.last().map(|id| self.tree.node(*id).span().start)
    }

    /// Returns the pointer to the next node, or to the collection around the node.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for (id, name) in self.open.iter().zip(&self.names) {
            match &self.tree.node(*id).content {
                Content::Sequence(_) if Some(id) != self.open.last() => {
                    let last = self.tree.children(*id).count().saturating_sub(1);
                    pointer::push(&mut pointer, &last.to_string());
                }
                Content::Mapping(_) => {
                    let inner = self.tree.entries(*id).last();
                    let inner = inner.filter(|_| Some(id) != self.open.last());
                    let name = inner.map(|(name, _)| name).or(*name);
                    if let Some(name) = name.and_then(|name| self.tree.key(name)) {
                        pointer::push(&mut pointer, name);
                    }
                }
                Content::Sequence(_) | Content::Scalar(..) | Content::Alias(_) => {}
            }
        }
        pointer
    }

    /// Returns the finished tree.
    pub fn finish(mut self) -> Tree {
        self.tree.nodes.shrink_to_fit();
        self.tree.unescaped.shrink_to_fit();
        self.tree
    }

    fn add(&mut self, span: Range<usize>, content: Content) -> NodeId {
        let id = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            span: (to_u32(span.start), to_u32(span.end)),
            content,
        });
        match (self.open.last(), self.names.last_mut()) {
            (Some(parent), Some(name)) => {
                if matches!(self.tree.node(*parent).content, Content::Mapping(_)) {
                    *name = name.is_none().then_some(id);
                }
            }
            _ => self.tree.root = Some(id),
        }
        id
    }
}

/// Returns the byte range of `part` if `part` is a slice of `text`.
fn part_of(text: &str, part: &str) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let span = start..start + part.len();
    (text.get(span.clone()) == Some(part)).then_some(span)
}

/// Shortens an offset or a node id to 32 bits. Texts of 4 GiB or more are rejected before parsing.
fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
