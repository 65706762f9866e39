//! The macro that declares the type of an object.

/// Declares the type of a JSON object: the struct, `new` from its required members, a `with_…` for
/// each optional one, `validate`, and serde's traits.
///
/// ```text
/// object! {
///     /// What it is.
///     #[fixed("type", Literal::Text("text"))]     // a member with one possible value: no field
///     #[others(Closed)]                           // no members but those declared
///     #[rules(TEXT_MESSAGE)]                      // what the types do not say
///     pub struct TextMessage {
///         #[required("to")]
///         /// Required members come first, in the order of `new`.
///         pub to: String,
///         #[optional("context", with_context)]
///         /// Optional ones come second.
///         pub context: Option<MessageContext>,
///         #[additional]                       // or those that match: `#[additional("^x-")]`
///         /// Members that are typed but not named come last.
///         pub additional_properties: Map<Json>,
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        $(#[fixed($fixed_name:literal, $fixed_value:expr)])*
        $(#[fixed_optional($omissible_name:literal, $omissible_value:expr)])*
        $(#[others($others:ident)])?
        $(#[rules($rules:path)])?
        pub struct $name:ident {
            $(
                #[required($required_name:literal)]
                $(#[doc = $required_doc:literal])*
                pub $required:ident: $required_type:ty,
            )*
            $(
                #[optional($optional_name:literal, $with:ident)]
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
        #[derive(Clone, Debug, PartialEq)]
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
                pub $additional: $crate::runtime::wire::Map<$additional_type>,
            )?
            /// Members that the description does not declare, kept as they came.
            pub extra: $crate::runtime::wire::Extra,
        }

        impl $name {
            /// From the required members; optional ones are left out until they are set.
            #[allow(clippy::too_many_arguments, clippy::new_without_default)]
            #[must_use]
            pub fn new($($required: impl ::core::convert::Into<$required_type>),*) -> Self {
                $name {
                    $($required: $required.into(),)*
                    $($optional: ::core::option::Option::None,)*
                    $($additional: $crate::runtime::wire::Map::<$additional_type>::new(),)?
                    extra: ::core::default::Default::default(),
                }
            }

            $(
                #[doc = concat!("Sets `", $optional_name, "`.")]
                #[must_use]
                pub fn $with(mut self, $optional: impl ::core::convert::Into<$optional_type>) -> Self {
                    self.$optional = ::core::option::Option::Some($optional.into());
                    self
                }
            )*

            /// Checks the value against the description.
            ///
            /// # Errors
            ///
            /// With every violation and the JSON pointer to where it is.
            pub fn validate(&self) -> ::core::result::Result<(), $crate::runtime::rules::Violations> {
                $crate::runtime::rules::validate(self)
            }
        }

        const _: () = {
            use $crate::runtime::{rules, wire};

            static TABLE_: wire::Object = wire::Object {
                name: stringify!($name),
                members: &[
                    $(wire::Member {
                        name: $required_name,
                        required: true,
                        rules: <$required_type as wire::Typed>::rules,
                    },)*
                    $(wire::Member {
                        name: $optional_name,
                        required: false,
                        rules: <$optional_type as wire::Typed>::rules,
                    },)*
                ],
                fixed: &[
                    $(wire::Fixed { name: $fixed_name, value: $fixed_value, required: true },)*
                    $(wire::Fixed { name: $omissible_name, value: $omissible_value, required: false },)*
                ],
                others: object!(@others $($(matching $($pattern)+)? type $additional_type)? $($others)?),
                rules: object!(@rules $($rules)?),
            };

            #[allow(non_camel_case_types)]
            #[derive(::core::default::Default)]
            pub struct Partial_ {
                $($required: ::core::option::Option<$required_type>,)*
                $($optional: ::core::option::Option<$optional_type>,)*
                $($additional: wire::Map<$additional_type>,)?
                extra: wire::Extra,
            }

            #[allow(non_camel_case_types)]
            enum Index_ {
                $($required,)*
                $($optional,)*
                past_,
            }

            impl<'de> wire::Partial<'de> for Partial_ {
                type Complete = $name;

                const OBJECT: &'static wire::Object = &TABLE_;

                fn member<A: ::serde::de::MapAccess<'de>>(
                    &mut self,
                    index: usize,
                    map: &mut A,
                ) -> ::core::result::Result<(), A::Error> {
                    $(if index == Index_::$required as usize {
                        return wire::required(&mut self.$required, map);
                    })*
                    $(if index == Index_::$optional as usize {
                        return wire::optional(&mut self.$optional, map);
                    })*
                    let _ = (index, map, Index_::past_ as usize);
                    ::core::result::Result::Ok(())
                }

                object!(@other $($additional $($($pattern)+)?)?);

                fn extra(&mut self) -> &mut wire::Extra {
                    &mut self.extra
                }

                fn complete(self) -> ::core::result::Result<$name, &'static str> {
                    ::core::result::Result::Ok($name {
                        $($required: self.$required.ok_or($required_name)?,)*
                        $($optional: self.$optional,)*
                        $($additional: self.$additional,)?
                        extra: self.extra,
                    })
                }
            }

            impl ::serde::Serialize for $name {
                fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                    #[allow(unused_mut)]
                    let mut object = wire::ObjectWriter::<S>::begin(serializer, &TABLE_, &self.extra);
                    $(object.required($required_name, &self.$required);)*
                    $(object.optional($optional_name, &self.$optional);)*
                    $(object.additional(&self.$additional);)?
                    object.end()
                }
            }

            impl<'de> ::serde::Deserialize<'de> for $name {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                    wire::read_object::<Partial_, D>(deserializer)
                }
            }

            impl wire::Typed for $name {
                fn rules() -> rules::Rules {
                    const { &[rules::Rule::Object(&TABLE_)] }
                }

                fn read<'de, D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                    wire::read_object::<Partial_, D>(deserializer)
                }
            }
        };
    };
    (@others) => { wire::Others::Open };
    (@others $others:ident) => { wire::Others::$others };
    (@others matching $($pattern:literal)+ type $type:ty) => { wire::Others::Open };
    (@others type $type:ty) => { wire::Others::Typed(<$type as wire::Typed>::rules) };
    (@rules) => { &[] };
    (@rules $rules:path) => { $rules };
    (@other) => {
        fn other<A: ::serde::de::MapAccess<'de>>(
            &mut self,
            name: ::std::string::String,
            map: &mut A,
        ) -> ::core::result::Result<(), A::Error> {
            self.extra.insert(name, map.next_value::<wire::Json>()?);
            ::core::result::Result::Ok(())
        }
    };
    (@other $additional:ident) => {
        fn other<A: ::serde::de::MapAccess<'de>>(
            &mut self,
            name: ::std::string::String,
            map: &mut A,
        ) -> ::core::result::Result<(), A::Error> {
            wire::additional(&mut self.$additional, name, map)
        }
    };
    (@other $additional:ident $($pattern:literal)+) => {
        fn other<A: ::serde::de::MapAccess<'de>>(
            &mut self,
            name: ::std::string::String,
            map: &mut A,
        ) -> ::core::result::Result<(), A::Error> {
            if wire::is_like(&name, &[$($pattern),+]) {
                return wire::additional(&mut self.$additional, name, map);
            }
            self.extra.insert(name, map.next_value::<wire::Json>()?);
            ::core::result::Result::Ok(())
        }
    };
}
#[allow(unused_imports)]
pub(crate) use object;
