//! The macro `object!`.

/// Declares the type of a JSON object: a struct with `new`, a `with_…` method per optional
/// property, `validate`, `Default` if no property is required, and serde's traits.
///
/// ```text
/// object! {
///     /// The `description` of the schema.
///     #[constant("type", Literal::String("text"))]     // a constant property: no field
///     #[additional_properties(Forbidden)]                           // `additionalProperties: false`
///     #[new(self)]                                // no `new`: `constructors!` follows
///     #[from(&str, String)]                       // conversions to the only argument of `new`
///     #[from_property(with_to, &str, String)]     // conversions to the argument of a setter
///     #[sensitive(to)]                            // `Debug` prints `…`
///     #[rules(TEXT_MESSAGE)]                      // rules that the field types do not express
///     pub struct TextMessage {
///         #[required("to", new(Into<String>))]
///         /// Required properties come first, in the order of the arguments of `new`.
///         pub to: String,
///         #[optional("context", with_context(Into<MessageContext>))]
///         /// Optional properties come second.
///         pub context: Option<MessageContext>,
///         #[optional("tags", with_tags[Into<String>])]
///         /// A setter of a list adds the items of any iterator.
///         pub tags: Option<Vec<String>>,
///         #[additional]                       // by pattern: `#[additional("^x-")]`
///         /// `additionalProperties` with a schema come last.
///         pub additional_properties: Map<Json>,
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        $(#[constant($fixed_name:literal, $fixed_value:expr)])*
        $(#[optional_constant($omissible_name:literal, $omissible_value:expr)])*
        $(#[additional_properties($others:ident)])?
        $(#[new $visibility:tt])?
        $(#[from($($source:ty),+)])?
        $(#[from_property($from:ident, $($property:ty),+)])?
        $(#[sensitive($($sensitive:ident),+)])?
        $(#[rules($rules:path)])?
        pub struct $name:ident {
            $(
                #[required($required_name:literal, $new:ident $required_bound:tt)]
                $(#[doc = $required_doc:literal])*
                pub $required:ident: $required_type:ty,
            )*
            $(
                #[optional($optional_name:literal $(, $with:ident $optional_bound:tt)?)]
                $(#[doc = $optional_doc:literal])*
                pub $optional:ident: Option<$optional_type:ty $(,)?>,
            )*
            $(
                #[additional $(($($pattern:literal),+))?]
                $(#[doc = $additional_doc:literal])*
                pub $additional:ident: Map<$additional_type:ty $(,)?>,
            )?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[doc = $required_doc])*
                pub $required: $required_type,
            )*
            $(
                $(#[doc = $optional_doc])*
                pub $optional: ::core::option::Option<$optional_type>,
            )*
            $(
                $(#[doc = $additional_doc])*
                pub $additional: wire::Map<$additional_type>,
            )?
            /// Undeclared properties, kept unchanged.
            pub extra: wire::Extra,
        }

        impl $name {
            object!(@new [$($visibility)?] [$($new)*] [$($required $required_bound)*] [$($optional)*] [$($additional)?]);

            $($(
                #[doc = concat!(object!(@verb $optional_bound), " `", stringify!($optional), "`.")]
                #[must_use]
                pub fn $with(mut self, $optional: wire::argument!($optional_bound)) -> Self {
                    object!(@set self $optional $optional_bound);
                    self
                }
            )?)*

            /// Validates the value against the schema.
            ///
            /// # Errors
            ///
            /// Returns every violation with a JSON pointer.
            pub fn validate(&self) -> ::core::result::Result<(), rules::Violations> {
                rules::validate(self)
            }
        }

        $(object!(@from $name [] $($source),+);)?
        $(object!(@from $name [$from] $($property),+);)?

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                const SENSITIVE: &[&str] = &[$($(stringify!($sensitive)),+)?];
                wire::debug_object(out, stringify!($name), SENSITIVE, &[
                    $((stringify!($required), &self.$required),)*
                    $((stringify!($optional), &self.$optional),)*
                    $((stringify!($additional), &self.$additional),)?
                ], &self.extra)
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                wire::hash(self, state);
            }
        }

        object!(@default $name [$($required)*] [$($visibility)?]);

        impl wire::ReadObject for $name {
            fn read_members<'de, A: ::serde::de::MapAccess<'de>>(
                object: &mut wire::ObjectReader<'de, A>,
            ) -> ::core::option::Option<Self> {
                $(let mut $required = ::core::option::Option::None;)*
                $(let mut $optional = ::core::option::Option::None;)*
                $(let mut $additional = wire::Map::new();)?
                while object.next_pass() {
                    $(object.required(&mut $required);)*
                    $(object.optional(&mut $optional);)*
                    $(object.additional(&mut $additional);)?
                }
                match (object.end(), $($required),*) {
                    (
                        ::core::option::Option::Some(extra),
                        $(::core::option::Option::Some($required)),*
                    ) => ::core::option::Option::Some(Self {
                        $($required,)*
                        $($optional,)*
                        $($additional,)?
                        extra,
                    }),
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                wire::read_object(deserializer)
            }
        }

        impl wire::Sealed for $name {}

        impl wire::Typed for $name {
            const RULES: rules::Rules = &[rules::Rule::Object(&wire::Object {
                name: stringify!($name),
                properties: &[
                    $(wire::Property {
                        name: $required_name,
                        required: true,
                        rules: <$required_type as wire::Typed>::rules,
                    },)*
                    $(wire::Property {
                        name: $optional_name,
                        required: false,
                        rules: <$optional_type as wire::Typed>::rules,
                    },)*
                ],
                constants: &[
                    $(wire::Constant { name: $fixed_name, value: $fixed_value, required: true },)*
                    $(wire::Constant { name: $omissible_name, value: $omissible_value, required: false },)*
                ],
                additional: object!(@others $($(matching $($pattern)+)? type $additional_type)? $($others)?),
                rules: object!(@rules $($rules)?),
                #[cfg(feature = "fake")]
                fields: object!(@fields [$($($sensitive)+)?] [$($required)* $($optional)*]),
                #[cfg(feature = "fake")]
                sensitive: &[$($(stringify!($sensitive)),+)?],
            })];

            fn node(&self) -> wire::Node<'_> {
                #[allow(unused_mut)]
                let mut object = wire::ObjectWriter::begin(<Self as wire::ReadObject>::OBJECT, &self.extra);
                $(object.required($required_name, &self.$required);)*
                $(object.optional($optional_name, &self.$optional);)*
                $(object.additional(&self.$additional);)?
                object.end()
            }

            fn extra(&self) -> ::core::option::Option<&wire::Extra> {
                ::core::option::Option::Some(&self.extra)
            }
        }
    };
    // The name `new` comes from the first required property: compile errors point at the declaration.
    (@new [] [] $($fields:tt)*) => { object!(@function pub new $($fields)*); };
    (@new [] [$new:ident $($same:ident)*] $($fields:tt)*) => { object!(@function pub $new $($fields)*); };
    (@new [$visibility:tt] $new:tt $($fields:tt)*) => { object!(@function pub(self) unset $($fields)*); };
    (@function $visibility:vis $new:ident [$($required:ident $bound:tt)*] [$($optional:ident)*] [$($additional:ident)?]) => {
        /// Creates a value from the required properties. Optional properties are unset.
        #[allow(clippy::too_many_arguments, clippy::needless_pub_self)]
        #[must_use]
        $visibility fn $new($($required: wire::argument!($bound)),*) -> Self {
            Self {
                $($required: wire::convert!($required $bound),)*
                $($optional: ::core::option::Option::None,)*
                $($additional: wire::Map::new(),)?
                extra: ::core::default::Default::default(),
            }
        }
    };
    // Without required properties and alternatives, `new` has no arguments.
    (@default $name:ident [] []) => {
        impl ::core::default::Default for $name {
            fn default() -> Self {
                $name::new()
            }
        }
    };
    (@default $name:ident [$($required:ident)*] [$($visibility:tt)?]) => {};
    (@from $name:ident [] $($source:ty),+) => { $(
        impl ::core::convert::From<$source> for $name {
            fn from(value: $source) -> Self {
                $name::new(value)
            }
        }
    )+ };
    (@from $name:ident [$with:ident] $($source:ty),+) => { $(
        impl ::core::convert::From<$source> for $name {
            fn from(value: $source) -> Self {
                $name::new().$with(value)
            }
        }
    )+ };
    (@verb ($($bound:tt)+)) => { "Sets" };
    (@verb [$($bound:tt)+]) => { "Adds items to" };
    (@set $self:ident $field:ident ($($bound:tt)+)) => {
        $self.$field = ::core::option::Option::Some($field.into())
    };
    // A list of a union gets items of different types from different calls.
    (@set $self:ident $field:ident [$($bound:tt)+]) => {
        $self.$field.get_or_insert_default().extend($field.into_iter().map(::core::convert::Into::into))
    };
    (@others) => { wire::AdditionalProperties::Any };
    (@others $others:ident) => { wire::AdditionalProperties::$others };
    (@others matching $($pattern:literal)+ type $type:ty) => { wire::AdditionalProperties::Patterned(&[$($pattern),+]) };
    (@others type $type:ty) => { wire::AdditionalProperties::Typed(<$type as wire::Typed>::rules) };
    (@fields [] [$($field:ident)*]) => { &[] };
    (@fields [$($sensitive:ident)+] [$($field:ident)*]) => { &[$(stringify!($field)),*] };
    (@rules) => { &[] };
    (@rules $rules:path) => { $rules };
}
#[allow(unused_imports)]
pub(crate) use object;
