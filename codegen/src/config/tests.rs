//! Tests of parsing `codegen.toml`.

use super::*;
use crate::diagnostic::{Style, render};

fn problems(text: &str) -> String {
    let diagnostics = Config::parse("codegen.toml", text).unwrap_err();
    render(
        &diagnostics,
        &Source::unparsed("codegen.toml", text),
        Style::Plain,
    )
}

#[test]
fn parses_settings_with_defaults() {
    let text = r#"
        [crate]
        name = "whatsapp-cloud"
        tag_features = false
        [description]
        overlays = ["overlays/a.yaml"]
        folder = ".."
        [operations]
        webhooks = true
        [client]
        parameters = ["Version"]
        verdict = "crate::answers::verdict"
        trace_id = "crate::answers::trace_id"
        error_summary = "crate::answers::summary"
        [webhooks]
        scheme = "standard-webhooks"
        update = "crate::updates::Update"
        [names]
        "/components/schemas/Foo/properties/bar" = "type"
    "#;
    let config = Config {
        crate_name: "whatsapp-cloud".to_owned(),
        tag_features: Some(false),
        overlays: vec!["overlays/a.yaml".to_owned()],
        folder: Some("..".to_owned()),
        operations: Some(Selection {
            webhooks: true,
            ..Selection::default()
        }),
        client_parameters: vec!["Version".to_owned()],
        verdict: Some("crate::answers::verdict".to_owned()),
        trace_id: Some("crate::answers::trace_id".to_owned()),
        webhooks: Webhooks {
            scheme: Some("StandardWebhooks"),
            update: Some("crate::updates::Update".to_owned()),
        },
        error_summary: Some("crate::answers::summary".to_owned()),
        names: [(
            "/components/schemas/Foo/properties/bar".to_owned(),
            "type".to_owned(),
        )]
        .into(),
        ..Config::default()
    };
    let mut parsed = Config::parse("codegen.toml", text).unwrap();
    let spans = std::mem::take(&mut parsed.spans);
    let keys: Vec<&str> = spans.keys().map(String::as_str).collect();
    assert_eq!(keys, ["/components/schemas/Foo/properties/bar", "Version"]);
    assert_eq!(parsed, config);
    assert_eq!(Config::parse("codegen.toml", ""), Ok(Config::default()));
}

#[test]
fn reports_invalid_names() {
    let text = "[crate]\nname = \"7 x\"\n[client]\nverdict = \"a b\"\n[names]\nfoo = \"a b\"\n";
    insta::assert_snapshot!(problems(text), @r#"
    error[config]: `7 x` is not a valid package name
     --> codegen.toml:2:8
      |
    2 | name = "7 x"
      |        ^^^^^
      |
      = help: use ASCII letters, digits, `-` and `_`, and start with a letter

    error[config]: `a b` is not the path of a function
     --> codegen.toml:4:11
      |
    4 | verdict = "a b"
      |           ^^^^^
      |
      = help: name a function of the crate, as in "crate::answers::verdict"

    error[config]: `foo` is not a JSON pointer
     --> codegen.toml:6:1
      |
    6 | foo = "a b"
      | ^^^
      |
      = help: start with `/`, as in "/components/schemas/Foo/properties/bar"

    error[config]: `a b` is not a Rust identifier
     --> codegen.toml:6:7
      |
    6 | foo = "a b"
      |       ^^^^^
      |
      = help: use letters, digits and `_`, and start with a letter
    "#);
}

#[test]
fn reports_unknown_schemes_of_webhooks() {
    let text = "[webhooks]\nscheme = \"Meta\"\nupdate = \"a b\"\n";
    insta::assert_snapshot!(problems(text), @r#"
    error[config]: `Meta` is not a known signature scheme
     --> codegen.toml:2:10
      |
    2 | scheme = "Meta"
      |          ^^^^^^
      |
      = help: use one of "github", "meta", "standard-webhooks", "stripe", or implement `Scheme`

    error[config]: `a b` is not the path of a type
     --> codegen.toml:3:10
      |
    3 | update = "a b"
      |          ^^^^^
      |
      = help: name a type of the crate, as in "crate::updates::Update"
    "#);
}

#[test]
fn reports_unknown_keys_and_syntax_errors() {
    insta::assert_snapshot!(problems("[client]\nparameter = []\n"), @"
    error[config]: unknown field `parameter`, expected one of `parameters`, `verdict`, `trace_id`, `error_summary`
     --> codegen.toml:2:1
      |
    2 | parameter = []
      | ^^^^^^^^^
      |
      = help: use the keys `name` and `tag_features` in [crate], `overlays` and `folder` in [description], `include`, `exclude` and `webhooks` in [operations], `parameters`, `verdict`, `trace_id` and `error_summary` in [client], `scheme` and `update` in [webhooks], names of properties in [constructors], and JSON pointers in [conversions] and [names]
    ");
    insta::assert_snapshot!(problems("[crate]\nname = whatsapp\n"), @"
    error[config]: string values must be quoted, expected literal string
     --> codegen.toml:2:8
      |
    2 | name = whatsapp
      |        ^^^^^^^^
      |
      = help: use the keys `name` and `tag_features` in [crate], `overlays` and `folder` in [description], `include`, `exclude` and `webhooks` in [operations], `parameters`, `verdict`, `trace_id` and `error_summary` in [client], `scheme` and `update` in [webhooks], names of properties in [constructors], and JSON pointers in [conversions] and [names]
    ");
    insta::assert_snapshot!(problems("[names]\n\"/a\" = 7\n"), @r#"
    error[config]: invalid type: integer `7`, expected a string
     --> codegen.toml:2:8
      |
    2 | "/a" = 7
      |        ^
      |
      = help: use the keys `name` and `tag_features` in [crate], `overlays` and `folder` in [description], `include`, `exclude` and `webhooks` in [operations], `parameters`, `verdict`, `trace_id` and `error_summary` in [client], `scheme` and `update` in [webhooks], names of properties in [constructors], and JSON pointers in [conversions] and [names]
    "#);
}
