//! Why a client could not be built.

use super::operation::Scheme;
use std::fmt;

/// Why a client could not be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// What is wrong with the base URL.
    BaseUrl(&'static str),
    /// What is wrong with the bearer token, or another secret.
    Credentials(Scheme, &'static str),
    /// The header of this name is none, or says where bodies end (`Content-Length`).
    Header(String),
    /// The parameter of this name was not set on the builder.
    MissingParameter(&'static str),
    /// The URL of the proxy is none.
    Proxy,
    /// What was given as certificates is none, or not PEM.
    RootCertificates,
    /// TLS or the system's settings are unusable.
    HttpClient(reqwest::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::BaseUrl(problem) => write!(out, "the base URL {problem}"),
            BuildError::Credentials(scheme, problem) => write!(out, "{scheme} {problem}"),
            BuildError::Header(name) => write!(
                out,
                "the header `{}` has a line break, another control character or one beyond ASCII \
                 in its name or value, or says where bodies end, which is not for callers to say",
                name.escape_debug()
            ),
            BuildError::MissingParameter(name) => {
                write!(out, "`{name}` is missing: set it on the client's builder")
            }
            BuildError::Proxy => out
                .write_str("the URL of the proxy is none: it has to look like `http://host:port`"),
            BuildError::RootCertificates => out.write_str(
                "the root certificates are none: they have to be PEM, with `BEGIN CERTIFICATE`",
            ),
            BuildError::HttpClient(error) => write!(out, "no HTTP client could be made: {error}"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BuildError::HttpClient(error) => Some(error),
            BuildError::BaseUrl(_)
            | BuildError::Credentials(..)
            | BuildError::Header(_)
            | BuildError::MissingParameter(_)
            | BuildError::Proxy
            | BuildError::RootCertificates => None,
        }
    }
}
