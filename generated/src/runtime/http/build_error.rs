//! Errors of `ClientBuilder::build`.

use crate::runtime::http::operation::API;
use crate::runtime::http::operation::SecurityScheme;
use std::fmt;

/// An error from [`ClientBuilder::build`](crate::ClientBuilder::build).
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is missing or invalid; the text is the reason.
    BaseUrl(&'static str),
    /// The token, password or key of the scheme is invalid; the text is the reason.
    Credentials(SecurityScheme, &'static str),
    /// No operation sends the token, password or key of the scheme.
    UnusedCredentials(SecurityScheme),
    /// The header with the given name is invalid, or is `Content-Length` or `Transfer-Encoding`.
    Header(String),
    /// The parameter with the given name was not set on the builder.
    MissingParameter(&'static str),
    /// The proxy URL is invalid.
    Proxy,
    /// The root certificates are not valid PEM.
    RootCertificates,
    /// The HTTP client could not be created, for example because TLS could not be initialized.
    HttpClient(reqwest::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::BaseUrl(problem) => write!(out, "the base URL {problem}"),
            BuildError::Credentials(scheme, problem) => write!(out, "{scheme} {problem}"),
            BuildError::UnusedCredentials(scheme) => unused_credentials(*scheme, out),
            BuildError::Header(name) => write!(
                out,
                "invalid header `{}`: line breaks, other control characters and non-ASCII characters \
                 are not allowed, and `Content-Length` and `Transfer-Encoding` cannot be set",
                name.escape_debug()
            ),
            BuildError::MissingParameter(name) => {
                write!(
                    out,
                    "the parameter `{name}` is missing: set it on the `ClientBuilder`"
                )
            }
            BuildError::Proxy => {
                out.write_str("the proxy URL is invalid: expected `http://host:port`")
            }
            BuildError::RootCertificates => out.write_str(
                "the root certificates are invalid: expected PEM with `BEGIN CERTIFICATE`",
            ),
            BuildError::HttpClient(error) => write!(out, "cannot create the HTTP client: {error}"),
        }
    }
}

fn unused_credentials(scheme: SecurityScheme, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(out, "{scheme} would not be sent: ")?;
    match API.credentials {
        [] => out.write_str("the spec declares every operation as public")?,
        schemes => {
            let schemes: Vec<String> = schemes.iter().map(ToString::to_string).collect();
            write!(out, "the operations of the spec use {}", schemes.join(", "))?;
        }
    }
    out.write_str("; to send the value anyway, use `ClientBuilder::header`")
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // `Display` prints the error itself.
            BuildError::HttpClient(error) => error.source(),
            BuildError::BaseUrl(_)
            | BuildError::Credentials(..)
            | BuildError::UnusedCredentials(_)
            | BuildError::Header(_)
            | BuildError::MissingParameter(_)
            | BuildError::Proxy
            | BuildError::RootCertificates => None,
        }
    }
}
