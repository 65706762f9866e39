//! The file and the pointer in a reference.

use super::bundle::FILES;
use super::pointer;

/// Turns a reference in the file at `path` to where its target is in the one tree.
pub(super) fn turn(reference: &mut Box<str>, path: &str, own: &str) {
    let target = match file_of(reference) {
        Some(file) => resolve(path, file),
        None if reference.starts_with('#') && path != own => Some(path.to_owned()),
        None => None,
    };
    if let Some(target) = target {
        let file = if target == own {
            String::new()
        } else {
            in_files(&target)
        };
        *reference = format!("#{file}{}", fragment(reference)).into();
    }
}

/// The pointer in a reference within the tree.
pub(super) fn local(reference: &str) -> Option<String> {
    reference.starts_with('#').then(|| fragment(reference))
}

/// The file in a reference, if there is one that could be in the folder.
pub(super) fn file_of(reference: &str) -> Option<&str> {
    let file = reference.split('#').next().unwrap_or_default();
    let is_address = file.contains("://") || file.starts_with("//") || file.starts_with("urn:");
    (!file.is_empty() && !is_address).then_some(file)
}

/// The pointer in a reference, percent-decoded.
fn fragment(reference: &str) -> String {
    let fragment = reference
        .split_once('#')
        .map_or("", |(_, fragment)| fragment);
    let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8();
    decoded
        .map_or_else(|_| fragment.to_owned(), String::from)
        .trim_end_matches('/')
        .to_owned()
}

/// The path of a file below the root's folder, as the file at `path` names it.
pub(super) fn resolve(path: &str, file: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(file)
        .decode_utf8()
        .ok()?;
    if decoded.starts_with('/') || decoded.contains('\\') {
        return None;
    }
    let mut segments: Vec<&str> = path.split('/').collect();
    segments.pop();
    for segment in decoded.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop()?,
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

pub(super) fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

pub(super) fn in_files(path: &str) -> String {
    let mut place = format!("/{FILES}");
    pointer::push(&mut place, path);
    place
}
