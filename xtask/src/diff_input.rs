//! The inputs of a comparison: facts of a spec, an outline or a revision.

use crate::failure::{Failure, WRONG_USAGE, relative};
use crate::git;
use crate::input::{Given, adjacent_settings, folder_of, overlays_of, read_spec, text};
use crate::spec_root::Root;
use crate::spec_root::default_spec;
use codegen::outline::{self, Fact, FactKind};
use codegen::{Config, Diagnostic, Source};
use std::path::Path;

/// Facts and the spec they are derived from.
pub struct Input {
    pub facts: Vec<Fact>,
    source: Option<Source>,
}

impl Input {
    /// Reads a spec with overlays and the settings next to it.
    pub fn spec(path: &Path, given: &Given<'_>) -> Result<Self, Failure> {
        let (source, config) = read_spec(path, adjacent_settings(path), given)?;
        Self::generated(source, &config)
    }

    /// Reads an outline.
    pub fn outline(path: &Path) -> Result<Self, Failure> {
        let (_, text) = text(path, "pass an outline or a spec")?;
        let facts = codegen::outline::parse(&text).map_err(|error| {
            Failure::unusable_path(
                path,
                format!("invalid outline, line {}: {}", error.line, error.problem),
                "pass an `outline.txt` written by `cargo xtask regen`",
            )
        })?;
        Ok(Self::without_spec(facts))
    }

    /// Reads the project's spec in a revision.
    pub fn revision(revision: &str) -> Result<Self, Failure> {
        let settings = default_spec().with_file_name("codegen.toml");
        Self::committed(revision, &default_spec(), &Given::default(), &settings)
    }

    /// Reads a spec, its overlays and its settings in a revision.
    pub fn committed(
        revision: &str,
        spec: &Path,
        given: &Given<'_>,
        settings: &Path,
    ) -> Result<Self, Failure> {
        let name = format!("{revision}:{}", relative(settings));
        let config = match git::text(revision, settings) {
            Ok(text) => Config::parse(&name, &text).map_err(|problems| {
                Failure::invalid_input(Source::unparsed(name, text), problems)
            })?,
            Err(_) => Config::default(),
        };
        let mut source = parse_file(revision, spec)?;
        let mut problems = Vec::new();
        for overlay in overlays_of(&config, settings).iter().chain(given.overlays) {
            problems.extend(source.overlay(parse_file(revision, overlay)?));
        }
        let named = folder_of(&config, settings);
        let root = Root::of(spec, given.folder.or(named.as_deref()))?;
        let mut other = |path: &str| git::below(revision, &root.folder, path).ok();
        problems.extend(root.bundle(&mut source, &mut other));
        source.upgrade();
        if !problems.is_empty() {
            return Err(Failure::invalid_input(source, problems));
        }
        Self::generated(source, &config)
    }

    fn generated(source: Source, config: &Config) -> Result<Self, Failure> {
        // The settings may belong to a different version of the spec.
        let config = Config {
            ignores_unmatched: true,
            ..config.clone()
        };
        match codegen::lower(&source, &config) {
            Ok((api, _)) => Ok(Self {
                facts: outline::facts(&api).collect(),
                source: Some(source),
            }),
            Err(problems) => Err(Failure::invalid_input(source, problems)),
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
        (FactKind::Field | FactKind::Fixed, Some(name)) => {
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
fn parse_file(revision: &str, path: &Path) -> Result<Source, Failure> {
    let name = format!("{revision}:{}", relative(path));
    let text = git::text(revision, path).map_err(|problem| {
        let diagnostic = Diagnostic::error("revision", "", problem)
            .with_help("pass a spec, an outline or a revision that contains the file");
        Failure {
            exit: WRONG_USAGE,
            inputs: vec![(Source::unparsed(name.as_str(), ""), vec![diagnostic])],
        }
    })?;
    Source::parse(name.as_str(), text.as_str())
        .map_err(|problems| Failure::invalid_input(Source::unparsed(name, text), problems))
}
