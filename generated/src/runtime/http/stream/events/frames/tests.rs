use super::*;

/// Parses a body in chunks of every size, checks that the results are equal, and returns the
/// frames.
#[track_caller]
fn frames(framing: Framing, body: &[u8]) -> Vec<Frame> {
    let parse_in_chunks = |size: usize| {
        let mut frames = Frames::new(framing, 1000);
        let mut results = Vec::new();
        for piece in body.chunks(size) {
            frames.push(piece);
            results.extend(std::iter::from_fn(|| frames.next()));
        }
        results.extend(frames.end().map(Ok));
        results
    };
    let expected = parse_in_chunks(body.len().max(1));
    for size in 1..body.len() {
        assert_eq!(parse_in_chunks(size), expected, "in pieces of {size}");
    }
    let frames: Result<Vec<Frame>, TooLarge> = expected.into_iter().collect();
    frames.expect("the limit is far away")
}

/// Returns `name|id|data` for each server-sent event.
#[track_caller]
fn server_sent(body: &str) -> Vec<String> {
    let frames = frames(Framing::ServerSent, body.as_bytes());
    let format = |frame: Frame| {
        let [name, id] = [frame.name, frame.id].map(Option::unwrap_or_default);
        format!("{name}|{id}|{}", frame.data)
    };
    frames.into_iter().map(format).collect()
}

#[track_caller]
fn data(framing: Framing, body: &str) -> Vec<String> {
    let frames = frames(framing, body.as_bytes());
    frames.into_iter().map(|frame| frame.data).collect()
}

#[test]
fn joins_data_lines_up_to_a_blank_line() {
    let body = "data: YHOO\ndata: +2\ndata: 10\n\ndata: next\n\n";
    assert_eq!(server_sent(body), ["||YHOO\n+2\n10", "||next"]);
}

#[test]
fn accepts_lf_cr_and_crlf() {
    for end in ["\n", "\r", "\r\n"] {
        let body = [
            "event: a", "id: 1", "data: x", "data: y", "", "data: z", "", "",
        ]
        .join(end);
        assert_eq!(server_sent(&body), ["a|1|x\ny", "||z"], "{end:?}");
    }
    // LF followed by CR is not a single line end but two.
    assert_eq!(server_sent("data: x\n\rdata: y\r\n\r\n"), ["||x", "||y"]);
}

#[test]
fn ignores_comments_and_unknown_fields() {
    let body = ": test stream\n\ndata: first event\nid: 1\nfoo: bar\n\n:\n\ndata:second\n\n";
    assert_eq!(server_sent(body), ["|1|first event", "||second"]);
}

#[test]
fn strips_one_space_after_the_colon() {
    let body = "data:test\n\ndata: test\n\ndata:  test \n\ndata: a: b\n\n";
    assert_eq!(
        server_sent(body),
        ["||test", "||test", "|| test ", "||a: b"]
    );
}

#[test]
fn drops_events_without_data_field() {
    assert_eq!(
        server_sent("event: ping\n\ndata\n\ndata\ndata\n\ndata:"),
        ["||", "||\n"]
    );
}

#[test]
fn drops_incomplete_events() {
    assert_eq!(server_sent("data: 1\n\ndata: 2\n"), ["||1"]);
    assert_eq!(server_sent("data: 1\n\ndata: 2"), ["||1"]);
}

#[test]
fn skips_a_byte_order_mark() {
    assert_eq!(server_sent("\u{feff}data: 1\n\n"), ["||1"]);
    assert_eq!(
        server_sent("\u{feff}\u{feff}data: 1\n\ndata: 2\n\n"),
        ["||2"]
    );
    assert_eq!(data(Framing::Lines, "\u{feff}{}\n"), ["{}"]);
}

#[test]
fn keeps_last_id_and_retry() {
    let mut frames = Frames::new(Framing::ServerSent, 100);
    frames.push(b"id: 1\ndata: x\n\nretry: 3000\n\ndata: y\n\nid: 2\n\nid: a\0b\n\nretry: 1s\n\n");
    let results: Vec<_> = std::iter::from_fn(|| frames.next()).collect();
    assert_eq!(results.len(), 2);
    assert_eq!(frames.last_id(), Some("2"));
    assert_eq!(frames.retry(), Some(Duration::from_secs(3)));
    frames.push(b"id\n\n");
    assert_eq!(frames.next(), None);
    assert_eq!(frames.last_id(), Some(""));
}

#[test]
fn replaces_invalid_utf_8() {
    let found = frames(Framing::ServerSent, b"data: a\xffb\n\n");
    assert_eq!(found[0].data, "a\u{fffd}b");
}

#[test]
fn splits_json_lines_and_skips_blank_lines() {
    let body = "{\"a\": 1}\r\n\n \n[2,\r3]\n\"x\"";
    assert_eq!(
        data(Framing::Lines, body),
        ["{\"a\": 1}", "[2,\r3]", "\"x\""]
    );
    assert_eq!(data(Framing::Lines, ""), [""; 0]);
}

#[test]
fn splits_json_sequences_with_line_feeds() {
    let body = "\x1e{\"a\":\n \"}\\\"\n\"}\n\x1e\x1e1\n\x1e[\n]\x1e{ cut\n\x1e\"x\"";
    let texts = ["{\"a\":\n \"}\\\"\n\"}", "1", "[\n]", "{ cut", "\"x\""];
    assert_eq!(data(Framing::Sequence, body), texts);
    let mut frames = Frames::new(Framing::Sequence, 100);
    frames.push(b"\x1e{\"a\": [1]}\n");
    assert_eq!(
        frames.next().and_then(Result::ok).map(|frame| frame.data),
        Some("{\"a\": [1]}".into())
    );
}

#[test]
fn rejects_events_above_the_limit() {
    let with = |framing, body: &str| {
        let mut frames = Frames::new(framing, 10);
        frames.push(body.as_bytes());
        frames.next()
    };
    let large = "x".repeat(11);
    for framing in [Framing::ServerSent, Framing::Lines, Framing::Sequence] {
        assert_eq!(with(framing, &large), Some(Err(TooLarge)));
        assert_eq!(with(framing, &large[1..]), None);
    }
    assert_eq!(
        with(Framing::ServerSent, "data:1234\ndata:567\n"),
        Some(Err(TooLarge))
    );
    assert!(matches!(
        with(Framing::ServerSent, "data:1234\n\ndata:5678\n\n"),
        Some(Ok(_))
    ));
    // The limit applies to single events, not to a chunk with many events.
    assert!(matches!(
        with(Framing::Lines, &"12345\n".repeat(9)),
        Some(Ok(_))
    ));
}
