//! Converts a URI template to a path with parameters.

use serde_json::{Value, json};

/// An operation whose URL is the expansion of a template.
pub struct Operation {
    /// The path, without the leading slash.
    pub path: String,
    /// Parameter objects.
    pub parameters: Vec<Value>,
    /// The arguments as Rust expressions.
    pub arguments: Vec<String>,
}

/// Converts a template; an error is the reason why OpenAPI cannot express the template.
pub fn operation(template: &str, variables: &Value) -> Result<Operation, String> {
    let mut operation = Operation {
        path: String::new(),
        parameters: Vec::new(),
        arguments: Vec::new(),
    };
    let mut rest = template;
    // A literal query, such as `?fixed=yes`, becomes parameters.
    let mut query: Option<String> = None;
    while !rest.is_empty() {
        let (literal, after) = rest.split_once('{').unwrap_or((rest, ""));
        match (&mut query, literal.split_once('?')) {
            (Some(query), _) => query.push_str(literal),
            (None, Some((path, start))) => {
                operation.path.push_str(path);
                query = Some(start.to_owned());
            }
            (None, None) => operation.path.push_str(literal),
        }
        if rest.len() == literal.len() {
            break;
        }
        let (expression, after) = after.split_once('}').ok_or("invalid template")?;
        operation.expression(expression, variables, &mut query)?;
        rest = after;
    }
    if let Some(literal) = query {
        operation.literal_query(&literal)?;
    }
    if !operation.path.is_ascii() || operation.path.contains(['\'', '%']) {
        return Err("literals of a path are sent as written".to_owned());
    }
    Ok(operation)
}

impl Operation {
    fn expression(
        &mut self,
        expression: &str,
        variables: &Value,
        query: &mut Option<String>,
    ) -> Result<(), String> {
        let operator = expression
            .chars()
            .next()
            .filter(|first| "+#./;?&".contains(*first));
        let list = &expression[operator.map_or(0, char::len_utf8)..];
        let (location, style) = match operator {
            None => ("path", "simple"),
            Some('/') if query.is_none() => ("path", "simple"),
            Some('.') => ("path", "label"),
            Some(';') => ("path", "matrix"),
            Some('?') if query.is_none() => ("query", "form"),
            Some('&') => ("query", "form"),
            Some('+') => return Err("`+`: a path parameter is always percent-encoded".to_owned()),
            Some('#') => return Err("`#`: a request has no fragment".to_owned()),
            Some(_) => return Err("an operator inside a query".to_owned()),
        };
        if location == "path" && query.is_some() {
            return Err("an expression inside a query without `?` or `&`".to_owned());
        }
        if location == "query" {
            // An empty literal: all parameters are expressions.
            query.get_or_insert_default();
        }
        for (index, variable) in list.split(',').enumerate() {
            if variable.contains(':') {
                return Err("`:`: OpenAPI has no prefixes of values".to_owned());
            }
            let name = variable.trim_end_matches('*');
            let explode = variable.ends_with('*');
            let value = &variables[name];
            let is_empty = value.as_array().is_some_and(Vec::is_empty)
                || value.as_object().is_some_and(serde_json::Map::is_empty);
            match (operator, index) {
                (None, 1..) => self.path.push(','),
                (Some('/'), _) => self.path.push('/'),
                _ => {}
            }
            if location == "path" {
                if value.is_null() || is_empty {
                    return Err("a path parameter always has a value".to_owned());
                }
                if operator == Some('/') && explode && !value.is_string() {
                    return Err("`/` with `*`: a path parameter is a single segment".to_owned());
                }
                self.path.extend(["{", name, "}"]);
            }
            self.parameter(name, (location, style, explode), value)?;
        }
        Ok(())
    }

    /// Adds a parameter with a value. A parameter without a value is optional.
    fn parameter(
        &mut self,
        name: &str,
        (location, style, explode): (&str, &str, bool),
        value: &Value,
    ) -> Result<(), String> {
        if self
            .parameters
            .iter()
            .any(|parameter| parameter["name"] == name)
        {
            return Err("a variable appears twice; names of parameters are unique".to_owned());
        }
        let text = json!({ "type": "string" });
        let schema = match value {
            Value::Array(_) => json!({ "type": "array", "items": text }),
            Value::Object(_) => json!({ "type": "object", "additionalProperties": text }),
            _ => text,
        };
        self.parameters.push(json!({
            "name": name, "in": location, "style": style, "explode": explode,
            "required": !value.is_null(), "schema": schema,
        }));
        match value {
            Value::Null => {}
            Value::Array(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|item| format!("{:?}.to_owned()", scalar(item)))
                    .collect();
                self.arguments
                    .push(format!("vec![{}] as Vec<String>", items.join(", ")));
            }
            Value::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (name.clone(), Value::from(scalar(value))));
                let members: serde_json::Map<String, Value> = members.collect();
                self.arguments
                    .push(format!("map({:?})", Value::Object(members).to_string()));
            }
            value => self.arguments.push(format!("{:?}", scalar(value))),
        }
        Ok(())
    }

    /// Adds the pairs of a literal query as the first parameters.
    fn literal_query(&mut self, literal: &str) -> Result<(), String> {
        let path = self
            .parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
            .count();
        for (index, pair) in literal
            .split('&')
            .filter(|pair| !pair.is_empty())
            .enumerate()
        {
            let (name, value) = pair
                .split_once('=')
                .filter(|(_, value)| !value.is_empty())
                .ok_or("a query without values")?;
            self.parameters.insert(
                path + index,
                json!({
                    "name": name, "in": "query", "required": true, "schema": { "type": "string" },
                }),
            );
            self.arguments.insert(path + index, format!("{value:?}"));
        }
        Ok(())
    }
}

/// A scalar as text.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
