//! Request bodies.

use crate::document::{self, Schema, Types};
use crate::ir::{Body, BodyFormat, Docs, Expression, Rule, Sample, Type};
use crate::lower::operation::OperationLowering;
use crate::lower::operation::encoding::special_encodings;
use crate::lower::operation::media_types::SelectedMedia;
use crate::lower::passes::examples::is_short;
use crate::lower::schema::Schemas;
use crate::lower::table::NamePath;
use crate::lower::types::Lowered;
use std::rc::Rc;

impl OperationLowering<'_> {
    pub(crate) fn body(
        &mut self,
        operation: &document::Operation,
        place: &NamePath,
    ) -> Option<Body> {
        let body = operation.body.as_ref()?;
        let contents = self.schemas.media_types(&body.content);
        let Some(chosen) = contents.first().copied() else {
            let problem = "request body without a media type is not sent".to_owned();
            let help = "add a media type under `content`, such as `application/json`";
            self.schemas
                .warn("no-media-type", &body.pointer, problem, help);
            return None;
        };
        let lowered = match (chosen.form, &chosen.media.schema) {
            (BodyFormat::Bytes, _) => Lowered::without_rules(Type::Bytes),
            (BodyFormat::Text, Some(schema)) => Lowered {
                ty: Type::String,
                rules: self.text_rules(schema),
            },
            (BodyFormat::Text, None) => Lowered::without_rules(Type::String),
            (_, Some(schema)) => self.types.lower_schema(schema, &place.below("request")),
            (_, None) => Lowered::without_rules(Type::Json),
        };
        self.schemas.check_encoding(chosen);
        if let (BodyFormat::Json, Some(schema)) = (chosen.form, &chosen.media.schema) {
            self.types
                .record_examples(chosen.media, schema, &lowered.ty);
        }
        let mut docs = match &body.description {
            Some(text) => Docs {
                text: text.clone(),
                ..Docs::default()
            },
            None => body
                .content
                .iter()
                .find_map(|media| media.schema.as_ref())
                .map(|schema| self.schemas.docs(std::slice::from_ref(schema)))
                .unwrap_or_default(),
        };
        docs.source = None;
        docs.facts = Vec::new();
        Some(Body {
            docs,
            required: body.required,
            ty: lowered.ty,
            rules: lowered.rules,
            rules_name: self.argument_rules(place, "body"),
            form: chosen.form,
            media_type: chosen.name_with_parameters(),
            encodings: special_encodings(chosen),
            samples: self
                .schemas
                .samples(chosen, self.schemas.schema_of(chosen).as_deref()),
        })
    }

    /// The rules of a text body; empty unless the schema allows strings.
    fn text_rules(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        let view = self.schemas.view(std::slice::from_ref(schema));
        match view.types().contains(Types::STRING) {
            true => self.types.rules.value_rules(schema),
            false => Vec::new(),
        }
    }
}

impl Schemas<'_> {
    /// The schema of a body, after following a `$ref`.
    pub(crate) fn schema_of(&self, chosen: SelectedMedia<'_>) -> Option<Rc<Schema>> {
        let schema = chosen.media.schema.as_ref()?;
        let target = schema.reference.as_ref().and_then(|_| self.resolve(schema));
        Some(target.unwrap_or_else(|| schema.clone()))
    }

    /// The examples of a body, without code yet. Falls back to the examples of the schema.
    fn samples(&self, chosen: SelectedMedia<'_>, schema: Option<&Schema>) -> Vec<Sample> {
        if matches!(chosen.form, BodyFormat::Text | BodyFormat::Bytes) {
            return Vec::new();
        }
        let of_media = chosen.media.examples.iter().map(|example| {
            let title = example.summary.as_ref().unwrap_or(&example.name);
            (title.as_str(), &example.pointer)
        });
        let mut examples: Vec<(&str, &String)> = of_media.collect();
        if let (true, Some(schema)) = (examples.is_empty(), schema) {
            examples.extend(schema.annotations.examples.iter().map(|at| ("", at)));
        }
        let is_short = |at: &str| self.document.at(at).is_some_and(is_short);
        let examples = examples.into_iter().filter(|(_, at)| is_short(at));
        let samples = examples.map(|(title, at)| Sample {
            title: title.to_owned(),
            source: at.clone(),
            json: String::new(),
            bindings: Vec::new(),
            body: Expression::Null,
        });
        samples.collect()
    }
}
