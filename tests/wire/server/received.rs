//! Received requests.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;

/// A received request.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The method, such as `POST`.
    pub method: String,
    /// The path with the query, still encoded.
    pub target: String,
    /// The headers in the order received, with unchanged names.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// The first header with the given name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Reads a request without its body.
    pub(super) fn read_head(reader: &mut BufReader<TcpStream>) -> Option<Self> {
        let mut lines = std::iter::from_fn(|| {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            Some(line.trim_end().to_owned()).filter(|line| !line.is_empty())
        });
        let first = lines.next()?;
        let mut words = first.split(' ');
        Some(Received {
            method: words.next()?.into(),
            target: words.next()?.into(),
            headers: lines
                .filter_map(|line| {
                    let (name, value) = line.split_once(": ")?;
                    Some((name.to_owned(), value.to_owned()))
                })
                .collect(),
            body: Vec::new(),
        })
    }

    /// Reads the body of the request; `None` if incomplete.
    pub(super) fn read_body(&self, reader: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        if self.header("transfer-encoding") != Some("chunked") {
            let length = self.header("content-length");
            body.resize(length.map_or(0, |length| length.parse().unwrap()), 0);
            reader.read_exact(&mut body).ok()?;
            return Some(body);
        }
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            let length = usize::from_str_radix(line.trim_end(), 16).ok()?;
            let mut chunk = vec![0; length + 2];
            reader.read_exact(&mut chunk).ok()?;
            body.extend_from_slice(&chunk[..length]);
            if length == 0 {
                return Some(body);
            }
        }
    }
}
