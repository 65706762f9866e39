//! Files in multipart forms.

use super::node::{Node, Properties};
use super::{Content, Json, Sealed, Typed};
use crate::runtime::rules::Rules;
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::fmt;
use std::io;
use std::path::Path;

/// A file in a form (`multipart/form-data`): content with a name and a media type.
///
/// A JSON body has no files: there, the content is a string, and bytes that are not UTF-8 are
/// replaced. `Debug` prints the size, not the content.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: String,
    media_type: String,
    content: Content,
}

impl File {
    /// Creates a file with a name such as `cat.png`. The media type defaults to
    /// `application/octet-stream`.
    pub fn new(name: impl Into<String>, content: impl Into<Content>) -> Self {
        File {
            name: name.into(),
            media_type: "application/octet-stream".into(),
            content: content.into(),
        }
    }

    /// Creates a file from a path, with the file name of the path. Each attempt opens the file and
    /// streams the content. The media type follows from common extensions, such as `image/png` from
    /// `.png`, and is `application/octet-stream` for the rest.
    ///
    /// # Errors
    ///
    /// Returns an error if the file metadata is not readable, for example because the file does not
    /// exist.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = File::new(name, Content::from_path(path)?);
        Ok(match media_type_of(path) {
            Some(media_type) => file.with_media_type(media_type),
            None => file,
        })
    }

    /// Sets the media type, such as `image/png`. Ignores a value with a line break.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        let media_type = media_type.into();
        if !media_type.contains(['\r', '\n']) {
            self.media_type = media_type;
        }
        self
    }

    /// The file name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The media type.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The bytes in memory; empty if the content streams.
    #[must_use]
    pub fn content(&self) -> &Bytes {
        self.content.bytes()
    }

    pub(crate) fn content_source(&self) -> &Content {
        &self.content
    }
}

impl fmt::Debug for File {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("bytes", &self.content.length())
            .finish()
    }
}

/// The media type of a path with a common extension, as registered at IANA.
fn media_type_of(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let found = MEDIA_TYPES.iter();
    let mut found =
        found.filter(|(extensions, _)| extensions.split(' ').any(|one| one == extension));
    found.next().map(|(_, media_type)| *media_type)
}

/// Extensions and media types. A crate with the full list would be a hundred times as large.
#[rustfmt::skip]
const MEDIA_TYPES: &[(&str, &str)] = &[
    ("3gp", "video/3gpp"), ("aac", "audio/aac"), ("amr", "audio/amr"), ("avi", "video/x-msvideo"),
    ("bmp", "image/bmp"), ("css", "text/css"), ("csv", "text/csv"), ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("flac", "audio/flac"), ("gif", "image/gif"), ("gz", "application/gzip"), ("heic", "image/heic"),
    ("htm html", "text/html"), ("ico", "image/vnd.microsoft.icon"), ("jpeg jpg", "image/jpeg"),
    ("js mjs", "text/javascript"), ("json", "application/json"), ("jsonl", "application/jsonl"),
    ("m4a", "audio/mp4"), ("md", "text/markdown"), ("mov", "video/quicktime"), ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"), ("odt", "application/vnd.oasis.opendocument.text"),
    ("oga ogg opus", "audio/ogg"), ("pdf", "application/pdf"), ("png", "image/png"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("rtf", "application/rtf"), ("svg", "image/svg+xml"), ("tar", "application/x-tar"),
    ("tif tiff", "image/tiff"), ("txt", "text/plain"), ("wav", "audio/wav"), ("weba", "audio/webm"),
    ("webm", "video/webm"), ("webp", "image/webp"), ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml"), ("yaml yml", "application/yaml"), ("zip", "application/zip"),
];

macro_rules! content {
    ($($content:ty)*) => { $(
        impl From<$content> for File {
            fn from(content: $content) -> Self {
                File::new("file", content)
            }
        }
    )* };
}

content! { Content Bytes Vec<u8> String &'static [u8] &'static str }

/// The property that replaces a file in the JSON of a form. NUL keeps the name distinct from real
/// names.
const FILE_MARKER: &str = "\0file";

thread_local! {
    /// The files of the form that the current thread serializes.
    static FILES: RefCell<Option<Vec<File>>> = const { RefCell::new(None) };
}

/// Serializes a form and returns the JSON together with the files. In the JSON, a marker with an
/// index replaces each file.
pub(crate) fn collect<E>(write: impl FnOnce() -> Result<Json, E>) -> Result<(Json, Vec<File>), E> {
    FILES.set(Some(Vec::new()));
    let written = write();
    let files = FILES.take().unwrap_or_default();
    Ok((written?, files))
}

/// The JSON that replaces the file at an index.
#[cfg(feature = "fake")]
pub(crate) fn marker(index: usize) -> Json {
    serde_json::json!({ FILE_MARKER: index })
}

/// Reads a form in whose JSON a marker with an index replaces each file.
#[cfg(feature = "fake")]
pub(crate) fn restore<T>(files: Vec<File>, read: impl FnOnce() -> T) -> T {
    FILES.set(Some(files));
    let form = read();
    FILES.take();
    form
}

/// Returns the file for a marker.
pub(crate) fn of<'f>(value: &Json, files: &'f [File]) -> Option<&'f File> {
    let index = value.get(FILE_MARKER)?.as_u64()?;
    files.get(usize::try_from(index).ok()?)
}

/// Replaces each file marker with an empty string: in the schema, a file is a string.
pub(crate) fn without(value: Json) -> Json {
    match value {
        Json::Object(members) if members.contains_key(FILE_MARKER) => Json::String(String::new()),
        Json::Object(members) => {
            let members = members.into_iter();
            members
                .map(|(name, value)| (name, without(value)))
                .collect()
        }
        Json::Array(items) => items.into_iter().map(without).collect(),
        value => value,
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.node().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[cfg(feature = "fake")]
        if let Some(files) = FILES.with_borrow(Clone::clone) {
            let value = Json::deserialize(deserializer)?;
            return match (of(&value, &files), value) {
                (Some(file), _) => Ok(file.clone()),
                (None, Json::String(text)) => Ok(File::from(text)),
                (None, _) => Err(serde::de::Error::custom("expected a file")),
            };
        }
        String::deserialize(deserializer).map(File::from)
    }
}

impl Sealed for File {}

impl Typed for File {
    const RULES: Rules = &[];

    fn node(&self) -> Node<'_> {
        let index = FILES.with_borrow_mut(|files| {
            files.as_mut().map(|files| {
                files.push(self.clone());
                files.len() - 1
            })
        });
        match index {
            Some(index) => {
                let index = Node::Number(index.into());
                Node::Object(Properties::new(vec![(FILE_MARKER.into(), index)]))
            }
            None => Node::String(String::from_utf8_lossy(self.content())),
        }
    }
}
