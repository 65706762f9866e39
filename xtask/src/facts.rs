//! The inputs of a comparison: facts of a spec, an outline or a revision.

use crate::committed;
use crate::input::{described, folder_of, overlays_of, settings_beside, text};
use crate::regen::own_spec;
use crate::root::Root;
use crate::stop::{Stop, WRONG_USE, shown};
use codegen::outline::{self, Fact, Kind};
use codegen::{Config, Diagnostic, Source};
use std::path::{Path, PathBuf};

/// Facts and the spec they are derived from.
pub struct Input {
    pub facts: Vec<Fact>,
    source: Option<Source>,
}

impl Input {
    /// Reads a spec with overlays and the settings next to it.
    pub fn spec(path: &Path, overlays: &[PathBuf]) -> Result<Self, Stop> {
        let (source, config) = described(path, settings_beside(path), overlays)?;
        Self::generated(source, &config)
    }

    /// Reads an outline.
    pub fn outline(path: &Path) -> Result<Self, Stop> {
        let (_, text) = text(path, "pass an outline or a spec")?;
        let facts = codegen::outline::parse(&text).map_err(|error| {
            Stop::path(
                path,
                format!("invalid outline, line {}: {}", error.line, error.problem),
                "pass an `outline.txt` written by `cargo xtask regen`",
            )
        })?;
        Ok(Self::of(facts))
    }

    /// Reads the project's spec in a revision.
    pub fn revision(revision: &str) -> Result<Self, Stop> {
        let settings = own_spec().with_file_name("codegen.toml");
        Self::committed(revision, &own_spec(), &[], &settings)
    }

    /// Reads a spec, its overlays and its settings in a revision.
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
        let mut source = parse_file(revision, spec)?;
        let mut problems = Vec::new();
        for overlay in overlays_of(&config, settings).iter().chain(overlays) {
            problems.extend(source.overlay(parse_file(revision, overlay)?));
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

    /// Facts without a spec.
    pub const fn without_spec(facts: Vec<Fact>) -> Self {
        Self {
            facts,
            source: None,
        }
    }

    /// The location of a fact as `file:line:column`; empty if unknown.
    pub fn place(&self, fact: &Fact) -> String {
        let source = self.source.as_ref();
        source.map_or_else(String::new, |source| place(source, fact))
    }
}

/// The location of a fact in a spec as `file:line:column`; empty if unknown.
pub fn place(source: &Source, fact: &Fact) -> String {
    let Some(pointer) = &fact.source else {
        return String::new();
    };
    // Fields have no pointer because several schemas can declare a property.
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

/// Parses a YAML or JSON file of a revision.
fn parse_file(revision: &str, path: &Path) -> Result<Source, Stop> {
    let name = format!("{revision}:{}", shown(path));
    let text = committed::text(revision, path).map_err(|problem| {
        let diagnostic = Diagnostic::error("revision", "", problem)
            .with_help("pass a spec, an outline or a revision that contains the file");
        Stop {
            exit: WRONG_USE,
            inputs: vec![(Source::unread(name.as_str(), ""), vec![diagnostic])],
        }
    })?;
    Source::parse(name.as_str(), text.as_str())
        .map_err(|problems| Stop::problems(Source::unread(name, text), problems))
}
