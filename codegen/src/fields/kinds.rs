//! The kinds of OpenAPI objects.

use super::{Field, Versions, objects, operations, schemas, security};

/// The kind of an OpenAPI object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObjectKind {
    /// The root.
    Spec,
    /// `info`
    Info,
    /// `info.contact`
    Contact,
    /// `info.license`
    License,
    /// An entry of `servers`.
    Server,
    /// An entry of a server's `variables`.
    ServerVariable,
    /// An entry of the root's `tags`.
    Tag,
    /// `externalDocs`
    ExternalDocs,
    /// `components`
    Components,
    /// An entry of `paths`.
    PathItem,
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// A header of a response or an encoding.
    Header,
    /// The items of a Swagger 2.0 parameter or header.
    Items,
    /// A request body.
    RequestBody,
    /// A response.
    Response,
    /// An entry of `content`.
    MediaType,
    /// The encoding of a form property.
    Encoding,
    /// An entry of `examples`.
    Example,
    /// An entry of `links`.
    Link,
    /// An entry of `callbacks`.
    Callback,
    /// A security scheme.
    SecurityScheme,
    /// `flows` of a security scheme.
    OAuthFlows,
    /// An entry of `flows`.
    OAuthFlow,
    /// An entry of `security`.
    SecurityRequirement,
    /// A schema.
    Schema,
    /// `discriminator`
    Discriminator,
    /// `xml`
    Xml,
}

impl ObjectKind {
    /// Returns the fields of the object, except the keywords of [`crate::keywords`].
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        let shared: &[Field] = match self {
            _ if self.has_limits() => operations::VALUE,
            _ => &[],
        };
        self.table().iter().chain(shared)
    }

    pub(super) const fn table(self) -> &'static [Field] {
        match self {
            Self::Spec => objects::SPEC,
            Self::Info => objects::INFO,
            Self::Contact => objects::CONTACT,
            Self::License => objects::LICENSE,
            Self::Server => objects::SERVER,
            Self::ServerVariable => objects::SERVER_VARIABLE,
            Self::Tag => objects::TAG,
            Self::ExternalDocs => objects::EXTERNAL_DOCS,
            Self::Components => objects::COMPONENTS,
            Self::PathItem => operations::PATH_ITEM,
            Self::Operation => operations::OPERATION,
            Self::Parameter => operations::PARAMETER,
            Self::Header => operations::HEADER,
            Self::Items => operations::ITEMS,
            Self::RequestBody => operations::REQUEST_BODY,
            Self::Response => operations::RESPONSE,
            Self::MediaType => operations::MEDIA_TYPE,
            Self::Encoding => operations::ENCODING,
            Self::Example => operations::EXAMPLE,
            Self::Link => operations::LINK,
            Self::SecurityScheme => security::SECURITY_SCHEME,
            Self::OAuthFlows => security::OAUTH_FLOWS,
            Self::OAuthFlow => security::OAUTH_FLOW,
            Self::Discriminator => schemas::DISCRIMINATOR,
            Self::Xml => schemas::XML,
            Self::Schema => schemas::SCHEMA,
            Self::Callback | Self::SecurityRequirement => &[],
        }
    }

    /// True if Swagger 2.0 limits the value by keywords in the object itself.
    pub(super) const fn has_limits(self) -> bool {
        matches!(self, Self::Parameter | Self::Header | Self::Items)
    }

    /// Returns a word for the object, without an article.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spec => "spec",
            Self::Info => "`info`",
            Self::Contact => "contact",
            Self::License => "license",
            Self::Server => "server",
            Self::ServerVariable => "server variable",
            Self::Tag => "tag",
            Self::ExternalDocs => "`externalDocs`",
            Self::Components => "`components`",
            Self::PathItem => "path item",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Header => "header",
            Self::Items => "`items`",
            Self::RequestBody => "request body",
            Self::Response => "response",
            Self::MediaType => "media type",
            Self::Encoding => "encoding",
            Self::Example => "example",
            Self::Link => "link",
            Self::Callback => "callback",
            Self::SecurityScheme => "security scheme",
            Self::OAuthFlows => "`flows`",
            Self::OAuthFlow => "OAuth flow",
            Self::SecurityRequirement => "security requirement",
            Self::Schema => "schema",
            Self::Discriminator => "discriminator",
            Self::Xml => "`xml`",
        }
    }

    /// Returns the word with an article, unless the word is a name: "a response", "the spec".
    #[must_use]
    pub fn phrase(self) -> String {
        let word = self.word();
        match self {
            Self::Spec => format!("the {word}"),
            _ if word.starts_with('`') => word.to_owned(),
            _ if word.starts_with(['a', 'e', 'i', 'o', 'O']) => format!("an {word}"),
            _ => format!("a {word}"),
        }
    }

    /// Returns the versions in which a reference, `{ $ref: … }`, may replace the object.
    #[must_use]
    pub const fn referable(self) -> Versions {
        match self {
            Self::Parameter | Self::Response | Self::Schema | Self::PathItem => Versions::ALL,
            Self::Header
            | Self::RequestBody
            | Self::Example
            | Self::Link
            | Self::Callback
            | Self::SecurityScheme => Versions::SINCE_3_0,
            Self::MediaType => Versions::V3_2,
            _ => Versions::NONE,
        }
    }

    /// Returns the field with the name in a version, except keywords of [`crate::keywords`].
    #[must_use]
    pub fn field(self, name: &str, version: Versions) -> Option<&'static Field> {
        let mut rows = self.fields();
        rows.find(|field| field.name == name && field.versions.has(version))
    }

    /// Returns the names of the fields in any of the versions.
    pub fn names(self, versions: Versions) -> impl Iterator<Item = &'static str> {
        let fields = self.fields();
        fields
            .filter(move |field| field.versions.has(versions))
            .map(|field| field.name)
    }
}
