//! JSON pointers (RFC 6901): putting them together and taking them apart.

use serde_json::{Map, Value};
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

/// So many names are compared faster than one is hashed.
const FEW: usize = 12;

/// The member of an object. Most objects of a description are small.
#[must_use]
pub fn member<'v>(members: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    if members.len() > FEW {
        return members.get(name);
    }
    let mut members = members.iter();
    members
        .find(|(other, _)| *other == name)
        .map(|(_, value)| value)
}

/// What a pointer leads to. Unlike `serde_json`'s own, this copies no token.
#[must_use]
pub fn find<'v>(root: &'v Value, pointer: &str) -> Option<&'v Value> {
    if !(pointer.is_empty() || pointer.starts_with('/')) {
        return None;
    }
    tokens(pointer).try_fold(root, |value, token| match value {
        Value::Object(members) => member(members, &token),
        // RFC 6901 has neither signs nor leading zeros.
        Value::Array(_) if token.starts_with(['0', '+']) && token != "0" => None,
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_leads_where_that_of_serde_json_does() {
        let root = serde_json::json!({"": {"a/b": [1, {"~": 2}]}, "0": [[3]]});
        for pointer in [
            "",
            "/",
            "//a~1b",
            "//a~1b/0",
            "//a~1b/1/~0",
            "//a~1b/01",
            "//a~1b/+1",
            "//a~1b/2",
            "/0/0/0",
            "/0/-",
            "0",
            "/missing/0",
        ] {
            assert_eq!(find(&root, pointer), root.pointer(pointer), "{pointer}");
        }
    }

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
