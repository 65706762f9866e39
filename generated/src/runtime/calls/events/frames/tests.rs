use super::*;

/// All frames of a body, which comes in pieces of each size from one byte to all of it.
#[track_caller]
fn frames(framing: Framing, body: &[u8]) -> Vec<Frame> {
    let cut = |size: usize| {
        let mut frames = Frames::new(framing, 1000);
        let mut all = Vec::new();
        for piece in body.chunks(size) {
            frames.push(piece);
            all.extend(std::iter::from_fn(|| frames.next()));
        }
        all.extend(frames.end().map(Ok));
        all
    };
    let whole = cut(body.len().max(1));
    for size in 1..body.len() {
        assert_eq!(cut(size), whole, "in pieces of {size}");
    }
    let frames: Result<Vec<Frame>, TooLarge> = whole.into_iter().collect();
    frames.expect("the limit is far away")
}

/// Name, id and data of each server-sent event, with bars in between.
#[track_caller]
fn server_sent(body: &str) -> Vec<String> {
    let frames = frames(Framing::ServerSent, body.as_bytes());
    let told = |frame: Frame| {
        let [name, id] = [frame.name, frame.id].map(Option::unwrap_or_default);
        format!("{name}|{id}|{}", frame.data)
    };
    frames.into_iter().map(told).collect()
}

#[track_caller]
fn data(framing: Framing, body: &str) -> Vec<String> {
    let frames = frames(framing, body.as_bytes());
    frames.into_iter().map(|frame| frame.data).collect()
}

#[test]
fn an_event_ends_with_a_blank_line_and_has_all_lines_of_its_data() {
    let body = "data: YHOO\ndata: +2\ndata: 10\n\ndata: next\n\n";
    assert_eq!(server_sent(body), ["||YHOO\n+2\n10", "||next"]);
}

#[test]
fn lines_end_in_three_ways() {
    for end in ["\n", "\r", "\r\n"] {
        let body = [
            "event: a", "id: 1", "data: x", "data: y", "", "data: z", "", "",
        ]
        .join(end);
        assert_eq!(server_sent(&body), ["a|1|x\ny", "||z"], "{end:?}");
    }
    // Of a carriage return and a line feed, each ends a line where they are the other way round.
    assert_eq!(server_sent("data: x\n\rdata: y\r\n\r\n"), ["||x", "||y"]);
}

#[test]
fn comments_and_unknown_fields_say_nothing() {
    let body = ": test stream\n\ndata: first event\nid: 1\nfoo: bar\n\n:\n\ndata:second\n\n";
    assert_eq!(server_sent(body), ["|1|first event", "||second"]);
}

#[test]
fn one_space_after_the_colon_is_no_part_of_the_value() {
    let body = "data:test\n\ndata: test\n\ndata:  test \n\ndata: a: b\n\n";
    assert_eq!(
        server_sent(body),
        ["||test", "||test", "|| test ", "||a: b"]
    );
}

#[test]
fn an_event_without_data_is_none_and_one_with_empty_data_is_one() {
    assert_eq!(
        server_sent("event: ping\n\ndata\n\ndata\ndata\n\ndata:"),
        ["||", "||\n"]
    );
}

#[test]
fn an_event_that_does_not_end_is_none() {
    assert_eq!(server_sent("data: 1\n\ndata: 2\n"), ["||1"]);
    assert_eq!(server_sent("data: 1\n\ndata: 2"), ["||1"]);
}

#[test]
fn a_byte_order_mark_can_be_first() {
    assert_eq!(server_sent("\u{feff}data: 1\n\n"), ["||1"]);
    assert_eq!(
        server_sent("\u{feff}\u{feff}data: 1\n\ndata: 2\n\n"),
        ["||2"]
    );
    assert_eq!(data(Framing::Lines, "\u{feff}{}\n"), ["{}"]);
}

#[test]
fn the_id_is_kept_for_going_on_from_and_so_is_the_wait() {
    let mut frames = Frames::new(Framing::ServerSent, 100);
    frames.push(b"id: 1\ndata: x\n\nretry: 3000\n\ndata: y\n\nid: 2\n\nid: a\0b\n\nretry: 1s\n\n");
    let all: Vec<_> = std::iter::from_fn(|| frames.next()).collect();
    assert_eq!(all.len(), 2);
    assert_eq!(frames.last_id(), Some("2"));
    assert_eq!(frames.retry(), Some(Duration::from_secs(3)));
    frames.push(b"id\n\n");
    assert_eq!(frames.next(), None);
    assert_eq!(frames.last_id(), Some(""));
}

#[test]
fn bytes_that_are_not_utf_8_are_replaced() {
    let found = frames(Framing::ServerSent, b"data: a\xffb\n\n");
    assert_eq!(found[0].data, "a\u{fffd}b");
}

#[test]
fn json_lines_need_no_end_on_the_last_and_blank_ones_are_none() {
    let body = "{\"a\": 1}\r\n\n \n[2,\r3]\n\"x\"";
    assert_eq!(
        data(Framing::Lines, body),
        ["{\"a\": 1}", "[2,\r3]", "\"x\""]
    );
    assert_eq!(data(Framing::Lines, ""), [""; 0]);
}

#[test]
fn texts_of_a_sequence_can_have_lines_and_are_there_when_they_end() {
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
fn an_event_can_have_as_many_bytes_as_the_limit_says() {
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
    // Many events that came at once are no large event.
    assert!(matches!(
        with(Framing::Lines, &"12345\n".repeat(9)),
        Some(Ok(_))
    ));
}
