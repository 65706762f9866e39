//! Writes the list of generated types for the property tests, from the outline of the crate: a new
//! schema is tested without an edit of a test. Sets `cfg(shared)` if `../shared` exists, the folder
//! of published specs and test suites beside the project.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rustc-check-cfg=cfg(shared)");
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/INDEX.md");
    if shared.exists() {
        println!("cargo:rustc-cfg=shared");
        // Cargo would run this program for each build if the file were missing.
        println!("cargo:rerun-if-changed={}", shared.display());
    }
    println!("cargo:rerun-if-changed=build.rs");
    let outline = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/outline.txt");
    println!("cargo:rerun-if-changed={}", outline.display());
    let text = fs::read_to_string(outline).unwrap_or_default();
    let names = |kinds: &[&str]| {
        let items = text.lines().filter_map(|line| {
            let (kind, rest) = line.split_once(' ')?;
            let name = rest.split(' ').next()?;
            kinds.contains(&kind).then(|| name.to_owned())
        });
        items.collect::<Vec<_>>()
    };
    let types = names(&["struct", "union", "strings", "integers"]).join(" ");
    let aliases = names(&["alias"]);
    let code = format!(
        "const TYPES: &[(&str, RoundTrip)] = round_trips! {{ {types} }};\n\
         const ALIASES: &[&str] = &{aliases:?};\n"
    );
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("types.rs"), code).expect("OUT_DIR is writable");
}
