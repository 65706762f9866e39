//! The parts of `multipart/form-data` (RFC 7578).

use crate::runtime::wire::File;
use bytes::Bytes;

/// A part of a form.
#[derive(Debug)]
pub(super) struct FormPart<'b> {
    pub(super) name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    content: &'b [u8],
}

impl FormPart<'_> {
    /// The text of a part; `None` for a file.
    pub(super) fn text(&self) -> Option<&str> {
        match self.file_name {
            Some(_) => None,
            None => std::str::from_utf8(self.content).ok(),
        }
    }

    pub(super) fn is_json(&self) -> bool {
        let media_type = self.media_type.as_deref().unwrap_or_default();
        media_type.starts_with("application/json")
    }

    pub(super) fn file(&self) -> File {
        let name = self.file_name.as_deref().unwrap_or("file");
        let file = File::new(name, Bytes::copy_from_slice(self.content));
        match &self.media_type {
            Some(media_type) => file.with_media_type(media_type),
            None => file,
        }
    }
}

/// Splits a body at the boundary.
pub(super) fn parts<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<FormPart<'b>>, String> {
    let first = format!("--{boundary}");
    let delimiter = format!("\r\n--{boundary}");
    let start = find(body, first.as_bytes()).ok_or("lacks the boundary of the media type")?;
    let mut rest = &body[start + first.len()..];
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let end = find(rest, delimiter.as_bytes()).ok_or("lacks the closing boundary")?;
        parts.push(part(&rest[..end])?);
        rest = &rest[end + delimiter.len()..];
    }
    Ok(parts)
}

/// Reads a part: headers, an empty line, content.
fn part(bytes: &[u8]) -> Result<FormPart<'_>, String> {
    let end = find(bytes, b"\r\n\r\n").ok_or("has a part without an empty line after headers")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(found, _)| found.trim().eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned())
    };
    let disposition = header("content-disposition").unwrap_or_default();
    let name = attribute(&disposition, "name").ok_or("has a part without a name")?;
    Ok(FormPart {
        name,
        file_name: attribute(&disposition, "filename"),
        media_type: header("content-type"),
        content: &bytes[end + 4..],
    })
}

/// The value of `name="value"` in a header. Browsers escape quotes and line breaks as `%22`, `%0D`
/// and `%0A`.
fn attribute(header: &str, name: &str) -> Option<String> {
    let quoted = format!("; {name}=\"");
    let plain = format!("; {name}=");
    let value = match header.split_once(&quoted) {
        Some((_, rest)) => rest.split('"').next()?,
        None => header.split_once(&plain)?.1.split(';').next()?,
    };
    Some(
        value
            .replace("%22", "\"")
            .replace("%0D", "\r")
            .replace("%0A", "\n"),
    )
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    let mut windows = bytes.windows(pattern.len());
    windows.position(|window| window == pattern)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn splits_parts() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\n\
                     content-disposition: form-data; name=\"f\"; filename=\"a%22.txt\"\r\n\
                     Content-Type: text/plain\r\n\r\n\r\n--y\r\n\r\n--x--\r\n";
        let parts = parts(body, "x").unwrap();
        assert_eq!((parts[0].name.as_str(), parts[0].text()), ("a", Some("1")));
        let file = parts[1].file();
        assert_eq!((file.name(), file.media_type()), ("a\".txt", "text/plain"));
        assert_eq!(&file.content()[..], b"\r\n--y\r\n");
        assert!(super::parts(b"--x\r\n\r\n", "x").is_err());
        assert!(super::parts(b"", "x").is_err());
    }
}
