//! Parameters of operations as data.

use crate::runtime::rules::Rules;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name in the spec and in the request.
    pub name: &'static str,
    /// The location (`in`).
    pub location: ParameterLocation,
    /// The serialization style.
    pub style: Style,
    /// True if each array item or object property is written separately.
    pub explode: bool,
    /// True if reserved characters are not percent-encoded, except characters that would end the
    /// parameter.
    pub allow_reserved: bool,
    /// True if the parameter is required.
    pub required: bool,
    /// The validation rules for the value.
    pub rules: Rules,
}

/// The location of a parameter in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterLocation {
    /// The path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// The `Cookie` header.
    Cookie,
    /// The body.
    Body,
    /// A property of a form in the body.
    Form,
}

/// The serialization style of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `;color=blue`
    Matrix,
    /// `.blue`
    Label,
    /// `blue`
    Simple,
    /// `color=blue`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color%5BR%5D=100`
    DeepObject,
    /// JSON, for parameters with `content` instead of `schema`.
    Json,
}

impl Parameter {
    /// Creates a path parameter, which is always required.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Parameter {
            required: true,
            ..Parameter::new(name, ParameterLocation::Path, Style::Simple, false)
        }
    }

    /// Creates a query parameter.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Parameter::new(name, ParameterLocation::Query, Style::Form, true)
    }

    /// Creates a header parameter.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Parameter::new(name, ParameterLocation::Header, Style::Simple, false)
    }

    /// Creates a cookie parameter.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Parameter::new(name, ParameterLocation::Cookie, Style::Form, true)
    }

    /// Creates an entry for the body, if the operation adds rules to the rules of the body's type.
    #[must_use]
    pub const fn body() -> Self {
        Parameter::new("body", ParameterLocation::Body, Style::Json, false)
    }

    /// Creates an entry for a property of a form.
    #[must_use]
    pub const fn form(name: &'static str) -> Self {
        Parameter::new(name, ParameterLocation::Form, Style::Form, true)
    }

    const fn new(
        name: &'static str,
        location: ParameterLocation,
        style: Style,
        explode: bool,
    ) -> Self {
        Parameter {
            name,
            location,
            style,
            explode,
            allow_reserved: false,
            required: false,
            rules: &[],
        }
    }

    /// Makes the parameter required.
    #[must_use]
    pub const fn required(self) -> Self {
        Parameter {
            required: true,
            ..self
        }
    }

    /// Sets the style.
    #[must_use]
    pub const fn style(self, style: Style, explode: bool) -> Self {
        Parameter {
            style,
            explode,
            ..self
        }
    }

    /// Keeps reserved characters.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Parameter {
            allow_reserved: true,
            ..self
        }
    }

    /// Sets the validation rules.
    #[must_use]
    pub const fn rules(self, rules: Rules) -> Self {
        Parameter { rules, ..self }
    }
}
