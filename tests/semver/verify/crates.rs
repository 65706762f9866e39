//! Many small crates as modules of one crate.

use crate::support::shipped_spec::root;
use codegen::{Generated, HEADER};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The crate root, shared by the modules.
///
/// Operations are methods of `Client`, so every module defines a `Client` that derefs to the client
/// of the runtime.
const ROOT: &str = r"//! Many small crates.
#![allow(missing_docs, unused, deprecated, unreachable_patterns, clippy::all)]
pub mod runtime;
pub mod operations {
    pub(crate) const API: crate::runtime::http::Api = crate::runtime::http::Api {
        server: ``,
        parameters: &[],
        credentials: &[],
        classify: None,
        trace_id: None,
        error_summary: None,
    };
    pub(crate) type DefaultError = crate::runtime::wire::Json;
}
pub mod answers {
    pub fn verdict(_: &crate::runtime::http::RawResponse, _: u32) -> Option<crate::runtime::http::RetryClass> {
        None
    }
}
";

const CLIENT: &str = r"
    use crate::runtime::http;
    pub struct Client(http::Client);
    impl core::ops::Deref for Client {
        type Target = http::Client;
        fn deref(&self) -> &http::Client { &self.0 }
    }
    pub struct ClientBuilder(http::ClientBuilder);
    impl ClientBuilder {
        pub(crate) fn client_parameter(self, name: &'static str, value: impl Into<crate::runtime::wire::Json>) -> Self {
            ClientBuilder(self.0.client_parameter(name, value))
        }
        pub(crate) fn set_key(self, location: http::ParameterLocation, name: &'static str, key: &str) -> Self {
            ClientBuilder(self.0.set_key(location, name, key))
        }
        pub(crate) fn set_basic(self, user: &str, password: &str) -> Self {
            ClientBuilder(self.0.set_basic(user, password))
        }
    }
";

/// Writes a crate with the runtime, a module per generated crate, and the `extra` modules.
pub fn write_crate(
    name: &str,
    modules: &[(&str, &Generated)],
    extra: &[(String, String)],
) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("compatibility")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let mut library = ROOT.replace("``", "\"\"");
    for (module, generated) in modules {
        writeln!(
            library,
            "pub mod {module} {{ pub mod types; pub mod operations; {CLIENT} }}"
        )
        .unwrap();
        for (path, text) in &generated.files {
            let path = path.strip_prefix("src/").unwrap();
            let text = text.strip_prefix(HEADER).unwrap_or(text);
            write(&format!("src/{module}/{path}"), &in_module(text));
        }
    }
    for (module, text) in extra {
        writeln!(library, "mod {module};").unwrap();
        write(&format!("src/{module}.rs"), text);
    }
    write("src/lib.rs", &library);
    copy(
        &root().join("generated/src/runtime"),
        &folder.join("src/runtime"),
    );
    let manifest = fs::read_to_string(root().join("generated/Cargo.toml")).unwrap();
    let manifest = with_features(manifest.split("[lints]").next().unwrap(), modules);
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, workspace) = workspace.split_once("[workspace.package]").unwrap();
    let workspace = workspace.split("[workspace.lints").next().unwrap();
    write(
        "Cargo.toml",
        &format!("{manifest}\n[workspace]\n\n[workspace.package]{workspace}"),
    );
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// The manifest with the features of every module, enabled by `client`.
fn with_features(manifest: &str, modules: &[(&str, &Generated)]) -> String {
    let features = modules
        .iter()
        .flat_map(|(_, generated)| &generated.features);
    let features: BTreeSet<&String> = features.collect();
    let lines = features.iter().map(|name| format!("{name} = []\n"));
    let list = lines.collect::<Vec<_>>().concat();
    let names = features.iter().map(|name| format!("{name:?}, "));
    let names = names.collect::<Vec<_>>().concat();
    let manifest = manifest.replace("[features]\n", &format!("[features]\n{list}"));
    manifest.replace("\nclient = [", &format!("\nclient = [{names}"))
}

/// Replaces crate-level paths by module-level paths.
fn in_module(text: &str) -> String {
    let text = text.replace(
        "use crate::types;",
        "use super::{Client, ClientBuilder, types};",
    );
    text.replace("Call, Client, ClientBuilder, ", "Call, ")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compatibility/target")
}
