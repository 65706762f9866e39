//! Splits references into file and pointer, and resolves relative paths.

use super::bundle::BUNDLED_FILES;
use super::pointer;
use std::collections::BTreeMap;

/// Rewrites a reference in the file at `path` to point into the bundled tree. `root_path` is the path of
/// the root document.
pub(super) fn rewrite_to_bundle(reference: &mut Box<str>, path: &str, root_path: &str) {
    let target = match file_part(reference) {
        Some(file) => resolve_path(path, file),
        None if reference.starts_with('#') && path != root_path => Some(path.to_owned()),
        None => None,
    };
    if let Some(target) = target {
        let file = if target == root_path {
            String::new()
        } else {
            bundled_pointer(&target)
        };
        *reference = format!("#{file}{}", fragment(reference)).into();
    }
}

/// Returns the pointer of a reference within the same document.
pub(super) fn local_pointer(reference: &str) -> Option<String> {
    reference.starts_with('#').then(|| fragment(reference))
}

/// Returns the file of a reference; `None` for a URL, a URN or a bare fragment.
pub(super) fn file_part(reference: &str) -> Option<&str> {
    let file = reference.split('#').next().unwrap_or_default();
    let is_address = file.contains("://") || file.starts_with("//") || file.starts_with("urn:");
    (!file.is_empty() && !is_address).then_some(file)
}

/// Returns the percent-decoded fragment of a reference.
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

/// Resolves `file` relative to the file at `path`. Returns `None` for a path outside of the root
/// folder.
pub(super) fn resolve_path(path: &str, file: &str) -> Option<String> {
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

/// Returns the number of folders above the root folder that a relative path leads up to.
pub(super) fn folders_above(path: &str, file: &str) -> usize {
    let ups = file.split('/').filter(|segment| *segment == "..").count();
    match file.starts_with('/') || file.contains('\\') {
        true => 0,
        false => ups.saturating_sub(path.matches('/').count()),
    }
}

/// Returns the folder `up` levels above a folder with a trailing slash.
pub(super) fn folder_above(folder: &str, up: usize) -> String {
    let mut segments: Vec<&str> = folder.trim_end_matches('/').split('/').collect();
    segments.retain(|segment| *segment != ".");
    for _ in 0..up {
        match segments.last() {
            None | Some(&("" | "..")) => segments.push(".."),
            Some(_) => _ = segments.pop(),
        }
    }
    if segments.first() == Some(&"") && !folder.starts_with('/') {
        segments.remove(0);
    }
    match segments.is_empty() {
        true => ".".to_owned(),
        false => segments.join("/"),
    }
}

pub(super) fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

pub(super) fn bundled_pointer(path: &str) -> String {
    let mut pointer = format!("/{BUNDLED_FILES}");
    pointer::push(&mut pointer, path);
    pointer
}

/// Returns the pointer of `target` below a component, if `target` is the component or inside the
/// component.
pub(super) fn inside_component(
    target: &str,
    components: &BTreeMap<String, String>,
) -> Option<String> {
    let mut ancestor = target;
    loop {
        if let Some(component) = components.get(ancestor) {
            return Some(format!("{component}{}", &target[ancestor.len()..]));
        }
        ancestor = ancestor.rsplit_once('/')?.0;
    }
}
