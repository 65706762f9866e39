//! Builds a client, and validates every setting before the first call.

mod settings;

use crate::runtime::http::build_error::BuildError;
use crate::runtime::http::client::{Client, ClientParameter, Settings};
use crate::runtime::http::clock::{Clock, SystemClock};
use crate::runtime::http::operation::{API, SecurityScheme};
use crate::runtime::http::platform::{self, Connections};
use crate::runtime::http::request::base_url;
use crate::runtime::http::request::invalid::Validation;
use crate::runtime::http::request::parameter::ParameterLocation;
use crate::runtime::http::request::secret::Secret;
use crate::runtime::http::retry::{Budget, Retry};
use crate::runtime::wire::Json;
use settings::{headers, secrets};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

const DEFAULT_USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const MAX_RESPONSE_BYTES: usize = 8 * 1024 * 1024;
const RETRY_BUDGET: u32 = 50;

/// A builder for [`Client`]. `Debug` output never contains secrets.
#[must_use]
pub struct ClientBuilder {
    base_url: Option<String>,
    plain_http: bool,
    secrets: Vec<(SecurityScheme, Result<Secret, &'static str>)>,
    user_agent: String,
    headers: Vec<(String, String)>,
    parameters: Vec<(&'static str, Json)>,
    timeout: Duration,
    connections: Connections,
    max_response_bytes: usize,
    validation: Validation,
    redirects: u32,
    retry: Retry,
    retries: u32,
    clock: Arc<dyn Clock>,
    http: Option<reqwest::Client>,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        let defaults = API.parameters.iter();
        ClientBuilder {
            base_url: None,
            plain_http: false,
            secrets: Vec::new(),
            user_agent: DEFAULT_USER_AGENT.into(),
            headers: Vec::new(),
            parameters: defaults
                .filter_map(|(name, value)| Some((*name, (*value)?.into())))
                .collect(),
            timeout: TIMEOUT,
            connections: Connections {
                connect_timeout: CONNECT_TIMEOUT,
                ..Connections::default()
            },
            max_response_bytes: MAX_RESPONSE_BYTES,
            validation: Validation::All,
            redirects: 0,
            retry: Retry::new(),
            retries: RETRY_BUDGET,
            clock: Arc::new(SystemClock),
            http: None,
        }
    }

    /// Sets the bearer token for the `Authorization` header.
    pub fn bearer_token(self, token: impl AsRef<str>) -> Self {
        self.set_secret(SecurityScheme::Bearer, Secret::bearer(token.as_ref()))
    }

    #[allow(dead_code)] // Unused if the spec has no such scheme.
    pub(crate) fn set_basic(self, user: &str, password: &str) -> Self {
        self.set_secret(SecurityScheme::Basic, Secret::basic(user, password))
    }

    #[allow(dead_code)] // Unused if the spec has no such scheme.
    pub(crate) fn set_key(
        self,
        location: ParameterLocation,
        name: &'static str,
        key: &str,
    ) -> Self {
        self.set_secret(SecurityScheme::ApiKey(location, name), Secret::key(key))
    }

    fn set_secret(mut self, scheme: SecurityScheme, secret: Result<Secret, &'static str>) -> Self {
        self.secrets.retain(|(existing, _)| *existing != scheme);
        self.secrets.push((scheme, secret));
        self
    }

    /// Sets the URL of the service. Overrides the `servers` of the spec, including those of paths
    /// and operations. A path in the URL becomes a prefix of every request path.
    ///
    /// Plain HTTP is accepted only for loopback hosts (`localhost`, `127.0.0.1`, `::1`), since
    /// anybody on the network could read the token.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        ClientBuilder {
            base_url: Some(base_url.into()),
            ..self
        }
    }

    /// Allows plain HTTP for any host. Anybody on the network can then read the token.
    pub fn allow_token_over_plain_http(self) -> Self {
        ClientBuilder {
            plain_http: true,
            ..self
        }
    }

    /// Sets the total time limit of a call, including the response body, retries and back-off. The
    /// default is 30 seconds.
    pub fn timeout(self, timeout: Duration) -> Self {
        ClientBuilder { timeout, ..self }
    }

    /// Sets the time limit for opening a connection. The default is 10 seconds. Ignored, like the
    /// proxy and root certificates, if [`http_client`](Self::http_client) is set.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connections.connect_timeout = connect_timeout;
        self
    }

    /// Sends all requests through a proxy, such as `http://user:password@host:port`. Overrides the
    /// proxy settings of the environment.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.connections.proxy = Some(url.into());
        self
    }

    /// Adds root certificates, as a PEM bundle, to the certificates trusted by default.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.connections.roots.push(pem.into());
        self
    }

    /// Sets the `User-Agent` header. The default is the name and version of the crate.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        ClientBuilder {
            user_agent: user_agent.into(),
            ..self
        }
    }

    /// Adds a header to every request. `Debug` output and logs hide the value if the name suggests
    /// a secret (`…token…`, `…key…`, `authorization`, `cookie`, …).
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Limits the size of a response body in bytes. The default is 8 MiB.
    pub fn max_response_bytes(self, max_response_bytes: usize) -> Self {
        ClientBuilder {
            max_response_bytes,
            ..self
        }
    }

    /// Sends requests that violate the schemas in the spec. Useful if the spec is wrong.
    pub fn without_validation(self) -> Self {
        ClientBuilder {
            validation: Validation::Off,
            ..self
        }
    }

    /// Sends requests with values that the spec does not know; see [`Call::allow_unknown`].
    ///
    /// [`Call::allow_unknown`]: crate::Call::allow_unknown
    pub fn allow_unknown(self) -> Self {
        ClientBuilder {
            validation: Validation::Known,
            ..self
        }
    }

    /// Follows up to `redirects` redirects of a `GET` or `HEAD` request. The default is 0: the
    /// response with the `Location` is the result. Another host receives no credentials: of all
    /// headers, only `Accept`, `Accept-Language`, `Range` and `User-Agent` are sent.
    pub fn redirects(self, redirects: u32) -> Self {
        ClientBuilder { redirects, ..self }
    }

    /// Sets the retry policy; see [`Retry`]. [`Retry::never`] disables retries.
    pub fn retry(self, retry: Retry) -> Self {
        ClientBuilder { retry, ..self }
    }

    /// Limits retries across the client and its clones. The budget starts at `retries` (50 by
    /// default); a retry takes 1, and a call gives back 0.1, up to the initial value.
    pub fn retry_budget(self, retries: u32) -> Self {
        ClientBuilder { retries, ..self }
    }

    /// Sets the clock for back-off. The default is the system clock.
    pub fn clock(self, clock: impl Clock) -> Self {
        ClientBuilder {
            clock: Arc::new(clock),
            ..self
        }
    }

    /// Sets the HTTP client, with custom connection, proxy and TLS settings.
    ///
    /// Build the HTTP client with `redirect(reqwest::redirect::Policy::none())`, like the default
    /// client: a redirect could send the request and the token to another URL.
    pub fn http_client(self, http: reqwest::Client) -> Self {
        ClientBuilder {
            http: Some(http),
            ..self
        }
    }

    /// Sets a parameter shared by all operations.
    #[allow(dead_code)] // Unused if the spec has no such parameters.
    pub(crate) fn client_parameter(mut self, name: &'static str, value: impl Into<Json>) -> Self {
        self.parameters.retain(|(existing, _)| *existing != name);
        self.parameters.push((name, value.into()));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns an error if a setting is missing or invalid, or if no operation sends a given token,
    /// password or key. The message explains how to fix the setting.
    pub fn build(self) -> Result<Client, BuildError> {
        for (name, _) in API.parameters {
            if !self.parameters.iter().any(|(set, _)| set == name) {
                return Err(BuildError::MissingParameter(name));
            }
        }
        let has_own_base_url = self.base_url.is_some();
        let base_url = self.base_url.as_deref().unwrap_or(API.server);
        let base_url = base_url::check(base_url, self.plain_http).map_err(BuildError::BaseUrl)?;
        let settings = Settings {
            secrets: secrets(self.secrets)?,
            headers: headers(&self.user_agent, &self.headers)?,
            parameters: (self.parameters.into_iter())
                .map(|(name, value)| ClientParameter::new(name, value))
                .collect(),
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            validation: self.validation,
            redirects: self.redirects,
            retry: self.retry,
            budget: Budget::new(self.retries),
            clock: self.clock,
            http: match self.http {
                Some(http) => http,
                None => {
                    let local = base_url::is_local(&base_url);
                    let connections = Connections {
                        local,
                        ..self.connections
                    };
                    platform::http_client(connections)?
                }
            },
            base_url,
            base_url_is_overridden: has_own_base_url,
            plain_http: self.plain_http,
        };
        Ok(Client {
            settings: Arc::new(settings),
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ClientBuilder")
            .field("secrets", &self.secrets)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
