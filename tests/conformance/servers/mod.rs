//! Suites with a server that judges requests. A program calls the server through generated crates, a
//! call for each request that the suite describes.

pub mod argument;
pub mod client;
pub mod document;
pub mod form;
pub mod program;
pub mod replay;
pub mod response;
pub mod scenario;
pub mod server;
pub mod workspace;
