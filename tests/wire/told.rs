//! What calls tell of themselves while they are made.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::Once;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// The fields of all spans, and everything that anybody tells as text, to `log` too.
#[derive(Clone, Default)]
pub struct Told {
    /// The fields by their names.
    pub fields: BTreeMap<String, String>,
    /// All of it.
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
    /// What is told on this thread.
    static TOLD: RefCell<Told> = RefCell::default();
}

/// One for all threads: those of single tests would come and go while spans are being registered.
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

/// What reqwest and what is below it tell.
impl log::Log for Collector {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        // Connections may be closed when the thread has ended already.
        let text = record.args().to_string();
        let _ = TOLD.try_with(|told| told.borrow_mut().all.push_str(&(text + " ")));
    }

    fn flush(&self) {}
}

/// What is told while this runs, on this thread.
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
