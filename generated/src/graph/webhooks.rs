//! The envelope of Meta's webhooks: `entry`, `changes`, `field`, `value`.

use crate::runtime::webhooks::Unknown;
use crate::runtime::wire::Json;

/// A change inside a body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// `entry[].id`: the id of the account.
    pub account_id: Option<String>,
    /// `entry[].time`: when the service created the entry.
    pub time: Option<Json>,
    /// `field`: the kind of change.
    pub field: String,
    /// The change as received: `field`, `value` and further properties.
    pub json: Json,
}

/// Splits a body into changes. An entry or a change of an unexpected shape becomes an [`Unknown`];
/// the rest of the body is still split.
#[must_use]
pub fn changes(mut body: Json) -> Vec<Result<Change, Unknown>> {
    let Some(entries) = take_list(&mut body, "entry") else {
        return vec![Err(Unknown::new(body, "the body has no list `entry`"))];
    };
    let mut found = Vec::new();
    for mut entry in entries {
        let Some(changes) = take_list(&mut entry, "changes") else {
            found.push(Err(Unknown::new(entry, "the entry has no list `changes`")));
            continue;
        };
        let account_id = entry.get("id").and_then(text);
        for json in changes {
            let field = json.get("field").and_then(Json::as_str).map(str::to_owned);
            found.push(match field {
                None => Err(Unknown::new(json, "the change has no `field`")),
                Some(field) => Ok(Change {
                    account_id: account_id.clone(),
                    time: entry.get("time").cloned(),
                    field,
                    json,
                }),
            });
        }
    }
    found
}

/// Moves a list out of an object. A property that is not a list stays.
fn take_list(object: &mut Json, name: &str) -> Option<Vec<Json>> {
    match object.get_mut(name)? {
        Json::Array(list) => Some(std::mem::take(list)),
        _ => None,
    }
}

/// Returns a string, or a number as a string: Meta sends ids in both forms.
#[must_use]
pub fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keeps_neighbours_of_broken_parts() {
        let body = json!({ "object": "page", "entry": [
            7,
            { "id": 5, "time": 6, "changes": [{ "field": "a", "value": 1 }, { "value": 2 }] },
            { "id": "8", "changes": {} },
            { "id": "9", "changes": [{ "field": "b" }] },
        ] });
        let found: Vec<_> = changes(body)
            .into_iter()
            .map(|change| match change {
                Ok(change) => (change.account_id.unwrap(), change.field),
                // Without text: the order of properties depends on a feature of `serde_json`.
                Err(unknown) => (unknown.json["id"].to_string(), unknown.reason),
            })
            .collect();
        let expected = [
            ("null", "the entry has no list `changes`"),
            ("5", "a"),
            ("null", "the change has no `field`"),
            ("\"8\"", "the entry has no list `changes`"),
            ("9", "b"),
        ];
        let expected = expected.map(|(left, right)| (left.to_owned(), right.to_owned()));
        assert_eq!(found, expected);
        let unknown = changes(json!([1])).remove(0).unwrap_err();
        assert_eq!(
            (unknown.json, &*unknown.reason),
            (json!([1]), "the body has no list `entry`")
        );
    }
}
