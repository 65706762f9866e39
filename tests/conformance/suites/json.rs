//! JSONTestSuite: `y_` files are valid JSON, `n_` files are not, `i_` files may be refused.

use crate::conformance::{Case, Context, Stop, Suite, files, name_below};
use codegen::Source;
use std::fs;

pub const SUITE: Suite = Suite {
    name: "json",
    tests: "reading JSON",
    source: "nst/JSONTestSuite 1ef36fa",
    quick: true,
    run,
};

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = context.folder("json/test_parsing")?;
    let mut cases = Vec::new();
    for path in files(&folder, "json")? {
        let name = name_below(&folder, &path);
        let result = match String::from_utf8(fs::read(&path)?) {
            Ok(text) => parse(&name, text),
            Err(error) => Err(error.to_string()),
        };
        let result = match name.get(..2) {
            Some("y_") => result,
            Some("n_") if result.is_ok() => Err("invalid JSON is read".to_owned()),
            _ => Ok(()),
        };
        cases.push(Case::of(name, result));
    }
    Ok(cases)
}

fn parse(name: &str, text: String) -> Result<(), String> {
    let source = codegen::with_deep_stack(|| Source::parse(name, text));
    match source {
        Ok(_) => Ok(()),
        Err(problems) => Err(problems
            .iter()
            .map(|problem| problem.message.clone())
            .collect()),
    }
}
