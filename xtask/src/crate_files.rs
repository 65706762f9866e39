//! The hand-written files of a crate: manifest, crate root and runtime.
//!
//! Every file is copied or derived from the project's own crate.

mod templates;

use crate::failure::{Failure, WRONG_USAGE, relative};
use crate::manifest;
use crate::strip_tests::without_tests;
use crate::sync::{self, FileAction, FolderEntry, Plan};
use crate::workspace::Membership;
use codegen::emit::FrontPage;
use codegen::{Config, Diagnostic, Source};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The folder of the runtime in every crate.
const RUNTIME: &str = "src/runtime";
/// The folder of the Graph API module, for crates whose settings refer to it.
const GRAPH: &str = "src/graph";
/// Files that the user owns, checked for missing parts.
const CARGO: &str = "Cargo.toml";
const LIB: &str = "src/lib.rs";
const README: &str = "README.md";
const GITATTRIBUTES: &str = include_str!("../../codegen/templates/gitattributes");
const CHANGELOG: &str = "# Changelog\n\n## 0.1.0\n\nThe first version.\n";

/// The hand-written files of a crate, by path.
pub struct Files {
    /// Written into a new crate only.
    new: BTreeMap<String, Vec<u8>>,
    /// Written if missing, then owned by the user.
    first: BTreeMap<String, Vec<u8>>,
    /// The front page, owned by the user once the header of generated pages is deleted.
    readme: Vec<u8>,
    /// Copied on every run, without tests.
    runtime: BTreeMap<String, Vec<u8>>,
}

/// The changes of a crate's hand-written files.
#[derive(Default)]
pub struct Prepared {
    pub plan: Plan,
    /// The features added to the manifest.
    pub features: Vec<String>,
    /// Lines of the report about the use of the crate.
    pub notes: Vec<String>,
    /// Warnings about missing parts.
    pub warnings: Vec<(Source, Vec<Diagnostic>)>,
}

/// Returns the hand-written files of a crate with the given settings.
pub fn files(
    project: &Path,
    config: &Config,
    place: &Membership,
    page: &FrontPage,
) -> Result<Files, Failure> {
    let functions = [&config.verdict, &config.trace_id, &config.error_summary];
    let mut functions = functions.into_iter().flatten();
    let graph = functions.any(|path| path.starts_with("crate::graph::"));
    let crate_name = &config.crate_name;
    let names = templates::Names {
        crate_name,
        page,
        place,
    };
    let mut first = BTreeMap::new();
    if graph {
        first = read_folder(project, GRAPH)?;
    }
    let manifest = templates::manifest(project, &names)?;
    first.insert(CARGO.to_owned(), manifest.into_bytes());
    let library = templates::library(project, crate_name, graph)?;
    first.insert(LIB.to_owned(), library.into_bytes());
    let new = [
        (".gitattributes", GITATTRIBUTES),
        ("CHANGELOG.md", CHANGELOG),
    ];
    let new = new.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Ok(Files {
        new: new.into(),
        first,
        readme: templates::readme(project, &names)?.into_bytes(),
        runtime: without_tests(read_folder(project, RUNTIME)?),
    })
}

/// The files in a folder of the project's own crate.
fn read_folder(project: &Path, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let found = sync::scan(&project.join("generated"), folder)?;
    let files = found.into_iter().filter_map(|(path, found)| match found {
        FolderEntry::File(content) => Some((path, content)),
        FolderEntry::Link | FolderEntry::Other => None,
    });
    Ok(files.collect())
}

/// Plans the changes of the hand-written files of the crate at `root`, and warns about missing
/// parts of files that the user owns.
pub fn prepare(root: &Path, files: Files, features: &[String]) -> Result<Prepared, Failure> {
    let path = root.join(CARGO);
    let new = files
        .first
        .get(CARGO)
        .map(|text| String::from_utf8_lossy(text).into_owned());
    let new = new.unwrap_or_default();
    let library = files
        .first
        .get(LIB)
        .map(|text| String::from_utf8_lossy(text).into_owned());
    refuse_foreign(root, &new, library.as_deref().unwrap_or_default())?;
    let mut plan = plan_files(root, files)?;
    if path.symlink_metadata().is_err() {
        let (text, _) = with_features(&path, &new, features)?;
        plan.write(FileAction::Create, CARGO.to_owned(), text.into_bytes());
        return Ok(Prepared {
            plan,
            ..Prepared::default()
        });
    }
    let mut prepared = own_features(root, features)?;
    let text = read(&path)?;
    let lacks =
        manifest::missing_parts(&text, &new).map_err(|error| invalid_toml(&path, &error))?;
    prepared
        .warnings
        .push((Source::unparsed(relative(&path), ""), lacks));
    let path = root.join(LIB);
    if let (Ok(root), Some(library)) = (fs::read_to_string(&path), library) {
        let lacks = manifest::missing_modules(&root, &library);
        prepared
            .warnings
            .push((Source::unparsed(relative(&path), ""), lacks));
    }
    prepared.plan.extend(plan);
    Ok(prepared)
}

/// Rejects a crate that `regen` did not create: the generated files need dependencies and modules
/// that the manifest and the root of a different crate lack.
fn refuse_foreign(root: &Path, manifest: &str, library: &str) -> Result<(), Failure> {
    let present = [CARGO, LIB].map(|path| root.join(path));
    let [cargo, lib] = present.each_ref().map(|path| fs::read_to_string(path).ok());
    let fits = match (&cargo, &lib) {
        (_, Some(lib)) => manifest::missing_modules(lib, library).is_empty(),
        (Some(cargo), None) => {
            manifest::missing_parts(cargo, manifest).is_ok_and(|lacks| lacks.is_empty())
        }
        (None, None) => true,
    };
    if fits || sync::is_generated(root) {
        return Ok(());
    }
    let found = present.iter().zip([cargo, lib]);
    let conflicts = found.filter_map(|(path, text)| {
        text?;
        let problem = format!("`{}` belongs to a different crate", relative(path));
        let help = "pass a new folder with `--out`, or move the file away";
        Some(Diagnostic::error("file-conflict", "", problem).with_help(help))
    });
    Err(Failure {
        exit: WRONG_USAGE,
        inputs: vec![(Source::unparsed(relative(root), ""), conflicts.collect())],
    })
}

/// Plans the features to add to the manifest of the crate at `root`.
pub fn own_features(root: &Path, features: &[String]) -> Result<Prepared, Failure> {
    let path = root.join(CARGO);
    let mut plan = Plan::default();
    let (text, added) = with_features(&path, &read(&path)?, features)?;
    if !added.is_empty() {
        plan.write(FileAction::Replace, CARGO.to_owned(), text.into_bytes());
    }
    Ok(Prepared {
        plan,
        features: added,
        ..Prepared::default()
    })
}

fn with_features(
    path: &Path,
    text: &str,
    features: &[String],
) -> Result<(String, Vec<String>), Failure> {
    manifest::with_features(text, features).map_err(|error| invalid_toml(path, &error))
}

fn invalid_toml(path: &Path, error: &toml_edit::TomlError) -> Failure {
    let problem = format!("invalid TOML in `{}`: {}", relative(path), error.message());
    Failure::unusable_path(path, problem, "fix the syntax, then run the command again")
}

/// Plans the hand-written files to write.
fn plan_files(root: &Path, files: Files) -> Result<Plan, Failure> {
    let present = sync::scan(root, RUNTIME)?;
    let mut plan = Plan::default();
    match sync::read_entry(root, README)? {
        None => plan.write(FileAction::Create, README.to_owned(), files.readme),
        Some(FolderEntry::File(now)) if sync::has_header(&now) && now != files.readme => {
            plan.write(FileAction::Replace, README.to_owned(), files.readme);
        }
        Some(_) => {}
    }
    let is_new = root.join(CARGO).symlink_metadata().is_err();
    let new = files.new.into_iter().filter(|_| is_new);
    for (path, content) in files.runtime {
        match present.get(&path) {
            None => plan.write(FileAction::Create, path, content),
            Some(FolderEntry::File(now)) if *now == content => {}
            Some(_) => plan.write(FileAction::Replace, path, content),
        }
    }
    for (path, content) in files.first.into_iter().chain(new) {
        // A symbolic link counts as an existing file, even if it is broken.
        if root.join(&path).symlink_metadata().is_err() {
            plan.write(FileAction::Create, path, content);
        }
    }
    Ok(plan)
}

/// The change of a manifest that the workspace around the crate requires.
pub fn workspace_hint(root: &Path, plan: &Plan, place: &Membership) -> Option<String> {
    let new = plan
        .planned(CARGO)
        .map(|text| String::from_utf8_lossy(text).into_owned());
    let is_member = matches!(place, Membership::Member(_));
    let text = match new {
        Some(text) => text,
        None if is_member => fs::read_to_string(root.join(CARGO)).ok()?,
        None => return None,
    };
    let manifest: toml::Table = toml::from_str(&text).ok()?;
    place.hint(root, manifest.contains_key("workspace"))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}
