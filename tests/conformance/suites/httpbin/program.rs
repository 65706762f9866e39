//! Calls httpbin, and prints a line per case: the name, and the error as JSON or `null`.

use httpbin::{Client, ClientBuilder, Error, File, Json, Retry, types};
use serde_json::{Value, json};
use std::fmt::Display;
use std::future::Future;
use std::time::{Duration, Instant};

type Outcome = Result<(), String>;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        case("query parameters", query()).await;
        case("request headers", header()).await;
        case("JSON body", json_body()).await;
        case("URL-encoded body", form()).await;
        case("multipart body", multipart()).await;
        case("DELETE", async { same(builder().build().map_err(text)?.delete().await.map_err(text)?.url.is_some(), true) }).await;
        case("cookies", cookies()).await;
        case("gzip", gzip()).await;
        case("UTF-8 text", utf8()).await;
        case("path with percent-encoding", base64()).await;
        case("bytes", bytes()).await;
        case("chunks of bytes", chunks()).await;
        case("range", range()).await;
        case("drip", drip()).await;
        case("stream of lines", lines()).await;
        case("relative redirects", redirect()).await;
        case("absolute redirects", absolute_redirect()).await;
        case("too many redirects", too_many_redirects()).await;
        case("delay", delay()).await;
        case("timeout", timeout()).await;
        case("error status", status()).await;
        case("retries", retries()).await;
        case("basic authentication", basic()).await;
        case("bearer authentication", bearer()).await;
        case("digest authentication", digest()).await;
    });
}

async fn case(name: &str, outcome: impl Future<Output = Outcome>) {
    println!("{name}\t{}", json!(outcome.await.err()));
}

fn builder() -> ClientBuilder {
    Client::builder().base_url(std::env::var("HTTPBIN").unwrap()).retry(Retry::never())
}

fn client() -> Result<Client, String> {
    builder().build().map_err(text)
}

fn text(error: impl Display) -> String {
    error.to_string()
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Outcome {
    match found == expected {
        true => Ok(()),
        false => Err(format!("{found:?} instead of {expected:?}")),
    }
}

fn value<T: serde::Serialize>(found: &T) -> Value {
    serde_json::to_value(found).unwrap_or_default()
}

async fn query() -> Outcome {
    let shown = client()?.show().word(["a&b", "grüße c"].map(str::to_owned)).await.map_err(text)?;
    same(value(&shown)["args"].clone(), json!({ "word": ["a&b", "grüße c"] }))
}

async fn header() -> Outcome {
    let shown = client()?.show().x_word("one two").await.map_err(text)?;
    same(value(&shown)["headers"]["X-Word"].clone(), json!("one two"))
}

async fn json_body() -> Outcome {
    let body: Json = serde_json::from_str(r#"{"a":[null,1.5,"ü"]}"#).map_err(text)?;
    let shown = client()?.post(body).await.map_err(text)?;
    same(value(&shown)["json"].clone(), json!({ "a": [null, 1.5, "ü"] }))
}

async fn form() -> Outcome {
    let body = json!({ "a": "1&2", "b": ["x y", "z"] });
    let body: types::PutRequest = serde_json::from_value(body).map_err(text)?;
    let shown = client()?.put(body).await.map_err(text)?;
    same(value(&shown)["form"].clone(), json!({ "a": "1&2", "b": ["x y", "z"] }))
}

async fn multipart() -> Outcome {
    let body = types::PatchRequest::new(File::new("a.txt", "content").with_media_type("text/plain")).with_note("n");
    let shown = client()?.patch(body).await.map_err(text)?;
    let shown = value(&shown);
    same((shown["files"]["file"].clone(), shown["form"]["note"].clone()), (json!("content"), json!("n")))
}

async fn cookies() -> Outcome {
    let shown = client()?.cookies().flavour("oat").await.map_err(text)?;
    same(value(&shown)["cookies"].clone(), json!({ "flavour": "oat" }))
}

async fn gzip() -> Outcome {
    let shown = client()?.gzip().await.map_err(text)?;
    same(value(&shown)["gzipped"].clone(), json!(true))
}

async fn utf8() -> Outcome {
    let text = client()?.utf8().await.map_err(text)?;
    same(text.contains("∮ E⋅da = Q"), true)
}

async fn base64() -> Outcome {
    let text = client()?.base64("YS9i").await.map_err(text)?;
    same(text.as_str(), "a/b")
}

async fn bytes() -> Outcome {
    same(client()?.bytes(1000).await.map_err(text)?.len(), 1000)
}

async fn chunks() -> Outcome {
    let mut download = client()?.stream_bytes(50_000).download().await.map_err(text)?;
    let mut length = 0;
    while let Some(piece) = download.next_piece().await {
        length += piece.map_err(text)?.len();
    }
    same(length, 50_000)
}

async fn range() -> Outcome {
    let part = client()?.range(26).range("bytes=10-14").await.map_err(text)?;
    same(&part[..], b"klmno")
}

async fn drip() -> Outcome {
    let start = Instant::now();
    let bytes = client()?.drip().numbytes(5).duration(1.0).await.map_err(text)?;
    same(bytes.len(), 5)?;
    same(start.elapsed() > Duration::from_millis(500), true)
}

async fn lines() -> Outcome {
    let response = client()?.stream(20).send_raw().await.map_err(text)?;
    let lines = response.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let ids: Result<Vec<Value>, _> = lines.map(serde_json::from_slice).collect();
    let ids = ids.map_err(text)?;
    same(ids.len(), 20)?;
    same(ids[19]["id"].clone(), json!(19))
}

async fn redirect() -> Outcome {
    let client = builder().redirects(3).build().map_err(text)?;
    let shown = client.redirect(3).await.map_err(text)?;
    same(shown.url.is_some_and(|url| url.ends_with("/get")), true)
}

async fn absolute_redirect() -> Outcome {
    let client = builder().redirects(3).build().map_err(text)?;
    let shown = client.absolute_redirect(2).await.map_err(text)?;
    same(shown.url.is_some_and(|url| url.ends_with("/get")), true)
}

async fn too_many_redirects() -> Outcome {
    let client = builder().redirects(2).build().map_err(text)?;
    same(client.redirect(3).await.is_err(), true)
}

async fn delay() -> Outcome {
    let start = Instant::now();
    client()?.delay(1).await.map_err(text)?;
    same(start.elapsed() >= Duration::from_secs(1), true)
}

async fn timeout() -> Outcome {
    let error = client()?.delay(5).timeout(Duration::from_millis(300)).send().await.err();
    same(error.is_some_and(|error| error.is_timeout()), true)
}

async fn status() -> Outcome {
    let error = client()?.status(418).send().await.err();
    same(error.and_then(|error| Some(error.status()?.as_u16())), Some(418))
}

async fn retries() -> Outcome {
    let client = Client::builder().base_url(std::env::var("HTTPBIN").unwrap()).build().map_err(text)?;
    let start = Instant::now();
    let error: Option<Error<_>> = client.status(503).send().await.err();
    same(error.and_then(|error| Some(error.status()?.as_u16())), Some(503))?;
    // The client waits between attempts.
    same(start.elapsed() > Duration::from_millis(100), true)
}

async fn basic() -> Outcome {
    let client = builder().basic("ada", "secret").build().map_err(text)?;
    let shown = client.basic("ada", "secret").await.map_err(text)?;
    same((shown.authenticated, shown.user.as_deref()), (Some(true), Some("ada")))
}

async fn bearer() -> Outcome {
    let client = builder().bearer_token("token").build().map_err(text)?;
    let shown = client.bearer().await.map_err(text)?;
    same(shown.token.as_deref(), Some("token"))
}

/// The client has no digest authentication: the error shows the challenge.
async fn digest() -> Outcome {
    let error = client()?.digest("ada", "secret").send().await.err();
    let response = error.as_ref().and_then(Error::response);
    let challenge = response.and_then(|response| response.headers.get("www-authenticate"));
    let challenge = challenge.and_then(|challenge| challenge.to_str().ok());
    same(challenge.is_some_and(|challenge| challenge.starts_with("Digest ")), true)
}
