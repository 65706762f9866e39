//! The lines of a Markdown text: code is never run as a test, and wrapping changes no structure.

use super::inline::{clean, escape};

/// Lines are wrapped at this many characters.
const WIDTH: usize = 92;

/// The lines of a Markdown text as rustdoc takes them: code is never run as a test, and what looks
/// like a link to an item or like HTML is text.
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

/// Adds a text in as many lines as it needs. The first begins with `first`, the others with `next`.
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

/// Whether a word would mean something else at the start of a line.
fn begins_block(word: &str) -> bool {
    let is_marker = matches!(word, "" | "-" | "+" | "*") || number(word) == Some(word.len());
    let is_rule = word.trim_matches(['-', '=', '*', '_']).is_empty();
    is_marker || is_rule || word.starts_with(['#', '>', '|']) || fence(word).is_some()
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The lists around the current line, innermost last.
    lists: Vec<List>,
    code: Option<Code>,
    after_blank: bool,
}

/// A list: where the text of its item begins.
#[derive(Clone, Copy)]
struct List {
    /// In the author's text.
    source: usize,
    /// In ours.
    output: usize,
}

/// A block of code.
struct Code {
    /// What ends it; nothing where it is code by its indentation.
    fence: Option<String>,
    /// How far it is indented in the author's text.
    source: usize,
    /// What is put before each line.
    prefix: String,
    /// Its lines.
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

    /// Writes what begins at the current place: code, an entry of a list, or prose.
    fn block(&mut self, first: &str, text: &str, indent: usize) {
        if let Some(fence) = fence(text) {
            self.begin_code(Some(fence.to_owned()), indent, first.to_owned());
            return;
        }
        let Some(length) = marker(text) else {
            self.prose(first, text);
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

    fn prose(&mut self, first: &str, text: &str) {
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

    /// Whether a line belongs to a block of code; the one that ends a fenced block does as well.
    fn continues_code(&mut self, line: &str, text: &str, indent: usize) -> bool {
        let Some(code) = &mut self.code else {
            return false;
        };
        let ends = match &code.fence {
            Some(fence) => closes(fence, text),
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

    /// Writes a block of code with fences that are longer than any in it.
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
        // Right after the sign of a list's entry, only the first line has it.
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

    /// Writes an empty line. Several say no more than one.
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

/// The marks that begin a fenced block of code.
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

fn closes(fence: &str, text: &str) -> bool {
    let mark = fence.chars().next().unwrap_or('`');
    text.len() >= fence.len() && text.chars().all(|character| character == mark)
}

/// The length of the sign that begins an entry of a list.
fn marker(text: &str) -> Option<usize> {
    let length = if text.starts_with(['-', '*', '+']) {
        1
    } else {
        number(text)?
    };
    let rest = &text[length..];
    let is_rule = text
        .chars()
        .filter(|c| *c != ' ')
        .all(|c| c == '-' || c == '*');
    (rest.starts_with(' ') && !(is_rule && text.len() > length + 1)).then_some(length)
}

/// The length of a number with the sign that makes it begin an entry of a list.
fn number(text: &str) -> Option<usize> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let ends = text[digits..].starts_with(['.', ')']);
    (ends && (1..=9).contains(&digits)).then_some(digits + 1)
}
