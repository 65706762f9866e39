//! Operations.

use super::{Docs, Header, Rule, Sample, Type};

/// A file with operations.
#[derive(Debug)]
pub struct Group {
    /// Its name, an identifier.
    pub name: String,
    /// The tag that the operations share.
    pub title: String,
    /// The feature that it is there with; without one, it is always there.
    pub feature: Option<String>,
    /// Sorted by name.
    pub operations: Vec<Operation>,
}

/// What is set once for all calls.
#[derive(Debug)]
pub struct ClientParameter {
    /// Its name on the wire.
    pub wire: String,
    /// The name of the method that sets it, an identifier.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// Its value, unless it is set.
    pub default: Option<String>,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Its id on the wire.
    pub id: String,
    /// The name of its method, an identifier.
    pub method_name: String,
    /// The name of its marker, an identifier.
    pub marker: String,
    /// What it does.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The server, where it is another one than that of most operations.
    pub server: Option<String>,
    /// All parameters, in their order.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Body>,
    /// What proves who is calling: one of these combinations.
    pub security: Vec<Vec<Scheme>>,
    /// The media types that it answers with.
    pub accept: String,
    /// What comes back where the operation succeeds.
    pub success: Answers,
    /// What comes back where it fails.
    pub failure: Answers,
    /// How it gives a list in pages, where it does.
    pub pages: Option<Pages>,
    /// How it answers with a series of events, where it can.
    pub events: Option<EventStream>,
    /// The headers that its answers may have, sorted by name.
    pub headers: Vec<Header>,
}

impl Operation {
    /// The method and where it is called, as documentation has them.
    #[must_use]
    pub fn request(&self) -> String {
        let server = self.server.as_deref().unwrap_or_default();
        let server = server.trim_end_matches('/');
        format!("{} {server}{}", self.method, self.path)
    }
}

/// How an operation answers with a series of events.
#[derive(Debug)]
pub struct EventStream {
    /// The type of what an event says.
    pub item: Type,
    /// The media type that they come in.
    pub media_type: String,
    /// The media types to ask for.
    pub accept: String,
    /// How they are cut and read.
    pub form: EventForm,
}

/// How events are cut out of a body, and what their type is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventForm {
    /// Server-sent events; the type is that of the JSON in their data.
    Data,
    /// Server-sent events; the type is that of their data as text.
    Text,
    /// Server-sent events; the type has members for their fields, and `data` is JSON.
    Whole,
    /// Server-sent events; the type has members for their fields, and `data` is text.
    WholeText,
    /// JSON on each line.
    Lines,
    /// JSON texts that each begin with a record separator.
    Sequence,
}

/// How an operation gives a list in pages.
#[derive(Debug)]
pub struct Pages {
    /// The type of an item.
    pub item: Type,
    /// Where in the answer the items of a page are, as a JSON pointer.
    pub items: String,
    /// Where in the answer the next page's cursor is.
    pub cursor: String,
    /// What in the answer is missing, `null` or `false` on the last page.
    pub more: Option<String>,
    /// The query parameter that takes the cursor, by its name on the wire.
    pub parameter: String,
}

/// A way to prove who is calling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// A token in the `Authorization` header.
    Bearer,
    /// User name and password in the `Authorization` header.
    Basic,
    /// A key in a parameter.
    Key {
        /// `header`, `query` or `cookie`.
        place: &'static str,
        /// The name of the parameter on the wire.
        parameter: String,
    },
}

/// What is set once on the client to prove who is calling.
#[derive(Debug)]
pub struct Credential {
    /// The name of the method that sets it, an identifier.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// Where it goes.
    pub scheme: Scheme,
}

/// A parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire: String,
    /// Its name in Rust, an identifier.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// `path`, `query`, `header` or `cookie`.
    pub place: &'static str,
    /// The style, by its name in Rust, and whether lists and objects are written one by one; where
    /// that is not the default of the place.
    pub style: Option<(&'static str, bool)>,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// Where its value comes from.
    pub presence: Presence,
    /// Whether its value may be `null`, and it is left out then: there is no other way to write it.
    pub may_be_null: bool,
    /// The type of its value.
    pub ty: Type,
    /// What its type does not rule out.
    pub rules: Vec<Rule>,
    /// The name of the constant that holds the rules.
    pub rules_name: String,
    /// Whether the constant is that of several operations.
    pub shares_rules: bool,
}

impl Parameter {
    /// Whether its rules are so short that they need no constant: a line takes them.
    #[must_use]
    pub fn asks_little(&self) -> bool {
        let is_short = |rule: &Rule| match rule {
            Rule::Pattern(pattern) => pattern.len() <= 24,
            Rule::MinLength(_)
            | Rule::MaxLength(_)
            | Rule::Minimum(_)
            | Rule::Maximum(_)
            | Rule::ExclusiveMinimum(_)
            | Rule::ExclusiveMaximum(_)
            | Rule::MultipleOf(_) => true,
            _ => false,
        };
        !self.shares_rules && self.rules.len() < 3 && self.rules.iter().all(is_short)
    }
}

/// Where the value of a parameter comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// An argument of the operation's method.
    Required,
    /// A method of the call.
    Optional,
    /// The client.
    Client,
}

/// The body of a request.
#[derive(Debug)]
pub struct Body {
    /// What it is.
    pub docs: Docs,
    /// Whether it has to be there.
    pub required: bool,
    /// Its type.
    pub ty: Type,
    /// What its type does not rule out.
    pub rules: Vec<Rule>,
    /// The name of the constant that holds the rules.
    pub rules_name: String,
    /// How it is written.
    pub form: Form,
    /// Its media type.
    pub media_type: String,
    /// The members of a form that are not written as they usually are: their names, styles, and
    /// whether lists and objects are written one by one.
    pub members: Vec<(String, &'static str, bool)>,
    /// Examples of it.
    pub samples: Vec<Sample>,
}

/// How a body is written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As JSON.
    Json,
    /// As names and values with `&` between them.
    UrlEncoded,
    /// As parts, of which some may be files.
    Multipart,
    /// As text.
    Text,
    /// As it is.
    Bytes,
}

/// What may come back.
#[derive(Debug)]
pub struct Answers {
    /// The name of the enum, where the types differ.
    pub name: Option<String>,
    /// Sorted by status, exact ones first.
    pub answers: Vec<Answer>,
}

/// One thing that may come back.
#[derive(Debug)]
pub struct Answer {
    /// `200`, `4XX` or `default`.
    pub status: String,
    /// The name of the variant, where the types differ.
    pub variant: String,
    /// What it is.
    pub docs: Docs,
    /// Its type, where there is a body.
    pub ty: Option<Type>,
    /// How it is read.
    pub form: Form,
    /// Its media type; empty where there is no body.
    pub media_type: String,
}
