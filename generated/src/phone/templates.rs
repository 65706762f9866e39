//! Templates: the known ones, and the operations of the account.

use super::answer::Answer;
use super::state::{Data, Shared};
use super::{delivery, webhook};
use crate::runtime::wire::Json;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A few templates of each form.
const KNOWN: &str = include_str!("templates.json");

/// The templates of a new phone.
pub(super) fn known() -> Vec<Json> {
    let templates: Vec<Json> =
        serde_json::from_str(KNOWN).expect("the file of the crate is a list of templates");
    templates.into_iter().map(complete).collect()
}

/// Adds the properties that a template of a file may leave out.
pub(super) fn complete(mut template: Json) -> Json {
    let name = template["name"].as_str().unwrap_or_default();
    let language = template["language"].as_str().unwrap_or("en_US").to_owned();
    // The ids of the service are numbers without a meaning.
    let bytes = name.bytes().chain(language.bytes());
    let id = bytes.fold(7_u64, |sum, byte| {
        (sum * 31 + u64::from(byte)) % 1_000_000_007
    });
    let defaults = [
        ("id", json!((1_000_000_000_000_000 + id).to_string())),
        ("language", json!(language)),
        ("status", json!("APPROVED")),
        ("category", json!("UTILITY")),
        ("components", json!([])),
    ];
    for (name, value) in defaults {
        if template[name].is_null() {
            template[name] = value;
        }
    }
    template
}

/// Lists the templates that fit the filters of the query, in pages.
pub(super) fn list(data: &Data, query: &BTreeMap<String, String>) -> Answer {
    let fits = |template: &&Json| {
        ["name", "status", "category", "language"]
            .iter()
            .all(|name| {
                let wanted = query.get(*name);
                wanted.is_none_or(|wanted| template[name].as_str() == Some(wanted))
            })
    };
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let (start, limit) = (number("after").unwrap_or(0), number("limit").unwrap_or(25));
    let found: Vec<&Json> = data.templates.iter().filter(fits).collect();
    let end = start.saturating_add(limit).min(found.len());
    let page = found.get(start..end).unwrap_or_default();
    let mut body = json!({ "data": page });
    if !page.is_empty() {
        let cursors = json!({ "before": start.to_string(), "after": end.to_string() });
        body["paging"] = json!({ "cursors": cursors });
        if end < found.len() {
            body["paging"]["next"] = json!(format!("?after={end}&limit={limit}"));
        }
    }
    Answer::ok(body)
}

/// The template with this id.
pub(super) fn get(data: &Data, id: &str) -> Option<Answer> {
    let mut templates = data.templates.iter();
    let found = templates.find(|template| template["id"] == id)?;
    Some(Answer::ok(found.clone()))
}

/// Adds a template, and approves the template at once.
pub(super) fn create(shared: &Arc<Shared>, body: &Json) -> Answer {
    let mut template = complete(body.clone());
    let mut data = shared.data();
    let is_same = |known: &Json| {
        known["name"] == template["name"] && known["language"] == template["language"]
    };
    if data.templates.iter().any(is_same) {
        return Answer::error(100, "A template with the name and language exists.");
    }
    let id = (1_000_000_000_000_000 + data.number() % 1_000_000_000_000).to_string();
    template["id"] = json!(id);
    let value = json!({
        "event": "APPROVED", "message_template_id": id.parse::<u64>().unwrap_or_default(),
        "message_template_name": template["name"],
        "message_template_language": template["language"],
        "message_template_category": template["category"], "reason": "NONE",
    });
    let answer = json!({ "id": id, "status": "APPROVED", "category": template["category"] });
    data.templates.push(template);
    drop(data);
    let body = webhook::change("message_template_status_update", &value);
    delivery::start(shared, "template: APPROVED", &body);
    Answer::ok(answer)
}

/// Changes a template; `None` if the id is not the id of a template.
pub(super) fn edit(data: &mut Data, id: &str, body: &Json) -> Option<Answer> {
    let mut templates = data.templates.iter_mut();
    let template = templates.find(|template| template["id"] == id)?;
    for (name, value) in body.as_object()? {
        template[name] = value.clone();
    }
    Some(Answer::success())
}

/// Deletes the templates with the name, and the id if the query has an id.
pub(super) fn delete(data: &mut Data, query: &BTreeMap<String, String>) -> Answer {
    let before = data.templates.len();
    data.templates.retain(|template| {
        let fits = |name: &str, wanted: &str| {
            let wanted = query.get(wanted);
            wanted.is_none_or(|wanted| template[name].as_str() == Some(wanted))
        };
        !(fits("name", "name") && fits("id", "hsm_id"))
    });
    match data.templates.len() < before {
        true => Answer::success(),
        false => Answer::error(100, "No template has the name."),
    }
}
