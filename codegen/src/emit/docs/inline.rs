//! Inline Markdown: HTML and intra-doc links become text, bare URLs become links.

use std::borrow::Cow;

/// Removes control characters and bidirectional overrides, which rustc rejects in comments.
/// Normalizes line breaks to `\n` and tabs to spaces.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let allowed = |character: char| {
        let is_bidi_control =
            matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        character == '\n' || !(character.is_control() || is_bidi_control)
    };
    if text.chars().all(allowed) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.replace('\t', "    ");
    text.chars()
        .filter(|character| allowed(*character))
        .collect()
}

/// Escapes a line except for code spans, web links and emphasis.
pub(super) fn escape(line: &str) -> Cow<'_, str> {
    let special = |character| matches!(character, '`' | '\\' | '[' | ']' | '<' | '>' | 'h');
    let Some(first) = line.find(special) else {
        return Cow::Borrowed(line);
    };
    let mut escaped = line[..first].to_owned();
    let mut rest = &line[first..];
    while let Some(character) = rest.chars().next() {
        if special(character) {
            let (taken, after) = token(rest, character);
            escaped.push_str(&taken);
            rest = after;
        } else {
            let (plain, after) = rest.split_at(rest.find(special).unwrap_or(rest.len()));
            escaped.push_str(plain);
            rest = after;
        }
    }
    Cow::Owned(escaped)
}

/// Returns the next token, escaped, and the rest of the line. URLs start with `h`.
fn token(rest: &str, character: char) -> (Cow<'_, str>, &str) {
    let verbatim = match character {
        '`' => return code(rest),
        '\\' => escaped(rest),
        '[' => link(rest),
        '<' => autolink(rest),
        _ => None,
    };
    if let Some((verbatim, after)) = verbatim {
        return (Cow::Borrowed(verbatim), after);
    }
    if let Some((address, after)) = address(rest) {
        return (Cow::Owned(format!("<{address}>")), after);
    }
    let (plain, after) = rest.split_at(character.len_utf8());
    match character {
        '[' | ']' | '<' | '>' => (Cow::Owned(format!("\\{character}")), after),
        _ => (Cow::Borrowed(plain), after),
    }
}

/// A code span, or escaped backticks if the span is not closed.
fn code(text: &str) -> (Cow<'_, str>, &str) {
    let ticks = tick_count(text);
    let (open, inner) = text.split_at(ticks);
    let mut from = 0;
    while let Some(at) = inner[from..].find('`').map(|at| from + at) {
        let length = tick_count(&inner[at..]);
        if length == ticks {
            let (span, after) = text.split_at(ticks + at + ticks);
            return (Cow::Borrowed(span), after);
        }
        from = at + length;
    }
    (Cow::Owned(open.replace('`', "\\`")), inner)
}

/// The number of backticks at the start of a text.
fn tick_count(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// A character that the author escaped with `\`.
fn escaped(text: &str) -> Option<(&str, &str)> {
    let next = text[1..].chars().next()?;
    next.is_ascii_punctuation().then(|| text.split_at(2))
}

/// A complete web link: `[text](https://…)`.
fn link(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find("](")?;
    let target = &inner[close + 2..];
    let end = target.find(')')?;
    let is_plain = !inner[..close].contains(['[', ']', '<', '>', '`', '\\']);
    let is_clean = !target[..end].contains(['<', '>', ' ', '[', ']', '(']);
    (is_plain && is_web(target) && is_clean).then(|| text.split_at(1 + close + 2 + end + 1))
}

/// A URL in angle brackets.
fn autolink(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find('>')?;
    let is_clean = !inner[..end].contains(['<', ' ', '`']);
    (is_web(inner) && is_clean).then(|| text.split_at(1 + end + 1))
}

/// A bare URL. A closing bracket belongs to the URL only if it was opened inside.
fn address(text: &str) -> Option<(&str, &str)> {
    if !is_web(text) {
        return None;
    }
    let mut open = Vec::new();
    let ends = |character: char| match character {
        '(' | '[' => {
            open.push(character);
            false
        }
        ')' => open.pop() != Some('('),
        ']' => open.pop() != Some('['),
        '<' | '>' | '"' | '\'' | '`' | '|' | '\\' => true,
        _ => character.is_whitespace(),
    };
    let end = text.find(ends).unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    let has_host = address.len() > "https://".len();
    has_host.then(|| text.split_at(address.len()))
}

fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
