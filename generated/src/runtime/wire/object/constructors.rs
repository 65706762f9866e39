//! The macro `constructors!`.

/// Declares constructors: in place of `new`, if each value needs one of several properties, or for
/// values of an enum property that decide about further properties.
///
/// ```text
/// constructors! {
///     trait HeaderObject: new {               // `unset` if the constructors replace `new`
///         // The tuple contains the arguments of `new`.
///         // `set`: an optional property; `first`: the first item of an optional list
///         fn text(#[set] text: (Into<String>)) -> (HeaderObjectType::Text);
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! constructors {
    (trait $type:ident: $new:ident { $(
        fn $name:ident($($(#[$use:ident])? $argument:ident: $bound:tt),* $(,)?)
            -> ($($given:expr),* $(,)?);
    )* }) => {
        impl $type { $(
            /// Creates a value from the given properties. Further properties are unset.
            #[allow(clippy::too_many_arguments)]
            #[must_use]
            pub fn $name($($argument: wire::argument!($bound)),*) -> Self {
                $(let $argument = wire::convert!($argument $bound);)*
                #[allow(unused_mut)]
                let mut value = Self::$new($($given),*);
                $(constructors!(@set $($use)? value $argument);)*
                value
            }
        )* }
    };
    (@set set $value:ident $argument:ident) => { $value.$argument = ::core::option::Option::Some($argument.into()) };
    (@set first $value:ident $argument:ident) => { $value.$argument = ::core::option::Option::Some(::std::vec![$argument.into()]) };
    (@set $value:ident $argument:ident) => {};
}
#[allow(unused_imports)]
pub(crate) use constructors;
