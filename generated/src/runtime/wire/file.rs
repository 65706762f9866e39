//! Files in forms.

use super::node::{Members, Node};
use super::{Content, Json, Typed};
use crate::runtime::rules::Rules;
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::fmt;
use std::io;
use std::path::Path;

/// A file to send in a form (`multipart/form-data`): its content, with a name and a media type.
///
/// `Debug` shows the size and not the content.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: String,
    media_type: String,
    content: Content,
}

impl File {
    /// A file of this name (`cat.png`) with this content. Its media type is
    /// `application/octet-stream` unless set.
    pub fn new(name: impl Into<String>, content: impl Into<Content>) -> Self {
        File {
            name: name.into(),
            media_type: "application/octet-stream".into(),
            content: content.into(),
        }
    }

    /// The file at a path, with its name there. It is opened when it is sent, and need not fit into
    /// memory.
    ///
    /// # Errors
    ///
    /// Where the system does not tell how long the file is, since it is not there for example.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(File::new(name, Content::from_path(path)?))
    }

    /// Sets the media type: `image/png`. One with a line break is none, and is left as it was.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        let media_type = media_type.into();
        if !media_type.contains(['\r', '\n']) {
            self.media_type = media_type;
        }
        self
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// What is in it; nothing where it is read while it is sent.
    #[must_use]
    pub fn content(&self) -> &Bytes {
        self.content.bytes()
    }

    pub(crate) fn source(&self) -> &Content {
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

/// The member that stands for a file while a form is written. No form has one of this name.
const MARK: &str = "\0file";

thread_local! {
    /// The files of the form that is being written on this thread.
    static FILES: RefCell<Option<Vec<File>>> = const { RefCell::new(None) };
}

/// Runs what writes a form as JSON, and keeps the files, of which the JSON has the positions.
pub(crate) fn collect<E>(write: impl FnOnce() -> Result<Json, E>) -> Result<(Json, Vec<File>), E> {
    FILES.set(Some(Vec::new()));
    let written = write();
    let files = FILES.take().unwrap_or_default();
    Ok((written?, files))
}

/// The file that a value stands for.
pub(crate) fn of<'f>(value: &Json, files: &'f [File]) -> Option<&'f File> {
    let index = value.get(MARK)?.as_u64()?;
    files.get(usize::try_from(index).ok()?)
}

/// The same without files: they are text as far as the description goes.
pub(crate) fn without(value: Json) -> Json {
    match value {
        Json::Object(members) if members.contains_key(MARK) => Json::String(String::new()),
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
        String::deserialize(deserializer).map(File::from)
    }
}

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
                let place = Node::Number(index.into());
                Node::Object(Members::new(vec![(MARK.into(), place)]))
            }
            None => Node::Text(String::from_utf8_lossy(self.content())),
        }
    }
}
