//! A server of a suite, on loopback.

use crate::conformance::{Stop, broken};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server, stopped on drop.
pub struct Server {
    child: Child,
    /// The port on `127.0.0.1`.
    pub port: u16,
}

/// A response to [`Server::request`].
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The `Content-Type` header.
    pub media_type: String,
    /// The body as text.
    pub body: String,
}

/// Returns a free port.
///
/// # Errors
///
/// If the system has none.
pub fn free_port() -> Result<u16, Stop> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl Server {
    /// Starts a server, and waits until the port accepts connections.
    ///
    /// # Errors
    ///
    /// If the server does not start within a minute.
    pub fn start(command: &mut Command, port: u16) -> Result<Self, Stop> {
        let program = command.get_program().to_string_lossy().into_owned();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command.spawn().map_err(|error| broken(&program, &error))?;
        let mut server = Self { child, port };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let exited = server.child.try_wait()?;
            if exited.is_some() || start.elapsed() > Duration::from_secs(60) {
                return Err(Stop::Broken(format!(
                    "{program}: the server does not start"
                )));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(server)
    }

    /// Sends a request without a body.
    ///
    /// # Errors
    ///
    /// If the connection fails.
    pub fn request(&self, method: &str, target: &str) -> Result<Reply, Stop> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let port = self.port;
        // Version 1.0: the body ends with the connection, without chunks.
        write!(
            stream,
            "{method} {target} HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n"
        )?;
        let mut response = Vec::new();
        stream.read_to_end(&mut response)?;
        let response = String::from_utf8_lossy(&response);
        let (head, body) = response.split_once("\r\n\r\n").unwrap_or_default();
        let media_type = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-type")
                .then(|| value.trim().to_owned())
        });
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Ok(Reply {
            status: status.unwrap_or_default(),
            media_type: media_type.unwrap_or_default(),
            body: body.to_owned(),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only for a server that has stopped by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
