//! Published invalid specs, if present: rejected quickly, within little memory, with the right
//! error.

use crate::support::shipped_spec::{root, shared};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use wait4::{ResUse, Wait4 as _};

const TIME: Duration = Duration::from_secs(1);
const MEMORY_BYTES: u64 = 256 * 1024 * 1024;

/// Specs with parts of the expected diagnostics: code, line, message.
const REJECTED: &[(&str, &[&str])] = &[
    (
        "bad-references.yaml",
        &[
            "error[unresolved-reference]: empty `$ref`",
            "bad-references.yaml:56:23",
            "unsupported external reference `http://go#/components/schemas/Error`",
            "unresolved reference `#/components/schemas/Burgers`",
            "did you mean `#/components/schemas/Burger`?",
        ],
    ),
    (
        "duplicate-parameter.yaml",
        &["parameter `test` is declared twice with different content"],
    ),
    (
        "invalid-schema-types.yaml",
        &[
            "expected an object for `invalid_null`, found null",
            "expected an object for `invalid_number`, found a number",
            "expected an object for `invalid_array`, found an array",
        ],
    ),
    (
        "method-in-capitals.yaml",
        &["method `GET` must be lower case", "help: write `get`"],
    ),
    (
        "missing-path-item-file.yaml",
        &["referenced file `missing.yaml` not found"],
    ),
    (
        "missing-path-param.yaml",
        &[
            "no path parameter for the placeholder `{test2}`",
            "no placeholder `{test}` in the path `/test/{test2}`",
        ],
    ),
    (
        "no-containers.yaml",
        &["the spec has no `paths`, `components` or `webhooks`"],
    ),
    (
        "no-leading-slash.json",
        &[
            "path `users` does not start with `/`",
            "path `users/{id}` does not start with `/`",
            "no path parameter for the placeholder `{id}`",
        ],
    ),
    (
        "servers-as-object.yaml",
        &["expected an array for `servers`, found an object"],
    ),
    (
        "trailing-comma.json",
        &["invalid JSON: trailing comma", "trailing-comma.json:16:17"],
    ),
    (
        "two-querystrings.yaml",
        &["an operation must have at most one `in: querystring` parameter"],
    ),
    ("yaml-alias-bomb.yaml", &["circular alias `*a`"]),
];

/// Specs rejected by a single other tool. Their schemas are meaningful, so `regen` only warns.
const WARNED: &[(&str, &str)] = &[
    (
        "allof-conflicting-property.json",
        "schema accepts no value: `type`, `enum` or `const` conflict",
    ),
    (
        "cyclic-allof-double.json",
        "warning[circular-composition]: circular `allOf` or `$ref`, through `Test2`",
    ),
    (
        "duplicate-operation-id.yaml",
        "duplicate `operationId` `same`, renamed to `same_",
    ),
    (
        "default-of-wrong-type.json",
        "`default` and `type` conflict: found an array, ignored",
    ),
    ("invalid-pattern.yaml", "invalid pattern `[`, not checked"),
    (
        "numeric-version.yaml",
        "warning[wrong-type]: expected a string for `swagger`, found a number",
    ),
];

/// Runs `regen` for a spec; returns the resource usage and the diagnostics.
fn regen(program: &Path, document: &Path, out: &Path) -> (ResUse, String) {
    let messages = out.with_extension("txt");
    let file = std::fs::File::create(&messages).unwrap();
    let mut command = Command::new(program);
    command.args(["regen", "--name", "invalid", "--spec"]);
    command.arg(document).arg("--out").arg(out);
    command.current_dir(root());
    let mut child = command.stdout(Stdio::null()).stderr(file).spawn().unwrap();
    let ended = child.wait4().unwrap();
    (ended, std::fs::read_to_string(messages).unwrap())
}

/// The peak memory that the system reports for an idle child. A child starts with the peak of its
/// parent, the process with every test.
fn idle_memory(program: &Path) -> u64 {
    let mut command = Command::new(program);
    let child = command
        .arg("--help")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    child.spawn().unwrap().wait4().unwrap().rusage.maxrss
}

/// Builds `xtask` and links the program elsewhere, since parallel tests make cargo replace the
/// file.
fn build_xtask(scratch: &Path) -> PathBuf {
    let mut command = Command::new(env!("CARGO"));
    command.args([
        "build",
        "--quiet",
        "--offline",
        "--locked",
        "--package",
        "xtask",
    ]);
    assert!(command.current_dir(root()).status().unwrap().success());
    let program = Path::new(env!("CARGO_BIN_EXE_corpus")).with_file_name("xtask");
    let link = scratch.join("xtask");
    let linked = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        std::fs::hard_link(&program, &link).is_ok()
    });
    assert!(linked, "{} is missing", program.display());
    link
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn reports_the_error_in_each_invalid_spec() {
    let folder = shared("corpus/invalid");
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("invalid");
    let _ = std::fs::remove_dir_all(&scratch);
    std::fs::create_dir_all(&scratch).unwrap();
    let program = build_xtask(&scratch);
    let mut seen = Vec::new();
    let rejected = REJECTED
        .iter()
        .map(|(name, messages)| (*name, *messages, Some(1)));
    let warned = WARNED
        .iter()
        .map(|(name, messages)| (*name, std::slice::from_ref(messages), Some(0)));
    for (name, expected, code) in rejected.chain(warned) {
        let out = scratch.join(name);
        let (ended, messages) = regen(&program, &folder.join(name), &out);
        assert_eq!(ended.status.code(), code, "{name}: {messages}");
        assert_eq!(out.exists(), code == Some(0), "{name} is half-written");
        for part in expected {
            assert!(
                messages.contains(part),
                "{name}: missing in the output: {part}\n{messages}"
            );
        }
        // CPU time, which parallel processes do not affect.
        let took = ended.rusage.utime + ended.rusage.stime;
        assert!(took < TIME, "{name} took {took:?}");
        let memory = ended.rusage.maxrss;
        assert!(
            memory < MEMORY_BYTES || memory <= idle_memory(&program),
            "{name}: {:?}",
            ended.rusage
        );
        seen.push(name.to_owned());
    }
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let mut files: Vec<String> = files
        .map(|one| one.file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    seen.sort();
    assert_eq!(seen, files);
}
