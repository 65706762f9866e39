//! Arguments that try to escape their position in the request.

use super::server::{Reply, Server};
use super::{PHONE, SENT, SendError, builder, call, client, message, run};
use whatsapp_cloud::{Error, RequestPart};

/// Sends with the given `Phone-Number-ID`; returns the path received, or the part rejected.
#[track_caller]
fn path_of(argument: &str) -> Result<String, RequestPart> {
    let server = Server::new([Reply::json(200, SENT)]);
    let call = client(&server)
        .send_message(argument, message())
        .without_validation();
    match run(call.send()) {
        Ok(_) => Ok(server.only_received().target),
        Err(error) => {
            assert_eq!(server.connections(), 0);
            Err(refused_part(&error))
        }
    }
}

#[track_caller]
fn refused_part(error: &SendError) -> RequestPart {
    match error {
        Error::Invalid(invalid) if invalid.as_slice().len() == 1 => {
            invalid.as_slice()[0].part.clone()
        }
        error => panic!("{error:?}"),
    }
}

#[test]
fn keeps_a_path_argument_in_one_segment() {
    for (argument, segment) in [
        ("106", "106"),
        ("a/b", "a%2Fb"),
        ("../me", "..%2Fme"),
        ("/", "%2F"),
        ("a\\b", "a%5Cb"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("%2e", "%252e"),
        ("%2e%2e", "%252e%252e"),
        ("%2f", "%252f"),
        ("a\r\nb", "a%0D%0Ab"),
        ("a\0b", "a%00b"),
        ("a b", "a%20b"),
        ("é", "%C3%A9"),
        ("...", "..."),
        ("a;b", "a%3Bb"),
        ("@host", "%40host"),
    ] {
        assert_eq!(
            path_of(argument),
            Ok(format!("/v25.0/{segment}/messages")),
            "{argument:?}"
        );
    }
}

#[test]
fn rejects_empty_and_dot_segments() {
    for argument in ["", ".", ".."] {
        assert_eq!(
            path_of(argument),
            Err(RequestPart::Parameter("Phone-Number-ID")),
            "{argument:?}"
        );
    }
}

#[test]
fn keeps_client_parameters_in_one_segment() {
    let server = Server::unchecked([Reply::json(200, SENT)]);
    let client = builder(&server)
        .version("..")
        .without_validation()
        .build()
        .unwrap();
    let error = run(call(&client).send()).unwrap_err();
    assert_eq!(refused_part(&error), RequestPart::Parameter("Version"));
    let client = builder(&server)
        .version("v25.0/../..")
        .without_validation()
        .build()
        .unwrap();
    run(call(&client).send()).unwrap();
    assert_eq!(
        server.only_received().target,
        format!("/v25.0%2F..%2F../{PHONE}/messages")
    );
}

#[test]
fn rejects_line_breaks_in_headers() {
    let server = Server::new([Reply::json(200, SENT)]);
    let client = builder(&server).without_validation().build().unwrap();
    let error = run(call(&client).user_agent("a\r\nx-evil: b").send()).unwrap_err();
    assert_eq!(refused_part(&error), RequestPart::Parameter("User-Agent"));
    let error = run(call(&client).header("x-good", "a\r\nx-evil: b").send()).unwrap_err();
    assert_eq!(refused_part(&error), RequestPart::Header("x-good".into()));
    let error = run(call(&client).header("x-good: a\r\nx-evil", "b").send()).unwrap_err();
    assert!(matches!(refused_part(&error), RequestPart::Header(_)));
    let error = run(call(&client).bearer_token("a\r\nx-evil: b").send()).unwrap_err();
    assert_eq!(
        refused_part(&error),
        RequestPart::Credentials(whatsapp_cloud::SecurityScheme::Bearer)
    );
    assert_eq!(server.connections(), 0);
}
