//! Reads text files up to a size limit.

use crate::failure::{Failure, INVALID_INPUT, relative};
use codegen::{Diagnostic, Source};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The size limit of an input file: about fifty times the largest known spec.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Returns the display name and the text of a file. `option` completes the help text.
///
/// # Errors
///
/// Fails for a missing, unreadable or large file, and for text that is not UTF-8.
pub fn text(path: &Path, option: &str) -> Result<(String, String), Failure> {
    let name = relative(path);
    let bytes = bytes(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::unusable_path(
            path,
            format!("file `{name}` not found"),
            &format!("check the path, or {option}"),
        ),
        io::ErrorKind::IsADirectory => Failure::unusable_path(
            path,
            format!("expected a file, found the folder `{name}`"),
            option,
        ),
        _ => Failure::io("read", path, &error),
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(error) => Err(not_utf8(
            name,
            error.as_bytes(),
            error.utf8_error().valid_up_to(),
        )),
    }
}

/// Returns the content of a file.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // One spare byte lets the read detect the end of the file without growing the buffer.
    let size = metadata.len().min(MAX_BYTES) + 1;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_BYTES) {
        Ok(bytes)
    } else {
        Err(io::Error::other(format!(
            "the file has more than {MAX_BYTES} bytes"
        )))
    }
}

fn not_utf8(name: String, bytes: &[u8], valid: usize) -> Failure {
    let problem = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "expected UTF-8, found UTF-16".to_owned(),
        _ => format!(
            "invalid UTF-8: byte {:#04x}",
            bytes.get(valid).copied().unwrap_or_default()
        ),
    };
    // The text before the first invalid byte is unchanged.
    let source = Source::unparsed(name, String::from_utf8_lossy(bytes));
    let place = source.span_of(valid..valid + '\u{fffd}'.len_utf8());
    let diagnostic = Diagnostic::error("not-utf-8", "", problem)
        .with_span(place)
        .with_help("save the file as UTF-8");
    Failure {
        exit: INVALID_INPUT,
        inputs: vec![(source, vec![diagnostic])],
    }
}
