//! What a project settles once for its crate: `codegen.toml`.

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use syn::ext::IdentExt;
use syn::parse::Parser;
use toml::Spanned;

const KEYS: &str = "the keys are `name` in [crate], `parameters` and `verdict` in [client], and \
                    JSON pointers in [names]";

/// The settings of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The name of the package.
    pub crate_name: String,
    /// The parameters that are set once on the client instead of per call, as the description
    /// names them.
    pub client_parameters: Vec<String>,
    /// The path of a function of the crate, written by hand, that says what answers mean for making
    /// a call again: a `runtime::calls::Judge`.
    pub verdict: Option<String>,
    /// Rust names by JSON pointer. They settle collisions and ugly names.
    pub names: BTreeMap<String, String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            crate_name: "api".to_owned(),
            client_parameters: Vec::new(),
            verdict: None,
            names: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads TOML. What is left out is as in [`Config::default`].
    ///
    /// # Errors
    ///
    /// What is not TOML, unknown keys, names that are no names, and pointers that are no pointers,
    /// each with its place in the text.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        // Its lines are counted when there is something to tell.
        let source = Source::unread(name, text);
        let file: File = toml::from_str(&source.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            vec![report(&source, span, error.message(), KEYS)]
        })?;
        let problems = problems(&source, &file);
        if !problems.is_empty() {
            return Err(problems);
        }
        let crate_name = file.package.name.map(Spanned::into_inner);
        let names = file.names.into_iter();
        Ok(Self {
            crate_name: crate_name.unwrap_or_else(|| Self::default().crate_name),
            client_parameters: file.client.parameters,
            verdict: file.client.verdict.map(Spanned::into_inner),
            names: names
                .map(|(at, name)| (at.into_inner(), name.into_inner()))
                .collect(),
        })
    }
}

/// Whether a package may have this name.
#[must_use]
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || one == '-' || one == '_')
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    #[serde(rename = "crate")]
    package: Package,
    client: Client,
    names: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Package {
    name: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Client {
    parameters: Vec<String>,
    verdict: Option<Spanned<String>>,
}

/// What TOML allows and a crate does not.
fn problems(source: &Source, file: &File) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if let Some(name) = &file.package.name
        && !is_crate_name(name.get_ref())
    {
        problems.push(report(
            source,
            name.span(),
            &format!("`{}` cannot be the name of a package", name.get_ref()),
            "use ASCII letters, digits, `-` and `_`, and start with a letter",
        ));
    }
    if let Some(path) = &file.client.verdict
        && syn::parse_str::<syn::Path>(path.get_ref()).is_err()
    {
        problems.push(report(
            source,
            path.span(),
            &format!("`{}` is no path of a function", path.get_ref()),
            "name a function of the crate, as in \"crate::answers::verdict\"",
        ));
    }
    for (pointer, name) in &file.names {
        if !pointer.get_ref().starts_with('/') {
            problems.push(report(
                source,
                pointer.span(),
                &format!("`{}` is no JSON pointer", pointer.get_ref()),
                "start with `/`, as in \"/components/schemas/Foo/properties/bar\"",
            ));
        }
        if syn::Ident::parse_any.parse_str(name.get_ref()).is_err() {
            problems.push(report(
                source,
                name.span(),
                &format!("`{}` is no Rust name", name.get_ref()),
                "use letters, digits and `_`, and start with a letter",
            ));
        }
    }
    problems
}

fn report(source: &Source, span: Range<usize>, problem: &str, help: &str) -> Diagnostic {
    Diagnostic::error("config", "", problem.trim().replace('\n', ", "))
        .with_place(source.place_of(span))
        .with_help(help)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::diagnostic::{Style, render};

    fn problems(text: &str) -> String {
        let diagnostics = Config::parse("codegen.toml", text).unwrap_err();
        render(
            &diagnostics,
            &Source::unread("codegen.toml", text),
            Style::Plain,
        )
    }

    #[test]
    fn settings_are_read_and_those_left_out_have_a_default() {
        let text = r#"
            [crate]
            name = "whatsapp-cloud"
            [client]
            parameters = ["Version"]
            verdict = "crate::answers::verdict"
            [names]
            "/components/schemas/Foo/properties/bar" = "type"
        "#;
        let config = Config {
            crate_name: "whatsapp-cloud".to_owned(),
            client_parameters: vec!["Version".to_owned()],
            verdict: Some("crate::answers::verdict".to_owned()),
            names: [(
                "/components/schemas/Foo/properties/bar".to_owned(),
                "type".to_owned(),
            )]
            .into(),
        };
        assert_eq!(Config::parse("codegen.toml", text), Ok(config));
        assert_eq!(Config::parse("codegen.toml", ""), Ok(Config::default()));
    }

    #[test]
    fn every_wrong_name_is_told() {
        let text = "[crate]\nname = \"7 x\"\n[client]\nverdict = \"a b\"\n[names]\nfoo = \"a b\"\n";
        insta::assert_snapshot!(problems(text), @r#"
        error[config]: `7 x` cannot be the name of a package
         --> codegen.toml:2:8
          |
        2 | name = "7 x"
          |        ^^^^^
          |
          = help: use ASCII letters, digits, `-` and `_`, and start with a letter

        error[config]: `a b` is no path of a function
         --> codegen.toml:4:11
          |
        4 | verdict = "a b"
          |           ^^^^^
          |
          = help: name a function of the crate, as in "crate::answers::verdict"

        error[config]: `foo` is no JSON pointer
         --> codegen.toml:6:1
          |
        6 | foo = "a b"
          | ^^^
          |
          = help: start with `/`, as in "/components/schemas/Foo/properties/bar"

        error[config]: `a b` is no Rust name
         --> codegen.toml:6:7
          |
        6 | foo = "a b"
          |       ^^^^^
          |
          = help: use letters, digits and `_`, and start with a letter
        "#);
    }

    #[test]
    fn unknown_keys_and_broken_text_are_told_with_their_place() {
        insta::assert_snapshot!(problems("[client]\nparameter = []\n"), @"
        error[config]: unknown field `parameter`, expected `parameters` or `verdict`
         --> codegen.toml:2:1
          |
        2 | parameter = []
          | ^^^^^^^^^
          |
          = help: the keys are `name` in [crate], `parameters` and `verdict` in [client], and JSON pointers in [names]
        ");
        insta::assert_snapshot!(problems("[crate]\nname = whatsapp\n"), @"
        error[config]: string values must be quoted, expected literal string
         --> codegen.toml:2:8
          |
        2 | name = whatsapp
          |        ^^^^^^^^
          |
          = help: the keys are `name` in [crate], `parameters` and `verdict` in [client], and JSON pointers in [names]
        ");
        insta::assert_snapshot!(problems("[names]\n\"/a\" = 7\n"), @r#"
        error[config]: invalid type: integer `7`, expected a string
         --> codegen.toml:2:8
          |
        2 | "/a" = 7
          |        ^
          |
          = help: the keys are `name` in [crate], `parameters` and `verdict` in [client], and JSON pointers in [names]
        "#);
    }
}
