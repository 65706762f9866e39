//! Tests of plans, first without I/O, then in a temporary folder.

use super::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

fn generated(text: &str) -> String {
    format!("{HEADER}\n{text}\n")
}

fn wanted(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), generated(text)))
        .collect()
}

fn present(files: &[(&str, &str)]) -> BTreeMap<String, FolderEntry> {
    let files = files.iter();
    files
        .map(|(path, text)| {
            (
                (*path).to_owned(),
                FolderEntry::File(text.as_bytes().into()),
            )
        })
        .collect()
}

fn changes(plan: &Plan) -> Vec<(FileAction, &str)> {
    plan.changes().collect()
}

#[test]
fn writes_changed_files_and_deletes_stale_files() {
    let wanted = wanted(&[
        ("src/types/same.rs", "same"),
        ("src/types/changed.rs", "new"),
        ("src/operations/added.rs", "added"),
    ]);
    let present = present(&[
        ("src/types/same.rs", &generated("same")),
        ("src/types/changed.rs", &generated("old")),
        ("src/types/gone.rs", &generated("gone")),
    ]);
    assert_eq!(
        changes(&plan(wanted, &present).unwrap()),
        [
            (FileAction::Create, "src/operations/added.rs"),
            (FileAction::Replace, "src/types/changed.rs"),
            (FileAction::Delete, "src/types/gone.rs"),
        ]
    );
}

#[test]
fn keeps_files_without_header() {
    let wanted = wanted(&[("src/types/text.rs", "text"), ("src/types/link.rs", "link")]);
    let mut present = present(&[
        ("src/types/text.rs", "mine"),
        ("src/types/notes.md", "mine"),
        (
            "src/types/gone.rs",
            &generated("gone").replace('\n', "\r\n"),
        ),
    ]);
    present.insert("src/types/link.rs".to_owned(), FolderEntry::Link);
    present.insert("src/types/socket".to_owned(), FolderEntry::Other);
    let in_the_way = plan(wanted, &present).unwrap_err();
    let paths: Vec<_> = in_the_way.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "src/types/notes.md",
            "src/types/socket",
            "src/types/link.rs",
            "src/types/text.rs",
        ]
    );
}

#[test]
fn replaces_files_with_changed_line_endings() {
    let text = generated("text").replace('\n', "\r\n");
    let present = present(&[("src/types/text.rs", &text)]);
    let plan = plan(wanted(&[("src/types/text.rs", "text")]), &present).unwrap();
    assert_eq!(changes(&plan), [(FileAction::Replace, "src/types/text.rs")]);
}

#[test]
fn rejects_paths_outside_generated_folders() {
    for path in [
        "src/lib.rs",
        "src/types",
        "src/typesetting/a.rs",
        "src/types/../lib.rs",
        "src/types//a.rs",
        "src/types/./a.rs",
        "src/types/.a.rs",
        "src/types/..\\..\\a.rs",
        "/src/types/a.rs",
        "../src/types/a.rs",
    ] {
        let in_the_way = plan(wanted(&[(path, "")]), &BTreeMap::new()).unwrap_err();
        assert_eq!(in_the_way[0].path, path);
    }
    let no_header = [("src/types/a.rs".to_owned(), "struct A;".to_owned())].into();
    assert!(plan(no_header, &BTreeMap::new()).is_err());
}

/// A temporary folder, removed on drop.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("xtask-sync-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn sync(&self, files: &[(&str, &str)]) -> usize {
        let plan = plan_for(&self.0, wanted(files)).unwrap();
        apply(&self.0, &plan).unwrap();
        changes(&plan).len()
    }

    /// Every path in the folder; folders end with a slash.
    fn paths(&self) -> Vec<String> {
        fn walk(root: &Path, folder: &Path, paths: &mut Vec<String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                if path.is_dir() {
                    paths.push(name + "/");
                    walk(root, &path, paths);
                } else {
                    paths.push(name);
                }
            }
        }
        let mut paths = Vec::new();
        walk(&self.0, &self.0, &mut paths);
        paths.sort();
        paths
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The operating system cleans up the rest.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn second_run_touches_no_file() {
    let folder = Folder::new();
    let files = [("src/types/mod.rs", "mod"), ("src/types/a/b.rs", "b")];
    assert_eq!(folder.sync(&files), 2);
    let modified = |path: &str| {
        fs::metadata(folder.0.join(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = [
        modified("src/types/mod.rs"),
        modified("src/types"),
        modified("src/types/a/b.rs"),
    ];
    assert_eq!(folder.sync(&files), 0);
    let after = [
        modified("src/types/mod.rs"),
        modified("src/types"),
        modified("src/types/a/b.rs"),
    ];
    assert_eq!(before, after);
}

#[test]
fn deletes_stale_files_and_empty_folders() {
    let folder = Folder::new();
    folder.write("src/lib.rs", "mine");
    folder.sync(&[("src/types/a/b.rs", "b"), ("src/types/c.rs", "c")]);
    folder.sync(&[("src/types/c.rs", "c")]);
    assert_eq!(
        folder.paths(),
        ["src/", "src/lib.rs", "src/types/", "src/types/c.rs"]
    );
    // A folder can replace a file, and a file a folder.
    folder.sync(&[("src/types/c.rs/d.rs", "d")]);
    folder.sync(&[("src/types/c.rs", "c")]);
    assert_eq!(
        folder.paths(),
        ["src/", "src/lib.rs", "src/types/", "src/types/c.rs"]
    );
}

#[test]
fn removes_temporary_files_of_interrupted_run() {
    let folder = Folder::new();
    folder.write("src/types/.text.rs.7.regen-tmp", "half a fi");
    folder.write("src/types/a/.b.rs.7.regen-tmp", "");
    folder.sync(&[("src/types/text.rs", "text")]);
    assert_eq!(folder.paths(), ["src/", "src/types/", "src/types/text.rs"]);
}

#[cfg(unix)]
#[test]
fn rejects_symbolic_links() {
    use std::os::unix::fs::symlink;
    let (folder, other) = (Folder::new(), Folder::new());
    other.write("a.rs", &generated("a"));
    fs::create_dir_all(folder.0.join("src")).unwrap();
    symlink(&other.0, folder.0.join("src/types")).unwrap();
    assert!(plan_for(&folder.0, wanted(&[])).is_err());

    fs::remove_file(folder.0.join("src/types")).unwrap();
    fs::create_dir(folder.0.join("src/types")).unwrap();
    symlink(&other.0, folder.0.join("src/types/inner")).unwrap();
    assert!(plan_for(&folder.0, wanted(&[])).is_err());
    assert_eq!(other.paths(), ["a.rs"]);
}
