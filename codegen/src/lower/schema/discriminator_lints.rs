//! Warnings about `discriminator`.

use crate::document::{Discriminator, Schema, escape, local_pointer};
use crate::lower::schema::Schemas;
use crate::lower::schema::discriminator::parent;
use crate::lower::schema::flatten::{Branches, Flattened};
use crate::spelling::closest;
use std::collections::BTreeMap;
use std::rc::Rc;

impl Schemas<'_> {
    /// Warns about an undeclared `propertyName` and about `mapping` entries without effect.
    pub(crate) fn check_discriminator(
        &self,
        view: &Flattened,
        branches: &Branches,
        schemas: &[Rc<Schema>],
    ) {
        let Some(discriminator) = &branches.discriminator else {
            return;
        };
        let at = format!("{}/discriminator", parent(&branches.pointer));
        let property = &discriminator.property;
        let each: Vec<Flattened> = schemas
            .iter()
            .map(|schema| self.view(std::slice::from_ref(schema)))
            .collect();
        let declared = each.iter().chain([view]).map(Flattened::properties);
        let declared: BTreeMap<_, _> = declared.flatten().collect();
        let is_nested = each.iter().any(|view| !view.alternatives().is_empty());
        if !is_nested && !declared.is_empty() && !declared.contains_key(property) {
            let help = match closest(property, declared.keys().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "declare the property in each branch".to_owned(),
            };
            let problem = format!("no branch declares the discriminator `{property}`");
            self.warn(
                "undeclared-discriminator",
                &format!("{at}/propertyName"),
                problem,
                &help,
            );
        }
        for (value, target) in &discriminator.mapping {
            let at = format!("{at}/mapping/{}", escape(value));
            self.check_mapping(&at, discriminator, (value, target), schemas);
        }
    }

    fn check_mapping(
        &self,
        at: &str,
        discriminator: &Discriminator,
        (value, target): (&str, &str),
        schemas: &[Rc<Schema>],
    ) {
        let reference = match target.contains(['#', '/', '.']) {
            true => target.to_owned(),
            false => format!("#/components/schemas/{}", escape(target)),
        };
        let found = local_pointer(&reference).map(|target| self.document.schema(&target));
        if found.is_some_and(|found| found.is_none()) {
            let help = match self.document.suggest_reference(&reference) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "correct the reference, or add the schema".to_owned(),
            };
            let problem = format!("unresolved reference `{target}` in the mapping of `{value}`");
            self.warn("unresolved-reference", at, problem, &help);
        }
        let is_target = |schema: &&Rc<Schema>| schema.reference.as_ref() == Some(&reference);
        let branch = schemas.iter().find(is_target);
        let property = &discriminator.property;
        let listed = branch.and_then(|schema| self.constants(schema, 0).remove(property));
        if listed.is_some_and(|listed| !listed.values.iter().any(|listed| listed == value)) {
            self.warn(
                "conflicting-mapping",
                at,
                format!("`{value}` is mapped to `{target}`, but is no value of `{property}` there"),
                &format!("correct the reference, or the values of `{property}` in `{target}`"),
            );
        }
    }
}
