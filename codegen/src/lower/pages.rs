//! Lists that come in pages.

use super::Lowering;
use crate::document::{self, Pagination, Place};
use crate::ir::{Answers, Form, Kind, Pages, Type};
use crate::source::pointer::tokens;

const HELP: &str = "`items` and `cursor` are JSON pointers into the answer, as in `/data`, and \
                    `parameter` is the name of a query parameter";

impl Lowering<'_> {
    /// How an operation gives a list in pages. What cannot be used is told, and left out.
    pub(super) fn pages(
        &self,
        operation: &document::Operation,
        success: &Answers,
    ) -> Option<Pages> {
        let pagination = operation.pagination.as_ref()?;
        let mut parameters = operation.parameters.iter();
        let taken =
            parameters.any(|one| one.place == Place::Query && one.name == pagination.parameter);
        if !taken {
            let problem = format!("there is no query parameter `{}`", pagination.parameter);
            return self.no_pages(pagination, &problem);
        }
        let mut answers = success.answers.iter();
        let answer = answers.find(|answer| answer.form == Form::Json && answer.ty.is_some());
        let Some(answer) = answer.and_then(|answer| answer.ty.as_ref()) else {
            return self.no_pages(pagination, "the answer is no JSON");
        };
        let more = pagination.more.iter();
        for pointer in more.chain([&pagination.cursor, &pagination.items]) {
            if !pointer.starts_with('/') || self.at(answer, pointer).is_none() {
                let problem = format!("the answer has nothing at `{pointer}`");
                return self.no_pages(pagination, &problem);
            }
        }
        let item = match self.at(answer, &pagination.items) {
            Some(Type::List(item)) => *item,
            Some(Type::Json) => Type::Json,
            _ => {
                let problem = format!("`{}` in the answer is no array", pagination.items);
                return self.no_pages(pagination, &problem);
            }
        };
        Some(Pages {
            item,
            items: pagination.items.clone(),
            cursor: pagination.cursor.clone(),
            more: pagination.more.clone(),
            parameter: pagination.parameter.clone(),
        })
    }

    fn no_pages(&self, pagination: &Pagination, problem: &str) -> Option<Pages> {
        let problem = format!("pages cannot be followed: {problem}");
        self.warn("pagination", &pagination.pointer, problem, HELP);
        None
    }

    /// The type of what a JSON pointer leads to in a value of a type. Of what a union holds nothing
    /// is known.
    fn at(&self, ty: &Type, pointer: &str) -> Option<Type> {
        tokens(pointer).try_fold(self.plain(ty), |ty, name| self.member(&ty, &name))
    }

    fn member(&self, ty: &Type, name: &str) -> Option<Type> {
        match ty {
            Type::Json => Some(Type::Json),
            Type::Map(value) => Some(self.plain(value)),
            Type::Named(id) => match &self.types[id.0].kind {
                Kind::Struct(members) => {
                    let mut fields = members.required.iter().chain(&members.optional);
                    let field = fields.find(|field| field.wire == name)?;
                    Some(self.plain(&field.ty))
                }
                Kind::Union(_) => Some(Type::Json),
                Kind::Texts(_) | Kind::Integers(_) | Kind::Alias(_) => None,
            },
            _ => None,
        }
    }

    /// The type without pointers, `null` and other names.
    fn plain(&self, ty: &Type) -> Type {
        match ty {
            Type::Boxed(inner) | Type::Nullable(inner) => self.plain(inner),
            Type::Named(id) => match &self.types[id.0].kind {
                Kind::Alias(inner) => self.plain(inner),
                _ => ty.clone(),
            },
            _ => ty.clone(),
        }
    }
}
