//! Records the tracing and log output of calls.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::Once;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// The fields of spans, and the text of spans, events and `log` records.
#[derive(Clone, Default)]
pub struct Told {
    /// The fields of spans by name.
    pub fields: BTreeMap<String, String>,
    /// The recorded text.
    pub all: String,
}

impl Visit for Told {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let (name, value) = (field.name(), format!("{value:?}"));
        write!(self.all, "{name}={value} ").unwrap();
        self.fields.insert(name.to_owned(), value);
    }
}

thread_local! {
    /// The output of the current thread.
    static TOLD: RefCell<Told> = RefCell::default();
}

/// A collector for every thread: a collector per test would come and go during registration of
/// spans.
struct Collector;

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        TOLD.with_borrow_mut(|told| span.record(told));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        TOLD.with_borrow_mut(|told| values.record(told));
    }

    fn event(&self, event: &Event<'_>) {
        TOLD.with_borrow_mut(|told| event.record(told));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Records of reqwest and its dependencies.
impl log::Log for Collector {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        // A connection may be closed after the end of the thread.
        let text = record.args().to_string();
        let _ = TOLD.try_with(|told| told.borrow_mut().all.push_str(&(text + " ")));
    }

    fn flush(&self) {}
}

/// Runs a function; returns its result and its output on the current thread.
pub fn told<T>(run: impl Fn() -> T) -> (T, Told) {
    static COLLECTS: Once = Once::new();
    COLLECTS.call_once(|| {
        run();
        tracing::subscriber::set_global_default(Collector).unwrap();
        log::set_logger(&Collector).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        tracing::callsite::rebuild_interest_cache();
    });
    TOLD.take();
    (run(), TOLD.take())
}
