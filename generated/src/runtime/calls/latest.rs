//! The URL that was put together last.

use reqwest::Url;
use std::borrow::Cow;
use std::sync::Mutex;

/// The URL that a client put together last, to be had again for the same path.
///
/// Many clients call one over and over: all messages of a number are sent to one. To put it together
/// takes longer than the rest of a request does, since the URL's parser looks at each character.
#[derive(Default)]
pub(super) struct Latest(Mutex<Option<Made>>);

/// A URL, and what it was made of.
struct Made {
    server: &'static str,
    template: &'static str,
    arguments: Vec<(&'static str, String)>,
    url: Url,
}

impl Latest {
    /// The URL, where it is that of this path. Nobody waits for it.
    pub(super) fn get(
        &self,
        server: &str,
        template: &str,
        arguments: &[(&str, Cow<'_, str>)],
    ) -> Option<Url> {
        let made = self.0.try_lock().ok()?;
        let same = |made: &&Made| made.template == template && made.server == server;
        let made = made.as_ref().filter(same)?;
        let known = made.arguments.iter().map(|(name, text)| (*name, &**text));
        let same = known.eq(arguments.iter().map(|(name, text)| (*name, &**text)));
        same.then(|| made.url.clone())
    }

    pub(super) fn set(
        &self,
        server: &'static str,
        template: &'static str,
        arguments: &[(&'static str, Cow<'_, str>)],
        url: &Url,
    ) {
        let arguments = arguments.iter();
        let made = Made {
            server,
            template,
            arguments: arguments
                .map(|(name, text)| (*name, (**text).to_owned()))
                .collect(),
            url: url.clone(),
        };
        if let Ok(mut latest) = self.0.try_lock() {
            *latest = Some(made);
        }
    }
}
