//! Tests of rendered diagnostics.

use super::*;

#[test]
fn renders_errors_first_with_location_and_help() {
    let source = Source::parse("api.yaml", "info:\n  title: 7\npaths:\n  /ü: {}\n").unwrap();
    let diagnostics = [
        Diagnostic::warning("wrong-type", "/info/title", "the title is a number")
            .with_notes((1..=14).map(|number| format!("reason {number}")).collect()),
        Diagnostic::error(
            "path-without-slash",
            "/paths/~1ü",
            "the path has no operation",
        )
        .with_help("add a method, such as `get`"),
        Diagnostic::error("file", "", "the file cannot be read"),
    ];
    insta::assert_snapshot!(render(&diagnostics, &source, Style::Plain), @r"
    error[file]: the file cannot be read
     --> api.yaml:1:1
      |
    1 | info:
      | ^^^^^

    error[path-without-slash]: the path has no operation
     --> api.yaml:4:3
      |
    4 |   /ü: {}
      |   ^^
      |
      = at: /paths/~1ü
      = help: add a method, such as `get`

    warning[wrong-type]: the title is a number
     --> api.yaml:2:10
      |
    2 |   title: 7
      |          ^
      |
      = at: /info/title
      = note: reason 1
      = note: reason 2
      = note: reason 3
      = note: reason 4
      = note: reason 5
      = note: reason 6
      = note: reason 7
      = note: reason 8
      = note: reason 9
      = note: reason 10
      = note: reason 11
      = note: reason 12
      = note: … and 2 more
    ");
}

#[test]
fn folds_warnings_with_the_same_code() {
    let list = "[a, b, c, d, e, f, g, h, i, j, k, l, m, n]";
    let source = Source::parse("api.yaml", list).unwrap();
    let mut diagnostics: Vec<_> = (0..14)
        .map(|at| Diagnostic::warning("unknown-keyword", format!("/{at}"), "this is a letter"))
        .collect();
    diagnostics[2].message = "this is a c".to_owned();
    diagnostics.push(Diagnostic::warning("unknown-type", "/4", "this is an e"));
    insta::assert_snapshot!(render(&diagnostics, &source, Style::Plain), @"
    warning[unknown-keyword]: this is a letter
     --> api.yaml:1:2
      |
    1 | [a, b, c, d, e, f, g, h, i, j, k, l, m, n]
      |  ^
      |
      = at: /0
    and 13 similar:
      api.yaml:1:5: at /1
      api.yaml:1:8: this is a c
      api.yaml:1:11: at /3
      api.yaml:1:14: at /4
      api.yaml:1:17: at /5
      api.yaml:1:20: at /6
      api.yaml:1:23: at /7
      api.yaml:1:26: at /8
      api.yaml:1:29: at /9
      api.yaml:1:32: at /10
      … and 3 more

    warning[unknown-type]: this is an e
     --> api.yaml:1:14
      |
    1 | [a, b, c, d, e, f, g, h, i, j, k, l, m, n]
      |              ^
      |
      = at: /4
    ");
}

#[test]
fn folds_errors_with_the_same_message() {
    let source = Source::parse("api.yaml", "[a, b, c, d, e]").unwrap();
    let same =
        (0..4).map(|at| Diagnostic::error("unknown-keyword", format!("/{at}"), "this is a letter"));
    let mut diagnostics: Vec<_> = same.collect();
    diagnostics.push(Diagnostic::error("unknown-keyword", "/4", "this is an e"));
    insta::assert_snapshot!(render(&diagnostics, &source, Style::Plain), @"
    error[unknown-keyword]: this is a letter
     --> api.yaml:1:2
      |
    1 | [a, b, c, d, e]
      |  ^
      |
      = at: /0
    and 3 similar:
      api.yaml:1:5: at /1
      api.yaml:1:8: at /2
      api.yaml:1:11: at /3

    error[unknown-keyword]: this is an e
     --> api.yaml:1:14
      |
    1 | [a, b, c, d, e]
      |              ^
      |
      = at: /4
    ");
    let all = render_all(&diagnostics, &source, Style::Plain);
    assert_eq!(all.matches("error[unknown-keyword]").count(), 5);
}

#[test]
fn cuts_long_lines() {
    let text = format!("[{}7]", "1, ".repeat(1_000_000));
    let source = Source::parse("api.json", text).unwrap();
    let diagnostics = [Diagnostic::warning(
        "number-out-of-range",
        "/1000000",
        "this is a seven",
    )];
    insta::assert_snapshot!(render(&diagnostics, &source, Style::Plain), @r"
    warning[number-out-of-range]: this is a seven
     --> api.json:1:3000002
      |
      |
     ::: 
    1 |  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7]
      |                                                                                                     ^
      |
      = at: /1000000
    ");
}

#[test]
fn neutralizes_escape_sequences() {
    let source = Source::parse("\u{1b}[0m.json", "[\"\u{7f}\u{9b}31m\"]").unwrap();
    let diagnostics = [
        Diagnostic::error("wrong-type", "/0/\u{1b}[31m", "odd \u{1b}[31m text")
            .with_help("do not \u{1b}[31m this"),
    ];
    let text = render(&diagnostics, &source, Style::Plain);
    assert!(!text.contains(['\u{1b}', '\u{7f}', '\u{9b}']), "{text:?}");
}
