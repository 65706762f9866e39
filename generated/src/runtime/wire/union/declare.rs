//! The macros `union!` and `from!`.

/// Declares the type of a union: an enum with an `Unknown` variant, `validate`, and serde's traits.
///
/// ```text
/// union! {
///     /// The `description` of the schema.
///     #[union(one_of, "type")]         // or `any_of`; the discriminator, if present
///     pub enum Message {
///         #[variant("text")]            // the discriminator values
///         /// The `description` of the variant.
///         Text(TextMessage),
///         #[untagged("image")]          // the discriminator may be missing
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
        $(#[rules($rules:path)])?
        pub enum $name:ident {
            $(
                #[$how:ident $(($($value:literal),*))?]
                $(#[doc = $variant_doc:literal])*
                $variant:ident($type:ty $(,)?),
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
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
                        discriminator_values: &[$($($value),*)?],
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
    (@tag) => { ::core::option::Option::None };
    (@tag $tag:literal) => { ::core::option::Option::Some($tag) };
    (@exclusive one_of) => { true };
    (@exclusive any_of) => { false };
    (@untagged variant) => { false };
    (@untagged untagged) => { true };
}
#[allow(unused_imports)]
pub(crate) use union;

/// Declares `From` for the type of each variant and, if a variant is a union, for the types of the
/// nested variants.
///
/// ```text
/// from! {
///     enum Message {
///         Text(TextMessage),
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! from {
    (enum $name:ident { $($variant:ident($type:ty $(,)?),)* }) => { $(
        impl ::core::convert::From<$type> for $name {
            fn from(value: $type) -> Self {
                $name::$variant(value.into())
            }
        }
    )* };
}
#[allow(unused_imports)]
pub(crate) use from;
