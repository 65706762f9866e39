//! Random JSON values for the schemas of the spec, mostly valid.

use crate::support::shipped_spec::SPEC;
use serde_json::{Map, Value, json};

/// Random bytes for decisions, followed by zeros: shorter input gives a smaller value.
pub struct Entropy<'b> {
    bytes: std::slice::Iter<'b, u8>,
    depth: u32,
}

impl<'b> Entropy<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Entropy {
            bytes: bytes.iter(),
            depth: 0,
        }
    }

    fn byte(&mut self) -> usize {
        self.bytes.next().copied().unwrap_or_default().into()
    }

    fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { self.byte() % limit }
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.byte() % many == many - 1
    }
}

/// A value for a component schema.
pub fn value(name: &str, entropy: &mut Entropy<'_>) -> Value {
    make(
        &json!({ "$ref": format!("#/components/schemas/{name}") }),
        entropy,
    )
}

fn resolve(schema: &Value) -> &Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => resolve(SPEC.pointer(&reference[1..]).unwrap()),
        None => schema,
    }
}

fn make(schema: &Value, entropy: &mut Entropy<'_>) -> Value {
    let schema = resolve(schema);
    if let Some(value) = schema.get("const") {
        return value.clone();
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values[entropy.below(values.len())].clone();
    }
    entropy.depth += 1;
    let value = if let Some(branches) = alternatives(schema) {
        let branch = &branches[entropy.below(branches.len())];
        let mut value = match is_about_required_alone(branch) {
            true => json!({}),
            false => make(branch, entropy),
        };
        if schema.get("properties").is_some() {
            merge(&mut value, object(schema, &required(branch), entropy));
        }
        value
    } else {
        match kind(schema, entropy) {
            "object" => object(schema, &[], entropy),
            "array" => array(schema, entropy),
            "string" => text(schema, entropy),
            "integer" => json!(number(schema, entropy)),
            "number" => {
                if entropy.one_in(2) {
                    json!(number(schema, entropy))
                } else {
                    json!(f64::from(i32::try_from(number(schema, entropy)).unwrap()) / 4.0)
                }
            }
            "boolean" => json!(entropy.one_in(2)),
            _ => json!({ "any": entropy.byte() }),
        }
    };
    entropy.depth -= 1;
    value
}

fn alternatives(schema: &Value) -> Option<&Vec<Value>> {
    schema
        .get("oneOf")
        .or_else(|| schema.get("anyOf"))?
        .as_array()
}

/// True if a branch only lists required members, and the schema around it declares them.
fn is_about_required_alone(branch: &Value) -> bool {
    let mut keywords = branch.as_object().into_iter().flat_map(Map::keys);
    branch.get("required").is_some() && keywords.all(|keyword| keyword == "required")
}

fn required(schema: &Value) -> Vec<String> {
    let names = resolve(schema).get("required").and_then(Value::as_array);
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

fn kind<'s>(schema: &'s Value, entropy: &mut Entropy<'_>) -> &'s str {
    match schema.get("type") {
        Some(Value::String(name)) => name,
        Some(Value::Array(names)) => names[entropy.below(names.len())].as_str().unwrap(),
        _ if schema.get("properties").is_some() || schema.get("allOf").is_some() => "object",
        _ => "any",
    }
}

fn merge(value: &mut Value, other: Value) {
    match (value, other) {
        (Value::Object(value), Value::Object(other)) => value.extend(other),
        (value, other) => *value = other,
    }
}

fn object(schema: &Value, wanted: &[String], entropy: &mut Entropy<'_>) -> Value {
    let mut members = Map::new();
    for inherited in schema
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if inherited.get("if").is_none()
            && resolve(inherited).get("properties").is_some()
            && let Value::Object(inherited) = make(inherited, entropy)
        {
            members.extend(inherited);
        }
    }
    let required = required(schema);
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        // `true` and `false` beside a base that declares the member.
        if property.is_boolean() {
            continue;
        }
        let is_required = required.contains(name) || wanted.contains(name);
        if is_required || (entropy.depth < 6 && entropy.one_in(3)) {
            members.insert(name.clone(), make(property, entropy));
        }
    }
    for condition in schema
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        obey(condition, &mut members, entropy);
    }
    if entropy.one_in(16) {
        members.insert("undeclared".into(), json!(entropy.byte()));
    }
    Value::Object(members)
}

/// Usually fulfils the `then` of a condition if the object fulfils the `if`.
fn obey(condition: &Value, members: &mut Map<String, Value>, entropy: &mut Entropy<'_>) {
    let (Some(test), Some(then)) = (condition.get("if"), condition.get("then")) else {
        return;
    };
    let holds = jsonschema::draft202012::is_valid(test, &Value::Object(members.clone()));
    if !holds || entropy.one_in(8) {
        return;
    }
    for (name, property) in then
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if members.contains_key(name) && property.get("$ref").is_some() {
            members.insert(name.clone(), make(property, entropy));
        }
    }
    for name in required(then) {
        members
            .entry(name)
            .or_insert_with(|| json!({ "text": "made" }));
    }
    let forbidden = |not: &Value| required(not);
    let not = then.get("not").cloned().unwrap_or_default();
    let several = not
        .get("anyOf")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    for name in std::iter::once(&not).chain(&several).flat_map(forbidden) {
        members.remove(&name);
    }
}

fn array(schema: &Value, entropy: &mut Entropy<'_>) -> Value {
    let bound = |name: &str| schema.get(name).and_then(Value::as_u64);
    let least = usize::try_from(bound("minItems").unwrap_or(0)).unwrap();
    let count = least + entropy.below(if entropy.depth < 5 { 3 } else { 1 });
    let any = json!({});
    let items = schema.get("items").unwrap_or(&any);
    Value::Array((0..count).map(|_| make(items, entropy)).collect())
}

fn text(schema: &Value, entropy: &mut Entropy<'_>) -> Value {
    let bound = |name: &str| schema.get(name).and_then(Value::as_u64).unwrap_or(0);
    let samples = [
        "7",
        "2026-01-31",
        "https://a.example/b",
        "a@b.example",
        "BRL",
        "text",
        "é🚀",
        "",
        " edge ",
        "v23.0",
    ];
    let mut text = samples[entropy.below(samples.len())].to_owned();
    if entropy.one_in(12) {
        text = "x".repeat(usize::try_from(bound("maxLength")).unwrap() + entropy.below(2));
    }
    Value::String(text)
}

fn number(schema: &Value, entropy: &mut Entropy<'_>) -> i64 {
    let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
    let least = bound("minimum").unwrap_or(-3);
    let most = bound("maximum").unwrap_or(least + 1000);
    let span = usize::try_from(most - least + 3).unwrap_or(200);
    least - 1 + i64::try_from(entropy.below(span)).unwrap()
}

/// Changes a value in one to three places.
pub fn spoil(value: &mut Value, entropy: &mut Entropy<'_>) {
    for _ in 0..=entropy.below(3) {
        spoil_once(value, entropy);
    }
}

fn spoil_once(value: &mut Value, entropy: &mut Entropy<'_>) {
    let deeper = !entropy.one_in(4);
    match value {
        Value::Object(members) if deeper && !members.is_empty() => {
            let index = entropy.below(members.len());
            spoil_once(members.values_mut().nth(index).unwrap(), entropy);
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let index = entropy.below(items.len());
            spoil_once(&mut items[index], entropy);
        }
        Value::Object(members) => {
            let name = members.keys().nth(entropy.below(members.len())).cloned();
            match (entropy.below(3), name) {
                (0, Some(name)) => _ = members.remove(&name),
                (1, Some(name)) => {
                    let moved = members.remove(&name).unwrap();
                    members.insert("another".into(), moved);
                }
                _ => _ = members.insert("undeclared".into(), json!("here")),
            }
        }
        Value::Array(items) => match (entropy.below(3), items.first().cloned()) {
            (0, _) => items.clear(),
            (1, Some(first)) => items.extend(vec![first; 12]),
            _ => items.push(json!("item")),
        },
        Value::String(text) => match entropy.below(5) {
            0 => text.clear(),
            // Long text is not repeated again, to keep memory small.
            1 if text.len() < 5_000 => *text = text.repeat(600),
            2 => *value = json!(7),
            3 => *value = Value::Null,
            _ => *text = "other".into(),
        },
        other => {
            *other = match entropy.below(4) {
                0 => json!("text"),
                1 => json!(-1.5),
                2 => Value::Null,
                _ => json!([]),
            }
        }
    }
}
