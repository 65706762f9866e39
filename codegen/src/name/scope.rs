//! Scopes: sets of identifiers without duplicates.
//!
//! ```yaml
//! properties: {a-b: {}, a_b: {}, extra: {}}
//! ```
//!
//! ```text
//! a_b -> a_b, a-b -> a_minus_b, extra -> extra_member (reserved for undeclared properties)
//! ```

use super::{Case, convert, finish, identifier, is_snake, spell};
use heck::{ToShoutySnakeCase, ToUpperCamelCase};
use std::collections::{BTreeMap, BTreeSet};

/// A set of unique identifiers.
#[derive(Debug)]
pub struct Scope {
    case: Case,
    /// The kind of the named items; appended to names that collide with a reserved identifier.
    kind: &'static str,
    /// Maps each identifier to the name that claimed it; `None` for reserved identifiers.
    taken: BTreeMap<String, Option<String>>,
}

/// A name that did not get its plain identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The identifier assigned.
    pub name: String,
    /// The plain identifier.
    pub plain: String,
    /// The name that holds the plain identifier; `None` if it is reserved.
    pub holder: Option<String>,
    /// True if only a number was appended, so the identifier does not describe the item.
    pub is_numbered: bool,
}

impl Scope {
    /// Creates a scope with reserved identifiers.
    #[must_use]
    pub fn new(case: Case, reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|name| ((*name).to_owned(), None));
        Scope {
            case,
            kind: match case {
                Case::Pascal => "type",
                Case::Snake => "member",
                Case::Module => "module",
                Case::Shouty => "constant",
            },
            taken: taken.collect(),
        }
    }

    /// Sets the kind of the named items, if the default of the case does not fit.
    #[must_use]
    pub fn with_kind(self, kind: &'static str) -> Self {
        Scope { kind, ..self }
    }

    /// Claims identifiers for several names, independent of their order. The results are in the
    /// order of `wires`.
    pub fn claim_all(&mut self, wires: &[String]) -> Vec<Result<String, Collision>> {
        let plain = wires.iter().map(|wire| identifier(wire, self.case));
        let plain: Vec<String> = plain.collect();
        let mut order: Vec<usize> = (0..wires.len()).collect();
        // Names equal to their identifier come first, names that start with a symbol last.
        order.sort_by_cached_key(|&index| {
            let wire = &wires[index];
            let is_identifier = plain[index] == *wire || is_snake(wire);
            (!is_identifier, leading(wire).is_some(), wire)
        });
        // A colliding name must not take the plain identifier of a later name.
        let (free, colliding): (Vec<usize>, Vec<usize>) = {
            let mut seen = BTreeSet::new();
            let mut is_free = |index: &usize| {
                let plain = &plain[*index];
                !self.taken.contains_key(plain) && seen.insert(plain)
            };
            order.into_iter().partition(|index| is_free(index))
        };
        let mut claimed = vec![Ok(String::new()); wires.len()];
        for index in free.into_iter().chain(colliding) {
            claimed[index] = self.claim_as(&wires[index], plain[index].clone());
        }
        claimed
    }

    /// Claims an identifier for a name.
    ///
    /// # Errors
    ///
    /// Returns [`Collision`] with the assigned identifier if the plain identifier is taken.
    pub fn claim(&mut self, wire: &str) -> Result<String, Collision> {
        self.claim_as(wire, identifier(wire, self.case))
    }

    /// Claims a given plain identifier for a name.
    fn claim_as(&mut self, wire: &str, plain: String) -> Result<String, Collision> {
        let Some(holder) = self.taken.get(&plain).cloned() else {
            self.taken.insert(plain.clone(), Some(wire.to_owned()));
            return Ok(plain);
        };
        let (name, is_counted) =
            alternatives(wire, &plain, (self.case, self.kind), holder.as_deref())
                .find(|(name, _)| !self.taken.contains_key(name))
                .expect("the alternatives are infinite");
        self.taken.insert(name.clone(), Some(wire.to_owned()));
        Err(Collision {
            name,
            plain,
            holder,
            is_numbered: is_counted,
        })
    }

    /// Reserves an identifier for a name. Returns false if the identifier was taken.
    pub fn insist(&mut self, name: &str, wire: &str) -> bool {
        self.taken
            .insert(name.to_owned(), Some(wire.to_owned()))
            .is_none()
    }
}

/// Spells out the leading symbol of a name; `None` without a leading symbol.
fn leading(wire: &str) -> Option<String> {
    let sign = wire
        .chars()
        .next()
        .filter(|first| !first.is_alphanumeric())?;
    let (sign, rest) = wire.split_at(sign.len_utf8());
    Some(format!("{} {}", spell(sign, true), spell(rest, false)))
}

/// Alternative identifiers for a name, by distinguishing features first. The flag marks numbered
/// alternatives.
fn alternatives(
    wire: &str,
    plain: &str,
    (case, kind): (Case, &str),
    holder: Option<&str>,
) -> impl Iterator<Item = (String, bool)> {
    let base = plain.trim_start_matches("r#").trim_end_matches('_');
    let base = base.to_owned();
    let join = move |suffix: &str| match case {
        Case::Pascal => format!("{base}{}", suffix.to_upper_camel_case()),
        Case::Snake | Case::Module => format!("{base}_{suffix}"),
        Case::Shouty => format!("{base}_{}", suffix.to_shouty_snake_case()),
    };
    let letters = || wire.chars().filter(|c| c.is_alphabetic());
    let by_case = if letters().all(char::is_uppercase) {
        "uppercase"
    } else if letters().all(char::is_lowercase) {
        "lowercase"
    } else {
        "mixed"
    };
    let spelled = finish(convert(&spell(wire, true), case), case);
    let counted = join.clone();
    let differs_in_case =
        holder.is_some_and(|holder| holder != wire && holder.to_lowercase() == wire.to_lowercase());
    let by_kind = holder.is_none().then(|| join(kind));
    let by_letters = differs_in_case.then(|| join(by_case));
    by_kind
        .into_iter()
        .chain(by_letters)
        .chain(leading(wire).map(|words| finish(convert(&words, case), case)))
        .chain([spelled])
        .map(|name| (name, false))
        .chain((2..).map(move |number: u32| (counted(&number.to_string()), true)))
}
