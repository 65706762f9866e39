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

    /// Returns the body of a response to `GET`.
    ///
    /// # Errors
    ///
    /// If the connection fails.
    pub fn get(&self, path: &str) -> Result<String, Stop> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let port = self.port;
        // Version 1.0: the body ends with the connection, without chunks.
        write!(
            stream,
            "GET {path} HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n"
        )?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        let body = response.split_once("\r\n\r\n");
        Ok(body.map(|(_, body)| body.to_owned()).unwrap_or_default())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only for a server that has stopped by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
