//! Validates credentials and headers of a client.

use crate::runtime::http::build_error::BuildError;
use crate::runtime::http::operation::API;
use crate::runtime::http::operation::SecurityScheme;
use crate::runtime::http::request::headers::{is_secret, sets_body_length};
use crate::runtime::http::request::secret::Secret;
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};

pub(super) fn secrets(
    entries: Vec<(SecurityScheme, Result<Secret, &'static str>)>,
) -> Result<Vec<(SecurityScheme, Secret)>, BuildError> {
    let checked = entries.into_iter().map(|(scheme, secret)| {
        if !API.credentials.contains(&scheme) {
            return Err(BuildError::UnusedCredentials(scheme));
        }
        let secret = secret.map_err(|problem| BuildError::Credentials(scheme, problem))?;
        Ok((scheme, secret))
    });
    checked.collect()
}

pub(super) fn headers(
    user_agent: &str,
    entries: &[(String, String)],
) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, value("User-Agent", user_agent)?);
    for (name, text) in entries {
        let mut value = value(name, text)?;
        let name = HeaderName::try_from(name)
            .ok()
            .filter(|name| !sets_body_length(name))
            .ok_or_else(|| BuildError::Header(name.clone()))?;
        value.set_sensitive(is_secret(&name));
        headers.insert(name, value);
    }
    Ok(headers)
}

fn value(name: &str, text: &str) -> Result<HeaderValue, BuildError> {
    HeaderValue::try_from(text).map_err(|_| BuildError::Header(name.into()))
}
