//! Requests as they come.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;

/// A request as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// `POST`
    pub method: String,
    /// The path with the query, as it came.
    pub target: String,
    /// The headers in their order, with names as they came.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// A request without its body, and how long that is.
    pub(super) fn read_head(reader: &mut BufReader<TcpStream>) -> Option<(Self, usize)> {
        let mut lines = std::iter::from_fn(|| {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            Some(line.trim_end().to_owned()).filter(|line| !line.is_empty())
        });
        let first = lines.next()?;
        let mut words = first.split(' ');
        let request = Received {
            method: words.next()?.into(),
            target: words.next()?.into(),
            headers: lines
                .filter_map(|line| {
                    let (name, value) = line.split_once(": ")?;
                    Some((name.to_owned(), value.to_owned()))
                })
                .collect(),
            body: Vec::new(),
        };
        let length = request
            .header("content-length")
            .map_or(0, |length| length.parse().unwrap());
        Some((request, length))
    }
}
