//! Clients that dawdle, and clients that send far too much: they get little, and nobody else notices.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::client::{assert_well, connect, head, is_waiting, send_raw};
use crate::server::{Server, serve};

/// How many dawdle at once.
const DAWDLERS: usize = 40;
/// A dawdler the server still waits for after this long is one it waits for for ever.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often a dawdler looks for an answer, or sends its next byte.
const MOMENT: Duration = Duration::from_millis(200);

fn start() -> (tempfile::TempDir, Server) {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(serve(data.path()));
    (data, server)
}

/// Reads until the server closes or what was read is enough, sending `drip` whenever nothing came for a moment. Gives
/// what was read, or nothing at all when the server still waited at the end.
fn read_until(stream: &mut TcpStream, drip: &[u8], is_enough: impl Fn(&[u8]) -> bool) -> Option<String> {
    stream.set_read_timeout(Some(MOMENT)).expect("set");
    let deadline = Instant::now() + PATIENCE;
    let mut bytes = Vec::new();
    let mut some = [0; 1024];
    while Instant::now() < deadline {
        let is_over = match stream.read(&mut some) {
            Ok(count) => {
                bytes.extend_from_slice(&some[..count]);
                count == 0 || is_enough(&bytes)
            }
            Err(error) if is_waiting(&error) => stream.write_all(drip).is_err(),
            Err(_) => true,
        };
        if is_over {
            return Some(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    None
}

#[test]
fn forty_clients_that_send_a_byte_at_a_time_keep_nobody_waiting() {
    let (_data, server) = start();
    let unfinished = head("GET", server.address(), "/api/v1/health", None) + "X-Slow: very";
    let mut dawdlers: Vec<TcpStream> =
        (0..DAWDLERS).map(|_| connect(server.address()).expect("a connection")).collect();
    for byte in unfinished.bytes() {
        for dawdler in &mut dawdlers {
            // The server may have closed on it, which is its right.
            let _ = dawdler.write_all(&[byte]);
        }
        assert_well(server.address());
    }
}

#[test]
fn a_client_that_never_finishes_its_headers_is_let_go() {
    let (_data, server) = start();
    let unfinished = head("GET", server.address(), "/api/v1/health", None);
    let unfinished = unfinished.as_str();
    let cases = [("silent", "", ""), ("stopped", unfinished, ""), ("dripping", unfinished, "x")];
    let mut streams = cases.map(|(name, sent, drip)| {
        let mut stream = connect(server.address()).expect("a connection");
        stream.write_all(sent.as_bytes()).expect("sent");
        (name, drip, stream)
    });
    for (name, drip, stream) in &mut streams {
        let answer = read_until(stream, drip.as_bytes(), |_| false);
        let answer = answer.unwrap_or_else(|| panic!("the server still waits for the {name} client"));
        assert!(!answer.starts_with("HTTP/1.1 2"), "{name}: {answer}");
    }
    assert_well(server.address());
}

#[test]
fn a_body_that_never_comes_is_not_waited_for() {
    let (_data, server) = start();
    let mut stream = connect(server.address()).expect("a connection");
    let head = head("POST", server.address(), "/api/v1/family/session", None);
    let request = head + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("sent");
    let has_status = |bytes: &[u8]| bytes.windows(2).any(|window| window == b"\r\n");
    let answer = read_until(&mut stream, b"", has_status).expect("answered or closed");
    assert!(is_closed_or_error(&answer), "{answer}");
    assert_well(server.address());
}

/// Nothing, or an error of the client's or the server's.
fn is_closed_or_error(answer: &str) -> bool {
    answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5")
}

/// Nothing, or "too large": 431, and 414 for an address.
fn is_closed_or_too_large(answer: &str) -> bool {
    answer.is_empty() || answer.starts_with("HTTP/1.1 431") || answer.starts_with("HTTP/1.1 414")
}

#[test]
fn a_header_that_is_far_too_long_is_refused_and_the_server_goes_on() {
    let (_data, server) = start();
    let head = head("GET", server.address(), "/api/v1/health", None);
    let answer = send_raw(server.address(), &format!("{head}X-Long: {}\r\n\r\n", "a".repeat(64 * 1024)));
    assert!(is_closed_or_too_large(&answer), "{answer}");
    assert_well(server.address());
}

#[test]
fn three_hundred_headers_are_refused_and_the_server_goes_on() {
    let (_data, server) = start();
    let mut request = head("GET", server.address(), "/api/v1/health", None);
    for number in 0..300 {
        request.push_str(&format!("X-Header-{number}: a\r\n"));
    }
    let answer = send_raw(server.address(), &(request + "\r\n"));
    assert!(is_closed_or_too_large(&answer), "{answer}");
    assert_well(server.address());
}

#[test]
fn an_address_that_is_far_too_long_is_refused_and_the_server_goes_on() {
    let (_data, server) = start();
    let address = format!("/api/v1/health?{}", "a".repeat(100 * 1024));
    let answer = send_raw(server.address(), &(head("GET", server.address(), &address, None) + "\r\n"));
    assert!(is_closed_or_too_large(&answer), "{answer}");
    assert_well(server.address());
}
