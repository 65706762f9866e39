//! JSON pointers (RFC 6901): putting them together and taking them apart.

use serde_json::Value;
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
    if !token.contains(['~', '/']) {
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
        if token.contains('~') {
            Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
        } else {
            Cow::Borrowed(token)
        }
    })
}

/// What a pointer leads to. Unlike `serde_json`'s own, this copies no token.
#[must_use]
pub fn find<'v>(root: &'v Value, pointer: &str) -> Option<&'v Value> {
    if !(pointer.is_empty() || pointer.starts_with('/')) {
        return None;
    }
    tokens(pointer).try_fold(root, |value, token| match value {
        Value::Object(members) => members.get(token.as_ref()),
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
    }
}
