//! Style `deepObject`: `filter[color]=red&filter[size][0]=1`.

use crate::runtime::fake::read::scalar;
use crate::runtime::fake::schema::Schema;
use crate::runtime::wire::Json;

/// A value under construction.
#[derive(Default)]
struct Tree<'t> {
    text: Option<&'t str>,
    members: Vec<(&'t str, Tree<'t>)>,
}

/// Reads the pairs whose names start with `name`; `None` without such a pair.
pub(super) fn object(
    name: &str,
    schema: &Schema,
    pairs: &[(String, &str)],
    decode: &dyn Fn(&str) -> String,
) -> Option<Json> {
    let mut tree = Tree::default();
    for (found, value) in pairs {
        let Some(keys) = found.strip_prefix(name) else {
            continue;
        };
        if keys.is_empty() || keys.starts_with('[') {
            tree.insert(keys, value);
        }
    }
    let is_found = tree.text.is_some() || !tree.members.is_empty();
    is_found.then(|| tree.json(schema, decode))
}

impl<'t> Tree<'t> {
    fn insert(&mut self, keys: &'t str, value: &'t str) {
        let key = keys.strip_prefix('[').and_then(|keys| keys.split_once(']'));
        let Some((key, rest)) = key else {
            self.text = Some(value);
            return;
        };
        let known = self.members.iter().position(|(name, _)| *name == key);
        // `a[]=1&a[]=2` adds an item per pair.
        let index = known.filter(|_| !key.is_empty()).unwrap_or_else(|| {
            self.members.push((key, Tree::default()));
            self.members.len() - 1
        });
        self.members[index].1.insert(rest, value);
    }

    fn json(&self, schema: &Schema, decode: &dyn Fn(&str) -> String) -> Json {
        if let (Some(text), true) = (self.text, self.members.is_empty()) {
            return scalar(decode(text), schema);
        }
        let is_index = |(name, _): &(&str, Tree)| name.bytes().all(|byte| byte.is_ascii_digit());
        let declares = self
            .members
            .iter()
            .any(|(name, _)| schema.property(name).is_some());
        if self.members.iter().all(is_index) && !declares {
            let items = self.members.iter().enumerate();
            let items = items.map(|(index, (_, tree))| tree.json(&schema.item(index), decode));
            return Json::Array(items.collect());
        }
        let members = self.members.iter().map(|(name, tree)| {
            let value = tree.json(&schema.any_property(name), decode);
            ((*name).to_owned(), value)
        });
        Json::Object(members.collect())
    }
}
