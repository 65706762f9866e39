//! The table `[webhooks]`.

use super::{error_at, is_path};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use serde::Deserialize;
use toml::Spanned;

/// The schemes and the types of the runtime.
const SCHEMES: [(&str, &str); 4] = [
    ("github", "GitHub"),
    ("meta", "Meta"),
    ("standard-webhooks", "StandardWebhooks"),
    ("stripe", "Stripe"),
];

/// How webhooks are verified and read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Webhooks {
    /// The scheme of the signatures: a type in `runtime::webhooks`.
    pub scheme: Option<&'static str>,
    /// The path of a hand-written type that splits bodies: a `runtime::webhooks::ReadUpdates`.
    pub update: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Keys {
    scheme: Option<Spanned<String>>,
    update: Option<Spanned<String>>,
}

impl Keys {
    pub(super) fn read(self) -> Webhooks {
        Webhooks {
            scheme: self.scheme.and_then(|scheme| of(scheme.get_ref())),
            update: self.update.map(Spanned::into_inner),
        }
    }

    pub(super) fn problems(&self, source: &Source) -> Vec<Diagnostic> {
        let scheme = self.scheme.iter();
        let unknown = scheme.filter(|scheme| of(scheme.get_ref()).is_none());
        let unknown = unknown.map(|scheme| {
            let problem = format!("`{}` is not a known signature scheme", scheme.get_ref());
            let names: Vec<String> = SCHEMES
                .iter()
                .map(|(name, _)| format!("\"{name}\""))
                .collect();
            let help = format!("use one of {}, or implement `Scheme`", names.join(", "));
            error_at(source, scheme.span(), &problem, &help)
        });
        let update = self.update.iter();
        let invalid = update.filter(|path| !is_path(path.get_ref()));
        let invalid = invalid.map(|path| {
            let problem = format!("`{}` is not the path of a type", path.get_ref());
            let help = "name a type of the crate, as in \"crate::updates::Update\"";
            error_at(source, path.span(), &problem, help)
        });
        unknown.chain(invalid).collect()
    }
}

fn of(name: &str) -> Option<&'static str> {
    let mut schemes = SCHEMES.iter();
    schemes
        .find(|(known, _)| *known == name)
        .map(|(_, scheme)| *scheme)
}
