//! Root certificates.

use super::{SENT, SendError, TOKEN};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use whatsapp_cloud::types::SendMessageResponse;
use whatsapp_cloud::{Client, Error, Retry};

/// A certificate authority.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// The certificate of the authority.
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem();
        Authority {
            issuer: Issuer::new(params, key),
            pem,
        }
    }

    /// A server with a certificate for the given name, signed by the authority.
    fn server(&self, name: &str) -> Server {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let secret = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], secret)
            .unwrap();
        Server::new(Arc::new(config))
    }
}

/// A loopback server that confirms every message, until the tests end.
struct Server(SocketAddr);

impl Server {
    fn new(config: Arc<ServerConfig>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let config = Arc::clone(&config);
                // A client that rejects the certificate closes the connection.
                thread::spawn(move || answer(config, stream));
            }
        });
        Server(address)
    }

    fn url(&self) -> String {
        format!("https://localhost:{}", self.0.port())
    }
}

fn answer(config: Arc<ServerConfig>, stream: TcpStream) -> Option<()> {
    let connection = ServerConnection::new(config).ok()?;
    let mut reader = BufReader::new(StreamOwned::new(connection, stream));
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? <= 2 {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    reader.read_exact(&mut vec![0; length]).ok()?;
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
    let reply = format!("{head}\r\ncontent-length: {}\r\n\r\n{SENT}", SENT.len());
    let mut stream = reader.into_inner();
    stream.write_all(reply.as_bytes()).ok()?;
    stream.conn.send_close_notify();
    stream.flush().ok()
}

/// The result of a call to a server, with the given bundles of root certificates.
fn call(server: &Server, bundles: &[&str]) -> Result<SendMessageResponse, SendError> {
    let builder = Client::builder().base_url(server.url()).bearer_token(TOKEN);
    let builder = bundles
        .iter()
        .fold(builder, |builder, pem| builder.root_certificates(*pem));
    let client = builder.retry(Retry::never()).build().unwrap();
    super::run(super::call(&client).send())
}

#[test]
fn trusts_only_the_given_roots() {
    let (ours, other) = (Authority::new(), Authority::new());
    let server = ours.server("localhost");
    call(&server, &[&ours.pem]).unwrap();
    // In a bundle of two certificates, and in the second of two bundles.
    let both = [other.pem.as_str(), &ours.pem];
    call(&server, &[&both.concat()]).unwrap();
    call(&server, &both).unwrap();
    for bundles in [&[][..], &[other.pem.as_str()]] {
        let error = call(&server, bundles).unwrap_err();
        assert!(
            matches!(&error, Error::Transport(it) if it.is_connect()),
            "{error:?}"
        );
        assert!(
            error.to_string().to_lowercase().contains("certificate"),
            "{error}"
        );
    }
}

#[test]
fn rejects_a_certificate_for_another_name() {
    let ours = Authority::new();
    let error = call(&ours.server("elsewhere.example"), &[&ours.pem]).unwrap_err();
    assert!(
        matches!(&error, Error::Transport(it) if it.is_connect()),
        "{error:?}"
    );
}
