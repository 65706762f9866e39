//! Path templates: finds the operations for a path.

use crate::runtime::fake::table::Route;
use crate::runtime::http::decode;
use http::Method;
use std::sync::OnceLock;

/// A part of a path segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Literal(&'static str),
    /// The name of a parameter, and true if the value may contain `/` (`allowReserved`).
    Name(&'static str, bool),
}

/// A path template with the operation.
struct Template {
    route: &'static Route,
    /// Paths before the template, the most likely first.
    prefixes: Vec<&'static str>,
    segments: Vec<Vec<Piece>>,
    /// Pairs of the query that the template fixes.
    query: Vec<(String, Vec<Piece>)>,
    /// Per segment: 0 for a literal, 1 for a literal with parameters, 2 for a parameter, 3 for a
    /// parameter that may span segments.
    rank: Vec<u8>,
}

/// The values of path parameters, percent-encoded.
pub(super) type Captures<'u> = Vec<(&'static str, &'u str)>;

/// The operations for a path.
#[derive(Default)]
pub(super) struct Matches<'u> {
    /// The operations with the method of the request. Several if templates differ only in names.
    pub(super) found: Vec<(&'static Route, Captures<'u>)>,
    /// The methods of operations with the path.
    pub(super) methods: Vec<Method>,
}

/// Finds the operations for a request. Literal segments precede parameters.
///
/// ```text
/// /pets/{id}  /pets/mine   GET /pets/mine  ->  /pets/mine
/// /{a}/x  /{b}/x           GET /1/x        ->  both
/// ```
pub(super) fn find<'u>(method: &Method, path: &'u str, query: &[(String, &'u str)]) -> Matches<'u> {
    let mut matches = Matches::default();
    let mut best: Option<&Template> = None;
    for template in templates() {
        let Some(captures) = template.captures(path, query) else {
            continue;
        };
        let own = &template.route.endpoint.method;
        if !matches.methods.contains(own) {
            matches.methods.push(own.clone());
        }
        let key = |one: &Template| (one.rank.clone(), one.query.len());
        let is_best = best.is_none_or(|best| key(best) == key(template));
        if own == method && is_best {
            best = Some(template);
            matches.found.push((template.route, captures));
        }
    }
    matches
}

/// The templates of the crate, sorted by rank.
fn templates() -> &'static [Template] {
    static TEMPLATES: OnceLock<Vec<Template>> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        let routes = crate::operations::fake::ROUTES.iter();
        let mut templates: Vec<Template> = routes.map(|route| Template::new(route)).collect();
        // A fixed query makes a template more specific.
        templates.sort_by_key(|one| (one.rank.clone(), std::cmp::Reverse(one.query.len())));
        templates
    })
}

impl Template {
    fn new(route: &'static Route) -> Self {
        // Specs add fragments to tell operations with equal paths apart.
        let template = route.endpoint.path.split('#').next().unwrap_or_default();
        let (path, query) = template.split_once('?').unwrap_or((template, ""));
        // Specs add dot segments for the same purpose; URLs drop them.
        let segments = path.split('/').skip(1).filter(|segment| *segment != ".");
        let parameters = route.endpoint.parameters;
        let is_reserved = |name: &str| {
            let mut own = parameters.iter();
            own.any(|one| one.name == name && one.allow_reserved)
        };
        let segments = segments.map(|segment| pieces(segment, &is_reserved));
        let segments: Vec<Vec<Piece>> = segments.collect();
        let rank = segments.iter().map(|pieces| rank(pieces)).collect();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let query = pairs.map(|(name, value)| (decode(name), pieces(value, &|_| false)));
        Template {
            route,
            prefixes: prefixes(route.server),
            segments,
            query: query.collect(),
            rank,
        }
    }

    /// The values of path parameters, if the path and the fixed query match.
    fn captures<'u>(&self, path: &'u str, query: &[(String, &'u str)]) -> Option<Captures<'u>> {
        let mut captures = self.prefixes.iter().find_map(|prefix| {
            let rest = path.strip_prefix(prefix)?.strip_prefix('/')?;
            let mut captures = Vec::new();
            segments(&self.segments, rest, &mut captures).then_some(captures)
        })?;
        for (name, pieces) in &self.query {
            let mut pairs = query.iter();
            pairs.find(|(found, value)| found == name && matches(pieces, value, &mut captures))?;
        }
        Some(captures)
    }
}

/// Matches a path with the segments of a template, and appends the values of names.
fn segments<'u>(templates: &[Vec<Piece>], path: &'u str, captures: &mut Captures<'u>) -> bool {
    let Some((pieces, rest)) = templates.split_first() else {
        return false;
    };
    let spans = rank(pieces) == 3;
    let known = captures.len();
    let ends = path.match_indices('/').map(|(at, _)| at);
    let ends = ends.chain([path.len()]);
    // Most values span a single segment.
    for end in ends.take(if spans { usize::MAX } else { 1 }) {
        captures.truncate(known);
        let is_match = matches(pieces, &path[..end], captures)
            && match path.get(end + 1..) {
                None => rest.is_empty(),
                Some(after) => segments(rest, after, captures),
            };
        if is_match {
            return true;
        }
    }
    captures.truncate(known);
    false
}

/// The paths of the servers: a client with the URL of the fake server sends the path of the server
/// or no prefix.
fn prefixes(own: &'static str) -> Vec<&'static str> {
    let default = crate::runtime::http::API.server;
    let path = |url: &'static str| match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    };
    let mut prefixes = match own {
        "" => vec![path(default), ""],
        relative if relative.starts_with('/') => vec![relative],
        absolute => vec![path(absolute), path(default), ""],
    };
    for prefix in &mut prefixes {
        *prefix = prefix.trim_end_matches('/');
    }
    prefixes.dedup();
    prefixes
}

/// Splits a segment of a template at names in braces.
fn pieces(segment: &'static str, is_reserved: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((literal, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        pieces.push(Piece::Name(name, is_reserved(name)));
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

fn rank(pieces: &[Piece]) -> u8 {
    let is_reserved = |piece: &Piece| matches!(piece, Piece::Name(_, true));
    match pieces {
        _ if pieces.iter().any(is_reserved) => 3,
        [Piece::Literal(_)] => 0,
        [Piece::Name(..)] => 2,
        _ => 1,
    }
}

/// Matches a segment, and appends the values of names. Values are not empty.
fn matches<'u>(pieces: &[Piece], segment: &'u str, captures: &mut Captures<'u>) -> bool {
    match pieces {
        [] => segment.is_empty(),
        [Piece::Literal(literal)] => segment == *literal || decode(segment) == *literal,
        [Piece::Literal(literal), rest @ ..] => segment
            .strip_prefix(literal)
            .is_some_and(|segment| matches(rest, segment, captures)),
        [Piece::Name(name, _), rest @ ..] => {
            let known = captures.len();
            // The longest value first.
            let ends = segment.char_indices().map(|(at, one)| at + one.len_utf8());
            ends.rev().any(|end| {
                captures.truncate(known);
                captures.push((name, &segment[..end]));
                matches(rest, &segment[end..], captures)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captures(template: &'static str, path: &'static str) -> Option<Captures<'static>> {
        let pieces = |segment| pieces(segment, &|name| name == "path");
        let templates: Vec<Vec<Piece>> = template.split('/').map(pieces).collect();
        let mut captures = Vec::new();
        segments(&templates, path, &mut captures).then_some(captures)
    }

    #[test]
    fn matches_segments() {
        assert_eq!(captures("pets", "pets"), Some(vec![]));
        assert_eq!(captures("a b", "a%20b"), Some(vec![]));
        assert_eq!(captures("pets", "pet"), None);
        assert_eq!(captures("{id}", "a%2Fb"), Some(vec![("id", "a%2Fb")]));
        assert_eq!(captures("{id}", ""), None);
        let expected = Some(vec![("x", "1.2"), ("y", "txt")]);
        assert_eq!(captures("a-{x}.{y}", "a-1.2.txt"), expected);
        assert_eq!(captures("{x}{y}", "12"), Some(vec![("x", "1"), ("y", "2")]));
        assert_eq!(captures(".{x}", "x"), None);
        assert_eq!(captures("{x}", "a/b"), None);
        assert_eq!(captures("{x}/b", "a"), None);
    }

    #[test]
    fn reserved_characters_span_segments() {
        let expected = Some(vec![("path", "a/b.txt"), ("x", "1")]);
        assert_eq!(captures("{path}/v/{x}", "a/b.txt/v/1"), expected);
        assert_eq!(captures("f/{path}", "f/a/b"), Some(vec![("path", "a/b")]));
        assert_eq!(captures("{path}/v", "a/b"), None);
    }
}
