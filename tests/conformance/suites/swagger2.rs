//! Swagger 2.0 next to the same spec in OpenAPI 3.0: both give the same public API.

use super::problems;
use crate::conformance::{Case, Context, Stop, Suite, broken};
use codegen::{Config, Source};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub const SUITE: Suite = Suite {
    name: "swagger2",
    tests: "conversion of Swagger 2.0",
    source: "Mermade/oas-kit b1bba3f",
    quick: true,
    run,
};

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = context.folder("swagger2-conversion/test/s2o-test")?;
    let mut cases = Vec::new();
    let entries = fs::read_dir(&folder).map_err(|error| broken(&folder.display(), &error))?;
    let mut names = BTreeSet::new();
    for entry in entries {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    for name in names {
        let subfolder = folder.join(&name);
        if subfolder.join("swagger.yaml").exists() {
            cases.push(Case::of(name, check(&folder, &subfolder)));
        }
    }
    Ok(cases)
}

fn check(folder: &Path, case: &Path) -> Result<(), String> {
    let throws = fs::read_to_string(case.join("options.yaml"))
        .is_ok_and(|options| options.contains("throws: true"));
    let swagger = outline(folder, &case.join("swagger.yaml"));
    if throws {
        return match swagger {
            Ok(_) => Err("an invalid spec is accepted".to_owned()),
            Err(_) => Ok(()),
        };
    }
    let (swagger, openapi) = (swagger?, outline(folder, &case.join("openapi.yaml"))?);
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) =
        (openapi.lines().collect(), swagger.lines().collect());
    let lost = old.difference(&new).map(|line| format!("- {line}\n"));
    let more = new.difference(&old).map(|line| format!("+ {line}\n"));
    let differences: String = lost.chain(more).collect();
    match differences.is_empty() {
        true => Ok(()),
        false => Err(format!("the public API differs\n{differences}")),
    }
}

/// Returns the outline of the crate for a spec.
fn outline(folder: &Path, path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let name = path
        .strip_prefix(folder)
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned();
    let mut source = Source::parse(name.as_str(), text).map_err(|found| problems(&found))?;
    let mut other = |file: &str| fs::read_to_string(folder.join(file)).ok();
    let shown = format!("{}/", folder.display());
    let found = source.bundle_in(&shown, &name, &mut other);
    if !found.is_empty() {
        return Err(problems(&found));
    }
    source.upgrade();
    let config = Config {
        crate_name: "conformance".to_owned(),
        ..Config::default()
    };
    let generated = codegen::generate(&source, &config).map_err(|found| problems(&found))?;
    Ok(generated.outline)
}
