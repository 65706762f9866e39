//! `cargo xtask regen`: a description to a crate.

use crate::comparison::{self, Comparison, Given};
use crate::input::Settings;
use crate::release::{self, Release};
use crate::report::{self, Format, Report};
use crate::stop::{PROBLEMS, Stop, shown};
use crate::{crate_files, input, summary, sync};
use codegen::json::Json;
use codegen::{Config, Diagnostic, Generated, Source};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Compile an OpenAPI description into a Rust crate.
///
/// Writes `src/types` and `src/operations` of the crate: only files whose content changed, and
/// deletes those that are no longer generated. No other file is touched. A file in there that does
/// not start with the header of generated files is never overwritten or deleted. If the description
/// has an error, nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// The description: OpenAPI in YAML or JSON [default: the project's spec/whatsapp-cloud.yaml]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// An OpenAPI Overlay (1.0 or 1.1) with changes of the description; several are applied in
    /// order, after those that the settings name
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// Crate name, overlays, wanted operations, client-level parameters and Rust names, in TOML
    /// [default: the codegen.toml beside the description, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The folder of the crate [default: the project's generated/]
    ///
    /// In any other folder a whole crate is made: the runtime is copied to `src/runtime`, and
    /// `Cargo.toml` and `src/lib.rs` are written if they are absent.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The name of the crate [default: that of --config, or else of the --out folder]
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    name: Option<String>,

    /// Write nothing; list the files that differ and exit with 1 if there are any
    #[arg(long)]
    check: bool,

    /// Put what changed for users at the top of the crate's CHANGELOG.md, and set its version
    ///
    /// What is committed counts as the version before, and without git what was there. Run again
    /// for the same change, it replaces what it wrote.
    #[arg(long, conflicts_with = "check")]
    changelog: bool,

    /// How to tell what happened
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Show each diagnostic in full, also of more than three with the same code, and each file
    #[arg(long)]
    all: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask regen
      Compile the project's own description into generated/.
  cargo xtask regen --check
      Fail if generated/ is not what the description says, as in CI.
  cargo xtask regen --changelog
      The same for a release: with the changelog and the version that the changes take.
  cargo xtask regen --spec petstore.yaml --out ../petstore --name petstore
      Make a crate of another description.
  cargo xtask regen --spec petstore.yaml --overlay ours.yaml --out ../petstore
      The same, with our corrections of what its description says.
  cargo xtask regen --format json | jq .diagnostics
      The same for machines.

Exit codes:
  0  all is well
  1  the description or the settings have problems, or --check found differences
  2  wrong use, or a file cannot be read or written

Colours are left out if NO_COLOR is set or the output is no terminal.";

/// Runs the command and tells how it went.
pub fn run(arguments: &Arguments) -> ExitCode {
    let start = Instant::now();
    let format = match arguments.all {
        true => arguments.format.in_full(),
        false => arguments.format,
    };
    match codegen::at_work(|| regen(arguments, start)) {
        Ok(done) => report::tell(format, &done.told, &done.report, done.exit),
        Err(stop) => report::tell_stop(format, &stop),
    }
}

struct Done {
    told: Vec<(Source, Vec<Diagnostic>)>,
    report: Report,
    exit: u8,
}

fn regen(arguments: &Arguments, start: Instant) -> Result<Done, Stop> {
    let settings = settings(arguments);
    let (mut source, config) = input::described(&spec(arguments), settings, &arguments.overlay)?;
    let (api, warnings) = match codegen::lower(&source, &config) {
        Ok(lowered) => lowered,
        Err(problems) => return Err(Stop::problems(source, problems)),
    };
    // All is decided, and diagnostics are shown in the text: the value would only take memory.
    source.root = Json::Null;
    let root = arguments
        .out
        .clone()
        .unwrap_or_else(|| project().join("generated"));
    let by_hand = match is_own_crate(&root) {
        true => None,
        false => Some(crate_files::files(&project(), &config)?),
    };
    let mut generated = Generated::of(api, warnings);
    let mut wanted = std::mem::take(&mut generated.files);
    let outline = std::mem::take(&mut generated.outline);
    wanted.insert("outline.txt".to_owned(), outline);
    let mut plan = sync::plan_for(&root, wanted)?;
    let prepared = match by_hand {
        None => crate_files::own_features(&root, &generated.features)?,
        Some(files) => crate_files::prepare(&root, files, &generated.features)?,
    };
    plan.extend(prepared.plan);
    let given = Given {
        spec: &spec(arguments),
        overlays: &arguments.overlay,
        settings: &settings_path(arguments),
    };
    let found = comparison::with_before(&root, &given, &source, &generated);
    let release = match &found {
        Some(found) if arguments.changelog => Some(release::plan_for(&root, found, &mut plan)?),
        _ => None,
    };
    if !arguments.check {
        sync::apply(&root, &plan)?;
    }
    let exit = if arguments.check && !plan.is_empty() {
        PROBLEMS
    } else {
        0
    };
    let mut report = summary::report(arguments.check, &generated, &plan, start.elapsed());
    report.meaning.extend(summary::added(&prepared.features));
    mean(found.as_ref(), release.as_ref(), &mut report)?;
    let mut told = vec![(source, generated.warnings)];
    told.extend(prepared.told);
    Ok(Done { told, report, exit })
}

/// Adds to the report what the changes mean.
fn mean(
    found: Option<&Comparison>,
    release: Option<&Release>,
    report: &mut Report,
) -> Result<(), Stop> {
    let Some(found) = found else {
        return Ok(());
    };
    report.meaning.push(found.line());
    report.verdict = found.json();
    if let Some(release) = release {
        let lock = release.finish()?;
        report
            .changes
            .extend(lock.map(|path| ("written", shown(path))));
        report.meaning.push(release.line());
        let [was, is] = release.versions.each_ref().map(ToString::to_string);
        report.verdict["version"] = json!({ "was": was, "is": is });
    }
    Ok(())
}

fn spec(arguments: &Arguments) -> PathBuf {
    arguments.spec.clone().unwrap_or_else(own_spec)
}

/// The project's own description.
pub fn own_spec() -> PathBuf {
    project().join("spec/whatsapp-cloud.yaml")
}

fn settings_path(arguments: &Arguments) -> PathBuf {
    let beside = || spec(arguments).with_file_name("codegen.toml");
    arguments.config.clone().unwrap_or_else(beside)
}

fn settings(arguments: &Arguments) -> Result<Settings, Stop> {
    let path = settings_path(arguments);
    let is_there = arguments.config.is_some() || path.exists();
    let mut settings = match is_there.then_some(path) {
        Some(path) => input::settings(&path)?,
        None => Settings::of(Config {
            crate_name: folder_name(arguments),
            ..Config::default()
        }),
    };
    if let Some(name) = &arguments.name {
        settings.config.crate_name.clone_from(name);
    }
    Ok(settings)
}

fn folder_name(arguments: &Arguments) -> String {
    let out = arguments
        .out
        .as_deref()
        .and_then(|out| std::path::absolute(out).ok());
    let name = out
        .as_deref()
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy());
    let name = name.filter(|name| codegen::config::is_crate_name(name));
    name.map_or_else(|| Config::default().crate_name, String::from)
}

fn crate_name(name: &str) -> Result<String, String> {
    if codegen::config::is_crate_name(name) {
        Ok(name.to_owned())
    } else {
        Err("use ASCII letters, digits, `-` and `_`, and start with a letter".to_owned())
    }
}

/// The workspace, wherever the command is called.
pub fn project() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

fn is_own_crate(root: &Path) -> bool {
    let own = project().join("generated");
    root == own || matches!((root.canonicalize(), own.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
