//! Adds credentials to a request.

use crate::runtime::http::operation::SecurityScheme;
use crate::runtime::http::request::invalid::RequestPart;
use crate::runtime::http::request::parameter::ParameterLocation;
use crate::runtime::http::request::percent::{Keep, encode};
use crate::runtime::http::request::secret::Secret;
use crate::runtime::http::request::{Draft, Parts};
use http::HeaderName;
use http::header::AUTHORIZATION;

impl Draft {
    /// Adds the credentials of the first `security` requirement with a value for every scheme, and
    /// the token of the call: the caller asked for the token, even if the spec does not.
    pub(crate) fn authorize(&self, parts: &mut Parts<'_>) {
        self.add_declared_secrets(parts);
        if let Some(token) = &self.token {
            add_secret(SecurityScheme::Bearer, token, parts);
        }
    }

    fn add_declared_secrets(&self, parts: &mut Parts<'_>) {
        let security = self.endpoint.security;
        if security.is_empty() {
            return self.add_all_secrets(parts);
        }
        let complete = security
            .iter()
            .filter(|schemes| !schemes.is_empty())
            .find(|schemes| schemes.iter().all(|scheme| self.secret(*scheme).is_some()));
        if let Some(schemes) = complete {
            for scheme in *schemes {
                if let Some(secret) = self.secret(*scheme) {
                    add_secret(*scheme, secret, parts);
                }
            }
            return;
        }
        let is_optional = security.iter().any(|schemes| schemes.is_empty());
        if is_optional
            || parts.headers.contains_key(AUTHORIZATION)
            || self.headers.contains_key(AUTHORIZATION)
        {
            // An `Authorization` header set by the caller takes precedence.
            return;
        }
        let set_by_caller = |scheme: &&SecurityScheme| match scheme {
            SecurityScheme::ApiKey(ParameterLocation::Header, name) => {
                self.headers.contains_key(*name)
            }
            _ => false,
        };
        let missing = security[0].iter().filter(|scheme| !set_by_caller(scheme));
        let missing = missing.filter(|scheme| self.secret(**scheme).is_none());
        let missing: Vec<SecurityScheme> = missing.copied().collect();
        for scheme in missing {
            let problem = match scheme {
                SecurityScheme::Bearer => {
                    "is missing: set it with `ClientBuilder::bearer_token` or \
                     `Call::bearer_token`"
                }
                SecurityScheme::Basic | SecurityScheme::ApiKey(..) => {
                    "is missing: set it on the `ClientBuilder`"
                }
            };
            parts.reject(RequestPart::Credentials(scheme), problem);
        }
    }

    /// Adds every credential of the call and the client, for a spec without `security`. The token
    /// of the call overrides the token of the client. An `Authorization` header that is already set
    /// replaces tokens and passwords, but not API keys.
    fn add_all_secrets(&self, parts: &mut Parts<'_>) {
        let has_header = parts.headers.contains_key(AUTHORIZATION);
        let own = self.token.as_ref();
        let of_client = self.client.settings.secrets.iter();
        let of_client = of_client.map(|(scheme, secret)| (*scheme, secret));
        let of_call = own.map(|token| (SecurityScheme::Bearer, token));
        for (scheme, secret) in of_client.chain(of_call) {
            if !has_header || matches!(scheme, SecurityScheme::ApiKey(..)) {
                add_secret(scheme, secret, parts);
            }
        }
    }

    fn secret(&self, scheme: SecurityScheme) -> Option<&Secret> {
        let call_token = self
            .token
            .as_ref()
            .filter(|_| scheme == SecurityScheme::Bearer);
        call_token.or_else(|| self.client.settings.secret(scheme))
    }
}

/// Adds a secret to the header, the query or the cookies, as the scheme requires.
fn add_secret(scheme: SecurityScheme, secret: &Secret, parts: &mut Parts<'_>) {
    let pair = |name: &str| {
        let mut pair = String::new();
        encode(name, Keep::Unreserved, &mut pair);
        pair.push('=');
        encode(secret.text(), Keep::Unreserved, &mut pair);
        pair
    };
    match scheme {
        SecurityScheme::Bearer | SecurityScheme::Basic => {
            parts.headers.insert(AUTHORIZATION, secret.header());
        }
        SecurityScheme::ApiKey(ParameterLocation::Query, name) => parts.query.push(pair(name)),
        SecurityScheme::ApiKey(ParameterLocation::Cookie, name) => parts.cookies.push(pair(name)),
        SecurityScheme::ApiKey(_, name) => {
            if let Ok(name) = HeaderName::try_from(name) {
                parts.headers.insert(name, secret.header());
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
