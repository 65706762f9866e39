//! The rules that classify changes; `docs/compatibility.md` contains the table.

use super::Level;
use crate::outline::{Fact, FactKind};
use Level::{Additive, Breaking, Documentation};

/// A kind of change and its effect.
#[derive(Debug)]
pub struct Row {
    /// The name of the rule.
    pub name: &'static str,
    /// The predicate of the sentence that reports the change.
    pub predicate: &'static str,
    /// The effect on sent types, and on types that no operation uses.
    pub sent: Level,
    /// The effect on received types.
    pub received: Level,
}

const fn row(name: &'static str, words: &'static str, sent: Level, received: Level) -> Row {
    Row {
        name,
        predicate: words,
        sent,
        received,
    }
}

/// Every rule.
#[rustfmt::skip]
pub const RULES: &[Row] = &[
    row("type-added", "is a new type", Additive, Additive),
    row("type-removed", "was removed", Breaking, Breaking),
    row("type-renamed", "was renamed", Breaking, Breaking),
    row("type-remade", "is a different kind of type", Breaking, Breaking),
    row("type-closed", "no longer allows additional properties", Breaking, Documentation),
    row("type-opened", "allows additional properties", Additive, Documentation),
    row("others-added", "has typed additional properties", Breaking, Breaking),
    row("others-removed", "no longer has typed additional properties", Breaking, Breaking),
    row("member-added", "is a new optional property", Additive, Additive),
    row("required-member-added", "is a new required property", Breaking, Additive),
    row("member-removed", "was removed", Breaking, Breaking),
    row("member-renamed", "was renamed", Breaking, Breaking),
    row("member-moved", "moved to a different type", Breaking, Breaking),
    row("fixed-added", "is a new constant property", Additive, Additive),
    row("fixed-removed", "is no longer a constant property", Additive, Breaking),
    row("fixed-changed", "has a different constant value", Breaking, Breaking),
    row("type-changed", "has a different type", Breaking, Breaking),
    row("now-required", "became required", Breaking, Breaking),
    row("now-optional", "became optional", Breaking, Breaking),
    row("now-nullable", "became nullable", Breaking, Breaking),
    row("never-null", "is no longer nullable", Breaking, Breaking),
    row("identifier-changed", "has a different Rust name", Breaking, Breaking),
    row("arguments-reordered", "takes its arguments in a different order", Breaking, Breaking),
    row("value-added", "is a new value", Additive, Additive),
    row("value-removed", "was removed", Breaking, Breaking),
    row("value-renamed", "has a different Rust name", Breaking, Breaking),
    row("value-changed", "has a different value", Breaking, Breaking),
    row("default-value-added", "has a default", Additive, Additive),
    row("default-value-removed", "no longer has a default", Breaking, Breaking),
    row("default-value-changed", "has a different default value", Additive, Additive),
    row("variant-added", "is a new variant", Additive, Additive),
    row("variant-removed", "was removed", Breaking, Breaking),
    row("variant-renamed", "was renamed", Breaking, Breaking),
    row("discriminator-changed", "has a different discriminator property", Breaking, Breaking),
    row("mapping-added", "has an additional discriminator value", Additive, Additive),
    row("mapping-removed", "lost a discriminator value", Breaking, Breaking),
    row("mapping-default-added", "no longer needs the discriminator property", Additive, Additive),
    row("mapping-default-removed", "now needs the discriminator property", Breaking, Breaking),
    row("conversion-added", "can be converted from an additional type", Additive, Additive),
    row("conversion-removed", "can no longer be converted from a type", Breaking, Breaking),
    row("constructor-added", "has an additional constructor", Additive, Additive),
    row("constructor-removed", "lost a constructor", Breaking, Breaking),
    row("shared-added", "has a property of every variant", Additive, Additive),
    row("shared-removed", "has a variant without a property of the others", Breaking, Breaking),
    row("exclusive", "must match exactly one variant", Breaking, Documentation),
    row("inclusive", "may match several variants", Additive, Documentation),
    row("bound-tightened", "has a stricter limit", Breaking, Documentation),
    row("bound-loosened", "has a looser limit", Additive, Documentation),
    row("pattern-added", "must match a pattern", Breaking, Documentation),
    row("pattern-removed", "no longer has a pattern", Additive, Documentation),
    row("pattern-changed", "must match a different pattern", Breaking, Documentation),
    row("condition-added", "has a new condition", Breaking, Documentation),
    row("condition-removed", "lost a condition", Additive, Documentation),
    row("operation-added", "is a new operation", Additive, Additive),
    row("operation-removed", "was removed", Breaking, Breaking),
    row("operation-renamed", "was renamed", Breaking, Breaking),
    row("operation-moved", "has a different path", Additive, Additive),
    row("method-changed", "has a different HTTP method", Additive, Additive),
    row("id-changed", "has a different id", Documentation, Documentation),
    row("output-changed", "has a different success type", Breaking, Breaking),
    row("error-changed", "has a different error type", Breaking, Breaking),
    row("parameter-added", "is a new optional parameter", Additive, Additive),
    row("required-parameter-added", "is a new required parameter", Breaking, Breaking),
    row("parameter-removed", "was removed", Breaking, Breaking),
    row("parameter-renamed", "was renamed", Breaking, Breaking),
    row("parameter-moved", "has a different location", Additive, Additive),
    row("style-changed", "is serialized in a different style", Additive, Additive),
    row("set-on-client", "is now set on the client", Breaking, Breaking),
    row("body-added", "is a new optional body", Additive, Additive),
    row("required-body-added", "is a new required body", Breaking, Breaking),
    row("body-removed", "was removed", Breaking, Breaking),
    row("media-type-changed", "has a different media type", Additive, Additive),
    row("status-added", "is a new response", Additive, Additive),
    row("status-removed", "was removed", Breaking, Breaking),
    row("pages-added", "yields the items of every page", Additive, Additive),
    row("pages-removed", "no longer yields the items of every page", Breaking, Breaking),
    row("pages-changed", "is paginated differently", Additive, Additive),
    row("events-added", "can be read as an event stream", Additive, Additive),
    row("events-removed", "can no longer be read as an event stream", Breaking, Breaking),
    row("header-added", "is a new response header", Additive, Additive),
    row("header-removed", "was removed", Breaking, Breaking),
    row("webhook-added", "is a new webhook", Additive, Additive),
    row("webhook-removed", "was removed", Breaking, Breaking),
    row("event-changed", "has a different event name", Additive, Additive),
    row("scheme-added", "verifies webhooks by a scheme", Additive, Additive),
    row("scheme-changed", "verifies webhooks by a different scheme", Breaking, Breaking),
    row("security-added", "is an additional way to authenticate", Additive, Additive),
    row("security-required", "now requires authentication", Breaking, Breaking),
    row("security-removed", "is no longer a way to authenticate", Breaking, Breaking),
    row("security-dropped", "no longer requires authentication", Additive, Additive),
    row("credential-added", "is a new credential of the client", Additive, Additive),
    row("credential-removed", "was removed from the client", Breaking, Breaking),
    row("credential-changed", "is sent differently", Additive, Additive),
    row("setting-added", "is a new client parameter", Additive, Additive),
    row("setting-removed", "was removed from the client", Breaking, Breaking),
    row("setting-changed", "has a different default", Additive, Additive),
    row("server-changed", "has a different server", Additive, Additive),
    row("verdict-changed", "uses a different retry function", Additive, Additive),
    row("default-error-added", "has a default of `Error<E>`", Additive, Additive),
    row("default-error-changed", "has a different default of `Error<E>`", Breaking, Breaking),
    row("title-changed", "has a different title", Documentation, Documentation),
    row("feature-added", "is a new feature", Additive, Additive),
    row("feature-removed", "was removed", Breaking, Breaking),
    row("feature-needed", "is available in fewer feature combinations", Breaking, Breaking),
    row("feature-dropped", "is available in more feature combinations", Additive, Additive),
    row("deprecated", "is deprecated", Additive, Additive),
    row("no-longer-deprecated", "is no longer deprecated", Documentation, Documentation),
    row("default-changed", "has a different default", Documentation, Documentation),
    row("format-changed", "has a different format", Documentation, Documentation),
    row("now-sensitive", "is hidden by `Debug`", Documentation, Documentation),
    row("no-longer-sensitive", "is no longer hidden by `Debug`", Documentation, Documentation),
    row("direction-changed", "has a different `readOnly` or `writeOnly`", Documentation, Documentation),
    row("words-changed", "has a different description", Documentation, Documentation),
];

/// Returns the row of a rule.
///
/// # Panics
///
/// If no rule has the name.
#[must_use]
pub fn rule(name: &str) -> &'static Row {
    let found = RULES.iter().find(|row| row.name == name);
    found.expect("every change has a rule")
}

/// The rule for an added fact.
pub(super) fn added(fact: &Fact) -> &'static str {
    let optional = fact.attribute("required").is_none();
    match fact.kind {
        kind if kind.is_type() => "type-added",
        FactKind::Field if optional => "member-added",
        FactKind::Field => "required-member-added",
        FactKind::Fixed => "fixed-added",
        FactKind::Others => "others-added",
        FactKind::Value => "value-added",
        FactKind::Variant => "variant-added",
        FactKind::Operation => "operation-added",
        FactKind::Parameter if optional => "parameter-added",
        FactKind::Parameter => "required-parameter-added",
        FactKind::Body if optional => "body-added",
        FactKind::Body => "required-body-added",
        FactKind::Success | FactKind::Failure => "status-added",
        FactKind::Pages => "pages-added",
        FactKind::Events => "events-added",
        FactKind::Header => "header-added",
        FactKind::Webhook => "webhook-added",
        FactKind::Security => "security-added",
        FactKind::Credential => "credential-added",
        FactKind::Setting => "setting-added",
        FactKind::Feature => "feature-added",
        FactKind::Api => "title-changed",
        _ => "condition-added",
    }
}

/// The rule for a removed fact.
pub(super) fn removed(fact: &Fact) -> &'static str {
    match fact.kind {
        kind if kind.is_type() => "type-removed",
        FactKind::Field => "member-removed",
        FactKind::Fixed => "fixed-removed",
        FactKind::Others => "others-removed",
        FactKind::Value => "value-removed",
        FactKind::Variant => "variant-removed",
        FactKind::Operation => "operation-removed",
        FactKind::Parameter => "parameter-removed",
        FactKind::Body => "body-removed",
        FactKind::Success | FactKind::Failure => "status-removed",
        FactKind::Pages => "pages-removed",
        FactKind::Events => "events-removed",
        FactKind::Header => "header-removed",
        FactKind::Webhook => "webhook-removed",
        FactKind::Security => "security-removed",
        FactKind::Credential => "credential-removed",
        FactKind::Setting => "setting-removed",
        FactKind::Feature => "feature-removed",
        FactKind::Api => "title-changed",
        _ => "condition-removed",
    }
}
