//! The macros `union!` and `from!`.

/// Declares the type of a union: an enum with an `Unknown` variant, `validate`, and serde's traits.
///
/// ```text
/// union! {
///     /// The `description` of the schema.
///     #[union(one_of, "type")]         // or `any_of`; the discriminator, if present
///     #[shared("to", to, set_to, String)]         // a property of every variant
///     #[sensitive(unknown)]            // `Debug` hides an unknown value
///     pub enum Message {
///         #[variant(is_text, as_text, "text")]    // methods, then discriminator values
///         /// The `description` of the variant.
///         Text(TextMessage),
///         #[untagged(is_image, as_image, "image")]    // the discriminator may be missing
///         Image(ImageMessage),
///         #[untagged]                   // any other discriminator value
///         Base(MessageBase),
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! union {
    (
        $(#[doc = $doc:literal])*
        #[union($kind:ident $(, $tag:literal)?)]
        $(#[shared($shared_name:literal, $shared:ident, $set_shared:ident, $shared_type:ty)])*
        $(#[sensitive($sensitive:ident)])?
        $(#[rules($rules:path)])?
        pub enum $name:ident {
            $(
                #[$how:ident($is:ident, $get:ident $(, $value:literal)*)]
                $(#[doc = $variant_doc:literal])*
                $variant:ident($type:ty $(,)?),
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, PartialEq)]
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[doc = $variant_doc])*
                $variant($type),
            )*
            /// A value that matches no variant, kept unchanged.
            Unknown(wire::Json),
        }

        impl $name {
            /// Validates the value against the schema.
            ///
            /// # Errors
            ///
            /// Returns every violation with a JSON pointer.
            pub fn validate(&self) -> ::core::result::Result<(), rules::Violations> {
                rules::validate(self)
            }

            $(
                #[doc = concat!("Returns `true` for the variant `", stringify!($variant), "`.")]
                #[must_use]
                pub const fn $is(&self) -> bool {
                    matches!(self, $name::$variant(_))
                }

                #[doc = concat!("Returns the value of the variant `", stringify!($variant), "`.")]
                #[must_use]
                pub const fn $get(&self) -> ::core::option::Option<&$type> {
                    match self {
                        $name::$variant(value) => ::core::option::Option::Some(value),
                        _ => ::core::option::Option::None,
                    }
                }
            )*
        }

        union!(@shared $name [$($variant)*] $($shared $shared_type, $set_shared $shared_name;)*);

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $($name::$variant(value) => out.debug_tuple(stringify!($variant)).field(value).finish(),)*
                    $name::Unknown(value) => wire::debug_unknown(out, value, union!(@hidden $($sensitive)?)),
                }
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                wire::hash(self, state);
            }
        }

        impl wire::ReadUnion for $name {
            fn read_variant<'de, D: ::serde::Deserializer<'de>>(
                index: usize,
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #[allow(non_camel_case_types)]
                enum Index_ {
                    $($variant,)*
                    Past_,
                }
                $(if index == Index_::$variant as usize {
                    return <$type as wire::Typed>::read(deserializer).map($name::$variant);
                })*
                let _ = Index_::Past_;
                <wire::Json as wire::Typed>::read(deserializer).map($name::Unknown)
            }

            fn unknown(value: wire::Json) -> Self {
                $name::Unknown(value)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                wire::read_union(deserializer)
            }
        }

        impl wire::Sealed for $name {}

        impl wire::Typed for $name {
            const ACCEPTS_NULL: bool = false $(|| <$type as wire::Typed>::ACCEPTS_NULL)*;

            const RULES: rules::Rules = &[
                rules::Rule::Union(&wire::Union {
                    name: stringify!($name),
                    discriminator: union!(@tag $($tag)?),
                    one_of: union!(@exclusive $kind),
                    variants: &[$(wire::Variant {
                        name: stringify!($variant),
                        discriminator_values: &[$($value),*],
                        discriminator_optional: union!(@untagged $how),
                        rules: <$type as wire::Typed>::rules,
                    }),*],
                }),
                rules::Rule::AllOf(&[$($rules)?]),
            ];

            fn node(&self) -> wire::Node<'_> {
                match self {
                    $($name::$variant(value) => wire::Typed::node(value),)*
                    $name::Unknown(value) => value.into(),
                }
            }

            fn extra(&self) -> ::core::option::Option<&wire::Extra> {
                match self {
                    $($name::$variant(value) => wire::Typed::extra(value),)*
                    $name::Unknown(_) => ::core::option::Option::None,
                }
            }

            #[inline]
            fn read_text(text: &str) -> ::serde_json::Result<Self> {
                wire::read_union_text(text)
            }
        }
    };
    (@shared $name:ident $variants:tt $($field:ident $type:ty, $set:ident $property:literal;)*) => {
        $(union!(@property $name $variants $field $type, $set $property);)*
    };
    (@property $name:ident [$($variant:ident)*] $field:ident $type:ty, $set:ident $property:literal) => {
        #[allow(clippy::useless_conversion)]
        impl $name {
            #[doc = concat!("Returns `", $property, "` of any known variant, if present.")]
            #[must_use]
            pub fn $field(&self) -> ::core::option::Option<&$type> {
                match self {
                    $($name::$variant(value) => (&value.$field).into(),)*
                    $name::Unknown(_) => ::core::option::Option::None,
                }
            }

            #[doc = concat!("Sets `", $property, "` of any variant.")]
            pub fn $set(&mut self, $field: impl ::core::convert::Into<$type>) {
                let $field: $type = $field.into();
                match self {
                    $($name::$variant(value) => value.$field = $field.into(),)*
                    $name::Unknown(value) => wire::set_property(value, $property, &$field),
                }
            }
        }
    };
    (@hidden) => { false };
    (@hidden unknown) => { true };
    (@tag) => { ::core::option::Option::None };
    (@tag $tag:literal) => { ::core::option::Option::Some($tag) };
    (@exclusive one_of) => { true };
    (@exclusive any_of) => { false };
    (@untagged variant) => { false };
    (@untagged untagged) => { true };
}
#[allow(unused_imports)]
pub(crate) use union;

/// Declares `From` and `TryFrom` for the types of variants; then, in a second list, `From` for types
/// that convert into a variant, such as the types of nested variants.
///
/// ```text
/// from! {
///     enum Message {
///         Text(TextMessage),
///         Caption(String),
///     }
///     enum Message {
///         Caption(&str),
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! from {
    (
        enum $name:ident { $($variant:ident($type:ty $(,)?),)* }
        $(enum $target:ident { $($further:ident($source:ty $(,)?),)* })?
    ) => {
        $(
            impl ::core::convert::From<$type> for $name {
                fn from(value: $type) -> Self {
                    $name::$variant(value)
                }
            }

            impl ::core::convert::TryFrom<$name> for $type {
                type Error = $name;

                /// Returns the union if the value has a different variant.
                fn try_from(value: $name) -> ::core::result::Result<Self, $name> {
                    match value {
                        $name::$variant(value) => ::core::result::Result::Ok(value),
                        value => ::core::result::Result::Err(value),
                    }
                }
            }
        )*
        $($(
            impl ::core::convert::From<$source> for $target {
                fn from(value: $source) -> Self {
                    $target::$further(value.into())
                }
            }
        )*)?
    };
}
#[allow(unused_imports)]
pub(crate) use from;
