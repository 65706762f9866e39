//! Which change means what: the table that `docs/compatibility.md` shows.

use super::Level;
use crate::outline::{Fact, Kind};
use Level::{Additive, Breaking, Documentation};

/// What a kind of change means.
#[derive(Debug)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// It in words.
    pub words: &'static str,
    /// What it means of what is sent, and of what is neither sent nor comes back.
    pub sent: Level,
    /// What it means of what comes back.
    pub received: Level,
}

const fn row(name: &'static str, words: &'static str, sent: Level, received: Level) -> Row {
    Row {
        name,
        words,
        sent,
        received,
    }
}

/// All kinds of changes.
#[rustfmt::skip]
pub const RULES: &[Row] = &[
    row("type-added", "is a new type", Additive, Additive),
    row("type-removed", "is gone", Breaking, Breaking),
    row("type-renamed", "has another name", Breaking, Breaking),
    row("type-remade", "is another kind of type", Breaking, Breaking),
    row("type-closed", "allows no other members any more", Breaking, Documentation),
    row("type-opened", "allows other members", Additive, Documentation),
    row("others-added", "has other members of one type", Breaking, Breaking),
    row("others-removed", "has no other members of one type any more", Breaking, Breaking),
    row("member-added", "is a new member that can be left out", Additive, Additive),
    row("required-member-added", "is a new member that has to be there", Breaking, Additive),
    row("member-removed", "is gone", Breaking, Breaking),
    row("member-renamed", "has another name", Breaking, Breaking),
    row("member-moved", "is in another type", Breaking, Breaking),
    row("fixed-added", "is a new member with one value", Additive, Additive),
    row("fixed-removed", "is no longer a member with one value", Additive, Breaking),
    row("fixed-changed", "has another value", Breaking, Breaking),
    row("type-changed", "has another type", Breaking, Breaking),
    row("now-required", "has to be there", Breaking, Breaking),
    row("now-optional", "can be left out", Breaking, Breaking),
    row("now-nullable", "can be `null`", Breaking, Breaking),
    row("never-null", "cannot be `null` any more", Breaking, Breaking),
    row("identifier-changed", "has another name in Rust", Breaking, Breaking),
    row("arguments-reordered", "has its arguments in another order", Breaking, Breaking),
    row("value-added", "is a new value", Additive, Additive),
    row("value-removed", "is gone", Breaking, Breaking),
    row("value-renamed", "has another name in Rust", Breaking, Breaking),
    row("value-changed", "is another value", Breaking, Breaking),
    row("variant-added", "is a new variant", Additive, Additive),
    row("variant-removed", "is gone", Breaking, Breaking),
    row("variant-renamed", "has another name", Breaking, Breaking),
    row("discriminator-changed", "is told by another member", Breaking, Breaking),
    row("mapping-added", "is also told by another value", Additive, Additive),
    row("mapping-removed", "is no longer told by a value", Breaking, Breaking),
    row("mapping-default-added", "may come without the member that tells it", Additive, Additive),
    row("mapping-default-removed", "has to come with the member that tells it", Breaking, Breaking),
    row("conversion-added", "can be made from another type", Additive, Additive),
    row("conversion-removed", "can no longer be made from a type", Breaking, Breaking),
    row("exclusive", "fits exactly one variant now", Breaking, Documentation),
    row("inclusive", "may fit several variants", Additive, Documentation),
    row("bound-tightened", "allows less", Breaking, Documentation),
    row("bound-loosened", "allows more", Additive, Documentation),
    row("pattern-added", "has to match a pattern", Breaking, Documentation),
    row("pattern-removed", "need not match a pattern any more", Additive, Documentation),
    row("pattern-changed", "has to match another pattern", Breaking, Documentation),
    row("condition-added", "has another condition", Breaking, Documentation),
    row("condition-removed", "has a condition less", Additive, Documentation),
    row("operation-added", "is a new operation", Additive, Additive),
    row("operation-removed", "is gone", Breaking, Breaking),
    row("operation-renamed", "has another name", Breaking, Breaking),
    row("operation-moved", "is at another path", Additive, Additive),
    row("method-changed", "has another HTTP method", Additive, Additive),
    row("id-changed", "has another id", Documentation, Documentation),
    row("output-changed", "succeeds with another type", Breaking, Breaking),
    row("error-changed", "fails with another type", Breaking, Breaking),
    row("parameter-added", "is a new parameter that can be left out", Additive, Additive),
    row("required-parameter-added", "is a new parameter that has to be there", Breaking, Breaking),
    row("parameter-removed", "is gone", Breaking, Breaking),
    row("parameter-renamed", "has another name", Breaking, Breaking),
    row("parameter-moved", "is in another place", Additive, Additive),
    row("style-changed", "is written in another style", Additive, Additive),
    row("set-on-client", "is set on the client now", Breaking, Breaking),
    row("body-added", "has a body that can be left out", Additive, Additive),
    row("required-body-added", "has a body that has to be there", Breaking, Breaking),
    row("body-removed", "has no body any more", Breaking, Breaking),
    row("media-type-changed", "has another media type", Additive, Additive),
    row("status-added", "is another answer", Additive, Additive),
    row("status-removed", "is no answer any more", Breaking, Breaking),
    row("pages-added", "gives the items of all pages", Additive, Additive),
    row("pages-removed", "gives only one page", Breaking, Breaking),
    row("pages-changed", "follows its pages in another way", Additive, Additive),
    row("events-added", "can be read as events", Additive, Additive),
    row("events-removed", "cannot be read as events any more", Breaking, Breaking),
    row("header-added", "is another header of the answer", Additive, Additive),
    row("header-removed", "is no header of the answer any more", Breaking, Breaking),
    row("security-added", "is another way to prove who is calling", Additive, Additive),
    row("security-required", "has to be proven now", Breaking, Breaking),
    row("security-removed", "is no way to prove who is calling any more", Breaking, Breaking),
    row("security-dropped", "need not be proven any more", Additive, Additive),
    row("credential-added", "is new on the client", Additive, Additive),
    row("credential-removed", "is gone from the client", Breaking, Breaking),
    row("credential-changed", "goes elsewhere", Additive, Additive),
    row("setting-added", "is new on the client", Additive, Additive),
    row("setting-removed", "is gone from the client", Breaking, Breaking),
    row("setting-changed", "has another default", Additive, Additive),
    row("server-changed", "is at another address", Additive, Additive),
    row("verdict-changed", "repeats calls by other rules", Additive, Additive),
    row("title-changed", "has another title", Documentation, Documentation),
    row("feature-added", "is a new feature", Additive, Additive),
    row("feature-removed", "is no feature any more", Breaking, Breaking),
    row("feature-needed", "is not there any more with a feature, or without any", Breaking, Breaking),
    row("feature-dropped", "is there with another feature, too, or without any", Additive, Additive),
    row("deprecated", "should no longer be used", Additive, Additive),
    row("no-longer-deprecated", "may be used again", Documentation, Documentation),
    row("default-changed", "has another default", Documentation, Documentation),
    row("format-changed", "has another format", Documentation, Documentation),
    row("direction-changed", "is only for one direction, or no longer", Documentation, Documentation),
    row("words-changed", "is described in other words", Documentation, Documentation),
];

/// The row of a rule.
///
/// # Panics
///
/// If there is no such rule.
#[must_use]
pub fn row_of(name: &str) -> &'static Row {
    let found = RULES.iter().find(|row| row.name == name);
    found.expect("every change is one of a rule")
}

/// The rule for a fact that was not there.
pub(super) fn added(fact: &Fact) -> &'static str {
    let optional = fact.attribute("required").is_none();
    match fact.kind {
        kind if kind.is_type() => "type-added",
        Kind::Field if optional => "member-added",
        Kind::Field => "required-member-added",
        Kind::Fixed => "fixed-added",
        Kind::Others => "others-added",
        Kind::Value => "value-added",
        Kind::Variant => "variant-added",
        Kind::Operation => "operation-added",
        Kind::Parameter if optional => "parameter-added",
        Kind::Parameter => "required-parameter-added",
        Kind::Body if optional => "body-added",
        Kind::Body => "required-body-added",
        Kind::Success | Kind::Failure => "status-added",
        Kind::Pages => "pages-added",
        Kind::Events => "events-added",
        Kind::Header => "header-added",
        Kind::Security => "security-added",
        Kind::Credential => "credential-added",
        Kind::Setting => "setting-added",
        Kind::Feature => "feature-added",
        Kind::Api => "title-changed",
        _ => "condition-added",
    }
}

/// The rule for a fact that is gone.
pub(super) fn removed(fact: &Fact) -> &'static str {
    match fact.kind {
        kind if kind.is_type() => "type-removed",
        Kind::Field => "member-removed",
        Kind::Fixed => "fixed-removed",
        Kind::Others => "others-removed",
        Kind::Value => "value-removed",
        Kind::Variant => "variant-removed",
        Kind::Operation => "operation-removed",
        Kind::Parameter => "parameter-removed",
        Kind::Body => "body-removed",
        Kind::Success | Kind::Failure => "status-removed",
        Kind::Pages => "pages-removed",
        Kind::Events => "events-removed",
        Kind::Header => "header-removed",
        Kind::Security => "security-removed",
        Kind::Credential => "credential-removed",
        Kind::Setting => "setting-removed",
        Kind::Feature => "feature-removed",
        Kind::Api => "title-changed",
        _ => "condition-removed",
    }
}
