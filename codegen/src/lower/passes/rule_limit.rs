//! A limit on the rules of a type. The rules of a `$ref` do not count, so only a schema with tens of
//! thousands of keywords of its own reaches the limit.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::ir::TypeDef;

/// The most rules of a type, nested rules included. Each rule is a line of the generated code.
const MAX_RULES: usize = 50_000;

/// Reports types with more rules than the limit.
pub(crate) fn check_rule_limit(document: &Document<'_>, types: &[TypeDef]) {
    for def in types {
        let count: usize = def.rules.iter().map(crate::ir::Rule::count).sum();
        if count > MAX_RULES {
            let pointer = def.docs.source.as_deref().unwrap_or_default();
            let message = format!(
                "`{}` has {count} rules, at most {MAX_RULES} allowed",
                def.name
            );
            let help = "move inline schemas to `components/schemas` and refer to them with `$ref`";
            document.report(Diagnostic::error("too-many-rules", pointer, message).with_help(help));
        }
    }
}
