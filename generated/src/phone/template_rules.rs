//! Templates in messages: existence, and the values that a template needs.

use super::answer::Answer;
use crate::runtime::wire::Json;

/// Finds the template of a message.
pub(super) fn find<'t>(templates: &'t [Json], sent: &Json) -> Result<&'t Json, Answer> {
    let (name, language) = (&sent["name"], &sent["language"]["code"]);
    let mut fitting = templates.iter();
    let found = fitting.find(|known| known["name"] == *name && known["language"] == *language);
    let Some(template) = found else {
        let [name, language] = [name, language].map(|text| text.as_str().unwrap_or_default());
        let details = format!("template name ({name}) does not exist in {language}");
        return Err(Answer::error(132_001, details));
    };
    match template["status"].as_str() {
        Some("PAUSED") => Err(Answer::error(132_015, "The template is paused.")),
        Some("DISABLED") => Err(Answer::error(132_016, "The template is disabled.")),
        _ => Ok(template),
    }
}

/// Checks the values of a message against the definition of the template.
pub(super) fn check(template: &Json, sent: &Json) -> Result<(), Answer> {
    let is_named = template["parameter_format"] == "NAMED";
    check_components(&template["components"], &sent["components"], is_named)
}

fn check_components(defined: &Json, sent: &Json, is_named: bool) -> Result<(), Answer> {
    for component in list(defined) {
        let kind = component["type"]
            .as_str()
            .unwrap_or_default()
            .to_lowercase();
        let values = component_of(sent, &kind);
        match kind.as_str() {
            "header" => check_header(component, values, is_named)?,
            "body" => check_texts(&kind, &component["text"], values, is_named)?,
            "buttons" => check_buttons(component, sent)?,
            "carousel" => check_cards(component, values)?,
            _ => {}
        }
    }
    Ok(())
}

fn check_header(defined: &Json, values: Option<&Json>, is_named: bool) -> Result<(), Answer> {
    let format = defined["format"].as_str().unwrap_or("TEXT");
    if format == "TEXT" {
        return check_texts("header", &defined["text"], values, is_named);
    }
    let given = values.map_or(&Json::Null, |values| &values["parameters"][0]["type"]);
    let given = given.as_str().unwrap_or("UNKNOWN").to_uppercase();
    match given == format {
        true => Ok(()),
        false => {
            let details = format!("header: Format mismatch, expected {format}, received {given}");
            Err(Answer::error(132_012, details))
        }
    }
}

/// Compares the number of values with the number of placeholders, and the names of both.
fn check_texts(
    kind: &str,
    text: &Json,
    values: Option<&Json>,
    is_named: bool,
) -> Result<(), Answer> {
    let wanted = placeholders(text.as_str().unwrap_or_default());
    let given = list(values.map_or(&Json::Null, |values| &values["parameters"]));
    if wanted.len() != given.len() {
        let (given, wanted) = (given.len(), wanted.len());
        let details = format!(
            "{kind}: number of localizable_params ({given}) does not match the expected number of params ({wanted})"
        );
        return Err(Answer::error(132_000, details));
    }
    let is_given = |name: &&String| given.iter().any(|value| value["parameter_name"] == ***name);
    match wanted.iter().find(|name| is_named && !is_given(name)) {
        Some(name) => Err(Answer::error(
            100,
            format!("{kind}: the value with the parameter_name `{name}` is missing"),
        )),
        None => Ok(()),
    }
}

/// The distinct names between `{{` and `}}`.
fn placeholders(text: &str) -> Vec<String> {
    let names = text.split("{{").skip(1);
    let names = names.filter_map(|rest| rest.split_once("}}"));
    let mut found: Vec<String> = Vec::new();
    for (name, _) in names {
        if !found.iter().any(|known| known == name.trim()) {
            found.push(name.trim().to_owned());
        }
    }
    found
}

/// A link with a placeholder and a coupon code need a value.
fn check_buttons(defined: &Json, sent: &Json) -> Result<(), Answer> {
    for (index, button) in list(&defined["buttons"]).iter().enumerate() {
        let url = button["url"].as_str().unwrap_or_default();
        let kind = button["type"].as_str().unwrap_or_default();
        if !url.contains("{{") && kind != "COPY_CODE" {
            continue;
        }
        let is_own = |component: &&Json| {
            component["type"] == "button" && digits(&component["index"]) == index.to_string()
        };
        if !list(sent).iter().any(|component| is_own(&component)) {
            let details =
                format!("buttons: Button at index {index} of type {kind} requires a parameter");
            return Err(Answer::error(131_008, details));
        }
    }
    Ok(())
}

fn check_cards(defined: &Json, values: Option<&Json>) -> Result<(), Answer> {
    let cards = list(&defined["cards"]);
    let given = list(values.map_or(&Json::Null, |values| &values["cards"]));
    if cards.len() != given.len() {
        let (given, wanted) = (given.len(), cards.len());
        let details = format!("carousel: {given} cards, but the template has {wanted}");
        return Err(Answer::error(132_000, details));
    }
    let mut pairs = cards.iter().zip(given);
    pairs.try_for_each(|(card, given)| {
        check_components(&card["components"], &given["components"], false)
    })
}

/// The sent component of a kind.
fn component_of<'s>(sent: &'s Json, kind: &str) -> Option<&'s Json> {
    let is_kind = |component: &&Json| {
        let found = component["type"].as_str().unwrap_or_default();
        found.eq_ignore_ascii_case(kind)
    };
    list(sent).iter().find(is_kind)
}

/// An index, as text or number.
fn digits(index: &Json) -> String {
    index
        .as_str()
        .map_or_else(|| index.to_string(), str::to_owned)
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}
