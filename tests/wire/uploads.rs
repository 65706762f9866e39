//! Request bodies read while they are sent.

use super::run;
use super::server::{Received, Reply, Server};
use futures_core::Stream;
use media::{Client, Content, Error, File, Retry, types};
use std::collections::VecDeque;
use std::io::{self, Cursor};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

type Failed = Error<types::Problem>;

fn client(url: &str) -> Client {
    let builder = Client::builder().base_url(url).bearer_token("token");
    let builder = builder.retry(Retry::new().backoff(Duration::ZERO, Duration::ZERO));
    builder.timeout(Duration::from_secs(20)).build().unwrap()
}

fn large() -> Vec<u8> {
    (0..300_000_u32)
        .map(|number| number.to_le_bytes()[0])
        .collect()
}

fn reader() -> Content {
    Content::from_reader(Cursor::new(large()))
}

/// A file, removed on drop.
struct OnDisk(std::path::PathBuf);

impl OnDisk {
    fn new(name: &str) -> Self {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, large()).unwrap();
        OnDisk(path)
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A stream of pieces.
struct Pieces(VecDeque<io::Result<&'static [u8]>>);

impl Stream for Pieces {
    type Item = io::Result<&'static [u8]>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

fn stream(pieces: impl IntoIterator<Item = io::Result<&'static [u8]>>) -> Content {
    Content::from_stream(Pieces(pieces.into_iter().collect()))
}

/// Replaces a medium; returns the result and the received requests.
fn replace(replies: &[Reply], content: Content) -> (Result<(), Failed>, Vec<Received>) {
    let server = Server::new(replies.to_vec());
    let result = run(client(&server.url()).replace_media("1", content).send());
    (result, server.received())
}

fn replaced() -> Reply {
    Reply::new(204, &[], "")
}

#[test]
fn sends_a_reader_in_chunks_or_with_a_length() {
    let (result, received) = replace(&[replaced()], reader());
    result.unwrap();
    assert_eq!(received[0].header("transfer-encoding"), Some("chunked"));
    assert!(received[0].body == large());
    let (result, received) = replace(&[replaced()], reader().with_length(300_000));
    result.unwrap();
    assert_eq!(received[0].header("content-length"), Some("300000"));
    assert_eq!(
        received[0].header("content-type"),
        Some("application/octet-stream")
    );
    assert!(received[0].body == large());
}

#[test]
fn sends_a_stream() {
    let (result, received) = replace(
        &[replaced()],
        stream([Ok(&b"one"[..]), Ok(b""), Ok(b"two")]),
    );
    result.unwrap();
    assert_eq!(received[0].body, b"onetwo");
    let broken = [Ok(&b"one"[..]), Err(io::Error::other("the disk is gone"))];
    let (result, received) = replace(&[replaced()], stream(broken));
    let error = result.unwrap_err();
    assert!(error.to_string().contains("the disk is gone"), "{error}");
    assert!(received.len() <= 1);
}

#[test]
fn sends_bytes_with_a_length() {
    for content in [
        Content::from("text"),
        "text".to_owned().into(),
        b"text".to_vec().into(),
        whatsapp_cloud::bytes::Bytes::from_static(b"text").into(),
    ] {
        let (result, received) = replace(&[replaced()], content);
        result.unwrap();
        assert_eq!(received[0].header("content-length"), Some("4"));
        assert_eq!(received[0].body, b"text");
    }
}

#[test]
fn streams_files_of_forms() {
    let file = OnDisk::new("cat.png");
    for (content, length) in [
        (File::from_path(&file.0).unwrap(), true),
        (File::new("cat.png", reader()), false),
    ] {
        let server = Server::new([Reply::json(200, r#"{"id":"1"}"#)]);
        let upload = types::Upload::new(content.with_media_type("image/png")).with_type("image");
        run(client(&server.url()).upload_media(upload).send()).unwrap();
        let received = server.only_received();
        assert_eq!(received.header("content-length").is_some(), length);
        let text = String::from_utf8_lossy(&received.body);
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"cat.png\"\r\n\
                    Content-Type: image/png\r\n\r\n";
        assert!(text.contains(head) && text.contains("name=\"type\"\r\n\r\nimage\r\n"));
        assert!(
            received
                .body
                .windows(large().len())
                .any(|window| window == large())
        );
    }
    assert!(File::from_path("/nowhere/cat.png").is_err());
}

#[test]
fn enforces_limit_and_length() {
    let (result, received) = replace(
        &[replaced()],
        reader().with_length(300_000).max_bytes(299_999),
    );
    assert!(matches!(result, Err(Error::Invalid(_))), "{result:?}");
    assert!(received.is_empty());
    for (content, expected) in [
        (
            reader().max_bytes(299_999),
            "content exceeds the limit of 299999 bytes",
        ),
        (
            reader().with_length(299_999),
            "more bytes than the declared 299999",
        ),
        (
            reader().with_length(300_001),
            "fewer bytes than the declared 300001",
        ),
    ] {
        let (result, _) = replace(&[replaced()], content);
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
    }
    replace(&[replaced()], reader().max_bytes(300_000))
        .0
        .unwrap();
}

#[test]
fn reports_progress() {
    for (content, total) in [
        (reader(), None),
        (reader().with_length(300_000), Some(300_000)),
        (large().into(), Some(300_000)),
    ] {
        let recorded = Arc::new(Mutex::new(Vec::new()));
        let records = Arc::clone(&recorded);
        let server = Server::new([replaced()]);
        let call = client(&server.url()).replace_media("1", content);
        let record = move |sent, total| records.lock().unwrap().push((sent, total));
        run(call.on_upload_progress(record).send()).unwrap();
        let recorded = recorded.lock().unwrap();
        assert_eq!(recorded.last(), Some(&(300_000, total)));
        assert!(recorded.len() > 3 && recorded.is_sorted());
        assert!(server.only_received().body == large());
    }
}

#[test]
fn sends_a_reader_only_once() {
    let later = Reply::new(503, &[("retry-after", "0")], "");
    let (result, received) = replace(&[later.clone(), replaced()], reader());
    assert_eq!(result.unwrap_err().status().unwrap(), 503);
    assert_eq!(received.len(), 1);
    let reopened = Content::from_opener(|| Ok(Cursor::new(large())));
    let (result, received) = replace(&[later, replaced()], reopened);
    result.unwrap();
    assert_eq!(received.len(), 2);
    assert!(received.iter().all(|request| request.body == large()));
    // Without a connection, the reader stays unread.
    let refused = Server::new([]).url();
    let content = reader();
    let error = run(client(&refused).replace_media("1", content.clone()).send()).unwrap_err();
    assert!(
        matches!(&error, Error::Transport(transport) if transport.is_connect()),
        "{error:?}"
    );
    replace(&[replaced()], content.clone()).0.unwrap();
    let (result, received) = replace(&[replaced()], content);
    assert!(
        result
            .unwrap_err()
            .to_string()
            .contains("has been read before")
    );
    assert!(received.len() <= 1);
}

#[test]
fn reads_readers_into_requests() {
    let client = client("http://127.0.0.1:1");
    let request = client.replace_media("1", reader()).into_request().unwrap();
    assert!(*request.body() == large());
    let error = client
        .replace_media("1", stream([]))
        .into_request()
        .unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
    let hidden = format!("{:?}", Content::from("secret"));
    assert!(!hidden.contains("secret"), "{hidden}");
}

#[test]
fn knows_the_media_type_of_common_extensions() {
    let of = |name: &str| {
        let file = OnDisk::new(name);
        let file = File::from_path(&file.0).unwrap();
        file.media_type().to_owned()
    };
    assert_eq!(of("media-type.JPG"), "image/jpeg");
    assert_eq!(of("media-type.opus"), "audio/ogg");
    assert_eq!(of("media-type.html"), "text/html");
    assert_eq!(of("media-type.unknown"), "application/octet-stream");
    assert_eq!(of("media-type"), "application/octet-stream");
}
