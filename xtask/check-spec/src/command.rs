//! The command: options, output and exit code.

use crate::validator;
use codegen::check::{self, Finding, Outcome};
use codegen::{Diagnostic, Source};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use xtask::failure::{self, Failure, INVALID_INPUT};
use xtask::report::{self, Format, Report};
use xtask::{input, spec_root};

/// Lint a spec: violations of OpenAPI, invalid examples, schemas that accept no value
///
/// An independent validator checks examples, defaults and `enum` values. One run reports every
/// finding; only the overlay named by --suggest is written.
#[derive(Debug, clap::Parser)]
#[command(
    name = "cargo xtask check-spec",
    bin_name = "cargo xtask check-spec",
    after_long_help = EXAMPLES
)]
pub struct Arguments {
    /// The spec: OpenAPI in YAML or JSON [default: the project's spec/whatsapp-cloud.yaml]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// An OpenAPI Overlay (1.0 or 1.1) for the spec; repeatable, applied in order after the
    /// overlays of the codegen.toml next to the spec
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// The folder of the spec's files, which a `$ref` must not leave [default: `folder` of the
    /// settings, else the folder of the spec]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Write an overlay with safe fixes; used as the last --overlay, it removes the fixed findings
    #[arg(long, value_name = "FILE")]
    suggest: Option<PathBuf>,

    /// The output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask check-spec
      Check the project's own spec.
  cargo xtask check-spec --spec petstore.yaml --suggest fixes.yaml
      Check a spec and write an overlay with safe fixes.
  cargo xtask check-spec --spec petstore.yaml --overlay fixes.yaml
      Report the findings that remain with the fixes.

Exit codes:
  0  no findings
  1  findings, or the spec is invalid
  2  wrong usage, or a file cannot be read or written";

/// Runs the command and prints the findings.
#[must_use]
pub fn run(arguments: &Arguments) -> ExitCode {
    match check_spec(arguments) {
        Ok(checked) => {
            let exit = if checked.diagnostics.is_empty() {
                0
            } else {
                INVALID_INPUT
            };
            let inputs = [(checked.source, checked.diagnostics)];
            report::tell(arguments.format.in_full(), &inputs, &checked.report, exit)
        }
        Err(stop) => report::print_failure(arguments.format, &stop),
    }
}

struct Checked {
    source: Source,
    diagnostics: Vec<Diagnostic>,
    report: Report,
}

fn check_spec(arguments: &Arguments) -> Result<Checked, Failure> {
    let spec = arguments
        .spec
        .clone()
        .unwrap_or_else(spec_root::default_spec);
    let settings = input::adjacent_settings(&spec)?;
    let overlays = [settings.overlays, arguments.overlay.clone()].concat();
    let overlaid = input::read_with_overlays(&spec, &overlays)?;
    let before = overlaid.root.clone();
    let folder = arguments.folder.as_deref().or(settings.folder.as_deref());
    let mut source = input::bundle(&spec, folder, overlaid)?;
    let violations = check::structure(&mut source);
    source.upgrade();
    let has_errors = source.warnings.iter().any(Diagnostic::is_error);
    let questions = match has_errors {
        // Values cannot be validated by schemas in missing files.
        true => Vec::new(),
        false => check::cases(&source),
    };
    let answers = match questions.is_empty() {
        true => Vec::new(),
        false => validator::answers(&source.root.to_value(), &questions),
    };
    let answers: Vec<_> = questions.into_iter().zip(answers).collect();
    let mut findings = match check::check(&source, &answers) {
        Ok(findings) => [violations, findings].concat(),
        Err(mut problems) => {
            problems.extend(violations.into_iter().map(|finding| finding.diagnostic));
            return Err(Failure::invalid_input(source, problems));
        }
    };
    check::keep_applicable(&mut findings, &before, &source.root);
    let mut changes = Vec::new();
    if let Some(path) = &arguments.suggest {
        changes.push(suggest(path, &findings, &source)?);
    }
    let unjudged = answers.iter().filter(|(_, answer)| match answer {
        Outcome::Validated(_) => false,
        Outcome::Unsupported(_) => true,
    });
    let report = report(&findings, (answers.len(), unjudged.count()), changes);
    let found = findings.into_iter().map(|finding| finding.diagnostic);
    let diagnostics = source.warnings.iter().cloned().chain(found).collect();
    Ok(Checked {
        source,
        diagnostics,
        report,
    })
}

/// Writes the overlay if fixes exist.
fn suggest(
    path: &PathBuf,
    findings: &[Finding],
    source: &Source,
) -> Result<(&'static str, String), Failure> {
    let title = format!("Suggested fixes for {}", source.name);
    let shown = failure::relative(path);
    let Some(text) = check::overlay(findings, &title) else {
        return Ok(("nothing to suggest in", shown));
    };
    fs::write(path, text).map_err(|error| Failure::io("write", path, &error))?;
    Ok(("written", shown))
}

fn report(
    findings: &[Finding],
    (values, unjudged): (usize, usize),
    changes: Vec<(&'static str, String)>,
) -> Report {
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *by_code.entry(finding.diagnostic.code).or_default() += 1;
    }
    let correctable = findings
        .iter()
        .filter(|finding| !finding.actions.is_empty())
        .count();
    let kinds: Vec<String> = by_code
        .iter()
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    let summary = match findings.len() {
        0 => format!("no findings; {values} values checked"),
        count => format!(
            "{count} findings, {correctable} fixable with an overlay ({}); {values} values checked",
            kinds.join(", ")
        ),
    };
    Report {
        changes,
        summary: match unjudged {
            0 => summary,
            count => format!("{summary}, {count} not checkable"),
        },
        numbers: json!({
            "found": findings.len(),
            "correctable": correctable,
            "kinds": by_code,
            "values": values,
            "unjudged": unjudged,
        }),
        ..Report::default()
    }
}
