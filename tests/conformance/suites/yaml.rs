//! The YAML test suite: valid documents have the given JSON, invalid documents are errors.

use super::{decoded, problems, same};
use crate::conformance::{Case, Context, Stop, Suite, files, name_below, read};
use codegen::Source;
use serde_json::Value;

pub const SUITE: Suite = Suite {
    name: "yaml",
    tests: "reading YAML",
    source: "yaml/yaml-test-suite ccfa74e",
    quick: true,
    run,
};

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = context.folder("yaml/src")?;
    let mut cases = Vec::new();
    for path in files(&folder, "yaml")? {
        let file = name_below(&folder, &path);
        let tests: Vec<Value> = decoded(&read(&path)?)?;
        let id = file.trim_end_matches(".yaml");
        for (index, test) in tests.iter().enumerate() {
            let name = match tests.len() {
                1 => id.to_owned(),
                _ => format!("{id}/{index}"),
            };
            cases.push(Case::of(name, check(test)));
        }
    }
    Ok(cases)
}

fn check(test: &Value) -> Result<(), String> {
    let yaml = unescape(test["yaml"].as_str().unwrap_or_default());
    let source = codegen::with_deep_stack(|| Source::parse("spec.yaml", yaml));
    let source = match (source, test["fail"].as_bool()) {
        (Err(_), Some(true)) => return Ok(()),
        (Ok(_), Some(true)) => return Err("invalid YAML is read".to_owned()),
        (Err(found), _) => return Err(problems(&found)),
        (Ok(source), _) => source,
    };
    // Without `json`, the value has no equivalent in JSON; reading without an error is enough.
    let Some(json) = test["json"].as_str() else {
        return Ok(());
    };
    let expected: Value = serde_json::from_str(json).map_err(|error| format!("`json`: {error}"))?;
    let found = source.root.to_value();
    match same(&found, &expected) {
        true => Ok(()),
        false => Err(format!("{found} instead of {expected}")),
    }
}

/// Replaces the characters that stand for invisible characters in the suite.
fn unescape(text: &str) -> String {
    let text = text
        .replace('␣', " ")
        .replace('↵', "")
        .replace('←', "\r")
        .replace('⇔', "\u{feff}");
    let mut unescaped = String::new();
    for character in text.chars() {
        match character {
            // Dashes before a tab only align the text.
            '»' => {
                let start = unescaped.trim_end_matches('—').len();
                unescaped.truncate(start);
                unescaped.push('\t');
            }
            _ => unescaped.push(character),
        }
    }
    match unescaped.strip_suffix("∎\n") {
        Some(without_end) => without_end.to_owned(),
        None => unescaped,
    }
}
