//! What depends on the platform: the clock, timers, connections. The rest of the runtime is the same
//! everywhere.
//!
//! `native` is for systems with sockets and threads. `browser` is for `wasm32-unknown-unknown`, where
//! the browser's `fetch` makes the calls; it is written by the documentation of what it uses, and
//! untested.

#[cfg(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))]
mod browser;
#[cfg(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none"))))]
mod native;

#[cfg(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))]
pub use browser::*;
#[cfg(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none"))))]
pub use native::*;

use std::time::Duration;

/// What the connections of a client are like.
#[allow(dead_code)] // Not everywhere can all of it be chosen.
#[derive(Default)]
pub(super) struct Connections {
    /// How long it may take to open one.
    pub(super) connect_timeout: Duration,
    /// Whether the service is this machine, which no proxy is asked for unless it is set.
    pub(super) local: bool,
    /// The URL of the proxy.
    pub(super) proxy: Option<String>,
    /// Certificates to trust besides those of the system, each a bundle of PEM.
    pub(super) roots: Vec<Vec<u8>>,
}
