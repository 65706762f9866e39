//! What is compared: the facts of a description, of an outline or of a revision of the project.

use crate::input::{config, description, text};
use crate::regen::project;
use crate::stop::{PROBLEMS, Stop};
use codegen::outline::{Fact, Kind};
use codegen::{Config, Diagnostic, Source};
use std::path::{Path, PathBuf};
use std::process::Command;

const SPEC: &str = "spec/whatsapp-cloud.yaml";
const SETTINGS: &str = "spec/codegen.toml";

/// Facts, and the description that they are from.
pub struct Input {
    pub facts: Vec<Fact>,
    source: Option<Source>,
}

impl Input {
    /// The facts of a description with overlays, and with the settings beside it.
    pub fn description(path: &Path, overlays: &[PathBuf]) -> Result<Self, Stop> {
        let source = description(path, overlays)?;
        let beside = path.with_file_name("codegen.toml");
        let config = match beside.exists() {
            true => config(&beside)?,
            false => Config::default(),
        };
        Self::generated(source, &config)
    }

    /// The facts of an outline.
    pub fn outline(path: &Path) -> Result<Self, Stop> {
        let (_, text) = text(path, "name an outline or a description")?;
        let facts = codegen::outline::parse(&text).map_err(|error| {
            Stop::path(
                path,
                format!("line {} is no fact: {}", error.line, error.problem),
                "name an `outline.txt` that `cargo xtask regen` has written",
            )
        })?;
        Ok(Self {
            facts,
            source: None,
        })
    }

    /// The facts of the project's own description in a revision.
    pub fn revision(revision: &str) -> Result<Self, Stop> {
        let spec = shown_by_git(revision, SPEC)?;
        let name = format!("{revision}:{SPEC}");
        let mut source = Source::parse(name.as_str(), spec.as_str())
            .map_err(|problems| Stop::problems(Source::unread(name, spec), problems))?;
        let mut other = |path: &str| shown_by_git(revision, &format!("spec/{path}")).ok();
        let problems = source.bundle(&mut other);
        source.upgrade();
        if !problems.is_empty() {
            return Err(Stop::problems(source, problems));
        }
        let config = match shown_by_git(revision, SETTINGS) {
            Ok(text) => Config::parse(SETTINGS, &text)
                .map_err(|problems| Stop::problems(Source::unread(SETTINGS, text), problems))?,
            Err(_) => Config::default(),
        };
        Self::generated(source, &config)
    }

    fn generated(source: Source, config: &Config) -> Result<Self, Stop> {
        match codegen::generate(&source, config) {
            Ok(generated) => Ok(Self {
                facts: generated.facts,
                source: Some(source),
            }),
            Err(problems) => Err(Stop::problems(source, problems)),
        }
    }

    /// Where a fact comes from: file, line and column, as far as they are known.
    pub fn place(&self, fact: &Fact) -> String {
        let (Some(source), Some(pointer)) = (&self.source, &fact.source) else {
            return String::new();
        };
        // A member has no pointer of its own, since several schemas can speak of it.
        let own = match (fact.kind, fact.path.get(1)) {
            (Kind::Field | Kind::Fixed, Some(name)) => {
                let name = name.replace('~', "~0").replace('/', "~1");
                Some(format!("{pointer}/properties/{name}"))
            }
            _ => None,
        };
        let (origin, pointer) = source.origin(own.as_deref().unwrap_or(pointer));
        match origin.locate_key(&pointer) {
            Some(place) => format!("{}:{}:{}", origin.name, place.line, place.column),
            None => String::new(),
        }
    }
}

/// A file of the project in a revision.
fn shown_by_git(revision: &str, path: &str) -> Result<String, Stop> {
    let object = format!("{revision}:{path}");
    let mut git = Command::new("git");
    git.current_dir(project())
        .args(["show", "--end-of-options"])
        .arg(&object);
    let problem = match git.output() {
        Ok(output) if output.status.success() => {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => format!("cannot run git: {error}"),
    };
    let diagnostic = Diagnostic::error("revision", "", problem)
        .with_help("name a description, an outline or a revision in which there is this file");
    Err(Stop {
        exit: PROBLEMS + 1,
        inputs: vec![(Source::unread(object, ""), vec![diagnostic])],
    })
}
