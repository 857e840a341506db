//! HTTP/1.1 written by hand: one request a connection, so that a test sees exactly what was sent and what came back.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// After this long without a byte the server counts as hanging.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came back, whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in small letters.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The first header called `name`, which is in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; null when it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The error's code.
    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or("").to_owned()
    }
}

/// Connects, and never waits for ever.
pub(crate) fn connect(address: &str) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

/// The first lines of a request; the empty line that ends them is not there yet.
pub(crate) fn head(method: &str, address: &str, path: &str, cookie: Option<&str>) -> String {
    let cookie = cookie.map_or_else(String::new, |cookie| format!("Cookie: {cookie}\r\n"));
    format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{cookie}")
}

/// Gets `path`. An answer that was cut short is an error.
pub(crate) fn get(address: &str, path: &str, cookie: Option<&str>) -> io::Result<Answer> {
    exchange(address, &(head("GET", address, path, cookie) + "\r\n"))
}

/// Posts `body` as JSON. An answer that was cut short is an error.
pub(crate) fn post_json(address: &str, path: &str, cookie: Option<&str>, body: &Value) -> io::Result<Answer> {
    let (head, body) = (head("POST", address, path, cookie), body.to_string());
    let length = body.len();
    exchange(address, &format!("{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"))
}

/// Sends `request` as it is and gives all that came back; nothing when the server closed without a word, which it may
/// do before it has read everything.
///
/// # Panics
/// When the server neither answers nor closes.
pub(crate) fn send_raw(address: &str, request: &str) -> String {
    let mut stream = connect(address).expect("a connection");
    // Whether all of it could be sent does not matter: what came back does.
    let _ = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert!(!is_waiting(&error), "the server neither answered nor closed: {error}");
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// Whether a read ended only because nothing came in time.
pub(crate) fn is_waiting(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted)
}

/// Panics unless somebody who comes now is answered.
pub(crate) fn assert_well(address: &str) {
    let answer = get(address, "/api/v1/health", None).expect("somebody new is answered");
    assert_eq!(answer.status, 200, "{answer:?}");
}

fn exchange(address: &str, request: &str) -> io::Result<Answer> {
    let mut stream = connect(address)?;
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> io::Result<Answer> {
    let cut = || io::Error::new(io::ErrorKind::UnexpectedEof, "the answer was cut short");
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").ok_or_else(cut)?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|word| word.parse::<u16>().ok());
    let status = status.ok_or_else(cut)?;
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let answer = Answer { status, headers, body: bytes[end + 4..].to_vec() };
    let length = answer.header("content-length").and_then(|text| text.parse::<usize>().ok());
    if length.is_some_and(|length| length != answer.body.len()) {
        return Err(cut());
    }
    Ok(answer)
}
