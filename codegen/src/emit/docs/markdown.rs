//! Markdown blocks: code is never a doctest, and wrapping keeps the structure.

use super::inline::{clean, escape};

/// The maximum width of a line, in characters.
const WIDTH: usize = 92;

/// Converts Markdown to rustdoc lines.
///
/// Code blocks are marked `text`, so rustdoc does not run them; HTML and intra-doc links are
/// escaped.
pub(crate) fn markdown(text: &str) -> Vec<String> {
    let mut writer = Writer {
        after_blank: true,
        ..Writer::default()
    };
    for line in clean(text).lines() {
        writer.line(line.trim_end());
    }
    writer.end()
}

/// Wraps a text. The first line starts with `first`, every further line with `next`.
pub(crate) fn wrap(first: &str, next: &str, text: &str, lines: &mut Vec<String>) {
    let mut line = first.to_owned();
    let mut width = line.chars().count();
    let mut is_empty = true;
    for word in text.split(' ') {
        let length = word.chars().count();
        if !is_empty && width + 1 + length > WIDTH && !begins_block(word) {
            lines.push(std::mem::replace(&mut line, next.to_owned()));
            width = line.chars().count();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        is_empty = false;
    }
    lines.push(line.trim_end().to_owned());
}

/// True if a word at the start of a line would begin a Markdown block.
fn begins_block(word: &str) -> bool {
    let is_marker =
        matches!(word, "" | "-" | "+" | "*") || ordered_marker(word) == Some(word.len());
    let is_rule = word.trim_matches(['-', '=', '*', '_']).is_empty();
    is_marker || is_rule || word.starts_with(['#', '>', '|', '<']) || fence(word).is_some()
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The enclosing lists, innermost last.
    lists: Vec<List>,
    code: Option<Code>,
    after_blank: bool,
}

/// A list, by the column where the text of an item begins.
#[derive(Clone, Copy)]
struct List {
    /// The column in the spec's text.
    source: usize,
    /// The column in the output.
    output: usize,
}

/// A code block.
struct Code {
    /// The closing fence; `None` for an indented block.
    fence: Option<String>,
    /// The indentation in the spec's text.
    source: usize,
    /// The prefix of every output line.
    prefix: String,
    lines: Vec<String>,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        if self.continues_code(line, text, indent) {
            return;
        }
        if text.is_empty() {
            self.blank();
            return;
        }
        let interrupts =
            marker(text).is_some() || fence(text).is_some() || text.starts_with(['#', '>']);
        if self.after_blank || interrupts {
            self.lists.retain(|list| list.source <= indent);
        }
        let list = self.lists.last().copied().unwrap_or(List {
            source: 0,
            output: 0,
        });
        let prefix = " ".repeat(list.output);
        if self.after_blank && indent >= list.source + 4 {
            self.begin_code(None, list.source + 4, prefix);
            self.continues_code(line, text, indent);
            return;
        }
        self.after_blank = false;
        self.block(&prefix, text, indent);
    }

    /// Writes the block that begins on this line: code, a list item or a paragraph.
    fn block(&mut self, first: &str, text: &str, indent: usize) {
        if let Some(fence) = fence(text) {
            self.begin_code(Some(fence.to_owned()), indent, first.to_owned());
            return;
        }
        let Some(length) = marker(text) else {
            self.paragraph(first, text);
            return;
        };
        let (marker, rest) = text.split_at(length);
        let content = rest.trim_start_matches(' ');
        let first = format!("{first}{marker} ");
        self.lists.push(List {
            source: indent + length + (rest.len() - content.len()).clamp(1, 4),
            output: first.chars().count(),
        });
        let inner = indent + text.len() - content.len();
        self.block(&first, content, inner);
    }

    fn paragraph(&mut self, first: &str, text: &str) {
        let next = " ".repeat(self.lists.last().map_or(0, |list| list.output));
        if let Some(quoted) = text.strip_prefix('>') {
            let quoted = escape(quoted.trim_start());
            self.lines
                .push(format!("{first}> {quoted}").trim_end().to_owned());
        } else if text.starts_with(['|', '#']) {
            self.lines.push(format!("{first}{}", escape(text)));
        } else {
            wrap(first, &next, &escape(text), &mut self.lines);
        }
    }

    fn begin_code(&mut self, fence: Option<String>, source: usize, prefix: String) {
        self.code = Some(Code {
            fence,
            source,
            prefix,
            lines: Vec::new(),
        });
    }

    /// True if a line belongs to a code block, including the closing fence.
    fn continues_code(&mut self, line: &str, text: &str, indent: usize) -> bool {
        let Some(code) = &mut self.code else {
            return false;
        };
        let ends = match &code.fence {
            Some(fence) => closes_fence(fence, text),
            None => !text.is_empty() && indent < code.source,
        };
        if !ends {
            code.lines.push(line[indent.min(code.source)..].to_owned());
            return true;
        }
        let is_fenced = code.fence.is_some();
        self.end_code();
        is_fenced
    }

    /// Writes a code block with fences longer than any run of backticks inside.
    fn end_code(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let mut inner = code.lines;
        let blank = inner.iter().rev().take_while(|line| line.is_empty());
        let blank = if code.fence.is_none() {
            blank.count()
        } else {
            0
        };
        inner.truncate(inner.len() - blank);
        let runs = inner.iter().flat_map(|line| line.split(|c| c != '`'));
        let longest = runs.map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        // The list marker is part of the first line only.
        let next = " ".repeat(code.prefix.chars().count());
        self.lines.push(format!("{}{fence}text", code.prefix));
        let indented = inner.iter().map(|line| format!("{next}{line}"));
        self.lines
            .extend(indented.map(|line| line.trim_end().to_owned()));
        self.lines.push(format!("{next}{fence}"));
        self.after_blank = false;
        if blank > 0 {
            self.blank();
        }
    }

    /// Writes an empty line unless the previous line is empty.
    fn blank(&mut self) {
        if self.lines.last().is_none_or(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.after_blank = true;
    }

    fn end(mut self) -> Vec<String> {
        self.end_code();
        let mut lines = self.lines;
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let leading = lines.iter().take_while(|line| line.is_empty()).count();
        lines.split_off(leading)
    }
}

/// The opening fence of a code block.
fn fence(text: &str) -> Option<&str> {
    let mark = text
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let length = text.len() - info.len();
    let is_fence = length >= 3 && !(mark == '`' && info.contains('`'));
    is_fence.then(|| &text[..length])
}

fn closes_fence(fence: &str, text: &str) -> bool {
    let mark = fence.chars().next().unwrap_or('`');
    text.len() >= fence.len() && text.chars().all(|character| character == mark)
}

/// The length of a list marker: `-`, `*`, `+` or `1.`.
fn marker(text: &str) -> Option<usize> {
    let length = if text.starts_with(['-', '*', '+']) {
        1
    } else {
        ordered_marker(text)?
    };
    let rest = &text[length..];
    let is_rule = text
        .chars()
        .filter(|c| *c != ' ')
        .all(|c| c == '-' || c == '*');
    (rest.starts_with(' ') && !(is_rule && text.len() > length + 1)).then_some(length)
}

/// The length of an ordered list marker such as `1.` or `1)`.
fn ordered_marker(text: &str) -> Option<usize> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let ends = text[digits..].starts_with(['.', ')']);
    (ends && (1..=9).contains(&digits)).then_some(digits + 1)
}
