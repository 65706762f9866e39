//! Serves each stream as a whole and byte by byte, and prints the events that a client reads.

use event_streams::Client;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

fn main() {
    let text = include_str!("../streams.json");
    let streams: Vec<String> = serde_json::from_str(text).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = streams.len() * 2;
    let served = streams.clone();
    let server = std::thread::spawn(move || {
        for connection in listener.incoming().take(count) {
            serve(&served, &mut connection.unwrap());
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for index in 0..streams.len() {
        for mode in ["whole", "bytes"] {
            let case = format!("{index}-{mode}");
            println!("{case} {}", runtime.block_on(events(&url, &case)));
        }
    }
    server.join().unwrap();
}

/// Reads the events of a case.
async fn events(url: &str, case: &str) -> Value {
    let client = Client::builder().base_url(url).build().unwrap();
    let mut stream = match client.watch(case).events().await {
        Ok(stream) => stream,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let mut events = Vec::new();
    while let Some(event) = stream.next_event().await {
        match event {
            Ok(event) => {
                let name = event.name.as_deref().unwrap_or("message");
                events.push(json!({ "name": name, "data": event.data }));
            }
            Err(error) => events.push(json!({ "error": error.to_string() })),
        }
    }
    let retry = stream.retry().map(|delay| u64::try_from(delay.as_millis()).unwrap());
    let last_id = stream.last_event_id().unwrap_or_default().to_owned();
    json!({ "events": events, "last_id": last_id, "retry": retry })
}

/// Answers a request; each byte of a stream is a chunk of the response.
fn serve(streams: &[String], connection: &mut TcpStream) {
    let mut reader = BufReader::new(connection.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut head = String::new();
    while head != "\r\n" {
        head.clear();
        reader.read_line(&mut head).unwrap();
    }
    let case = line.split(' ').nth(1).unwrap().trim_start_matches('/');
    let (index, mode) = case.split_once('-').unwrap();
    let stream = streams[index.parse::<usize>().unwrap()].as_bytes();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    connection.write_all(head.as_bytes()).unwrap();
    let size = if mode == "whole" { stream.len().max(1) } else { 1 };
    let mut body = Vec::new();
    for chunk in stream.chunks(size) {
        write!(body, "{:x}\r\n", chunk.len()).unwrap();
        body.extend_from_slice(chunk);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"0\r\n\r\n");
    connection.write_all(&body).unwrap();
}
