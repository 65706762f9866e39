//! Answers that are a series of events.

use super::answers::accept_each;
use super::media::series;
use super::responses::responses;
use super::{Lowering, Place};
use crate::document::{self, MediaType, Schema, Types};
use crate::ir::{Answers, EventForm, EventStream, Type};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The fields of a server-sent event, by the names that OpenAPI gives them.
const FIELDS: &[&str] = &["comment", "data", "event", "id", "retry"];

impl Lowering<'_> {
    /// How an operation answers with a series of events. Of several such answers the first is taken,
    /// and server-sent events before others.
    pub(super) fn event_stream(
        &mut self,
        operation: &document::Operation,
        failure: &Answers,
        place: &Place,
    ) -> Option<EventStream> {
        let media = responses(operation, true).flat_map(|response| response.content.iter());
        let found = media.filter_map(|media| Some((media, series(&media.name)?)));
        let (media, form) = found.min_by_key(|(_, form)| match form {
            EventForm::Data | EventForm::Text | EventForm::Whole | EventForm::WholeText => 0,
            EventForm::Lines => 1,
            EventForm::Sequence => 2,
        })?;
        let (item, form) = self.event(media, form, &place.below("event"));
        let media_type = super::media::essence(&media.name);
        let failures = failure.answers.iter();
        let failures = failures.map(|answer| answer.media_type.as_str());
        Some(EventStream {
            accept: accept_each([media_type.as_str()].into_iter().chain(failures)),
            item,
            media_type,
            form,
        })
    }

    /// The type of what an event says. Of a description without `itemSchema`, the schema is that of
    /// one event, as is common practice, unless it is one of all of them: an array.
    fn event(&mut self, media: &MediaType, form: EventForm, place: &Place) -> (Type, EventForm) {
        let item = media.item_schema.clone().or_else(|| {
            let schema = media.schema.as_ref()?;
            let view = self.view(std::slice::from_ref(schema));
            let items = || view.parts.iter().find_map(|part| part.items.clone());
            match view.types() {
                Types::ARRAY => items(),
                // Of JSON, this is the text of all of it.
                Types::STRING if form != EventForm::Data => None,
                _ => Some(schema.clone()),
            }
        });
        let Some(item) = item else {
            return match form {
                EventForm::Data => (Type::Text, EventForm::Text),
                _ => (Type::Json, form),
            };
        };
        let form = match (form, self.data_of(&item, &mut BTreeSet::new())) {
            (EventForm::Data, Some(true)) => EventForm::WholeText,
            (EventForm::Data, Some(false)) => EventForm::Whole,
            (EventForm::Data, None) if self.is_text(&item) => EventForm::Text,
            _ => form,
        };
        let ty = self.lower_schema(&item, place).ty;
        self.note_examples(media, &item, &ty);
        (ty, form)
    }

    /// Where a schema is that of a server-sent event with its fields, and not of its data: whether
    /// `data` is text. What has been seen before adds nothing.
    fn data_of(&self, schema: &Rc<Schema>, seen: &mut BTreeSet<String>) -> Option<bool> {
        if !seen.insert(schema.pointer.clone()) {
            return Some(true);
        }
        let view = self.view(std::slice::from_ref(schema));
        let properties = view.properties();
        if let Some(data) = properties.get("data") {
            let is_field = |name: &String| FIELDS.contains(&name.as_str());
            return properties
                .keys()
                .all(is_field)
                .then(|| data.iter().all(|data| self.is_text(data)));
        }
        let alternatives = view.alternatives();
        let [branches] = alternatives.as_slice() else {
            return None;
        };
        let mut are_text = true;
        for branch in &branches.schemas {
            are_text &= self.data_of(branch, seen)?;
        }
        Some(are_text)
    }

    /// Whether a schema is about text, whatever it says.
    fn is_text(&self, schema: &Rc<Schema>) -> bool {
        let view = self.view(std::slice::from_ref(schema));
        view.types() == Types::STRING && view.alternatives().is_empty()
    }
}
