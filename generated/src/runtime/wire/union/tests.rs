//! Texts of unions that no tag tells apart, read at once and as ever.

use super::*;
use crate::runtime::prelude::*;
use crate::runtime::wire::{Json, Typed};

object! {
    #[fixed("product", Literal::Text("mail"))]
    pub struct Taken {
        #[required("ids")]
        pub ids: Vec<String>,
        #[optional("note", with_note)]
        pub note: Option<String>,
    }
}

object! {
    pub struct Done {
        #[required("success")]
        pub success: bool,
    }
}

object! {
    pub struct Counts {
        #[required("total")]
        pub total: i64,
        #[additional]
        pub additional_properties: Map<i64>,
    }
}

union! {
    #[union(one_of)]
    pub enum Answer {
        #[variant]
        Taken(Taken),
        #[variant]
        Done(Done),
        #[variant]
        Counts(Counts),
        #[variant]
        List(Vec<i64>),
    }
}

/// A text is read as the variant, and as what a value of the same text is read as.
#[track_caller]
fn check(text: &str, expected: Option<&str>) {
    let read = Answer::read_text(text);
    let variant = read.as_ref().ok().map(|answer| match answer {
        Answer::Taken(_) => "Taken",
        Answer::Done(_) => "Done",
        Answer::Counts(_) => "Counts",
        Answer::List(_) => "List",
        Answer::Unknown(_) => "Unknown",
    });
    assert_eq!(variant, expected, "{text}");
    let kept: Result<Answer, _> = serde_json::from_str(text);
    let told = |error: &serde_json::Error| error.to_string();
    assert_eq!(read.as_ref().map_err(told), kept.as_ref().map_err(told));
    if let Ok(read) = read {
        let written = serde_json::to_value(read).unwrap();
        assert_eq!(written, serde_json::from_str::<Json>(text).unwrap());
    }
}

#[test]
fn the_first_name_that_only_one_variant_has_tells() {
    check(r#"{"product":"mail","ids":["1"]}"#, Some("Taken"));
    check(r#"{"new":{},"ids":["1"],"product":"mail"}"#, Some("Taken"));
    check(r#"{"success":true,"new":[1]}"#, Some("Done"));
    check(r#"{"total":1,"others":2}"#, Some("Counts"));
    check("[1]", Some("List"));
}

#[test]
fn what_a_name_told_wrongly_is_read_as_what_it_is() {
    // All that another variant needs, too: it is the first, since both are valid.
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
fn what_is_wrong_is_told_as_ever() {
    check(r#"{"product":"mail","ids":[1]}"#, None);
    check(r#"{"success":"yes"}"#, None);
    check(r#"{"success":true"#, None);
    check(r#"{"success":true}}"#, None);
    check("", None);
}
