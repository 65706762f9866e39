//! The macro `constructors!`.

/// Declares constructors: in place of `new`, if each value needs one of several properties, or for
/// values of an enum property that decide about further properties.
///
/// ```text
/// constructors! {
///     trait HeaderObject {
///         // The tuple contains the arguments of `new`.
///         // `set`: an optional property; `first`: the first item of an optional list
///         fn text(#[set] text: String) -> (HeaderObjectType::Text);
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! constructors {
    (trait $type:ident { $(
        fn $name:ident($($(#[$use:ident])? $argument:ident: $argument_type:ty),* $(,)?)
            -> ($($given:expr),* $(,)?);
    )* }) => {
        impl $type { $(
            /// Creates a value from the given properties. Further properties are unset.
            #[allow(clippy::too_many_arguments)]
            #[must_use]
            pub fn $name($($argument: wire::argument!($($use)? $argument_type)),*) -> Self {
                $(let $argument: $argument_type = constructors!(@convert $($use)? $argument);)*
                #[allow(unused_mut)]
                let mut value = Self::new($($given),*);
                $(constructors!(@set $($use)? value $argument);)*
                value
            }
        )* }
    };
    (@convert list $argument:ident) => { $argument.list().into() };
    (@convert set_list $argument:ident) => { $argument.list().into() };
    (@convert set $argument:ident) => { $argument.into() };
    (@convert first $argument:ident) => { $argument.into() };
    (@convert $argument:ident) => { $argument.into() };
    (@set set $value:ident $argument:ident) => { $value.$argument = ::core::option::Option::Some($argument.into()) };
    (@set set_list $value:ident $argument:ident) => { $value.$argument = ::core::option::Option::Some($argument.into()) };
    (@set first $value:ident $argument:ident) => { $value.$argument = ::core::option::Option::Some(::std::vec![$argument.into()]) };
    (@set $($unused:ident)*) => {};
}
#[allow(unused_imports)]
pub(crate) use constructors;
