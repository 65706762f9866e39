//! `cargo xtask check-spec`: what in a description cannot be meant.

use crate::report::{self, Format, Report};
use crate::stop::{PROBLEMS, Stop};
use crate::{input, programs, regen};
use codegen::check::{self, Answer, Finding};
use codegen::{Diagnostic, Source};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

/// Judge a description itself: examples that are not valid, schemas that allow nothing, what is
/// never used or never reached
///
/// Examples, defaults and listed values are judged by an independent validator. All that is found is
/// told in one run; nothing is written but the overlay that --suggest names.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// The description: OpenAPI in YAML or JSON [default: the project's spec/whatsapp-cloud.yaml]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// An OpenAPI Overlay (1.0 or 1.1) with changes of the description; several are applied in
    /// order, after those that the codegen.toml beside the description names
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// Write an overlay with the changes that need no judgement; with it as the last --overlay, what
    /// they are about is found no more
    #[arg(long, value_name = "FILE")]
    suggest: Option<PathBuf>,

    /// How to tell what was found
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask check-spec
      Judge the project's own description.
  cargo xtask check-spec --spec petstore.yaml --suggest corrections.yaml
      Judge another one, and write the corrections that need no judgement.
  cargo xtask check-spec --spec petstore.yaml --overlay corrections.yaml
      What is left with these.

Exit codes:
  0  nothing was found
  1  something was found, or the description cannot be read
  2  wrong use, or a file cannot be read or written";

/// Runs the command and tells what it found.
pub fn run(arguments: &Arguments) -> ExitCode {
    match judged(arguments) {
        Ok(done) => {
            let exit = if done.told.is_empty() { 0 } else { PROBLEMS };
            let inputs = [(done.source, done.told)];
            report::tell(arguments.format.in_full(), &inputs, &done.report, exit)
        }
        Err(stop) => report::tell_stop(arguments.format, &stop),
    }
}

struct Done {
    source: Source,
    told: Vec<Diagnostic>,
    report: Report,
}

fn judged(arguments: &Arguments) -> Result<Done, Stop> {
    let spec = arguments.spec.clone().unwrap_or_else(regen::own_spec);
    let settings = input::settings_beside(&spec)?;
    let overlays = [settings.overlays, arguments.overlay.clone()].concat();
    let overlaid = input::overlaid(&spec, &overlays)?;
    let before = overlaid.root.clone();
    let source = input::completed(&spec, settings.folder.as_deref(), overlaid)?;
    let questions = check::questions(&source);
    let answers = match questions.is_empty() {
        true => Vec::new(),
        false => programs::judge(&source.root.to_value(), &questions)
            .map_err(|error| Stop::io("judge the values of", &spec, &error))?,
    };
    let answers: Vec<_> = questions.into_iter().zip(answers).collect();
    let mut findings = match check::check(&source, &answers) {
        Ok(findings) => findings,
        Err(problems) => return Err(Stop::problems(source, problems)),
    };
    check::keep_applicable(&mut findings, &before, &source.root);
    let mut changes = Vec::new();
    if let Some(path) = &arguments.suggest {
        changes.push(suggest(path, &findings, &source)?);
    }
    let unjudged = answers.iter().filter(|(_, answer)| match answer {
        Answer::Judged(_) => false,
        Answer::Unjudged(_) => true,
    });
    let report = report(&findings, (answers.len(), unjudged.count()), changes);
    let found = findings.into_iter().map(|finding| finding.diagnostic);
    let told = source.warnings.iter().cloned().chain(found).collect();
    Ok(Done {
        source,
        told,
        report,
    })
}

/// Writes the overlay, if there is anything to change.
fn suggest(
    path: &PathBuf,
    findings: &[Finding],
    source: &Source,
) -> Result<(&'static str, String), Stop> {
    let title = format!("Suggested corrections of {}", source.name);
    let shown = crate::stop::shown(path);
    let Some(text) = check::overlay(findings, &title) else {
        return Ok(("nothing to suggest in", shown));
    };
    fs::write(path, text).map_err(|error| Stop::io("write", path, &error))?;
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
    let correctable = findings.iter().filter(|it| !it.actions.is_empty()).count();
    let kinds: Vec<String> = by_code
        .iter()
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    let summary = match findings.len() {
        0 => format!("nothing found; {values} values judged"),
        count => format!(
            "{count} found, {correctable} of which an overlay can correct ({}); {values} values \
             judged",
            kinds.join(", ")
        ),
    };
    Report {
        changes,
        summary: match unjudged {
            0 => summary,
            count => format!("{summary}, {count} could not be"),
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
