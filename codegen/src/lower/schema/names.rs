//! Names: from codegen.toml, else from the spec.

use crate::lower::schema::Schemas;
use crate::name::Collision;

impl<'a> Schemas<'a> {
    /// The name in codegen.toml for a pointer.
    pub(crate) fn chosen_name(&self, pointer: &str) -> Option<&'a String> {
        let (pointer, name) = self.config.names.get_key_value(pointer)?;
        self.used_names.borrow_mut().insert(pointer);
        Some(name)
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
