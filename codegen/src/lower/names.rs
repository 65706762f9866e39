//! Claiming names, by what the settings say or else by what things are called on the wire.

use super::{Lowering, Place};
use crate::ir::TypeId;
use crate::name::Renamed;

impl Lowering<'_> {
    /// Claims the name of the constant with the rules of an operation's argument.
    pub(super) fn argument_rules(&mut self, place: &Place, name: &str) -> String {
        self.argument_rules
            .claim(&format!("{} {name}", place.name))
            .unwrap_or_else(|renamed| renamed.name)
    }

    /// The name of the constant with the rules of a component that is a parameter.
    pub(super) fn shared_rules(&mut self, component: &str) -> String {
        if let Some(known) = self.shared_rules.get(component) {
            return known.clone();
        }
        let claimed = self.argument_rules.claim(component);
        let name = claimed.unwrap_or_else(|renamed| renamed.name);
        self.shared_rules.insert(component.to_owned(), name.clone());
        name
    }

    /// Claims the name of an inline type.
    pub(super) fn add_inline(&mut self, place: &Place, pointer: &str) -> TypeId {
        // What is chosen for a member names its type if it is written like one, and otherwise only
        // the member: the type is named by the place, of which the member's name is a part.
        let chosen = self.config.names.get(pointer);
        let chosen =
            chosen.filter(|name| !is_member(pointer) || name.starts_with(char::is_uppercase));
        let name = self.type_names.claim(chosen.unwrap_or(&place.name));
        let name = self.settle(name, pointer);
        self.add_type(name, place.module)
    }

    /// What is to be named at a pointer: what the configuration says, or else its name on the wire.
    pub(super) fn chosen(&self, pointer: &str, wire: &str) -> String {
        let chosen = self.config.names.get(pointer);
        chosen.map_or(wire, String::as_str).to_owned()
    }

    /// The name that was claimed, of a value or an argument. In a list of its own, a name that says
    /// what it names is found where it is looked for; only one that does not is told.
    pub(super) fn settle_in_list(&self, claimed: Result<String, Renamed>, pointer: &str) -> String {
        match claimed {
            Err(renamed) if !renamed.is_counted => renamed.name,
            claimed => self.settle(claimed, pointer),
        }
    }

    /// The name that was claimed; one that differs from the plain one is told.
    pub(super) fn settle(&self, claimed: Result<String, Renamed>, pointer: &str) -> String {
        claimed.unwrap_or_else(|renamed| {
            let Renamed { name, plain, holder, .. } = renamed;
            let reason = match holder {
                Some(holder) => format!("`{holder}` has the name `{plain}` already"),
                None => format!("`{plain}` has a meaning of its own in the generated code"),
            };
            self.warn("renamed", pointer, format!("{reason}, so this is called `{name}`"),
                &format!("to choose another name, put \"{pointer}\" = \"…\" under [names] in codegen.toml"));
            name
        })
    }
}

/// Whether a pointer leads to a member of an object.
fn is_member(pointer: &str) -> bool {
    let mut segments = pointer.rsplit('/').skip(1);
    segments.next() == Some("properties")
}
