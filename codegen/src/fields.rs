//! The fields of OpenAPI objects, in tables that every phase reads.
//!
//! A table lists the fields of a kind of object, each with its content and the OpenAPI versions that
//! have and that require the field. A field with a different content in some version has a row for
//! each. The keywords of schemas stand in [`crate::keywords`].

mod kinds;
mod objects;
mod operations;
mod schemas;
mod security;

pub use crate::versions::Versions;
pub use kinds::ObjectKind;

/// A field of an OpenAPI object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name: `operationId`.
    pub name: &'static str,
    /// The value of the field.
    pub content: Content,
    /// The versions with the field.
    pub versions: Versions,
    /// The versions that require the field.
    pub required: Versions,
}

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// An object.
    One(ObjectKind),
    /// An array of objects.
    List(ObjectKind),
    /// An object, or an array of objects.
    OneOrList(ObjectKind),
    /// A map of names to objects.
    Map(ObjectKind, Keys),
    /// A string.
    Text,
    /// A string from the list.
    Choice(&'static [&'static str]),
    /// An array of strings.
    Texts,
    /// An array of strings from the list.
    Choices(&'static [&'static str]),
    /// A map of names to strings.
    TextMap,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A non-negative integer.
    Count,
    /// An array of JSON values.
    Values,
    /// An object of JSON values.
    ValueMap,
    /// A string, or an array of strings.
    TextOrTexts,
    /// A JSON value; `$ref` inside is plain data.
    Data,
}

/// The keys of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Any text.
    Names,
    /// Names of components: letters, digits, `.`, `-` and `_`.
    Components,
    /// Paths that start with `/`.
    Paths,
    /// Status codes, classes of status codes, or `default`.
    Statuses,
}

/// Returns the content of a field, or of a keyword if the object is a schema. A field that the
/// version lacks has the content of a different version.
#[must_use]
pub fn content(kind: ObjectKind, name: &str, version: Versions) -> Option<Content> {
    // Keys of a callback are URL expressions.
    if kind == ObjectKind::Callback {
        let is_expression = !name.starts_with("x-") && name != "$ref";
        return is_expression.then_some(Content::One(ObjectKind::PathItem));
    }
    let field = kind.field(name, version);
    let field = field.or_else(|| kind.field(name, Versions::ALL));
    let field = field.map(|field| field.content);
    match kind {
        ObjectKind::Schema => field.or_else(|| schemas::keyword(name)),
        _ if kind.has_limits() => field.or_else(|| schemas::limit(name)),
        _ => field,
    }
}

/// Returns the versions with a field, or a keyword if the object is a schema.
#[must_use]
pub fn versions(kind: ObjectKind, name: &str) -> Versions {
    let mut rows = kind.fields().filter(|field| field.name == name);
    match rows.next() {
        Some(first) => rows.fold(first.versions, |all, field| all.and(field.versions)),
        None if kind == ObjectKind::Schema => schemas::versions(name),
        None if kind.has_limits() && schemas::limit(name).is_some() => Versions::V2_0,
        None => Versions::NONE,
    }
}

/// The names of HTTP methods in a path item, in every version.
pub(crate) const METHODS: &[&str] = &names::<9>(operations::PATH_ITEM, ObjectKind::Operation);

/// The maps of `components`.
pub(crate) const COMPONENTS: &[&str] = &all_names::<11>(objects::COMPONENTS);

const fn names<const COUNT: usize>(fields: &[Field], kind: ObjectKind) -> [&'static str; COUNT] {
    let mut names = [""; COUNT];
    let (mut index, mut found) = (0, 0);
    while index < fields.len() {
        if let Content::One(content) = fields[index].content
            && content as u8 == kind as u8
        {
            names[found] = fields[index].name;
            found += 1;
        }
        index += 1;
    }
    assert!(found == COUNT);
    names
}

const fn all_names<const COUNT: usize>(fields: &[Field]) -> [&'static str; COUNT] {
    assert!(fields.len() == COUNT);
    let mut names = [""; COUNT];
    let mut index = 0;
    while index < COUNT {
        names[index] = fields[index].name;
        index += 1;
    }
    names
}

const fn field(name: &'static str, content: Content) -> Field {
    Field {
        name,
        content,
        versions: Versions::ALL,
        required: Versions::NONE,
    }
}

const fn text(name: &'static str) -> Field {
    field(name, Content::Text)
}

const fn flag(name: &'static str) -> Field {
    field(name, Content::Flag)
}

const fn one(name: &'static str, kind: ObjectKind) -> Field {
    field(name, Content::One(kind))
}

const fn list(name: &'static str, kind: ObjectKind) -> Field {
    field(name, Content::List(kind))
}

const fn map(name: &'static str, kind: ObjectKind) -> Field {
    field(name, Content::Map(kind, Keys::Names))
}

impl Field {
    /// Limits the versions with the field.
    const fn of(self, versions: Versions) -> Self {
        Field { versions, ..self }
    }

    /// Makes the field required in every version with the field.
    const fn required(self) -> Self {
        self.required_in(self.versions)
    }

    const fn required_in(self, required: Versions) -> Self {
        Field { required, ..self }
    }
}

/// True if the name is not an extension (`x-…`).
pub(crate) fn is_not_extension(name: &&str) -> bool {
    !name.starts_with("x-")
}
