//! Path parameters. An argument cannot add or drop a path segment.

use crate::runtime::http::request::parameter::{Parameter, Style};
use crate::runtime::http::request::percent::is_plain;
use crate::runtime::http::request::style::path_text;
use crate::runtime::wire::Json;
use std::borrow::Cow;

pub(crate) const INVALID_SEGMENT: &str = "would change the path of the request: a segment cannot be \
                                     empty, `.` or `..`";

/// Encodes an argument for the path.
///
/// Percent-encoding does not protect `.` and `..`: URL parsers drop dot segments even if encoded.
pub(crate) fn argument<'v>(
    parameter: &Parameter,
    value: &'v Json,
) -> Result<Cow<'v, str>, &'static str> {
    let text: Cow<str> = match value {
        // Most arguments are strings without characters to encode.
        Json::String(text) if parameter.style == Style::Simple && is_plain(text) => text.into(),
        _ => path_text(parameter, value).into(),
    };
    match &*text {
        "" | "." | ".." => Err(INVALID_SEGMENT),
        _ => Ok(text),
    }
}

/// Appends the path to `url`, with arguments in place of the names in braces.
///
/// A name without an argument stays as written; the caller reports missing arguments. Returns the
/// name of the last argument of a segment that becomes `.` or `..`.
///
/// ```text
/// /{id}/files/.{x}   id = "a/b", x = "txt"   ->  /a%2Fb/files/.txt
/// /{id}/files/.{x}   id = "1",   x = "."     ->  Err("x"): the segment would be ".."
/// ```
pub(crate) fn expand(
    template: &str,
    arguments: &[(&'static str, Cow<'_, str>)],
    url: &mut String,
) -> Result<(), &'static str> {
    let mut result = Ok(());
    for segment in template.split('/').skip(1) {
        url.push('/');
        let start = url.len();
        let mut last = None;
        let mut rest = segment;
        while let Some((literal, name, after)) = next_placeholder(rest) {
            url.push_str(literal);
            if let Some((name, text)) = arguments.iter().find(|(argument, _)| *argument == name) {
                url.push_str(text);
                last = Some(*name);
            }
            rest = after;
        }
        url.push_str(rest);
        if let (Some(name), "." | "..") = (last, &url[start..]) {
            result = Err(name);
        }
    }
    result
}

/// Splits a segment at the first `{name}`: the text before, the name, the text after.
fn next_placeholder(segment: &str) -> Option<(&str, &str, &str)> {
    let find = |text: &str, byte| text.bytes().position(|candidate| candidate == byte);
    let (literal, rest) = segment.split_at(find(segment, b'{')?);
    let (name, after) = rest.split_at(find(rest, b'}')?);
    Some((literal, &name[1..], &after[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, arguments: &[(&'static str, &str)], expected: Result<&str, &str>) {
        let mut url = String::from("https://a.example");
        let arguments: Vec<(&'static str, Cow<'_, str>)> = arguments
            .iter()
            .filter_map(|(name, value)| {
                let value = Json::from(*value);
                let text = argument(&Parameter::path(name), &value).ok()?;
                Some((*name, text.into_owned().into()))
            })
            .collect();
        let result = expand(template, &arguments, &mut url);
        assert_eq!(result.map(|()| &url["https://a.example".len()..]), expected);
    }

    #[test]
    fn keeps_arguments_in_their_segment() {
        let template = "/{Version}/{id}/messages";
        check(
            template,
            &[("Version", "v23.0"), ("id", "1")],
            Ok("/v23.0/1/messages"),
        );
        check(
            template,
            &[("Version", "v"), ("id", "a/../b?c#d")],
            Ok("/v/a%2F..%2Fb%3Fc%23d/messages"),
        );
        check(
            template,
            &[("Version", "v"), ("id", "%2e%2e")],
            Ok("/v/%252e%252e/messages"),
        );
        check(
            template,
            &[("Version", "v"), ("id", "é\n\\")],
            Ok("/v/%C3%A9%0A%5C/messages"),
        );
    }

    #[test]
    fn expands_multiple_names_in_a_segment() {
        check("/a-{x}.{y}/", &[("x", "1"), ("y", "2")], Ok("/a-1.2/"));
        check("/{x}.{y}", &[("x", "{y}"), ("y", "2")], Ok("/%7By%7D.2"));
        check("/{x}{y}", &[("x", "1"), ("y", ".")], Ok("/1"));
    }

    #[test]
    fn rejects_dot_segments() {
        for text in ["", ".", ".."] {
            assert!(
                argument(&Parameter::path("id"), &Json::from(text)).is_err(),
                "{text:?}"
            );
        }
        check("/.{x}", &[("x", "")], Ok("/."));
        let arguments = [("x", ".".into())];
        assert_eq!(expand("/.{x}", &arguments, &mut String::new()), Err("x"));
    }
}
