//! Building a client, with everything checked before the first call.

use super::base_url;
use super::build_error::BuildError;
use super::client::{Client, Settings, Shared};
use super::clock::{Clock, SystemClock};
use super::headers::{frames, is_secret};
use super::latest::Latest;
use super::operation::Scheme;
use super::parameter::Location;
use super::platform::{self, Connections};
use super::retry::{Budget, Retry};
use super::secret::Secret;
use crate::operations::API;
use crate::runtime::wire::Json;
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

const OWN_NAME: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const MAX_RESPONSE_BYTES: usize = 8 * 1024 * 1024;
const REPETITIONS: u32 = 50;

/// Builds a [`Client`]. Its `Debug` shows no secret.
#[must_use]
pub struct ClientBuilder {
    base_url: Option<String>,
    plain_http: bool,
    secrets: Vec<(Scheme, Result<Secret, &'static str>)>,
    user_agent: String,
    headers: Vec<(String, String)>,
    parameters: Vec<(&'static str, Json)>,
    timeout: Duration,
    connections: Connections,
    max_response_bytes: usize,
    validates: bool,
    retry: Retry,
    repetitions: u32,
    clock: Arc<dyn Clock>,
    http: Option<reqwest::Client>,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        let defaults = API.parameters.iter();
        ClientBuilder {
            base_url: None,
            plain_http: false,
            secrets: Vec::new(),
            user_agent: OWN_NAME.into(),
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
            validates: true,
            retry: Retry::new(),
            repetitions: REPETITIONS,
            clock: Arc::new(SystemClock),
            http: None,
        }
    }

    /// The token that proves who is calling.
    pub fn bearer_token(self, token: impl AsRef<str>) -> Self {
        self.take_secret(Scheme::Bearer, Secret::bearer(token.as_ref()))
    }

    #[allow(dead_code)] // Not every description asks for one.
    pub(crate) fn take_basic(self, user: &str, password: &str) -> Self {
        self.take_secret(Scheme::Basic, Secret::basic(user, password))
    }

    #[allow(dead_code)] // Not every description asks for one.
    pub(crate) fn take_key(self, location: Location, name: &'static str, key: &str) -> Self {
        self.take_secret(Scheme::Key(location, name), Secret::key(key))
    }

    fn take_secret(mut self, scheme: Scheme, secret: Result<Secret, &'static str>) -> Self {
        self.secrets.retain(|(other, _)| *other != scheme);
        self.secrets.push((scheme, secret));
        self
    }

    /// Where the service is, unless it is where the description says; also for operations of which
    /// it says another place. A path is kept as a prefix.
    ///
    /// Plain HTTP is refused except for the machine itself (`localhost`, `127.0.0.1`, `::1`): it
    /// would show the token to everyone on the way.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        ClientBuilder {
            base_url: Some(base_url.into()),
            ..self
        }
    }

    /// Allows a base URL with plain HTTP on any host. Everyone on the way can read the token.
    pub fn allow_token_over_plain_http(self) -> Self {
        ClientBuilder {
            plain_http: true,
            ..self
        }
    }

    /// How long a call may take from the first byte sent to the last one received, with all
    /// repetitions and the waits before them; 30 seconds unless set.
    pub fn timeout(self, timeout: Duration) -> Self {
        ClientBuilder { timeout, ..self }
    }

    /// How long it may take to open a connection; 10 seconds unless set. Has no effect on a client
    /// given with [`http_client`](Self::http_client), and neither have a proxy and certificates.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connections.connect_timeout = connect_timeout;
        self
    }

    /// Reaches the service through this proxy (`http://user:password@host:port`), whatever the
    /// environment says.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.connections.proxy = Some(url.into());
        self
    }

    /// Trusts these certificates, too: one or more as PEM.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.connections.roots.push(pem.into());
        self
    }

    /// The `User-Agent` header; name and version of this crate unless set.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        ClientBuilder {
            user_agent: user_agent.into(),
            ..self
        }
    }

    /// A header that every call has. If its name says that it holds a secret (`…token…`, `…key…`,
    /// `authorization`, `cookie`, …), its value is printed nowhere.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// How many bytes the body of a response may have; 8 MiB unless set.
    pub fn max_response_bytes(self, max_response_bytes: usize) -> Self {
        ClientBuilder {
            max_response_bytes,
            ..self
        }
    }

    /// Sends what the description rules out. Descriptions can be wrong.
    pub fn without_validation(self) -> Self {
        ClientBuilder {
            validates: false,
            ..self
        }
    }

    /// When calls are made again by themselves; see [`Retry`]. [`Retry::never`] leaves it to you.
    pub fn retry(self, retry: Retry) -> Self {
        ClientBuilder { retry, ..self }
    }

    /// How many repetitions the client and its clones make in a row, however many calls ask for
    /// them; 50 unless set. Every call then allows for a tenth of another one, so that an outage is
    /// not made worse.
    pub fn retry_budget(self, repetitions: u32) -> Self {
        ClientBuilder {
            repetitions,
            ..self
        }
    }

    /// The clock for the waits before repetitions; the system's unless set.
    pub fn clock(self, clock: impl Clock) -> Self {
        ClientBuilder {
            clock: Arc::new(clock),
            ..self
        }
    }

    /// Makes the calls with this client: its connections, proxy, root certificates.
    ///
    /// Build it with `redirect(reqwest::redirect::Policy::none())`, as the one that is used
    /// otherwise is: no operation is meant to be redirected.
    pub fn http_client(self, http: reqwest::Client) -> Self {
        ClientBuilder {
            http: Some(http),
            ..self
        }
    }

    /// Sets a parameter that all calls have.
    #[allow(dead_code)] // Not every description has such parameters.
    pub(crate) fn client_parameter(mut self, name: &'static str, value: impl Into<Json>) -> Self {
        self.parameters.retain(|(other, _)| *other != name);
        self.parameters.push((name, value.into()));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// Where something that was set cannot be used, or something is missing. Says what to do.
    pub fn build(self) -> Result<Client, BuildError> {
        for (name, _) in API.parameters {
            if !self.parameters.iter().any(|(given, _)| given == name) {
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
                .map(|(name, value)| Shared::new(name, value))
                .collect(),
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            validates: self.validates,
            retry: self.retry,
            budget: Budget::new(self.repetitions),
            clock: self.clock,
            latest: Latest::default(),
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
            has_own_base_url,
            plain_http: self.plain_http,
        };
        Ok(Client(Arc::new(settings)))
    }
}

fn secrets(
    given: Vec<(Scheme, Result<Secret, &'static str>)>,
) -> Result<Vec<(Scheme, Secret)>, BuildError> {
    let checked = given.into_iter().map(|(scheme, secret)| {
        let secret = secret.map_err(|problem| BuildError::Credentials(scheme, problem))?;
        Ok((scheme, secret))
    });
    checked.collect()
}

fn headers(user_agent: &str, given: &[(String, String)]) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, value("User-Agent", user_agent)?);
    for (name, text) in given {
        let mut value = value(name, text)?;
        let name = HeaderName::try_from(name)
            .ok()
            .filter(|name| !frames(name))
            .ok_or_else(|| BuildError::Header(name.clone()))?;
        value.set_sensitive(is_secret(&name));
        headers.insert(name, value);
    }
    Ok(headers)
}

fn value(name: &str, text: &str) -> Result<HeaderValue, BuildError> {
    HeaderValue::try_from(text).map_err(|_| BuildError::Header(name.into()))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ClientBuilder")
            .field("secrets", &self.secrets)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
