//! JSON pointers (RFC 6901): putting them together and taking them apart.

use std::borrow::Cow;

/// The pointer to a member or element of what `parent` points to.
#[must_use]
pub fn child(parent: &str, token: &str) -> String {
    let mut pointer = String::with_capacity(parent.len() + token.len() + 1);
    pointer.push_str(parent);
    push(&mut pointer, token);
    pointer
}

/// Extends a pointer by one token.
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
            other => pointer.push(other),
        }
    }
}

/// The tokens of a pointer, unescaped; none for the root.
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
            // No escape, and so it stands for itself.
            _ => ('~', part),
        };
        text.push(mark);
        text.push_str(rest);
    }
    text
}

/// The index that a token means in an array. RFC 6901 has neither signs nor leading zeros.
#[must_use]
pub fn index(token: &str) -> Option<usize> {
    let is_plain = token == "0" || !token.starts_with(['0', '+']);
    is_plain.then(|| token.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back_as_they_went_in() {
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
