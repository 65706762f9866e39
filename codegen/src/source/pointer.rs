//! Builds and splits JSON pointers (RFC 6901).

use std::borrow::Cow;

/// Returns the pointer to a property or array item of the value at `parent`.
#[must_use]
pub fn child(parent: &str, token: &str) -> String {
    let mut pointer = String::with_capacity(parent.len() + token.len() + 1);
    pointer.push_str(parent);
    push(&mut pointer, token);
    pointer
}

/// Appends a token to a pointer.
pub fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    if !token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        pointer.push_str(token);
        return;
    }
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            character => pointer.push(character),
        }
    }
}

/// Returns the unescaped tokens of a pointer; no tokens for the root.
pub fn tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(|token| {
        if token.bytes().any(|byte| byte == b'~') {
            Cow::Owned(unescaped(token))
        } else {
            Cow::Borrowed(token)
        }
    })
}

fn unescaped(token: &str) -> String {
    let mut text = String::with_capacity(token.len());
    let mut parts = token.split('~');
    text.extend(parts.next());
    for part in parts {
        let (mark, rest) = match part.as_bytes().first() {
            Some(b'0') => ('~', &part[1..]),
            Some(b'1') => ('/', &part[1..]),
            // A `~` without `0` or `1` is kept.
            _ => ('~', part),
        };
        text.push(mark);
        text.push_str(rest);
    }
    text
}

/// Parses a token as an array index. RFC 6901 allows no sign and no leading zero.
#[must_use]
pub fn index(token: &str) -> Option<usize> {
    let is_plain = token == "0" || !token.starts_with(['0', '+']);
    is_plain.then(|| token.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_tokens() {
        let names = ["paths", "/a~b/{c}", "", "~1"];
        let pointer = names
            .iter()
            .fold(String::new(), |parent, name| child(&parent, name));
        assert_eq!(pointer, "/paths/~1a~0b~1{c}//~01");
        assert_eq!(tokens(&pointer).collect::<Vec<_>>(), names);
        assert_eq!(tokens("").count(), 0);
        assert_eq!(tokens("/~/~é~2").collect::<Vec<_>>(), ["~", "~é~2"]);
    }
}
