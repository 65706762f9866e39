//! Reserved identifiers of Rust and of the generated code.

/// Keywords that are invalid identifiers even with `r#`.
pub(super) const UNUSABLE: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Keywords that are valid identifiers with `r#`.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The types that generated types refer to without a path.
pub const TYPE_NAMES: &[&str] = &[
    "Box", "Into", "Json", "Literal", "Map", "Nullable", "Number", "Option", "Rule", "Rules",
    "String", "Typed", "Types", "Vec",
];

/// The types and functions that generated operations refer to without a path.
pub const OPERATION_NAMES: &[&str] = &[
    "Api",
    "AsRef",
    "Box",
    "Call",
    "Client",
    "ClientBuilder",
    "DeclaredResponse",
    "DefaultError",
    "Endpoint",
    "EventFormat",
    "EventStream",
    "HeaderStyle",
    "Into",
    "InvalidHeader",
    "Json",
    "Literal",
    "Map",
    "None",
    "Nullable",
    "Number",
    "Ok",
    "Operation",
    "Option",
    "Paginated",
    "Pagination",
    "Parameter",
    "ParameterLocation",
    "ResponseHead",
    "Result",
    "Rule",
    "Rules",
    "SecurityScheme",
    "Some",
    "Status",
    "Streaming",
    "String",
    "Style",
    "Typed",
    "Types",
    "Vec",
];

/// The fields that every struct has.
pub const FIELD_NAMES: &[&str] = &["extra"];

/// The variants that every enum of values has.
pub const VALUE_NAMES: &[&str] = &["UnknownValue"];

/// The variants that every union has.
pub const VARIANT_NAMES: &[&str] = &["Unknown"];

/// Names that Windows reserves for devices, with any extension; no file can have such a name.
pub(super) const WINDOWS_DEVICES: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con",
    "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// The functions and methods that every struct has, and those of common traits.
pub const CONSTRUCTOR_NAMES: &[&str] = &[
    "clone",
    "default",
    "deserialize",
    "eq",
    "extra",
    "fmt",
    "from",
    "hash",
    "into",
    "ne",
    "new",
    "node",
    "read",
    "read_text",
    "rules",
    "serialize",
    "to_owned",
    "try_from",
    "try_into",
    "unset",
    "validate",
];
