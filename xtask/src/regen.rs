//! `cargo xtask regen`: generates a crate from a spec.

use crate::comparison::{self, Comparison, Inputs};
use crate::crate_files::Prepared;
use crate::failure::{Failure, INVALID_INPUT, relative};
use crate::input::{Given, Settings};
use crate::release::{self, Release};
use crate::report::{self, Format, Report};
use crate::spec_root::{default_spec, project};
use crate::{crate_files, input, summary, sync, workspace};
use codegen::json::Json;
use codegen::{Config, Diagnostic, Generated, Source};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Generate a Rust crate from an OpenAPI spec
///
/// Writes `src/types`, `src/operations`, `src/webhooks.rs` and `outline.txt` of the crate. Only
/// changed files are written, and files no longer generated are deleted. Files without the header
/// of generated files are never overwritten or deleted. Nothing is written if the spec has an
/// error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// The spec: OpenAPI in YAML or JSON; requires --out [default: the project's
    /// spec/whatsapp-cloud.yaml]
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,

    /// An OpenAPI Overlay (1.0 or 1.1) for the spec; repeatable, applied in order after the
    /// overlays of the settings
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// The folder of the spec's files, which a `$ref` must not leave [default: `folder` of the
    /// settings, else the folder of the spec]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,

    /// The settings in TOML: crate name, overlays, selected operations, client parameters, Rust
    /// names [default: the codegen.toml next to the spec, if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The folder of the crate [default: the project's generated/]
    ///
    /// A folder other than the default gets a complete crate: the runtime is copied to
    /// `src/runtime`, and `Cargo.toml` and `src/lib.rs` are created if missing.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The name of the crate [default: from --config, else the name of the --out folder]
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    name: Option<String>,

    /// Write nothing; list the files that differ and exit with 1 if any do
    #[arg(long)]
    check: bool,

    /// Add the API changes to the top of the crate's CHANGELOG.md and bump its version
    ///
    /// The base is the committed version, or the version on disk without git. A second run for the
    /// same base replaces the section of the first.
    #[arg(long, conflicts_with = "check")]
    changelog: bool,

    /// The output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Show every diagnostic in full (by default, at most three per code) and every file
    #[arg(long)]
    all: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask regen
      Generate the project's own crate in generated/.
  cargo xtask regen --check
      Fail if generated/ is out of date, for CI.
  cargo xtask regen --changelog
      Generate the crate for a release: update the changelog and the version.
  cargo xtask regen --spec petstore.yaml --out ../petstore --name petstore
      Generate a crate from a different spec.
  cargo xtask regen --spec petstore.yaml --overlay fixes.yaml --out ../petstore
      Apply an overlay to the spec first.
  cargo xtask regen --spec api/v1/petstore.yaml --folder api --out ../petstore
      Allow references to files such as `../schemas/pet.yaml`.
  cargo xtask regen --format json | jq .diagnostics
      Print the report as JSON.

Exit codes:
  0  success
  1  the spec or the settings have errors, or --check found differences
  2  wrong usage, or a file cannot be read or written

Colours are disabled if NO_COLOR is set or the output is not a terminal.";

/// Runs the command and prints the report.
pub fn run(arguments: &Arguments) -> ExitCode {
    let start = Instant::now();
    let format = match arguments.all {
        true => arguments.format.in_full(),
        false => arguments.format,
    };
    match codegen::with_deep_stack(|| regen(arguments, start)) {
        Ok(done) => report::tell(format, &done.diagnostics, &done.report, done.exit),
        Err(stop) => report::print_failure(format, &stop),
    }
}

struct Done {
    diagnostics: Vec<(Source, Vec<Diagnostic>)>,
    report: Report,
    exit: u8,
}

fn regen(arguments: &Arguments, start: Instant) -> Result<Done, Failure> {
    let settings = settings(arguments);
    let (mut source, config) = input::read_spec(&spec(arguments), settings, &given(arguments))?;
    let (api, warnings) = match codegen::lower(&source, &config) {
        Ok(lowered) => lowered,
        Err(problems) => return Err(Failure::invalid_input(source, problems)),
    };
    // Lowering is done, and diagnostics only need the source text: free the parsed spec.
    source.root = Json::Null;
    let root = arguments
        .out
        .clone()
        .unwrap_or_else(|| project().join("generated"));
    let mut generated = Generated::of(api, warnings);
    let mut wanted = std::mem::take(&mut generated.files);
    let outline = std::mem::take(&mut generated.outline);
    wanted.insert("outline.txt".to_owned(), outline);
    let mut plan = sync::plan_for(&root, wanted)?;
    let prepared = hand_written(&root, &config, &generated)?;
    plan.extend(prepared.plan);
    let given = Inputs {
        spec: &spec(arguments),
        given: given(arguments),
        settings: &settings_path(arguments),
    };
    let found = comparison::compare_with_previous(&root, &given, &source, &generated);
    let release = match &found {
        Some(found) if arguments.changelog => Some(release::plan_for(&root, found, &mut plan)?),
        _ => None,
    };
    if !arguments.check {
        sync::apply(&root, &plan)?;
    }
    let exit = if arguments.check && !plan.is_empty() {
        INVALID_INPUT
    } else {
        0
    };
    let mut report = summary::report(arguments.check, &generated, &plan, start.elapsed());
    report.effects.extend(summary::added(&prepared.features));
    report.effects.extend(prepared.notes);
    add_comparison(found.as_ref(), release.as_ref(), &mut report)?;
    let mut diagnostics = vec![(source, generated.warnings)];
    diagnostics.extend(prepared.warnings);
    Ok(Done {
        diagnostics,
        report,
        exit,
    })
}

/// Plans the hand-written files of the crate at `root`.
fn hand_written(root: &Path, config: &Config, generated: &Generated) -> Result<Prepared, Failure> {
    let features = &generated.features;
    if is_own_crate(root) {
        return crate_files::own_features(root, features);
    }
    let place = workspace::membership(root);
    let files = crate_files::files(&project(), config, &place, &generated.front_page())?;
    let mut prepared = crate_files::prepare(root, files, features)?;
    let part = summary::features(features, &config.crate_name, root);
    let workspace = crate_files::workspace_hint(root, &prepared.plan, &place);
    prepared.notes.extend(part.into_iter().chain(workspace));
    Ok(prepared)
}

/// Adds the API changes and the release to the report.
fn add_comparison(
    found: Option<&Comparison>,
    release: Option<&Release>,
    report: &mut Report,
) -> Result<(), Failure> {
    let Some(found) = found else {
        return Ok(());
    };
    report.effects.push(found.line());
    report.comparison = found.json();
    if let Some(release) = release {
        let lock = release.finish()?;
        report
            .changes
            .extend(lock.map(|path| ("written", relative(path))));
        report.effects.push(release.line());
        let [was, is] = release.versions.each_ref().map(ToString::to_string);
        report.comparison["version"] = json!({ "was": was, "is": is });
    }
    Ok(())
}

fn spec(arguments: &Arguments) -> PathBuf {
    arguments.spec.clone().unwrap_or_else(default_spec)
}

fn given(arguments: &Arguments) -> Given<'_> {
    Given {
        overlays: &arguments.overlay,
        folder: arguments.folder.as_deref(),
    }
}

fn settings_path(arguments: &Arguments) -> PathBuf {
    let beside = || spec(arguments).with_file_name("codegen.toml");
    arguments.config.clone().unwrap_or_else(beside)
}

fn settings(arguments: &Arguments) -> Result<Settings, Failure> {
    let path = settings_path(arguments);
    let has_settings = arguments.config.is_some() || path.exists();
    let mut settings = match has_settings.then_some(path) {
        Some(path) => input::settings(&path)?,
        None => Settings::of(Config {
            crate_name: default_crate_name(arguments),
            ..Config::default()
        }),
    };
    if let Some(name) = &arguments.name {
        settings.config.crate_name.clone_from(name);
    }
    Ok(settings)
}

fn default_crate_name(arguments: &Arguments) -> String {
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

fn is_own_crate(root: &Path) -> bool {
    let own = project().join("generated");
    root == own || matches!((root.canonicalize(), own.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
