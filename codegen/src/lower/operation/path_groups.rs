//! Groups of operations in a spec without tags.
//!
//! ```text
//! /v1/charges/{charge} -> charges     /api/users.json -> users     /{id} -> no group
//! ```

use crate::document::Operation;

/// The minimum number of operations for groups, unless `tag_features` is `true`. A smaller crate
/// compiles fast enough without features.
const LARGE: usize = 100;

/// Tags each operation by the path, in a spec without tags that is large or whose codegen.toml
/// contains `tag_features = true`.
///
/// A group depends on a single path, so a new path never moves an existing operation.
pub(crate) fn tag_by_path(operations: &mut [Operation], wanted: Option<bool>) {
    let is_tagged = operations
        .iter()
        .any(|operation| !operation.tags.is_empty());
    if is_tagged || !wanted.unwrap_or(operations.len() >= LARGE) {
        return;
    }
    for operation in operations {
        operation
            .tags
            .extend(group(&operation.path).map(str::to_owned));
    }
}

/// The first segment that names a kind of resource: neither a parameter nor a prefix such as `api`
/// or `v1`.
fn group(path: &str) -> Option<&str> {
    let segments = path
        .split('/')
        .map(|segment| segment.split('.').next().unwrap_or_default());
    let mut segments = segments.filter(|segment| !segment.is_empty());
    segments.find(|segment| {
        !is_version(segment) && !segment.starts_with('{') && !matches!(*segment, "api" | "rest")
    })
}

/// True for `v1`, `v1beta1` and `2010-04-01`, but not for `3d_secure`.
fn is_version(segment: &str) -> bool {
    let number = segment.trim_start_matches(['v', 'V']);
    let number = number.replace("alpha", "").replace("beta", "");
    let is_part = |part: char| part.is_ascii_digit() || matches!(part, '.' | '-' | '_');
    number.starts_with(|first: char| first.is_ascii_digit()) && number.chars().all(is_part)
}
