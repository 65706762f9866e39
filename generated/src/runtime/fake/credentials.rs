//! Credentials of a request.

use crate::runtime::fake::judge::Parts;
use crate::runtime::fake::violation::{Part, Violation};
use crate::runtime::http::{Endpoint, ParameterLocation, SecurityScheme};
use http::HeaderValue;
use http::header::AUTHORIZATION;

impl Parts<'_> {
    /// The violation of `security`, if no alternative is complete.
    pub(super) fn credentials(&self, endpoint: &Endpoint) -> Option<Violation> {
        let security = endpoint.security;
        let is_complete =
            |schemes: &&[SecurityScheme]| schemes.iter().all(|scheme| self.has(*scheme));
        if security.is_empty() || security.iter().any(is_complete) {
            return None;
        }
        let mut missing = security[0].iter().filter(|scheme| !self.has(**scheme));
        let missing = missing.next()?;
        Some(Violation::new(
            Part::Credentials,
            format!("is missing: {missing}"),
        ))
    }

    fn has(&self, scheme: SecurityScheme) -> bool {
        let authorization = |kind: &str| {
            let value = self.headers.get(AUTHORIZATION).map(HeaderValue::as_bytes);
            let value = value.and_then(|value| value.split_at_checked(kind.len()));
            value.is_some_and(|(found, secret)| {
                found.eq_ignore_ascii_case(kind.as_bytes()) && !secret.trim_ascii().is_empty()
            })
        };
        let has_pair = |pairs: &[(String, &str)], name: &str| {
            let mut pairs = pairs.iter();
            pairs.any(|(found, value)| found == name && !value.is_empty())
        };
        match scheme {
            SecurityScheme::Bearer => authorization("Bearer "),
            SecurityScheme::Basic => authorization("Basic "),
            SecurityScheme::ApiKey(ParameterLocation::Query, name) => has_pair(self.query, name),
            SecurityScheme::ApiKey(ParameterLocation::Cookie, name) => has_pair(self.cookies, name),
            SecurityScheme::ApiKey(_, name) => self.headers.contains_key(name),
        }
    }
}
