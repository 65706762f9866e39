//! Names that are claimed, each once.

use super::{Case, convert, finish, identifier, is_snake, spell};
use heck::{ToShoutySnakeCase, ToUpperCamelCase};
use std::collections::{BTreeMap, BTreeSet};

/// Names that may not be the same.
#[derive(Debug)]
pub struct Scope {
    case: Case,
    /// What it names: the word that tells a name from a reserved one.
    kind: &'static str,
    /// Identifier to what claimed it; nothing for reserved ones.
    taken: BTreeMap<String, Option<String>>,
}

/// A name that was given another identifier than it would have had alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The identifier it has.
    pub name: String,
    /// The identifier it would have had.
    pub plain: String,
    /// What has that, if it is not reserved.
    pub holder: Option<String>,
    /// Whether only a number tells the two apart, so that the name does not say what it names.
    pub is_counted: bool,
}

impl Scope {
    /// A scope in which some identifiers are reserved.
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

    /// A scope of other things than the case is used for most.
    #[must_use]
    pub fn of(self, kind: &'static str) -> Self {
        Scope { kind, ..self }
    }

    /// Claims the identifiers for many names at once, whatever their order. The answers are in the
    /// order of the names.
    pub fn claim_all(&mut self, wires: &[String]) -> Vec<Result<String, Renamed>> {
        let plain = wires.iter().map(|wire| identifier(wire, self.case));
        let plain: Vec<String> = plain.collect();
        let mut order: Vec<usize> = (0..wires.len()).collect();
        // A name that is written as its identifier goes first, and one that begins with a sign last.
        order.sort_by_cached_key(|&index| {
            let wire = &wires[index];
            let is_identifier = plain[index] == *wire || is_snake(wire);
            (!is_identifier, leading(wire).is_some(), wire)
        });
        // No name may lose its plain identifier to what another is called for want of its own.
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

    /// Claims the identifier for a name.
    ///
    /// # Errors
    ///
    /// With the identifier that it got, where it could not have the plain one.
    pub fn claim(&mut self, wire: &str) -> Result<String, Renamed> {
        self.claim_as(wire, identifier(wire, self.case))
    }

    /// The same, where the identifier is known.
    fn claim_as(&mut self, wire: &str, plain: String) -> Result<String, Renamed> {
        let Some(holder) = self.taken.get(&plain).cloned() else {
            self.taken.insert(plain.clone(), Some(wire.to_owned()));
            return Ok(plain);
        };
        let (name, is_counted) =
            alternatives(wire, &plain, (self.case, self.kind), holder.as_deref())
                .find(|(name, _)| !self.taken.contains_key(name))
                .expect("the alternatives never end");
        self.taken.insert(name.clone(), Some(wire.to_owned()));
        Err(Renamed {
            name,
            plain,
            holder,
            is_counted,
        })
    }

    /// Takes an identifier as it is.
    pub fn insist(&mut self, name: &str, wire: &str) -> bool {
        self.taken
            .insert(name.to_owned(), Some(wire.to_owned()))
            .is_none()
    }
}

/// The words of a name that begins with a sign, with that of the sign.
fn leading(wire: &str) -> Option<String> {
    let sign = wire
        .chars()
        .next()
        .filter(|first| !first.is_alphanumeric())?;
    let (sign, rest) = wire.split_at(sign.len_utf8());
    Some(format!("{} {}", spell(sign, true), spell(rest, false)))
}

/// Other identifiers for a name, from what distinguishes it and, at last, by counting, which is told.
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
