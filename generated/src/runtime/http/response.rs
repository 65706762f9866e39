//! Responses: selecting the declared response, decoding, headers and downloads.

pub(crate) mod decode;
pub(crate) mod download;
pub(crate) mod head;
mod raw;
pub(crate) mod select;
pub(crate) mod streaming;
