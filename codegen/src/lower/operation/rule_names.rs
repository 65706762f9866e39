//! Names of constants for rules of arguments.

use crate::lower::operation::OperationLowering;
use crate::lower::table::NamePath;

impl OperationLowering<'_> {
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
}
