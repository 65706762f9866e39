//! Putting a tree together.

use super::{Content, Form, MAX_DEPTH, Node, NodeId, Past, Text, Tree};
use crate::source::pointer;
use crate::source::problem::Problem;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Puts a tree together from what a reader comes across, in the order of the text.
#[derive(Debug, Default)]
pub(in crate::source) struct Builder {
    tree: Tree,
    open: Vec<NodeId>,
    /// For each open mapping, the name whose value comes next.
    names: Vec<Option<NodeId>>,
}

impl Builder {
    /// Begins a tree of a text.
    pub fn new(text: &Arc<str>) -> Self {
        let mut builder = Builder::default();
        builder.tree.text = Arc::clone(text);
        builder
    }

    /// Adds a scalar. A text that is borrowed is a part of the document.
    pub fn scalar(&mut self, span: Range<usize>, text: Cow<'_, str>, form: Form) -> NodeId {
        let verbatim = match text {
            Cow::Borrowed(part) => part_of(&self.tree.text, part),
            Cow::Owned(_) => None,
        };
        let text = match verbatim {
            Some(part) if part == span => Text::Whole,
            Some(part) if part == (span.start + 1..span.end.saturating_sub(1)) => Text::Quoted,
            _ => self.own(text),
        };
        self.add(span, Content::Scalar(text, form))
    }

    fn own(&mut self, text: Cow<'_, str>) -> Text {
        let at = small(self.tree.own.len());
        self.tree.own.push(text.into());
        Text::Own(at)
    }

    /// Adds another appearance of a node.
    pub fn alias(&mut self, span: Range<usize>, target: NodeId) -> NodeId {
        self.add(span, Content::Alias(small(target)))
    }

    /// Opens a sequence, into which everything goes until [`Builder::close`].
    pub fn sequence(&mut self, span: Range<usize>) -> Result<NodeId, Problem> {
        self.open(span, Content::Sequence)
    }

    /// Opens a mapping, into which everything goes until [`Builder::close`].
    pub fn mapping(&mut self, span: Range<usize>) -> Result<NodeId, Problem> {
        self.open(span, Content::Mapping)
    }

    fn open(
        &mut self,
        span: Range<usize>,
        content: impl FnOnce(Past) -> Content,
    ) -> Result<NodeId, Problem> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Problem::too_deep(self.pointer(), span));
        }
        let id = self.add(span, content(Past(u32::MAX)));
        self.open.push(id);
        self.names.push(None);
        Ok(id)
    }

    /// Closes the innermost collection, whose text ends at `end`.
    pub fn close(&mut self, end: usize) {
        self.names.pop();
        if let Some(id) = self.open.pop() {
            let past = small(self.tree.len());
            let node = &mut self.tree.nodes[id];
            if let Content::Sequence(end) | Content::Mapping(end) = &mut node.content {
                *end = Past(past);
            }
            node.span.1 = small(end).max(node.span.0);
        }
    }

    /// Where the innermost open collection starts.
    pub fn innermost(&self) -> Option<usize> {
        self.open.last().map(|id| self.tree.node(*id).span().start)
    }

    /// The pointer to where the next node goes, or to the collection around it.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for (id, name) in self.open.iter().zip(&self.names) {
            match &self.tree.node(*id).content {
                Content::Sequence(_) if Some(id) != self.open.last() => {
                    let last = self.tree.children(*id).count().saturating_sub(1);
                    pointer::push(&mut pointer, &last.to_string());
                }
                Content::Mapping(_) => {
                    let inner = self.tree.members(*id).last();
                    let inner = inner.filter(|_| Some(id) != self.open.last());
                    let name = inner.map(|(name, _)| name).or(*name);
                    if let Some(name) = name.and_then(|name| self.tree.name(name)) {
                        pointer::push(&mut pointer, name);
                    }
                }
                Content::Sequence(_) | Content::Scalar(..) | Content::Alias(_) => {}
            }
        }
        pointer
    }

    /// The finished tree.
    pub fn finish(mut self) -> Tree {
        self.tree.nodes.shrink_to_fit();
        self.tree.own.shrink_to_fit();
        self.tree
    }

    fn add(&mut self, span: Range<usize>, content: Content) -> NodeId {
        let id = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            span: (small(span.start), small(span.end)),
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

/// Where in a text a part of it is.
fn part_of(text: &str, part: &str) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let span = start..start + part.len();
    (text.get(span.clone()) == Some(part)).then_some(span)
}

/// A place in a text, or in the list of its nodes. Texts of 4 GiB are refused before they are read.
fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
