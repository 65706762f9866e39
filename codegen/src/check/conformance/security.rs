//! Rules of security schemes and of `security`.

use super::{described, has, misplaced, missing, objects};
use crate::check::Finding;
use crate::check::index::{Index, Node};
use crate::fields::{ObjectKind, Versions};
use crate::keywords::type_name;
use crate::source::pointer::child;
use crate::spelling::closest;
use serde_json::Value;

/// Required fields by the type of a security scheme. A scheme of a different type has none of them.
const SCHEMES: &[(&str, Versions, &[&str])] = &[
    ("apiKey", Versions::ALL, &["name", "in"]),
    ("http", Versions::SINCE_3_0, &["scheme"]),
    ("oauth2", Versions::SINCE_3_0, &["flows"]),
    ("oauth2", Versions::V2_0, &["flow", "scopes"]),
    ("openIdConnect", Versions::SINCE_3_0, &["openIdConnectUrl"]),
];

/// Required URLs by the name of an OAuth flow.
const FLOWS: &[(&str, &[&str])] = &[
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("clientCredentials", &["tokenUrl"]),
    ("application", &["tokenUrl"]),
    ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
    ("accessCode", &["authorizationUrl", "tokenUrl"]),
    (
        "deviceAuthorization",
        &["deviceAuthorizationUrl", "tokenUrl"],
    ),
];

const URLS: &[&str] = &["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl"];

/// Reports violations in security schemes and requirements.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for node in objects(index, ObjectKind::SecurityScheme) {
        found.extend(scheme(index, node));
        if index.version.has(Versions::V2_0)
            && let Some(name) = node.text("flow")
        {
            found.extend(flow(node, name));
        }
    }
    for node in objects(index, ObjectKind::OAuthFlow) {
        found.extend(flow(node, node.field));
    }
    for node in index.of_kind(ObjectKind::SecurityRequirement) {
        found.extend(requirement(index, node));
    }
    found
}

/// Reports missing and misplaced fields of a security scheme.
fn scheme(index: &Index<'_>, node: &Node<'_>) -> Vec<Finding> {
    let Some(kind) = node.text("type") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if !SCHEMES.iter().any(|row| row.0 == kind) && !matches!(kind, "basic" | "mutualTLS") {
        return found;
    }
    let rows = SCHEMES.iter().filter(|row| row.1.has(index.version));
    for (of, _, names) in rows {
        for name in *names {
            if *of == kind && !has(node, name) {
                let help = format!("add `{name}`, required for `type: {kind}`");
                found.push(missing(node, name, help));
            }
            if *of != kind {
                let place = format!("a security scheme of type `{kind}`");
                found.extend(misplaced(node, name, &place, "remove the field"));
            }
        }
    }
    let scheme = node.text("scheme").unwrap_or("bearer");
    if kind != "http" || !scheme.eq_ignore_ascii_case("bearer") {
        let help = "remove the field, or write `type: http` and `scheme: bearer`";
        found.extend(misplaced(node, "bearerFormat", &described(node), help));
    }
    found
}

/// Reports missing and misplaced URLs of an OAuth flow.
fn flow(node: &Node<'_>, name: &str) -> Vec<Finding> {
    let Some((_, required)) = FLOWS.iter().find(|(flow, _)| *flow == name) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for url in URLS {
        match (required.contains(url), has(node, url)) {
            (true, false) => {
                let help = format!("add `{url}`, required for the flow `{name}`");
                found.push(missing(node, url, help));
            }
            (false, true) => {
                let place = format!("the OAuth flow `{name}`");
                found.extend(misplaced(node, url, &place, "remove the field"));
            }
            _ => {}
        }
    }
    found
}

/// Reports unknown schemes of a security requirement, and scopes that are no strings or that the
/// scheme does not have.
fn requirement(index: &Index<'_>, node: &Node<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let group = match index.version.has(Versions::V2_0) {
        true => "/securityDefinitions",
        false => "/components/securitySchemes",
    };
    let declared = index.root.pointer(group).and_then(Value::as_object);
    for (name, scopes) in node.value.as_object().into_iter().flatten() {
        let at = child(&node.pointer, name);
        let texts = scopes.as_array();
        if !texts.is_some_and(|all| all.iter().all(Value::is_string)) {
            let shown = type_name(scopes);
            let problem = format!("expected an array of strings for `{name}`, found {shown}");
            let help = "write the names of scopes, or `[]`";
            found.push(Finding::new("wrong-type", &at, problem).help(help));
        }
        let Some(scheme) = index.at(&child(group, name)) else {
            // OpenAPI 3.2 also allows the URI of a scheme.
            if index.version.has(Versions::V3_2) && name.contains(['/', '#', '.']) {
                continue;
            }
            let names = declared.into_iter().flat_map(|all| all.keys());
            let help = match closest(name, names.map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("declare the scheme under `{}`", &group[1..]),
            };
            let problem = format!("undeclared security scheme `{name}`");
            let finding = Finding::new("unknown-security", &at, problem);
            found.push(finding.of_name().help(help));
            continue;
        };
        let kind = index
            .resolved(scheme)
            .and_then(|scheme| scheme.value.get("type"));
        let has_scopes = matches!(
            kind.and_then(Value::as_str),
            None | Some("oauth2" | "openIdConnect")
        );
        if index.version.has(Versions::UNTIL_3_0)
            && !has_scopes
            && texts.is_some_and(|all| !all.is_empty())
        {
            let problem = format!("scopes for `{name}`, which is not an OAuth scheme");
            let finding = Finding::new("unexpected-scopes", &at, problem);
            found.push(finding.help(format!("write `{name}: []`")));
        }
    }
    found
}
