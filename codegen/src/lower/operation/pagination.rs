//! Paginated lists.

use crate::document::{self, Pagination, ParameterLocation};
use crate::ir::{self, BodyFormat, Responses, Type, TypeKind};
use crate::lower::operation::OperationLowering;
use crate::lower::schema::Schemas;
use crate::source::pointer::tokens;

const HELP: &str = "set `items` and `cursor` to JSON pointers into the response, such as `/data`, \
                    and `parameter` to the name of a query parameter";

impl OperationLowering<'_> {
    /// The pagination of an operation. Unusable settings are reported and ignored.
    pub(crate) fn pages(
        &self,
        operation: &document::Operation,
        success: &Responses,
    ) -> Option<ir::Pagination> {
        let pagination = operation.pagination.as_ref()?;
        let mut parameters = operation.parameters.iter();
        let is_declared = parameters.any(|parameter| {
            parameter.location == ParameterLocation::Query && parameter.name == pagination.parameter
        });
        if !is_declared {
            let reason = format!("no query parameter `{}`", pagination.parameter);
            return self.schemas.reject_pagination(pagination, &reason);
        }
        let mut responses = success.variants.iter();
        let response =
            responses.find(|response| response.form == BodyFormat::Json && response.ty.is_some());
        let Some(response) = response.and_then(|response| response.ty.as_ref()) else {
            return self
                .schemas
                .reject_pagination(pagination, "no JSON response");
        };
        let more = pagination.more.iter();
        for pointer in more.chain([&pagination.cursor, &pagination.items]) {
            if !pointer.starts_with('/') || self.type_at(response, pointer).is_none() {
                let reason = format!("no `{pointer}` in the response");
                return self.schemas.reject_pagination(pagination, &reason);
            }
        }
        let item = match self.type_at(response, &pagination.items) {
            Some(Type::List(item)) => *item,
            Some(Type::Json) => Type::Json,
            _ => {
                let reason = format!("`{}` in the response is not an array", pagination.items);
                return self.schemas.reject_pagination(pagination, &reason);
            }
        };
        Some(ir::Pagination {
            item,
            items: pagination.items.clone(),
            cursor: pagination.cursor.clone(),
            more: pagination.more.clone(),
            parameter: pagination.parameter.clone(),
        })
    }

    /// The type at a JSON pointer below a type. The content of a union is unknown: `Type::Json`.
    fn type_at(&self, ty: &Type, pointer: &str) -> Option<Type> {
        tokens(pointer).try_fold(self.unwrapped(ty), |ty, name| {
            self.property_type(&ty, &name)
        })
    }

    fn property_type(&self, ty: &Type, name: &str) -> Option<Type> {
        match ty {
            Type::Json => Some(Type::Json),
            Type::Map(value) => Some(self.unwrapped(value)),
            Type::Named(id) => match &self.types.rules.table[*id].kind {
                TypeKind::Struct(members) => {
                    let mut fields = members.required.iter().chain(&members.optional);
                    let field = fields.find(|field| field.wire == name)?;
                    Some(self.unwrapped(&field.ty))
                }
                TypeKind::Union(_) => Some(Type::Json),
                TypeKind::StringEnum(_)
                | TypeKind::IntegerEnum(_)
                | TypeKind::Alias(_)
                | TypeKind::Rules => None,
            },
            _ => None,
        }
    }

    /// The type behind boxes, `null` and aliases.
    fn unwrapped(&self, ty: &Type) -> Type {
        match ty {
            Type::Boxed(inner) | Type::Nullable(inner) => self.unwrapped(inner),
            Type::Named(id) => match &self.types.rules.table[*id].kind {
                TypeKind::Alias(inner) => self.unwrapped(inner),
                _ => ty.clone(),
            },
            _ => ty.clone(),
        }
    }
}

impl Schemas<'_> {
    fn reject_pagination(&self, pagination: &Pagination, reason: &str) -> Option<ir::Pagination> {
        let reason = format!("pagination ignored: {reason}");
        self.warn("pagination", &pagination.pointer, reason, HELP);
        None
    }
}
