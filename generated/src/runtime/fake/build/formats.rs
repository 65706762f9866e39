//! Strings of a `format`.

/// Returns a string of the format; `None` for an unknown format. `index` makes strings distinct.
///
/// ```text
/// date, 0  ->  "2024-01-01"
/// date, 1  ->  "2024-01-02"
/// ```
pub(super) fn of_format(format: &str, index: usize) -> Option<String> {
    let number = index + 1;
    let day = index % 28 + 1;
    Some(match format {
        "date" => format!("2024-01-{day:02}"),
        "date-time" => format!("2024-01-{day:02}T12:00:00Z"),
        "time" => format!("12:00:{:02}Z", index % 60),
        "duration" => format!("PT{number}S"),
        "uuid" | "guid" => format!("00000000-0000-4000-8000-{number:012x}"),
        "uri" | "url" | "iri" => format!("https://example.com/{number}"),
        "uri-reference" | "iri-reference" | "json-pointer" => format!("/{number}"),
        "uri-template" => format!("/{{name}}/{number}"),
        "email" | "idn-email" => format!("name{number}@example.com"),
        "hostname" | "idn-hostname" => format!("host{number}.example.com"),
        "ipv4" => format!("192.0.2.{}", index % 254 + 1),
        "ipv6" => format!("2001:db8::{:x}", index % 0xffff + 1),
        "regex" => format!("^{number}$"),
        "byte" | "base64" | "base64url" => format!("{:04}", number % 10_000),
        "int32" | "int64" | "decimal" | "relative-json-pointer" => number.to_string(),
        _ => return None,
    })
}
