//! The compliance test suite of JSONPath, evaluated as targets of overlays.

use crate::conformance::{Case, Context, Stop, Suite, read};
use serde_json::Value;
use std::collections::BTreeSet;

pub const SUITE: Suite = Suite {
    name: "jsonpath",
    tests: "targets of overlays",
    source: "jsonpath-standard/jsonpath-compliance-test-suite 7be7c1f",
    quick: true,
    run,
};

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let file = context.folder("jsonpath/cts.json")?;
    let suite: Value = serde_json::from_str(&read(&file)?).map_err(|error| error.to_string())?;
    let tests = suite["tests"]
        .as_array()
        .ok_or("`tests` is no array".to_owned())?;
    let case = |test: &Value| Case::of(test["name"].as_str().unwrap_or_default(), check(test));
    Ok(tests.iter().map(case).collect())
}

fn check(test: &Value) -> Result<(), String> {
    let path = test["selector"].as_str().unwrap_or_default();
    let is_invalid = test["invalid_selector"].as_bool() == Some(true);
    let selected = codegen::overlay_targets(path, &test["document"]);
    let pointers = match selected {
        Ok(_) if is_invalid => return Err(format!("invalid path `{path}` is accepted")),
        Err(_) if is_invalid => return Ok(()),
        Ok(pointers) => pointers,
        Err(problem) => return Err(format!("`{path}`: {}", problem.message)),
    };
    // Targets are a set: a path that selects a value twice has a single target, and the order of
    // members is free.
    let results = [&test["result_paths"]]
        .into_iter()
        .chain(test["results_paths"].as_array().into_iter().flatten());
    let mut results = results.filter_map(Value::as_array);
    let is_same = |paths: &Vec<Value>| {
        let paths = paths.iter().filter_map(Value::as_str);
        paths.map(pointer).collect::<BTreeSet<_>>() == pointers
    };
    match results.any(is_same) {
        true => Ok(()),
        false => Err(format!("`{path}` selects {pointers:?}")),
    }
}

/// Converts a normalized path such as `$['a'][0]` to a pointer.
fn pointer(path: &str) -> String {
    let mut pointer = String::new();
    let mut rest = path.trim_start_matches('$');
    while let Some(segment) = rest.strip_prefix('[') {
        pointer.push('/');
        if let Some(index) = segment
            .split_once(']')
            .filter(|_| !segment.starts_with('\''))
        {
            pointer.push_str(index.0);
            rest = index.1;
            continue;
        }
        let mut characters = segment[1..].char_indices();
        let mut end = segment.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '\'' => {
                    end = at + 2;
                    break;
                }
                '\\' => pointer.push_str(&escaped(&mut characters)),
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                character => pointer.push(character),
            }
        }
        rest = segment.get(end + 1..).unwrap_or_default();
    }
    pointer
}

/// Returns the character after a backslash.
fn escaped(characters: &mut std::str::CharIndices<'_>) -> String {
    let Some((_, character)) = characters.next() else {
        return String::new();
    };
    let control = match character {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let digits: String = characters
                .by_ref()
                .take(4)
                .map(|(_, digit)| digit)
                .collect();
            let code = u32::from_str_radix(&digits, 16).ok();
            code.and_then(char::from_u32).unwrap_or_default()
        }
        character => character,
    };
    control.to_string()
}
