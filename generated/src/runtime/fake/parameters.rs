//! Reads the arguments of a request, the inverse of the styles of the client.

use crate::runtime::fake::pairs::decode_query;
use crate::runtime::fake::read::{Shape, Texts, scalar, texts};
use crate::runtime::fake::schema::Schema;
use crate::runtime::http::{Parameter, Style, decode};
use crate::runtime::wire::Json;

/// The value of a parameter: `None` if missing, an error if not readable.
pub(super) type Argument = Result<Option<Json>, String>;

/// Reads a path parameter from percent-encoded text.
pub(super) fn of_path(parameter: &Parameter, schema: &Schema, text: &str) -> Argument {
    let name = parameter.name;
    let (text, separator) = match parameter.style {
        Style::Label => {
            let text = text.strip_prefix('.').ok_or("does not start with `.`")?;
            (text, if parameter.explode { '.' } else { ',' })
        }
        Style::Matrix => {
            let text = text.strip_prefix(';').ok_or("does not start with `;`")?;
            return Ok(Some(of_matrix(parameter, schema, text)));
        }
        Style::Json => return json(&decode(text)),
        _ => (text, ','),
    };
    debug_assert!(!name.is_empty());
    Ok(Some(joined(parameter, schema, text, separator, &decode)))
}

/// `color=blue`, or with `explode` `color=blue;color=black`.
fn of_matrix(parameter: &Parameter, schema: &Schema, text: &str) -> Json {
    let prefix = format!("{}=", parameter.name);
    let value = |text: &str| text.strip_prefix(&prefix).unwrap_or("").to_owned();
    match Shape::of(schema, text.contains([',', ';'])) {
        Shape::Array if parameter.explode => {
            let items = text.split(';').map(|item| decode(&value(item)));
            texts(Texts::Items(items.collect()), schema)
        }
        Shape::Object if parameter.explode => {
            let members = text.split(';').map(|pair| split_pair(pair, &decode));
            texts(Texts::Members(members.collect()), schema)
        }
        _ => joined(parameter, schema, &value(text), ',', &decode),
    }
}

/// Reads a header.
pub(super) fn of_header(parameter: &Parameter, schema: &Schema, text: &str) -> Argument {
    if parameter.style == Style::Json {
        return json(text);
    }
    let trimmed = |text: &str| text.trim().to_owned();
    Ok(Some(joined(parameter, schema, text, ',', &trimmed)))
}

/// Reads a parameter from the pairs of a query, a cookie or a form.
///
/// `others` are the names of the remaining parameters: an exploded object takes the pairs that no
/// parameter claims.
pub(super) fn of_pairs(
    parameter: &Parameter,
    schema: &Schema,
    pairs: &[(String, &str)],
    others: &dyn Fn(&str) -> bool,
    decode: &dyn Fn(&str) -> String,
) -> Argument {
    if parameter.style == Style::DeepObject {
        return Ok(super::deep::object(parameter.name, schema, pairs, decode));
    }
    let own = || pairs.iter().filter(|(name, _)| name == parameter.name);
    let first = own().next().map(|(_, value)| *value);
    if parameter.style == Style::Json {
        return first.map_or(Ok(None), |text| json(&decode(text)));
    }
    let separators: &[&str] = match parameter.style {
        Style::SpaceDelimited => &["%20", "+", " "],
        Style::PipeDelimited => &["%7C", "%7c", "|"],
        _ => &[","],
    };
    let has_separators = match parameter.explode {
        true => own().count() != 1,
        false => first.is_some_and(|text| separators.iter().any(|one| text.contains(one))),
    };
    let value = match Shape::of(schema, has_separators) {
        Shape::Array if parameter.explode => {
            let items: Vec<String> = own().map(|(_, value)| decode(value)).collect();
            (!items.is_empty()).then(|| texts(Texts::Items(items), schema))
        }
        Shape::Object if parameter.explode => {
            let names = schema.names();
            let takes = |name: &str| names.contains(&name) || (names.is_empty() && !others(name));
            let members = pairs.iter().filter(|(name, _)| takes(name));
            let members = members.map(|(name, value)| (name.clone(), decode(value)));
            let members: Vec<(String, String)> = members.collect();
            (!members.is_empty()).then(|| texts(Texts::Members(members), schema))
        }
        Shape::Scalar => first.map(|text| scalar(decode(text), schema)),
        Shape::Array | Shape::Object => first.map(|text| {
            let text = separators[1..].iter().fold(text.to_owned(), |text, one| {
                text.replace(one, separators[0])
            });
            split_joined(parameter, schema, &text, separators[0], decode)
        }),
    };
    Ok(value)
}

/// The value of a missing parameter: the client omits empty arrays and objects.
pub(super) fn if_missing(schema: &Schema) -> Option<Json> {
    if Shape::of(schema, true) == Shape::Scalar {
        return None;
    }
    let empty = [
        Json::Array(Vec::new()),
        Json::Object(serde_json::Map::new()),
    ];
    empty.into_iter().find(|value| schema.is_valid(value))
}

fn joined(
    parameter: &Parameter,
    schema: &Schema,
    text: &str,
    separator: char,
    decode: &dyn Fn(&str) -> String,
) -> Json {
    match Shape::of(schema, text.contains(separator)) {
        Shape::Scalar => scalar(decode(text), schema),
        Shape::Array | Shape::Object => {
            let separator = separator.to_string();
            split_joined(parameter, schema, text, &separator, decode)
        }
    }
}

/// Reads an array or object in a single text: `a,1,b,2` or with `explode` `a=1,b=2` for objects.
fn split_joined(
    parameter: &Parameter,
    schema: &Schema,
    text: &str,
    separator: &str,
    decode: &dyn Fn(&str) -> String,
) -> Json {
    let pieces: Vec<&str> = match text {
        "" => Vec::new(),
        text => text.split(separator).collect(),
    };
    if Shape::of(schema, true) == Shape::Array {
        let items = pieces.into_iter().map(decode).collect();
        return texts(Texts::Items(items), schema);
    }
    let members = match parameter.explode {
        true => pieces.iter().map(|pair| split_pair(pair, decode)).collect(),
        false => {
            let pairs = pieces.chunks(2);
            let value = |pair: &[&str]| pair.get(1).map(|text| decode(text)).unwrap_or_default();
            pairs.map(|pair| (decode(pair[0]), value(pair))).collect()
        }
    };
    texts(Texts::Members(members), schema)
}

fn split_pair(pair: &str, decode: &dyn Fn(&str) -> String) -> (String, String) {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    (decode(name), decode(value))
}

fn json(text: &str) -> Argument {
    let value = serde_json::from_str(text);
    value
        .map(Some)
        .map_err(|error| format!("is not valid JSON: {error}"))
}

/// Decodes the text of a query.
pub(super) fn query_text(text: &str) -> String {
    decode_query(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
