//! Bundles a spec in several files into one tree.
//!
//! Each referenced file goes under [`BUNDLED_FILES`] and references are rewritten. A component that is only
//! a `$ref` to another file is replaced by the target. Only files below the folder of the root
//! document are read; references to files elsewhere are reported.
//!
//! ```yaml
//! schemas: { Pet: { $ref: 'pets.yaml#/Pet' } }   # components/schemas/Pet: the content of the target
//! items: { $ref: owner.yaml }                    # items: { $ref: '#/x-files/owner.yaml' }
//! ```

use super::pointer::child;
use super::ref_path::{
    bundled_pointer, file_name, file_part, folder_above, folders_above, inside_component,
    local_pointer, resolve_path, rewrite_to_bundle,
};
use super::references::{RefKind, for_each_map_reference, for_each_reference, for_each_target};
use super::{Source, anchors};
use crate::diagnostic::Diagnostic;
use crate::fields::COMPONENTS;
use crate::json::{Json, Map};
use std::collections::{BTreeMap, BTreeSet};

/// The property of the root that holds the referenced files.
pub const BUNDLED_FILES: &str = "x-files";

/// The longest chain of `$ref`s between maps.
const MAX_CHAIN: usize = 8;

/// The root document and the referenced files, by path below the root folder.
struct Files<'r> {
    read: &'r mut dyn FnMut(&str) -> Option<String>,
    /// The root folder as shown in diagnostics, with a trailing slash.
    folder: &'r str,
    /// The path of the root document.
    root_path: &'r str,
    values: BTreeMap<String, Json>,
    sources: Vec<(String, Source)>,
    problems: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    /// The pointers and files of references that leave the root folder, with the number of folders
    /// to go up.
    outside: Vec<(String, String, usize)>,
    /// Paths of unreadable files; each is reported once.
    unreadable: BTreeSet<String>,
}

impl Source {
    /// Reads the files that the spec refers to. `read` returns the text of a file by the path below
    /// the folder of the spec, with `/` as separator.
    ///
    /// Returns errors for missing files, files outside of the folder, and files that cannot be
    /// parsed. A caller who adds the errors to the `warnings` of the spec can still lower the spec,
    /// to report further errors.
    #[must_use]
    pub fn bundle(&mut self, read: &mut dyn FnMut(&str) -> Option<String>) -> Vec<Diagnostic> {
        let root_path = file_name(&self.name);
        let folder = self.name[..self.name.len() - root_path.len()].to_owned();
        self.bundle_in(&folder, &root_path, read)
    }

    /// Like [`Source::bundle`], with a root folder further up. `folder` is the root folder as shown
    /// in diagnostics, with a trailing slash; `root_path` is the path of the spec below `folder`.
    #[must_use]
    pub fn bundle_in(
        &mut self,
        folder: &str,
        root_path: &str,
        read: &mut dyn FnMut(&str) -> Option<String>,
    ) -> Vec<Diagnostic> {
        let mut files = Files {
            read,
            folder,
            root_path,
            values: BTreeMap::new(),
            sources: Vec::new(),
            problems: Vec::new(),
            warnings: Vec::new(),
            outside: Vec::new(),
            unreadable: BTreeSet::new(),
        };
        let mut root = std::mem::take(&mut self.root);
        anchors::resolve(&mut root);
        files.collect(root_path, "", &mut root);
        files.report_outside();
        let unreadable = files.unreadable.iter().map(|path| bundled_pointer(path));
        self.unreadable.extend(unreadable);
        for_each_reference(&mut root, &mut |_, reference| {
            rewrite_to_bundle(reference, root_path, root_path);
        });
        let contents = files.values.into_iter().map(|(path, mut value)| {
            for_each_reference(&mut value, &mut |_, reference| {
                rewrite_to_bundle(reference, &path, root_path);
            });
            (path.into(), value)
        });
        let contents: Map = contents.collect();
        for (path, source) in files.sources {
            let index = self.files.len();
            self.origins
                .insert(bundled_pointer(&path), (Some(index), String::new()));
            self.files.push(source);
        }
        if !contents.is_empty()
            && let Json::Object(root) = &mut root
        {
            root.insert(BUNDLED_FILES, Json::Object(contents));
        }
        self.root = root;
        self.replace_map_references();
        self.inline_components();
        self.warnings.extend(files.warnings);
        files.problems
    }

    /// Replaces the value at `pointer` by a copy of the value at `target`.
    fn replace_reference(&mut self, pointer: &str, target: &str) {
        let Some(content) = self.root.pointer(target).cloned() else {
            return;
        };
        if let Some(slot) = self.root.pointer_mut(pointer) {
            *slot = content;
            self.record_move(pointer.to_owned(), target);
        }
    }

    /// Inlines each `$ref` in the position of a map (`paths`, `content`).
    fn replace_map_references(&mut self) {
        for _ in 0..MAX_CHAIN {
            let mut maps = Vec::new();
            for_each_map_reference(&mut self.root, &mut |pointer, reference| {
                maps.extend(local_pointer(reference).map(|target| (pointer.to_owned(), target)));
            });
            if maps.is_empty() {
                return;
            }
            for (pointer, target) in maps {
                self.replace_reference(&pointer, &target);
            }
        }
    }

    /// Replaces each component that is only a `$ref` to another file by the target. The target gets
    /// the component's name.
    pub(crate) fn inline_components(&mut self) {
        let mut components: BTreeMap<String, String> = BTreeMap::new();
        for group in COMPONENTS {
            let group = format!("/components/{group}");
            let members = self.root.pointer(&group).and_then(Json::as_object);
            for (name, value) in members.into_iter().flatten() {
                let reference = value.get("$ref").and_then(Json::as_str);
                let target = reference.and_then(local_pointer).filter(|target| {
                    let in_files = target
                        .strip_prefix('/')
                        .and_then(|rest| rest.strip_prefix(BUNDLED_FILES));
                    in_files.is_some()
                        && value.as_object().is_some_and(|members| members.len() == 1)
                });
                if let Some(target) = target {
                    components
                        .entry(target)
                        .or_insert_with(|| child(&group, name));
                }
            }
        }
        for (target, component) in &components {
            self.replace_reference(component, target);
        }
        for_each_reference(&mut self.root, &mut |_, reference| {
            if let Some(target) = local_pointer(reference)
                && let Some(named) = inside_component(&target, &components)
            {
                *reference = format!("#{named}").into();
            }
        });
    }
}

impl Files<'_> {
    /// Reads the files that a document refers to, recursively.
    fn collect(&mut self, path: &str, prefix: &str, value: &mut Json) {
        let mut references: Vec<(RefKind, String, String)> = Vec::new();
        for_each_target(value, &mut |kind, pointer, reference| {
            if let Some(file) = file_part(reference) {
                references.push((kind, pointer.to_owned(), file.to_owned()));
            }
        });
        for (kind, pointer, file) in references {
            let at = format!("{prefix}{pointer}");
            let is_mapping = kind == RefKind::Mapping;
            let Some(target) = resolve_path(path, &file) else {
                let up = folders_above(path, &file);
                match is_mapping {
                    true => self
                        .warnings
                        .push(mapping::ignore(value, &pointer, at, &file)),
                    false => self.outside.push((at, file, up)),
                }
                continue;
            };
            if target == self.root_path
                || self.values.contains_key(&target)
                || self.unreadable.contains(&target)
            {
                continue;
            }
            match (self.read)(&target) {
                Some(text) => self.add(&target, text),
                None if is_mapping => {
                    self.warnings
                        .push(mapping::ignore(value, &pointer, at, &file));
                }
                None => {
                    self.unreadable.insert(target);
                    self.report(
                        &at,
                        "missing-file",
                        format!("referenced file `{file}` not found"),
                        "correct the path, or add the file",
                    );
                }
            }
        }
    }

    /// Reports the references that leave the folder, as one error: the cause is one setting.
    fn report_outside(&mut self) {
        let Some((pointer, file, _)) = self.outside.first().cloned() else {
            return;
        };
        let up = self.outside.iter().map(|(_, _, up)| *up).max();
        let problem = match self.outside.len() {
            1 => format!("reference to `{file}` leaves the folder of the spec"),
            count => {
                format!("{count} references leave the folder of the spec, the first to `{file}`")
            }
        };
        let help = match up {
            Some(up @ 1..) => {
                let folder = folder_above(self.folder, up);
                format!(
                    "pass `--folder {folder}`, or set `folder` under [description] in codegen.toml"
                )
            }
            _ => "write a path relative to the file, with `/`".to_owned(),
        };
        self.report(&pointer, "outside-folder", problem, &help);
    }

    fn report(&mut self, pointer: &str, code: &'static str, problem: String, help: &str) {
        self.problems
            .push(Diagnostic::error(code, format!("{pointer}/$ref"), problem).with_help(help));
    }

    fn add(&mut self, path: &str, text: String) {
        let name = format!("{}{path}", self.folder);
        let prefix = bundled_pointer(path);
        match Source::parse(name.as_str(), text.as_str()) {
            Ok(mut source) => {
                self.values.insert(path.to_owned(), Json::Null);
                let mut value = std::mem::take(&mut source.root);
                self.sources.push((path.to_owned(), source));
                self.collect(path, &prefix, &mut value);
                self.values.insert(path.to_owned(), value);
            }
            Err(problems) => {
                self.unreadable.insert(path.to_owned());
                self.sources
                    .push((path.to_owned(), Source::unparsed(name, text)));
                self.problems
                    .extend(problems.into_iter().map(|problem| Diagnostic {
                        pointer: format!("{prefix}{}", problem.pointer),
                        ..problem
                    }));
            }
        }
    }
}

mod mapping;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
