//! Programs that use the complete API of a crate, written from the facts of `outline`.

use codegen::outline::{Fact, FactKind};
use std::fmt::Write as _;

/// A program that uses every type, operation and setting in `facts`.
pub fn program(module: &str, facts: &[Fact]) -> String {
    let mut text = format!(
        "use crate::{module}::{{Client, ClientBuilder, operations::*, types::*}};\n\
         use crate::runtime::{{http::Error, wire::{{File, Json, Map, Nullable, Number}}}};\n\
         use bytes::Bytes;\n"
    );
    let parts = |head: &Fact| -> Vec<&Fact> {
        let all = facts.iter().filter(|fact| fact.path.len() > 1);
        all.filter(|fact| fact.path[0] == head.path[0]).collect()
    };
    for fact in facts {
        let name = &fact.path[0];
        match fact.kind {
            kind if kind.is_type() => {
                let body = uses_of_type(fact, &parts(fact));
                writeln!(text, "fn use_{name}(value: {name}) {{ {body} }}").unwrap();
            }
            FactKind::Operation => text += &uses_of_operation(fact, &parts(fact)),
            FactKind::Setting => {
                writeln!(
                    text,
                    "fn set_{name}(of: ClientBuilder) -> ClientBuilder {{ of.{name}(\"a\") }}"
                )
                .unwrap();
            }
            FactKind::Credential => {
                let arguments = match fact.attribute("by") {
                    Some("basic") => "\"a\", \"b\"",
                    _ => "\"a\"",
                };
                writeln!(
                    text,
                    "fn set_{name}(of: ClientBuilder) -> ClientBuilder {{ of.{name}({arguments}) }}"
                )
                .unwrap();
            }
            _ => {}
        }
    }
    text
}

fn uses_of_type(head: &Fact, parts: &[&Fact]) -> String {
    let name = &head.path[0];
    let of = |kind: FactKind| parts.iter().copied().filter(move |fact| fact.kind == kind);
    match head.kind {
        FactKind::Struct => {
            let others = of(FactKind::Others)
                .map(|fact| format!("let _: &Map<{}> = &value.{}; ", ty(fact), fact.path[1]));
            structure(head, &of(FactKind::Field).collect::<Vec<_>>()) + &others.collect::<String>()
        }
        FactKind::Union => {
            let arms = of(FactKind::Variant).map(|fact| {
                let (variant, ty) = (&fact.path[1], ty(fact));
                format!("{name}::{variant} (inner) => {{ let _: {ty} = inner; }}")
            });
            let made = of(FactKind::Variant).flat_map(sources).enumerate();
            let made = made.map(|(at, from)| {
                format!("fn from_{at}(value: {from}) -> {name} {{ value.into() }} ")
            });
            let made: String = made.collect();
            format!(
                "{made} match value {{ {} _ => {{}} }}",
                arms.collect::<String>()
            )
        }
        FactKind::Strings | FactKind::Integers => {
            let arms = of(FactKind::Value).map(|fact| format!("{name}::{} => {{}}", fact.path[1]));
            let default = head.attribute("defaultValue");
            let default = default.map(|_| format!("let _ = {name}::default(); "));
            format!(
                "{} match value {{ {} _ => {{}} }}",
                default.unwrap_or_default(),
                arms.collect::<String>()
            )
        }
        _ => format!("let _: {} = value;", ty(head)),
    }
}

/// The types that convert to a union by way of a variant.
fn sources(variant: &Fact) -> Vec<String> {
    let all = variant.attributes.iter().filter(|(name, _)| name == "from");
    let from: Vec<String> = all.map(|(_, from)| from.clone()).collect();
    match (variant.attribute("unmade"), from.is_empty()) {
        (Some(_), _) => Vec::new(),
        (None, true) => vec![ty(variant)],
        (None, false) => from,
    }
}

fn structure(head: &Fact, fields: &[&Fact]) -> String {
    let name = &head.path[0];
    let has_new = head.attribute("no_new").is_none();
    let raw = |fact: &Fact| match fact.attribute("name").unwrap_or(&fact.path[1]) {
        "type" => "r#type".to_owned(),
        name => name.to_owned(),
    };
    let required = in_order(fields);
    let arguments: Vec<String> = required
        .iter()
        .map(|fact| format!("value.{}.clone()", raw(fact)))
        .collect();
    let mut text = match has_new {
        true => format!("let made = {name}::new({}); ", arguments.join(", ")),
        false => String::new(),
    };
    let constructors = head.attributes.iter();
    for (_, signature) in constructors.filter(|(key, _)| key == "constructor") {
        text += &constructor(name, signature);
    }
    for fact in &required {
        write!(text, "let _: &{} = &value.{}; ", ty(fact), raw(fact)).unwrap();
    }
    for fact in fields
        .iter()
        .filter(|fact| fact.attribute("required").is_none())
    {
        let (field, plain) = (raw(fact), plain_ty(fact));
        let setter = fact.attribute("name").unwrap_or(&fact.path[1]);
        let inner = match fact.attribute("nullable") {
            Some(_) => format!("Nullable<{plain}>"),
            None => plain.clone(),
        };
        // Without `new`, some properties have no setter.
        write!(text, "let _: &Option<{inner}> = &value.{field}; ").unwrap();
        if !has_new {
            continue;
        }
        write!(
            text,
            "let with: fn({name}) -> {name} = |it| it.with_{setter}(None::<{plain}>.unwrap()); "
        )
        .unwrap();
    }
    text
}

/// A call of a constructor, such as `from_id(String)`.
fn constructor(name: &str, signature: &str) -> String {
    let (function, types) = signature.split_once('(').unwrap();
    let types = types.trim_end_matches(')').split(',');
    let types = types.filter(|ty| !ty.is_empty());
    let arguments: Vec<String> = types.map(|ty| format!("None::<{ty}>.unwrap()")).collect();
    format!("let made = {name}::{function}({}); ", arguments.join(", "))
}

/// A call with every argument and a match on every response.
fn uses_of_operation(head: &Fact, parts: &[&Fact]) -> String {
    let name = &head.path[0];
    let given = |fact: &&&Fact| matches!(fact.kind, FactKind::Parameter | FactKind::Body);
    let given: Vec<&Fact> = parts.iter().filter(given).copied().collect();
    let arguments: Vec<String> = in_order(&given).into_iter().map(value).collect();
    let setters = given
        .iter()
        .filter(|fact| fact.attribute("optional").is_some());
    let setters = setters.map(|fact| {
        let setter = fact.attribute("setter").unwrap_or("body");
        format!(".{setter}({})", value(fact))
    });
    let call = format!(
        "of.{name}({}){}",
        arguments.join(", "),
        setters.collect::<String>()
    );
    let [output, error] = ["output", "error"].map(|name| head.attribute(name).unwrap());
    let arms = |kind: FactKind, of: &str| -> String {
        let answers = parts.iter().filter(|fact| fact.kind == kind);
        let arms = answers.filter_map(|fact| {
            let variant = fact.attribute("variant")?;
            let inner = fact.attribute("type").map(|_| ty(fact));
            Some(match inner {
                Some(ty) => format!("{of}::{variant}(it) => {{ let _: {ty} = it; }} "),
                None => format!("{of}::{variant} => {{}} "),
            })
        });
        arms.collect()
    };
    let pages = parts.iter().filter(|fact| fact.kind == FactKind::Pages).map(|fact| {
        let ty = ty(fact);
        format!("if let Some(Ok(item)) = {call}.items().next_item().await {{ let _: {ty} = item; }} ")
    });
    let events = parts.iter().filter(|fact| fact.kind == FactKind::Events).map(|fact| {
        let ty = ty(fact);
        format!("if let Ok(mut events) = {call}.events().await {{ if let Some(Ok(value)) = events.next_value().await {{ let _: {ty} = value; }} }} ")
    });
    let headers = parts.iter().filter(|fact| fact.kind == FactKind::Header).map(|fact| {
        let (ty, name) = (ty(fact), fact.attribute("name").unwrap());
        format!("if let Ok((_, head)) = {call}.send_with_head().await {{ let _: Option<{ty}> = head.{name}().unwrap(); }} ")
    });
    format!(
        "async fn call_{name}(of: Client) {{ \
         let answer: core::result::Result<{output}, Error<{error}>> = {call}.send().await; \
         match answer {{ \
         Ok(it) => match it {{ {} _ => {{}} }}, \
         Err(Error::Api(failure)) => match failure.body {{ {} _ => {{}} }}, \
         Err(_) => {{}} }} {} {} {} }}\n",
        arms(FactKind::Success, output),
        arms(FactKind::Failure, error),
        pages.collect::<String>(),
        events.collect::<String>(),
        headers.collect::<String>(),
    )
}

/// The required arguments, in order.
fn in_order<'f>(facts: &[&'f Fact]) -> Vec<&'f Fact> {
    let position = |fact: &Fact| fact.attribute("required")?.parse::<usize>().ok();
    let mut all: Vec<&Fact> = facts
        .iter()
        .copied()
        .filter(|fact| position(fact).is_some())
        .collect();
    all.sort_by_key(|fact| position(fact));
    all
}

/// An expression of the fact's type; compiled, but never run.
fn value(fact: &Fact) -> String {
    format!("None::<{}>.unwrap()", ty(fact))
}

fn plain_ty(fact: &Fact) -> String {
    fact.attribute("type").unwrap().to_owned()
}

fn ty(fact: &Fact) -> String {
    match fact.attribute("nullable") {
        Some(_) => format!("Option<{}>", plain_ty(fact)),
        None => plain_ty(fact),
    }
}
