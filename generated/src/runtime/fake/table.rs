//! Operations as data for the server: the bodies that the constants of the client do not name.

use crate::runtime::http::{Endpoint, EventStream, HeaderStyle, Operation, ResponseKey};
use crate::runtime::rules::Rules;
use crate::runtime::wire::Typed;
use std::any::TypeId;

/// An operation that the server can answer.
///
/// The marker types of the operations implement the trait. Programs use the trait as a bound only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "not an operation",
    note = "the operations are the types of the module `operations`"
)]
pub trait Served: Operation + 'static {
    /// The type of the request body; `()` without a body.
    type Body;

    /// The operation as data.
    const ROUTE: &'static Route;
}

/// The index of a parameter, and the rules of its type.
pub type ParameterType = (usize, fn() -> Rules);

/// The name of a Rust type, and the `format` of properties by JSON name.
pub(crate) type Formats = (&'static str, &'static [(&'static str, &'static str)]);

/// The `format` of a property, if the value is a string or a list of strings.
pub(super) fn format_of(ty: &str, property: &str) -> Option<&'static str> {
    let mut types = crate::operations::fake::FORMATS.iter();
    let (_, properties) = types.find(|(name, _)| *name == ty)?;
    let found = properties.iter().find(|(name, _)| *name == property);
    found.map(|(_, format)| *format)
}

/// The name of a response header, the serialization, and the rules of the type.
pub type ResponseHeader = (&'static str, HeaderStyle, fn() -> Rules);

/// An operation as data for the server.
#[derive(Debug)]
#[non_exhaustive]
pub struct Route {
    /// Identifies the marker type.
    pub operation: fn() -> TypeId,
    /// The method, path, parameters and security.
    pub endpoint: &'static Endpoint,
    /// The server of the operation, if the spec overrides the default server.
    pub server: &'static str,
    /// The request body.
    pub body: Payload,
    /// The rules of the types of parameters that are not strings, by index.
    pub parameters: &'static [ParameterType],
    /// The `format` of parameters, by index.
    pub formats: &'static [(usize, &'static str)],
    /// The indexes of the parameters that the spec marks as sensitive.
    pub sensitive: &'static [usize],
    /// Status and media type of each response: first the successful responses.
    pub responses: fn() -> Vec<ResponseKey>,
    /// The declared headers of successful responses.
    pub headers: &'static [ResponseHeader],
    /// The number of successful responses.
    pub successes: usize,
    /// The body of each response.
    pub payloads: &'static [Payload],
    /// The format and the type of events, if the operation can respond with a stream.
    pub events: Option<(EventStream, fn() -> Rules)>,
}

/// The serialization of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// No body.
    None,
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// The body of a request or response.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Payload {
    /// The serialization.
    pub format: Format,
    /// False if a request may omit the body.
    pub required: bool,
    /// The rules of the type.
    pub rules: fn() -> Rules,
    /// Identifies the type.
    pub type_id: fn() -> TypeId,
    /// An example of the spec, as JSON text.
    pub example: Option<&'static str>,
}

/// Constructors for the table. A spec may leave some unused.
#[allow(dead_code)]
impl Payload {
    const fn new<T: 'static>(format: Format, rules: fn() -> Rules) -> Self {
        Payload {
            format,
            required: true,
            rules,
            type_id: TypeId::of::<T>,
            example: None,
        }
    }

    pub(crate) const fn none<T: 'static>() -> Self {
        Payload::new::<T>(Format::None, no_rules)
    }

    pub(crate) const fn json<T: Typed + 'static>() -> Self {
        Payload::new::<T>(Format::Json, T::rules)
    }

    pub(crate) const fn form<T: Typed + 'static>() -> Self {
        Payload::new::<T>(Format::Form, T::rules)
    }

    pub(crate) const fn multipart<T: Typed + 'static>() -> Self {
        Payload::new::<T>(Format::Multipart, T::rules)
    }

    pub(crate) const fn text<T: 'static>() -> Self {
        Payload::new::<T>(Format::Text, no_rules)
    }

    pub(crate) const fn bytes<T: 'static>() -> Self {
        Payload::new::<T>(Format::Bytes, no_rules)
    }

    pub(crate) const fn optional(self) -> Self {
        Payload {
            required: false,
            ..self
        }
    }

    pub(crate) const fn example(self, example: &'static str) -> Self {
        Payload {
            example: Some(example),
            ..self
        }
    }
}

fn no_rules() -> Rules {
    &[]
}

/// Status and media type of each response of an operation.
#[allow(dead_code)] // A crate may have no operations.
pub(crate) fn responses<Op: Operation>() -> Vec<ResponseKey> {
    let success = Op::SUCCESS.iter().map(|response| response.key);
    let failure = Op::FAILURE.iter().map(|response| response.key);
    success.chain(failure).collect()
}

/// Declares the operations that the server answers.
///
/// ```text
/// routes! {
///     CreatePet(json types::NewPet) [1: i64] => [json types::Pet, json types::Problem];
///     ListPets(none ()) [] => [json Vec<types::Pet> = "[]", json types::Problem];
///     WatchPets(none ()) [] => [text String, json types::Problem] events types::Pet;
/// }
/// ```
///
/// The types in brackets are those of parameters that are not strings, by index. `formats [0: "uuid"]`,
/// `sensitive [0]` and `headers ["X-Left": Simple i64]` follow, where the spec has parameters of a
/// `format`, sensitive parameters and response headers.
#[allow(unused_macros)]
macro_rules! routes {
    ($(
        $(#[$meta:meta])*
        $operation:ident($form:ident $body:ty $(, $optional:ident)?) [$($index:literal: $parameter:ty),*]
            $(formats [$($formatted:literal: $format:literal),+])?
            $(sensitive [$($sensitive:literal),+])? $(headers [$($header:literal: $style:ident $header_type:ty),+])?
            => [$($response:ident $type:ty $(= $example:expr)?),* $(,)?] $(events $event:ty)?;
    )*) => {
        $(
            $(#[$meta])*
            impl crate::runtime::fake::Served for $operation {
                type Body = $body;
                const ROUTE: &'static crate::runtime::fake::Route = &crate::runtime::fake::Route {
                    operation: ::core::any::TypeId::of::<$operation>,
                    endpoint: <$operation as Operation>::ENDPOINT,
                    server: <$operation as Operation>::SERVER,
                    body: crate::runtime::fake::Payload::$form::<$body>() $(.$optional())?,
                    parameters: &[$(($index, <$parameter as Typed>::rules)),*],
                    formats: &[$($(($formatted, $format)),+)?],
                    sensitive: &[$($($sensitive),+)?],
                    headers: &[
                        $($((
                            $header,
                            crate::runtime::http::HeaderStyle::$style,
                            <$header_type as Typed>::rules,
                        )),+)?
                    ],
                    responses: crate::runtime::fake::responses::<$operation>,
                    successes: <$operation as Operation>::SUCCESS.len(),
                    payloads: &[
                        $(crate::runtime::fake::Payload::$response::<$type>() $(.example($example))?),*
                    ],
                    events: routes!(@events $operation $($event)?),
                };
            }
        )*

        /// The operations that the enabled features contain.
        pub(crate) const ROUTES: &[&crate::runtime::fake::Route] = &[
            $($(#[$meta])* <$operation as crate::runtime::fake::Served>::ROUTE,)*
        ];
    };
    (@events $operation:ident) => { ::core::option::Option::None };
    (@events $operation:ident $event:ty) => {
        ::core::option::Option::Some((
            <$operation as Streaming>::EVENTS,
            <$event as Typed>::rules,
        ))
    };
}
#[allow(unused_imports)]
pub(crate) use routes;
