//! A server on a free port of this machine and a connection to it that is used again and again: for benchmarks, which
//! want the whole way a request goes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;

use shine_server::app::DemoMode;
use shine_server::content::WatchMode;
use shine_server::network::Network;
use shine_server::serve::{Running, Settings, start};

use crate::{fixture_content, test_school};

/// Starts a server on the records in `data`.
///
/// # Panics
/// When it does not start.
pub async fn start_server(data: &Path) -> Running {
    let settings = Settings {
        school: test_school(),
        data: data.to_owned(),
        content: fixture_content(),
        dist: data.join("no-dist"),
        bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: 0,
        demo: DemoMode::Real,
        watch: WatchMode::Off,
        network: Network::default(),
    };
    start(settings, None).await.expect("started")
}

/// A connection that is used again and again.
pub struct Wire {
    reader: BufReader<TcpStream>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The cookie that was set, name and value.
    pub cookie: Option<String>,
    /// The body.
    pub body: String,
}

impl Wire {
    /// Connects.
    ///
    /// # Panics
    /// When nobody listens.
    #[must_use]
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("connected");
        stream.set_nodelay(true).expect("set");
        Self { reader: BufReader::new(stream) }
    }

    /// Sends one request and waits for its answer; an empty `cookie` is none.
    ///
    /// # Panics
    /// When the connection breaks, or what comes back is no answer.
    pub fn send(&mut self, method: &str, path: &str, cookie: &str, body: &str) -> Answer {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: shine.test\r\ncookie: {cookie}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.reader.get_mut().write_all(request.as_bytes()).expect("sent");
        let (mut status, mut length, mut set_cookie) = (0, 0, None);
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line).expect("a line");
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest[..3].parse().expect("a status");
            } else if let Some((name, value)) = line.split_once(": ") {
                match name {
                    "content-length" => length = value.parse().expect("a length"),
                    "set-cookie" => set_cookie = value.split(';').next().map(str::to_owned),
                    _ => {}
                }
            }
        }
        let mut bytes = vec![0; length];
        self.reader.read_exact(&mut bytes).expect("a body");
        Answer { status, cookie: set_cookie, body: String::from_utf8(bytes).expect("text") }
    }
}
