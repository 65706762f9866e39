//! A parameter of an operation as data.

use crate::runtime::rules::Rules;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name in the description and in the request.
    pub name: &'static str,
    /// Where in the request it is.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// Whether each item of an array and each member of an object is written for itself.
    pub explode: bool,
    /// Whether reserved characters stay as they are, as far as they cannot end the parameter.
    pub allow_reserved: bool,
    /// Whether it has to be there.
    pub required: bool,
    /// What its value has to satisfy.
    pub rules: Rules,
}

/// Where in a request a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// Behind the question mark.
    Query,
    /// A header.
    Header,
    /// In the `Cookie` header.
    Cookie,
    /// It is the body.
    Body,
    /// In the body, as a member of a form.
    Form,
}

/// How the value of a parameter is written.
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
    /// JSON text, for a parameter that the description gives a media type and not a style.
    Json,
}

impl Parameter {
    /// A parameter in the path; it is always required.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Parameter {
            required: true,
            ..Parameter::new(name, Location::Path, Style::Simple, false)
        }
    }

    /// A parameter behind the question mark.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Parameter::new(name, Location::Query, Style::Form, true)
    }

    /// A parameter that is a header.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Parameter::new(name, Location::Header, Style::Simple, false)
    }

    /// A parameter that is a cookie.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Parameter::new(name, Location::Cookie, Style::Form, true)
    }

    /// The body, where it has to satisfy more than its type asks for.
    #[must_use]
    pub const fn body() -> Self {
        Parameter::new("body", Location::Body, Style::Json, false)
    }

    /// A member of a form in the body.
    #[must_use]
    pub const fn form(name: &'static str) -> Self {
        Parameter::new(name, Location::Form, Style::Form, true)
    }

    const fn new(name: &'static str, location: Location, style: Style, explode: bool) -> Self {
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

    /// The same, but it has to be there.
    #[must_use]
    pub const fn required(self) -> Self {
        Parameter {
            required: true,
            ..self
        }
    }

    /// The same, written in another style.
    #[must_use]
    pub const fn style(self, style: Style, explode: bool) -> Self {
        Parameter {
            style,
            explode,
            ..self
        }
    }

    /// The same, with reserved characters as they are.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Parameter {
            allow_reserved: true,
            ..self
        }
    }

    /// The same, with rules for its value.
    #[must_use]
    pub const fn rules(self, rules: Rules) -> Self {
        Parameter { rules, ..self }
    }
}
