//! Pairs of specs with the verdict of oasdiff, next to the verdict of `cargo xtask diff`.
//!
//! The specs are files of the suite. The verdicts are in the program of oasdiff, so `verdicts.txt`
//! repeats them: the old and the new spec, the verdict, and the rules of oasdiff behind the verdict.

use super::problems;
use crate::conformance::{Case, Context, Stop, Suite};
use codegen::diff::{self, Bump, Level};
use codegen::outline::Fact;
use codegen::{Config, Source};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub const SUITE: Suite = Suite {
    name: "oasdiff",
    tests: "verdicts of `cargo xtask diff`",
    source: "oasdiff/oasdiff 4553c69",
    quick: true,
    run,
};

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = context.folder("oasdiff/data/checker")?;
    let lines = include_str!("oasdiff/verdicts.txt").lines();
    let mut cases = Vec::new();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let [old, new, verdict, rules @ ..] = words.as_slice() else {
            return Err(Stop::Broken(format!("not a verdict: {line}")));
        };
        let result = check(&folder, [old, new], verdict, rules);
        cases.push(Case::of(format!("{old} -> {new}"), result));
    }
    Ok(cases)
}

fn check(
    folder: &Path,
    [old, new]: [&str; 2],
    verdict: &str,
    rules: &[&str],
) -> Result<(), String> {
    let changes = diff::compare(&facts(folder, old)?, &facts(folder, new)?);
    let bump = diff::verdict(&changes);
    // oasdiff warns about changes that break some callers: both verdicts are right.
    let agrees = match verdict {
        "breaking" => bump == Bump::Major,
        "compatible" => bump < Bump::Major,
        _ => true,
    };
    if agrees {
        return Ok(());
    }
    let level = changes
        .iter()
        .map(|change| change.level)
        .max()
        .unwrap_or(Level::Documentation);
    let decisive = changes.iter().filter(|change| change.level == level);
    let decisive: BTreeSet<String> = decisive
        .map(|change| format!("{} {}", change.rule, change.item))
        .collect();
    let decisive: Vec<String> = decisive.into_iter().collect();
    let (word, ours, theirs) = (bump.word(), decisive.join(", "), rules.join(", "));
    Err(format!("{word} ({ours}), oasdiff: {verdict} ({theirs})"))
}

/// Returns the public API of the crate for a spec.
fn facts(folder: &Path, name: &str) -> Result<Vec<Fact>, String> {
    let name = format!("{name}.yaml");
    let text =
        fs::read_to_string(folder.join(&name)).map_err(|error| format!("{name}: {error}"))?;
    let mut source = Source::parse(name.as_str(), text).map_err(|found| problems(&found))?;
    source.upgrade();
    let config = Config {
        crate_name: "conformance".to_owned(),
        ..Config::default()
    };
    let generated = codegen::generate(&source, &config);
    let generated = generated.map_err(|found| format!("{name}: {}", problems(&found)))?;
    Ok(generated.facts())
}
