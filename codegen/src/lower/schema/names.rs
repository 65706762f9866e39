//! Names: from codegen.toml, else from the spec.

use crate::ir::TypeId;
use crate::lower::{Lowering, NamePath};
use crate::name::Collision;

impl<'a> Lowering<'a> {
    /// The name in codegen.toml for a pointer.
    pub(crate) fn chosen_name(&self, pointer: &str) -> Option<&'a String> {
        let (pointer, name) = self.config.names.get_key_value(pointer)?;
        self.used_names.borrow_mut().insert(pointer);
        Some(name)
    }

    /// Claims the name of the constant for rules of an argument.
    pub(crate) fn argument_rules(&mut self, place: &NamePath, name: &str) -> String {
        self.argument_rules
            .claim(&format!("{} {name}", place.name))
            .unwrap_or_else(|renamed| renamed.name)
    }

    /// Claims the name of the constant for rules of a shared parameter.
    pub(crate) fn shared_rules(&mut self, component: &str) -> String {
        if let Some(known) = self.shared_rules.get(component) {
            return known.clone();
        }
        let claimed = self.argument_rules.claim(component);
        let name = claimed.unwrap_or_else(|renamed| renamed.name);
        self.shared_rules.insert(component.to_owned(), name.clone());
        name
    }

    /// Adds an inline type.
    pub(crate) fn add_inline(&mut self, place: &NamePath, pointer: &str) -> TypeId {
        let name = self.inline_name(place, pointer);
        self.add_type(name, place.module)
    }

    /// Claims the name of an inline type.
    pub(crate) fn inline_name(&mut self, place: &NamePath, pointer: &str) -> String {
        // For a property, a configured name in PascalCase names the type; a name in snake_case
        // names only the field, and the type name is derived from the field name.
        let chosen = self.chosen_name(pointer);
        let chosen =
            chosen.filter(|name| !is_property(pointer) || name.starts_with(char::is_uppercase));
        let name = self.type_names.claim(chosen.unwrap_or(&place.name));
        self.report_rename(name, pointer)
    }

    /// The configured name for a pointer, else the name on the wire.
    pub(crate) fn configured(&self, pointer: &str, wire: &str) -> String {
        let chosen = self.chosen_name(pointer);
        chosen.map_or(wire, String::as_str).to_owned()
    }

    /// The claimed name of an enum value or argument. Reports a rename only if the new name ends in
    /// a number: a descriptive name is easy to find in a short list.
    pub(crate) fn report_unclear_rename(
        &self,
        claimed: Result<String, Collision>,
        pointer: &str,
    ) -> String {
        match claimed {
            Err(renamed) if !renamed.is_numbered => renamed.name,
            claimed => self.report_rename(claimed, pointer),
        }
    }

    /// The claimed name. Reports a rename.
    pub(crate) fn report_rename(
        &self,
        claimed: Result<String, Collision>,
        pointer: &str,
    ) -> String {
        claimed.unwrap_or_else(|renamed| {
            let Collision {
                name,
                plain,
                holder,
                ..
            } = renamed;
            let reason = match holder {
                Some(holder) => format!("`{holder}` already has the name `{plain}`"),
                None => format!("`{plain}` is reserved in generated code"),
            };
            self.warn(
                "renamed",
                pointer,
                format!("renamed to `{name}`: {reason}"),
                &format!(
                    "to choose the name, add `\"{pointer}\" = \"…\"` under [names] in codegen.toml"
                ),
            );
            name
        })
    }
}

/// True if the pointer leads to a property.
fn is_property(pointer: &str) -> bool {
    let mut segments = pointer.rsplit('/').skip(1);
    segments.next() == Some("properties")
}
