//! Arguments of constructors and setters.

/// A list type: the setter of a property accepts any iterator with convertible items.
///
/// ```text
/// section.with_rows([Row::new("1", "Monday"), Row::new("2", "Tuesday")])
/// ```
pub trait List {
    /// The type of the items.
    type Item;
}

impl<T> List for Vec<T> {
    type Item = T;
}

/// An iterator that converts into a list.
#[derive(Debug)]
pub struct Items<I>(I);

impl<T, I: IntoIterator<Item: Into<T>>> From<Items<I>> for Vec<T> {
    fn from(items: Items<I>) -> Self {
        to_vec(items.0)
    }
}

/// Collects the argument for a parameter that is a list.
pub fn to_vec<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Marks an iterator as a list argument.
pub trait IntoItems: IntoIterator + Sized {
    /// Wraps the iterator.
    fn list(self) -> Items<Self> {
        Items(self)
    }
}

impl<I: IntoIterator> IntoItems for I {}

/// The type of an argument: anything that converts into the type of the field or, after `list`, any
/// iterator of values that convert into the items.
#[allow(unused_macros)]
macro_rules! argument {
    (list $type:ty) => {
        impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<<$type as wire::List>::Item>>
    };
    (set_list $type:ty) => {
        wire::argument!(list $type)
    };
    (set $type:ty) => {
        impl ::core::convert::Into<$type>
    };
    (first $type:ty) => {
        impl ::core::convert::Into<$type>
    };
    ($type:ty) => {
        impl ::core::convert::Into<$type>
    };
}
#[allow(unused_imports)]
pub(crate) use argument;
