//! Arguments of constructors and setters.
//!
//! A declaration writes the bound of an argument in brackets: `(Into<Text>)` for a value, `[Into<Row>]`
//! for a list. The compiler then shows the declaration for a wrong argument, not the macro.

/// Collects the argument for a parameter that is a list.
pub fn to_vec<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// The type of an argument: anything that converts into the type of the field or, for a list, any
/// iterator of values that convert into the items.
#[allow(unused_macros)]
macro_rules! argument {
    (($($bound:tt)+)) => { impl $($bound)+ };
    ([$($bound:tt)+]) => { impl ::core::iter::IntoIterator<Item = impl $($bound)+> };
}
#[allow(unused_imports)]
pub(crate) use argument;

/// Converts an argument into the type of its bound.
#[allow(unused_macros)]
macro_rules! convert {
    ($argument:ident ($($bound:tt)+)) => {
        $argument.into()
    };
    ($argument:ident [$($bound:tt)+]) => {
        wire::to_vec($argument)
    };
}
#[allow(unused_imports)]
pub(crate) use convert;
