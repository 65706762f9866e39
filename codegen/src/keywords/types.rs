//! Sets of JSON types.

use serde_json::Value;

/// A set of JSON types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Types(pub u8);

impl Types {
    /// `null`
    pub const NULL: Types = Types(1);
    /// `true` and `false`
    pub const BOOLEAN: Types = Types(2);
    /// Numbers without a fraction.
    pub const INTEGER: Types = Types(4);
    /// Numbers with and without a fraction.
    pub const NUMBER: Types = Types(4 | 8);
    /// Strings
    pub const STRING: Types = Types(16);
    /// Arrays
    pub const ARRAY: Types = Types(32);
    /// Objects
    pub const OBJECT: Types = Types(64);
    /// Every type.
    pub const ALL: Types = Types(127);

    /// Type names with their sets.
    pub const NAMED: [(&str, Types); 7] = [
        ("null", Types::NULL),
        ("boolean", Types::BOOLEAN),
        ("integer", Types::INTEGER),
        ("number", Types::NUMBER),
        ("string", Types::STRING),
        ("array", Types::ARRAY),
        ("object", Types::OBJECT),
    ];

    /// Returns the set with the type of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Types> {
        let mut named = Self::NAMED.into_iter();
        named.find_map(|(known, types)| (known == name).then_some(types))
    }

    /// Returns the smallest set that contains the type of a value.
    #[must_use]
    pub fn of(value: &Value) -> Types {
        match value {
            Value::Null => Types::NULL,
            Value::Bool(_) => Types::BOOLEAN,
            Value::Number(number) => match number.as_f64() {
                Some(float) if float.fract() != 0.0 => Types(8),
                _ => Types::INTEGER,
            },
            Value::String(_) => Types::STRING,
            Value::Array(_) => Types::ARRAY,
            Value::Object(_) => Types::OBJECT,
        }
    }

    /// Returns the names of the types. `number` includes `integer`.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let has_numbers = self.contains(Self::NUMBER);
        let named = Self::NAMED.into_iter();
        let named = named.filter(move |(_, types)| {
            self.contains(*types) && !(has_numbers && *types == Self::INTEGER)
        });
        named.map(|(name, _)| name)
    }

    /// The intersection of two sets.
    #[must_use]
    pub const fn intersection(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }

    /// The union of two sets.
    #[must_use]
    pub const fn union(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }

    /// The difference of two sets.
    #[must_use]
    pub const fn difference(self, other: Types) -> Types {
        Types(self.0 & !other.0)
    }

    /// True if the set contains every type of `other`.
    #[must_use]
    pub const fn contains(self, other: Types) -> bool {
        self.0 & other.0 == other.0
    }

    /// True if the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Names the type of a JSON value, with an article.
#[must_use]
pub fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
