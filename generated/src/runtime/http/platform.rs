//! Platform-dependent code: clock, timers, connections.
//!
//! `native` is for systems with sockets and threads. `browser` is for `wasm32-unknown-unknown` and
//! sends requests with the browser's `fetch`; the code follows the documentation but is untested.

#[cfg(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))]
mod browser;
#[cfg(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none"))))]
mod native;

#[cfg(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))]
pub use browser::*;
#[cfg(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none"))))]
pub use native::*;

use std::time::Duration;

/// Connection settings of a client.
#[allow(dead_code)] // Not everywhere can all of it be chosen.
#[derive(Default)]
pub(crate) struct Connections {
    /// The time limit for opening a connection.
    pub(crate) connect_timeout: Duration,
    /// True if the service runs on the loopback interface. Proxies from the environment are then
    /// ignored.
    pub(crate) local: bool,
    /// The URL of the proxy.
    pub(crate) proxy: Option<String>,
    /// Additional root certificates, as PEM bundles.
    pub(crate) roots: Vec<Vec<u8>>,
}
