//! A description in several files as one tree.
//!
//! What a reference names in another file is put under [`FILES`] and the reference is turned to it.
//! A component that is nothing but such a reference becomes what it names. Files within the folder
//! of the root document are read; all else is told, and never read.

use super::location::{file_name, file_of, in_files, local, resolve, turn};
use super::pointer::child;
use super::references::{for_each_map_reference, for_each_reference};
use super::{Source, anchors};
use crate::diagnostic::Diagnostic;
use crate::json::{Json, Members};
use std::collections::{BTreeMap, BTreeSet};

/// The member of the root that holds the other files.
pub const FILES: &str = "x-files";

/// The groups of components, of which each is a map of names.
pub(crate) const COMPONENTS: &[&str] = &[
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
];

/// How many maps may refer to each other in a row.
const DEEPEST: usize = 8;

/// The root document and all that it refers to, by the paths below its folder.
struct Files<'r> {
    read: &'r mut dyn FnMut(&str) -> Option<String>,
    /// How the folder is shown, with a slash at its end.
    folder: &'r str,
    /// The path of the root document.
    own: &'r str,
    values: BTreeMap<String, Json>,
    sources: Vec<(String, Source)>,
    problems: Vec<Diagnostic>,
    /// What cannot be read is told once.
    refused: BTreeSet<String>,
}

impl Source {
    /// Brings in the other files that the description refers to. `read` gives the text of a file by
    /// its path below the folder of this one, with `/` between folders.
    ///
    /// What comes back are the problems: references to what is not there or lies outside of the
    /// folder, and files that cannot be parsed.
    #[must_use]
    pub fn bundle(&mut self, read: &mut dyn FnMut(&str) -> Option<String>) -> Vec<Diagnostic> {
        let own = file_name(&self.name);
        let folder = self.name[..self.name.len() - own.len()].to_owned();
        self.bundle_below(&folder, &own, read)
    }

    /// The same, where the files may lie in a folder further up: `folder` is how that is shown, with a
    /// slash at its end, and `own` the path of this file below it.
    #[must_use]
    pub fn bundle_below(
        &mut self,
        folder: &str,
        own: &str,
        read: &mut dyn FnMut(&str) -> Option<String>,
    ) -> Vec<Diagnostic> {
        let mut files = Files {
            read,
            folder,
            own,
            values: BTreeMap::new(),
            sources: Vec::new(),
            problems: Vec::new(),
            refused: BTreeSet::new(),
        };
        let mut root = std::mem::take(&mut self.root);
        anchors::resolve(&mut root);
        files.collect(own, "", &mut root);
        for_each_reference(&mut root, &mut |_, reference| turn(reference, own, own));
        let others = files.values.into_iter().map(|(path, mut value)| {
            for_each_reference(&mut value, &mut |_, reference| turn(reference, &path, own));
            (path.into(), value)
        });
        let others: Members = others.collect();
        for (path, source) in files.sources {
            let index = self.others.len();
            self.moved
                .insert(in_files(&path), (Some(index), String::new()));
            self.others.push(source);
        }
        if !others.is_empty()
            && let Json::Object(root) = &mut root
        {
            root.insert(FILES, Json::Object(others));
        }
        self.root = root;
        self.include_maps();
        self.name_components();
        files.problems
    }

    /// Puts what is named in the place of a reference.
    fn include(&mut self, pointer: &str, target: &str) {
        let Some(content) = self.root.pointer(target).cloned() else {
            return;
        };
        if let Some(place) = self.root.pointer_mut(pointer) {
            *place = content;
            self.move_from(pointer.to_owned(), target);
        }
    }

    /// A reference in the place of a map of names (`paths`, `content`) stands for the whole map.
    fn include_maps(&mut self) {
        for _ in 0..DEEPEST {
            let mut maps = Vec::new();
            for_each_map_reference(&mut self.root, &mut |pointer, reference| {
                maps.extend(local(reference).map(|target| (pointer.to_owned(), target)));
            });
            if maps.is_empty() {
                return;
            }
            for (pointer, target) in maps {
                self.include(&pointer, &target);
            }
        }
    }

    /// A component that is nothing but a reference to another file becomes what it names, and so
    /// gives it its name.
    pub(crate) fn name_components(&mut self) {
        let mut components: BTreeMap<String, String> = BTreeMap::new();
        for group in COMPONENTS {
            let group = format!("/components/{group}");
            let members = self.root.pointer(&group).and_then(Json::as_object);
            for (name, value) in members.into_iter().flatten() {
                let reference = value.get("$ref").and_then(Json::as_str);
                let target = reference.and_then(local).filter(|target| {
                    let in_files = target
                        .strip_prefix('/')
                        .and_then(|rest| rest.strip_prefix(FILES));
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
            self.include(component, target);
        }
        for_each_reference(&mut self.root, &mut |_, reference| {
            if let Some(target) = local(reference)
                && let Some(named) = renamed(&target, &components)
            {
                *reference = format!("#{named}").into();
            }
        });
    }
}

impl Files<'_> {
    /// Reads all files that a document refers to, and those that these refer to.
    fn collect(&mut self, path: &str, prefix: &str, value: &mut Json) {
        let mut wanted: Vec<(String, String)> = Vec::new();
        for_each_reference(value, &mut |pointer, reference| {
            if let Some(file) = file_of(reference) {
                wanted.push((format!("{prefix}{pointer}"), file.to_owned()));
            }
        });
        for (pointer, file) in wanted {
            let Some(target) = resolve(path, &file) else {
                self.refuse(
                    &pointer,
                    "outside-folder",
                    format!("the reference to `{file}` leads out of the folder of the description"),
                    "name a folder that has it as `folder` under [description] in codegen.toml",
                );
                continue;
            };
            if target == self.own
                || self.values.contains_key(&target)
                || self.refused.contains(&target)
            {
                continue;
            }
            match (self.read)(&target) {
                Some(text) => self.add(&target, text),
                None => {
                    self.refused.insert(target);
                    self.refuse(
                        &pointer,
                        "missing-file",
                        format!("the reference to `{file}` leads to a file that is not there"),
                        "correct the path, or bring the file into the folder",
                    );
                }
            }
        }
    }

    fn refuse(&mut self, pointer: &str, code: &'static str, problem: String, help: &str) {
        self.problems
            .push(Diagnostic::error(code, format!("{pointer}/$ref"), problem).with_help(help));
    }

    fn add(&mut self, path: &str, text: String) {
        let name = format!("{}{path}", self.folder);
        let prefix = in_files(path);
        match Source::parse(name.as_str(), text.as_str()) {
            Ok(mut source) => {
                self.values.insert(path.to_owned(), Json::Null);
                let mut value = std::mem::take(&mut source.root);
                self.sources.push((path.to_owned(), source));
                self.collect(path, &prefix, &mut value);
                self.values.insert(path.to_owned(), value);
            }
            Err(problems) => {
                self.refused.insert(path.to_owned());
                self.sources
                    .push((path.to_owned(), Source::unread(name, text)));
                self.problems
                    .extend(problems.into_iter().map(|problem| Diagnostic {
                        pointer: format!("{prefix}{}", problem.pointer),
                        ..problem
                    }));
            }
        }
    }
}

/// The pointer under the component that the target is, or is a part of.
fn renamed(target: &str, components: &BTreeMap<String, String>) -> Option<String> {
    let mut whole = target;
    loop {
        if let Some(component) = components.get(whole) {
            return Some(format!("{component}{}", &target[whole.len()..]));
        }
        whole = whole.rsplit_once('/')?.0;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
