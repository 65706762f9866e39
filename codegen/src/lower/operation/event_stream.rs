//! Responses that are streams of events.

use crate::document::{self, MediaType, Schema, Types};
use crate::ir::{EventFormat, EventStream, Responses, Type};
use crate::lower::operation::OperationLowering;
use crate::lower::operation::media_types::event_format;
use crate::lower::operation::responses::join_media_types;
use crate::lower::operation::selected_responses::responses;
use crate::lower::schema::Schemas;
use crate::lower::table::NamePath;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The fields of a server-sent event, as named by OpenAPI.
const FIELDS: &[&str] = &["comment", "data", "event", "id", "retry"];

impl OperationLowering<'_> {
    /// The event stream of an operation: the first server-sent events, else JSON lines, else a JSON
    /// text sequence.
    pub(crate) fn event_stream(
        &mut self,
        operation: &document::Operation,
        failure: &Responses,
        place: &NamePath,
    ) -> Option<EventStream> {
        let media = responses(operation, true).flat_map(|response| response.content.iter());
        let found = media.filter_map(|media| Some((media, event_format(&media.name)?)));
        let (media, form) = found.min_by_key(|(_, form)| match form {
            EventFormat::Data
            | EventFormat::Text
            | EventFormat::Fields
            | EventFormat::FieldsText => 0,
            EventFormat::Lines => 1,
            EventFormat::Sequence => 2,
        })?;
        let (item, form) = self.event(media, form, &place.below("event"));
        let media_type = crate::lower::operation::media_types::essence(&media.name);
        let failures = failure.variants.iter();
        let failures = failures.map(|answer| answer.media_type.as_str());
        Some(EventStream {
            accept: join_media_types([media_type.as_str()].into_iter().chain(failures)),
            item,
            media_type,
            form,
        })
    }

    /// The type of an event: `itemSchema`, else the items of an array `schema`. By common practice,
    /// a non-array `schema` describes a single event.
    fn event(
        &mut self,
        media: &MediaType,
        form: EventFormat,
        place: &NamePath,
    ) -> (Type, EventFormat) {
        let item = media.item_schema.clone().or_else(|| {
            let schema = media.schema.as_ref()?;
            let view = self.schemas.view(std::slice::from_ref(schema));
            let items = || view.schemas.iter().find_map(|part| part.items.clone());
            match view.types() {
                Types::ARRAY => items(),
                // A string schema describes the text of the complete JSON response.
                Types::STRING if form != EventFormat::Data => None,
                _ => Some(schema.clone()),
            }
        });
        let Some(item) = item else {
            return match form {
                EventFormat::Data => (Type::String, EventFormat::Text),
                _ => (Type::Json, form),
            };
        };
        let form = match (
            form,
            self.schemas
                .event_data_is_string(&item, &mut BTreeSet::new()),
        ) {
            (EventFormat::Data, Some(true)) => EventFormat::FieldsText,
            (EventFormat::Data, Some(false)) => EventFormat::Fields,
            (EventFormat::Data, None) if self.schemas.is_string(std::slice::from_ref(&item)) => {
                EventFormat::Text
            }
            _ => form,
        };
        let ty = self.types.lower_schema(&item, place).ty;
        self.types.record_examples(media, &item, &ty);
        (ty, form)
    }
}

impl Schemas<'_> {
    /// For a schema of server-sent event fields, true if `data` is a string. `None` if the schema
    /// describes the event data alone. `seen` holds the pointers of visited schemas.
    fn event_data_is_string(
        &self,
        schema: &Rc<Schema>,
        seen: &mut BTreeSet<String>,
    ) -> Option<bool> {
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
                .then(|| self.is_string(data));
        }
        let alternatives = view.alternatives();
        let [branches] = alternatives.as_slice() else {
            return None;
        };
        let mut all_strings = true;
        for branch in &branches.schemas {
            all_strings &= self.event_data_is_string(branch, seen)?;
        }
        Some(all_strings)
    }

    /// True if the schemas together allow only strings and have no branches.
    fn is_string(&self, schemas: &[Rc<Schema>]) -> bool {
        let view = self.view(schemas);
        view.types() == Types::STRING && view.alternatives().is_empty()
    }
}
