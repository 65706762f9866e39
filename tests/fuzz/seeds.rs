//! Writes seed inputs for the fuzz targets: the specs, overlays and examples of the project.

use codegen::json::Json;
use codegen::{Config, Source};
use std::fs::{create_dir_all, read_dir, read_to_string, write};
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = here.join("../..");
    let seeds = here.join("seeds");
    let descriptions = ["spec", "tests/media", "tests/data/obstacles", "tests/data/changes"];
    for path in descriptions
        .iter()
        .flat_map(|folder| yaml(&project.join(folder)))
    {
        let text = read_to_string(&path)?;
        if let Ok(source) = Source::parse("seed.yaml", text.as_str()) {
            put(
                &seeds.join("description"),
                &format!("{}.json", name(&path)),
                &source.root.to_string(),
            )?;
        }
        put(&seeds.join("description"), &name(&path), &text)?;
    }
    for path in yaml(&project.join("spec/overlays")) {
        put(
            &seeds.join("overlay"),
            &name(&path),
            &read_to_string(&path)?,
        )?;
    }
    put(&seeds.join("overlay"), "each-action.yaml", OVERLAY)?;
    let text = read_to_string(project.join("spec/whatsapp-cloud.yaml"))?;
    let source = Source::parse("seed.yaml", text)
        .map_err(|_| io::Error::other("the spec cannot be parsed"))?;
    let examples =
        codegen::generate(&source, &Config::default()).map_or(Vec::new(), |made| made.examples());
    for (index, example) in examples.iter().enumerate() {
        put(
            &seeds.join("answer"),
            &format!("{index}.json"),
            &source
                .root
                .pointer(&example.value)
                .unwrap_or(&Json::Null)
                .to_string(),
        )?;
    }
    put(&seeds.join("answer"), "usage.json", USAGE)
}

const OVERLAY: &str = "overlay: 1.1.0
info: { title: T, version: '1' }
actions:
- { target: '$.components.schemas[?@.type]', update: { title: T } }
- { target: '$.servers[0]', remove: true }
- { target: '$..properties.*', remove: true }
- { target: $.info, copy: $.components }
";

const USAGE: &str = r#"{"1":[{"type":"whatsapp","call_count":28,"total_cputime":1,"total_time":90.5,"estimated_time_to_regain_access":3}]}"#;

fn yaml(folder: &Path) -> Vec<PathBuf> {
    let entries = read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect()
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn put(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    create_dir_all(folder)?;
    write(folder.join(name), text)
}
