//! A cache for the last URL.

use reqwest::Url;
use std::borrow::Cow;
use std::sync::Mutex;

/// Caches the last URL that a client built.
///
/// Many clients call a single path over and over, for example to send all messages of a phone
/// number. Parsing the URL takes longer than building the rest of a request.
#[derive(Default)]
pub(crate) struct Latest(Mutex<Option<CachedUrl>>);

/// A URL with the server, path template and arguments it was built from.
struct CachedUrl {
    server: &'static str,
    template: &'static str,
    arguments: Vec<(&'static str, String)>,
    url: Url,
}

impl Latest {
    /// Returns the cached URL if server, template and arguments are equal. Never waits for the
    /// lock.
    pub(crate) fn get(
        &self,
        server: &str,
        template: &str,
        arguments: &[(&str, Cow<'_, str>)],
    ) -> Option<Url> {
        let cached = self.0.try_lock().ok()?;
        let same = |cached: &&CachedUrl| cached.template == template && cached.server == server;
        let cached = cached.as_ref().filter(same)?;
        let cached_arguments = cached.arguments.iter().map(|(name, text)| (*name, &**text));
        let same = cached_arguments.eq(arguments.iter().map(|(name, text)| (*name, &**text)));
        same.then(|| cached.url.clone())
    }

    pub(crate) fn set(
        &self,
        server: &'static str,
        template: &'static str,
        arguments: &[(&'static str, Cow<'_, str>)],
        url: &Url,
    ) {
        let arguments = arguments.iter();
        let cached = CachedUrl {
            server,
            template,
            arguments: arguments
                .map(|(name, text)| (*name, (**text).to_owned()))
                .collect(),
            url: url.clone(),
        };
        if let Ok(mut latest) = self.0.try_lock() {
            *latest = Some(cached);
        }
    }
}
