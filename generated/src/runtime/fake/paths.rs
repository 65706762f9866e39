//! Path templates: finds the operations for a path.

use crate::runtime::fake::percent::decode;
use crate::runtime::fake::table::Route;
use http::Method;
use std::sync::OnceLock;

/// A part of a path segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Literal(&'static str),
    Name(&'static str),
}

/// A path template with the operation.
struct Template {
    route: &'static Route,
    /// Paths before the template, the most likely first.
    prefixes: Vec<&'static str>,
    segments: Vec<Vec<Piece>>,
    /// Pairs of the query that the template fixes.
    query: Vec<(String, Vec<Piece>)>,
    /// Per segment: 0 for a literal, 1 for a literal with parameters, 2 for a parameter.
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
        let segments: Vec<Vec<Piece>> = segments.map(pieces).collect();
        let rank = segments.iter().map(|pieces| rank(pieces)).collect();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let query = pairs.map(|(name, value)| (decode(name), pieces(value)));
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
            self.path_captures(rest)
        })?;
        for (name, pieces) in &self.query {
            let mut pairs = query.iter();
            pairs.find(|(found, value)| found == name && matches(pieces, value, &mut captures))?;
        }
        Some(captures)
    }

    fn path_captures<'u>(&self, path: &'u str) -> Option<Captures<'u>> {
        let mut captures = Vec::new();
        let mut segments = path.split('/');
        for pieces in &self.segments {
            let segment = segments.next()?;
            if !matches(pieces, segment, &mut captures) {
                return None;
            }
        }
        segments.next().is_none().then_some(captures)
    }
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
fn pieces(segment: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((literal, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        pieces.push(Piece::Name(name));
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

fn rank(pieces: &[Piece]) -> u8 {
    match pieces {
        [Piece::Literal(_)] => 0,
        [Piece::Name(_)] => 2,
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
        [Piece::Name(name), rest @ ..] => {
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

    fn captures(template: &'static str, segment: &'static str) -> Option<Captures<'static>> {
        let mut captures = Vec::new();
        matches(&pieces(template), segment, &mut captures).then_some(captures)
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
    }
}
