//! Arguments in the path: none can add or drop a segment.

use super::parameter::Parameter;
use super::style::path_text;
use crate::runtime::wire::Json;

pub(super) const NO_SEGMENT: &str = "would change which path is called: a segment cannot be empty, \
                                     `.` or `..`";

/// An argument as it stands in the path.
///
/// Percent-encoding does not help against `.` and `..`: URLs drop such segments, however they are
/// written.
pub(super) fn argument(parameter: &Parameter, value: &Json) -> Result<String, &'static str> {
    let text = path_text(parameter, value);
    match text.as_str() {
        "" | "." | ".." => Err(NO_SEGMENT),
        _ => Ok(text),
    }
}

/// Appends the path to `url`, with the arguments in place of the names in braces.
///
/// A name without an argument stays as it is; a missing argument is told elsewhere. The error is
/// the last argument of a segment that is `.` or `..` only as a whole.
pub(super) fn expand(
    template: &str,
    arguments: &[(&'static str, String)],
    url: &mut String,
) -> Result<(), &'static str> {
    let mut result = Ok(());
    for segment in template.split('/').skip(1) {
        url.push('/');
        let start = url.len();
        let mut last = None;
        let mut rest = segment;
        while let Some((literal, name, after)) = next_name(rest) {
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

/// What is before the first `{name}`, the name, and what is behind it.
fn next_name(segment: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((literal, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, arguments: &[(&'static str, &str)], expected: Result<&str, &str>) {
        let mut url = String::from("https://a.example");
        let arguments: Vec<(&'static str, String)> = arguments
            .iter()
            .filter_map(|(name, value)| {
                Some((
                    *name,
                    argument(&Parameter::path(name), &Json::from(*value)).ok()?,
                ))
            })
            .collect();
        let result = expand(template, &arguments, &mut url);
        assert_eq!(result.map(|()| &url["https://a.example".len()..]), expected);
    }

    #[test]
    fn an_argument_stays_in_its_segment() {
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
    fn a_segment_may_have_several_names_and_text_between_them() {
        check("/a-{x}.{y}/", &[("x", "1"), ("y", "2")], Ok("/a-1.2/"));
        check("/{x}.{y}", &[("x", "{y}"), ("y", "2")], Ok("/%7By%7D.2"));
        check("/{x}{y}", &[("x", "1"), ("y", ".")], Ok("/1"));
    }

    #[test]
    fn segments_that_urls_drop_are_refused() {
        for text in ["", ".", ".."] {
            assert!(
                argument(&Parameter::path("id"), &Json::from(text)).is_err(),
                "{text:?}"
            );
        }
        check("/.{x}", &[("x", "")], Ok("/."));
        let arguments = [("x", String::from("."))];
        assert_eq!(expand("/.{x}", &arguments, &mut String::new()), Err("x"));
    }
}
