//! What is compared: the facts of a description, of an outline or of a revision of the project.

use crate::committed;
use crate::input::{described, folder_of, overlays_of, settings_beside, text};
use crate::regen::own_spec;
use crate::root::Root;
use crate::stop::{Stop, WRONG_USE, shown};
use codegen::outline::{self, Fact, Kind};
use codegen::{Config, Diagnostic, Source};
use std::path::{Path, PathBuf};

/// Facts, and the description that they are from.
pub struct Input {
    pub facts: Vec<Fact>,
    source: Option<Source>,
}

impl Input {
    /// The facts of a description with overlays, and with the settings beside it.
    pub fn description(path: &Path, overlays: &[PathBuf]) -> Result<Self, Stop> {
        let (source, config) = described(path, settings_beside(path), overlays)?;
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
        Ok(Self::of(facts))
    }

    /// The facts of the project's own description in a revision.
    pub fn revision(revision: &str) -> Result<Self, Stop> {
        let settings = own_spec().with_file_name("codegen.toml");
        Self::committed(revision, &own_spec(), &[], &settings)
    }

    /// The facts of a description with overlays and settings, all as they are in a revision.
    pub fn committed(
        revision: &str,
        spec: &Path,
        overlays: &[PathBuf],
        settings: &Path,
    ) -> Result<Self, Stop> {
        let name = format!("{revision}:{}", shown(settings));
        let config = match committed::text(revision, settings) {
            Ok(text) => Config::parse(&name, &text)
                .map_err(|problems| Stop::problems(Source::unread(name, text), problems))?,
            Err(_) => Config::default(),
        };
        let mut source = parsed(revision, spec)?;
        let mut problems = Vec::new();
        for overlay in overlays_of(&config, settings).iter().chain(overlays) {
            problems.extend(source.overlay(parsed(revision, overlay)?));
        }
        let root = Root::of(spec, folder_of(&config, settings).as_deref())?;
        let mut other = |path: &str| committed::below(revision, &root.folder, path).ok();
        problems.extend(root.bundle(&mut source, &mut other));
        source.upgrade();
        if !problems.is_empty() {
            return Err(Stop::problems(source, problems));
        }
        Self::generated(source, &config)
    }

    fn generated(source: Source, config: &Config) -> Result<Self, Stop> {
        match codegen::lower(&source, config) {
            Ok((api, _)) => Ok(Self {
                facts: outline::facts(&api).collect(),
                source: Some(source),
            }),
            Err(problems) => Err(Stop::problems(source, problems)),
        }
    }

    /// Facts of which nothing else is known.
    pub const fn of(facts: Vec<Fact>) -> Self {
        Self {
            facts,
            source: None,
        }
    }

    /// Where a fact comes from: file, line and column, as far as they are known.
    pub fn place(&self, fact: &Fact) -> String {
        let source = self.source.as_ref();
        source.map_or_else(String::new, |source| place(source, fact))
    }
}

/// Where a fact of a description comes from: file, line and column, as far as they are known.
pub fn place(source: &Source, fact: &Fact) -> String {
    let Some(pointer) = &fact.source else {
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

/// A file of YAML or JSON in a revision.
fn parsed(revision: &str, path: &Path) -> Result<Source, Stop> {
    let name = format!("{revision}:{}", shown(path));
    let text = committed::text(revision, path).map_err(|problem| {
        let diagnostic = Diagnostic::error("revision", "", problem)
            .with_help("name a description, an outline or a revision in which there is this file");
        Stop {
            exit: WRONG_USE,
            inputs: vec![(Source::unread(name.as_str(), ""), vec![diagnostic])],
        }
    })?;
    Source::parse(name.as_str(), text.as_str())
        .map_err(|problems| Stop::problems(Source::unread(name, text), problems))
}
