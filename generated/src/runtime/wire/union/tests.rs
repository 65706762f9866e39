//! Tests of unions without a discriminator: reading from a text gives the same result as via a
//! buffer.

use super::*;
use crate::runtime::prelude::*;
use crate::runtime::wire::{Json, Typed};

object! {
    #[constant("product", Literal::String("mail"))]
    pub struct Taken {
        #[required("ids", new(Into<Vec<String>>))]
        pub ids: Vec<String>,
        #[optional("note", with_note(Into<String>))]
        pub note: Option<String>,
    }
}

object! {
    pub struct Done {
        #[required("success", new(Into<bool>))]
        pub success: bool,
    }
}

object! {
    pub struct Counts {
        #[required("total", new(Into<i64>))]
        pub total: i64,
        #[additional]
        pub additional_properties: Map<i64>,
    }
}

union! {
    #[union(one_of)]
    pub enum Response {
        #[variant(is_v1, as_v1)]
        Taken(Taken),
        #[variant(is_v2, as_v2)]
        Done(Done),
        #[variant(is_v3, as_v3)]
        Counts(Counts),
        #[variant(is_v4, as_v4)]
        List(Vec<i64>),
    }
}

/// Checks the variant, and compares the direct read with the buffered read.
#[track_caller]
fn check(text: &str, expected: Option<&str>) {
    let read = Response::read_text(text);
    let variant = read.as_ref().ok().map(|response| match response {
        Response::Taken(_) => "Taken",
        Response::Done(_) => "Done",
        Response::Counts(_) => "Counts",
        Response::List(_) => "List",
        Response::Unknown(_) => "Unknown",
    });
    assert_eq!(variant, expected, "{text}");
    let buffered: Result<Response, _> = serde_json::from_str(text);
    let text_of = |error: &serde_json::Error| error.to_string();
    assert_eq!(
        read.as_ref().map_err(text_of),
        buffered.as_ref().map_err(text_of)
    );
    if let Ok(read) = read {
        let written = serde_json::to_value(read).unwrap();
        assert_eq!(written, serde_json::from_str::<Json>(text).unwrap());
    }
}

#[test]
fn reads_the_variant_of_the_first_unique_property() {
    check(r#"{"product":"mail","ids":["1"]}"#, Some("Taken"));
    check(r#"{"new":{},"ids":["1"],"product":"mail"}"#, Some("Taken"));
    check(r#"{"success":true,"new":[1]}"#, Some("Done"));
    check(r#"{"total":1,"others":2}"#, Some("Counts"));
    check("[1]", Some("List"));
}

#[test]
fn rereads_after_a_wrong_guess() {
    // Both `Taken` and `Done` are valid: the first wins.
    check(
        r#"{"success":true,"ids":[],"product":"mail"}"#,
        Some("Taken"),
    );
    check(r#"{"note":"n","success":true}"#, Some("Done"));
    check(r#"{"note":1,"success":true}"#, Some("Done"));
    check(r#"{"product":"post","ids":[]}"#, Some("Unknown"));
    check(r#"{"note":"n"}"#, Some("Unknown"));
    check("{}", Some("Unknown"));
    check(r#""text""#, Some("Unknown"));
}

#[test]
fn reports_the_error_of_the_buffered_read() {
    check(r#"{"product":"mail","ids":[1]}"#, None);
    check(r#"{"success":"yes"}"#, None);
    check(r#"{"success":true"#, None);
    check(r#"{"success":true}}"#, None);
    check("", None);
}

object! {
    pub struct Cat {
        #[required("kind", new(Into<String>))]
        pub kind: String,
        #[required("meows", new(Into<bool>))]
        pub meows: bool,
    }
}

object! {
    pub struct Dog {
        #[required("kind", new(Into<String>))]
        pub kind: String,
        #[required("barks", new(Into<bool>))]
        pub barks: bool,
    }
}

object! {
    pub struct PetBase {
        #[required("kind", new(Into<String>))]
        pub kind: String,
    }
}

union! {
    #[union(one_of, "kind")]
    pub enum Owned {
        #[variant(is_v5, as_v5, "cat")]
        Cat(Cat),
        #[variant(is_v6, as_v6, "dog")]
        Dog(Dog),
    }
}

union! {
    #[union(any_of, "kind")]
    pub enum Pet {
        #[variant(is_v7, as_v7, "cat")]
        Cat(Cat),
        #[untagged(is_v8, as_v8)]
        Base(PetBase),
    }
}

#[test]
fn reads_the_variant_that_fits_despite_the_discriminator() {
    let read = |text| serde_json::from_str::<Owned>(text).unwrap();
    let owned = read(r#"{"kind":"cat","barks":true}"#);
    assert!(matches!(owned, Owned::Dog(_)) && owned.validate().is_ok());
    let owned = read(r#"{"meows":true,"kind":"cat"}"#);
    assert!(matches!(owned, Owned::Cat(_)) && owned.validate().is_ok());
    assert!(serde_json::from_str::<Owned>(r#"{"kind":"cat","moos":true}"#).is_err());
    assert!(matches!(
        read(r#"{"kind":"cow","meows":true}"#),
        Owned::Unknown(_)
    ));
}

#[test]
fn reads_further_discriminator_values_as_the_default_variant() {
    let read = |text| serde_json::from_str::<Pet>(text).unwrap();
    let pet = read(r#"{"kind":"cow","moos":true}"#);
    assert!(matches!(pet, Pet::Base(_)) && pet.validate().is_ok());
    assert!(matches!(
        read(r#"{"kind":"cat","meows":true}"#),
        Pet::Cat(_)
    ));
    assert!(matches!(read(r#"{"kind":"cat"}"#), Pet::Base(_)));
    assert!(matches!(read(r#"{"kind":7}"#), Pet::Unknown(_)));
}
