//! `Debug` of objects and unions, which hides sensitive values.

use super::{Extra, Json};
use std::fmt::{Debug, Formatter, Result};

/// True if sensitive values are printed.
const SHOWN: bool = cfg!(feature = "debug-sensitive");

/// Prints an object. Of undeclared properties beside sensitive fields, only the names are printed.
///
/// # Errors
///
/// Returns an error if writing fails.
pub fn debug_object(
    out: &mut Formatter<'_>,
    name: &str,
    sensitive: &[&str],
    fields: &[(&str, &dyn Debug)],
    extra: &Extra,
) -> Result {
    let mut out = out.debug_struct(name);
    for (name, value) in fields {
        let is_hidden = !SHOWN && sensitive.contains(name);
        let value: &dyn Debug = if is_hidden { &Hidden } else { *value };
        out.field(name.trim_start_matches("r#"), value);
    }
    if SHOWN || sensitive.is_empty() {
        out.field("extra", extra);
    } else {
        out.field("extra", &Names(extra));
    }
    out.finish()
}

/// Prints an unknown value of a union.
///
/// # Errors
///
/// Returns an error if writing fails.
pub fn debug_unknown(out: &mut Formatter<'_>, value: &Json, is_sensitive: bool) -> Result {
    let value: &dyn Debug = if is_sensitive && !SHOWN {
        &Hidden
    } else {
        value
    };
    out.debug_tuple("Unknown").field(value).finish()
}

struct Hidden;

impl Debug for Hidden {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str("…")
    }
}

struct Names<'a>(&'a Extra);

impl Debug for Names<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let entries = self.0.iter().map(|(name, _)| (name, Hidden));
        out.debug_map().entries(entries).finish()
    }
}
