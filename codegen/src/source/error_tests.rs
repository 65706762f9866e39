//! Tests of syntax errors.

use super::*;
use crate::diagnostic::{Style, render};
use std::fmt::Write;
use std::time::Instant;

fn problems(name: &str, text: &str) -> String {
    let diagnostics = match Source::parse(name, text) {
        Ok(source) => source.warnings,
        Err(problems) => problems,
    };
    render(&diagnostics, &Source::unparsed(name, text), Style::Plain)
}

#[test]
fn reports_duplicate_keys_with_both_locations() {
    let text = "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n'a': 2\n";
    insta::assert_snapshot!(problems("api.yaml", text), @"
    warning[duplicate-key]: duplicate key `c`; the last value is used
     --> api.yaml:5:3
      |
    5 |   c: 3
      |   ^
      |
      = at: /b/c
      = help: keep one of the keys; the first is at line 3, column 3

    warning[duplicate-key]: duplicate key `a`; the last value is used
     --> api.yaml:6:1
      |
    6 | 'a': 2
      | ^^^
      |
      = at: /a
      = help: keep one of the keys; the first is at line 1, column 1
    ");
    insta::assert_snapshot!(problems("api.json", r#"{"a": 1, "\u0061": 2}"#), @r#"
    warning[duplicate-key]: duplicate key `a`; the last value is used
     --> api.json:1:10
      |
    1 | {"a": 1, "\u0061": 2}
      |          ^^^^^^^^
      |
      = at: /a
      = help: keep one of the keys; the first is at line 1, column 2
    "#);
}

#[test]
fn reports_values_without_json_equivalent() {
    insta::assert_snapshot!(problems("api.yaml", "a: .nan\nb: [-.inf]\n? [c]\n: *d\n"), @"
    error[unknown-anchor]: unknown anchor: no `&d` before the alias `*d`
     --> api.yaml:4:3
      |
    4 | : *d
      |   ^^
      |
      = help: define `&d` before the alias, or put text that starts with `*` in quotes
    ");
    insta::assert_snapshot!(problems("api.yaml", "a: .nan\nb: [-.inf]\n? [c]\n: d\n<<: 7\n"), @"
    error[key-not-a-string]: a list or a mapping cannot be a JSON key
     --> api.yaml:3:3
      |
    3 | ? [c]
      |   ^^^
      |
      = help: make the key a string

    error[merge-not-a-mapping]: merge key `<<` with a value that is not a mapping
     --> api.yaml:5:5
      |
    5 | <<: 7
      |     ^
      |
      = help: set `<<` to an alias of a mapping, or to a list of aliases

    warning[number-out-of-range]: number `.nan` has no JSON equivalent, read as null
     --> api.yaml:1:4
      |
    1 | a: .nan
      |    ^^^^
      |
      = at: /a
      = help: write a finite number, or put the text in quotes

    warning[number-out-of-range]: number `-.inf` has no JSON equivalent, read as null
     --> api.yaml:2:5
      |
    2 | b: [-.inf]
      |     ^^^^^
      |
      = at: /b/0
      = help: write a finite number, or put the text in quotes
    ");
}

#[test]
fn explains_yaml_syntax_errors() {
    let broken = [
        ("tab.yaml", "a:\n\tb: 1\n"),
        ("indent.yaml", "a:\n  b: 1\n c: 2\n"),
        ("colon.yaml", "description: Note: this\n"),
        ("quote.yaml", "a: \"abc\nb: c\n"),
        ("bracket.yaml", "a:\n  b: {c: 1\n  d: 2\n"),
        (
            "conflict.yaml",
            "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n",
        ),
        ("at.yaml", "a: @b\n"),
        ("two.yaml", "a: 1\n---\nb: 2\n"),
        ("empty.yaml", "# nothing yet\n"),
    ];
    let text: String = broken
        .iter()
        .map(|(name, text)| problems(name, text))
        .collect();
    insta::assert_snapshot!(text, @r#"
    error[yaml-syntax]: tab in the indentation; YAML allows only spaces
     --> tab.yaml:2:2
      |
    2 |     b: 1
      |     ^
      |
      = at: /a
      = help: replace the tabs with spaces

    error[yaml-syntax]: indentation does not match any enclosing mapping
     --> indent.yaml:3:2
      |
    3 |  c: 2
      |  ^
      |
      = help: align the line with the other keys of the mapping

    error[yaml-syntax]: unexpected `:`; a key is not allowed here
     --> colon.yaml:1:18
      |
    1 | description: Note: this
      |                  ^
      |
      = help: put text that contains `:` in quotes, or align the key with the other keys of the mapping

    error[yaml-syntax]: unclosed quote
     --> quote.yaml:1:4
      |
    1 | a: "abc
      |    ^
      |
      = at: /a
      = help: add the closing quote

    error[yaml-syntax]: expected `,` or `}`
     --> bracket.yaml:3:4
      |
    3 |   d: 2
      |    ^
      |
      = at: /a/b
      = help: separate the entries with commas, or close the bracket that opens at line 2, column 6

    error[yaml-syntax]: unresolved merge conflict
     --> conflict.yaml:2:1
      |
    2 | <<<<<<< HEAD
      | ^
      |
      = help: resolve the conflict and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`

    error[yaml-syntax]: unquoted text cannot start with '@'
     --> at.yaml:1:4
      |
    1 | a: @b
      |    ^
      |
      = at: /a
      = help: put the text in quotes

    error[multiple-documents]: more than one YAML document in the file
     --> two.yaml:2:1
      |
    2 | ---
      | ^^^
      |
      = help: keep one document, or put `---` in quotes if it is text

    error[empty-document]: the document is empty
     --> empty.yaml:1:1
      |
    1 | # nothing yet
      | ^
      |
      = help: check the path, and that the file was saved
    "#);
}

#[test]
fn explains_json_syntax_errors() {
    let broken = [
        ("comma.json", "{\n  \"a\": 1,\n}\n"),
        ("cut.json", "{\"a\": {\"b\": 2"),
        ("comment.json", "{\n  // why\n  \"a\": 1\n}\n"),
        ("half.json", r#"{"a": "\ud83d"}"#),
    ];
    let text: String = broken
        .iter()
        .map(|(name, text)| problems(name, text))
        .collect();
    insta::assert_snapshot!(text, @r#"
    error[json-syntax]: invalid JSON: trailing comma
     --> comma.json:3:1
      |
    3 | }
      | ^
      |
      = help: remove the comma before this bracket

    error[json-syntax]: invalid JSON: EOF while parsing an object
     --> cut.json:1:13
      |
    1 | {"a": {"b": 2
      |             ^
      |
      = help: close the open brackets and quotes; the file may be truncated

    error[json-syntax]: invalid JSON: key must be a string
     --> comment.json:2:3
      |
    2 |   // why
      |   ^
      |
      = help: remove the comment, or move the text into a `description`; JSON has no comments

    error[json-syntax]: unpaired surrogate in a `\u` escape
     --> half.json:1:7
      |
    1 | {"a": "\ud83d"}
      |       ^^^^^^^^
      |
      = at: /a
      = help: write both halves of the surrogate pair, or the character itself
    "#);
}

#[test]
fn reports_the_error_of_the_likelier_format() {
    let codes = |name: &str, text: &str| Source::parse(name, text).unwrap_err()[0].code;
    assert_eq!(codes("api.yaml", r#"{"a": 1 "b": 2}"#), "json-syntax");
    assert_eq!(codes("api.yaml", "{a: 1, b: [2}"), "yaml-syntax");
    assert_eq!(codes("api.json", "{a: 1}"), "json-syntax");
    assert_eq!(codes("api.json", "a: 1"), "json-syntax");
}

#[test]
fn rejects_alias_bombs_and_deep_nesting_quickly() {
    let laughs = (1..10).fold("a0: &a0 [x, x]\n".to_owned(), |text, at| {
        let aliases = vec![format!("*a{}", at - 1); 10].join(", ");
        format!("{text}a{at}: &a{at} [{aliases}]\n")
    });
    let long = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(1_000_000),
        "*a, ".repeat(5_000)
    );
    let nested: String = (0..2_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    let time = |text: &str| {
        let start = Instant::now();
        let parsed = Source::parse("api.yaml", text);
        (parsed, start.elapsed())
    };
    let (parsed, large) = time(&"- { name: value }\n".repeat(100_000));
    assert!(parsed.is_ok());
    for (text, code) in [
        ("info: &a\n  title: x\n  me: *a\n".to_owned(), "alias-cycle"),
        ("a: &a {<<: *a}\n".to_owned(), "alias-cycle"),
        (laughs, "alias-bomb"),
        (long, "alias-bomb"),
        ("[".repeat(100_000), "too-deep"),
        ("[{\"a\":".repeat(100_000), "too-deep"),
        ("[{a: ".repeat(100_000), "too-deep"),
        ("- ".repeat(100_000), "too-deep"),
        (nested, "too-deep"),
    ] {
        let (parsed, bomb) = time(&text);
        assert_eq!(parsed.unwrap_err()[0].code, code, "{}", &text[..30]);
        // The factor allows for other load on the machine.
        assert!(bomb < 4 * large, "{}: {bomb:?}, {large:?}", &text[..30]);
    }
}

/// A warning does not hide a later error.
#[test]
fn reports_an_alias_bomb_after_a_warning() {
    let mut text = "twice: 1\ntwice: 2\na0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(9);
        writeln!(text, "a{level}: &a{level} [{alias}]").unwrap();
    }
    assert!(problems("api.yaml", &text).contains("error[alias-bomb]"));
}
