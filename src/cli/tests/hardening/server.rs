//! The real `shine` as a child process: started and listened to, killed, or run to its end.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The binary under test.
pub(crate) const SHINE: &str = env!("CARGO_BIN_EXE_shine");
/// The fixture's school.
pub(crate) const SCHOOL: &str = "test-school";
/// How long starting or ending may take before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that is up. It is killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    address: String,
    lines: Receiver<String>,
    said: String,
}

impl Server {
    /// Starts `command` and waits until it says where it listens.
    ///
    /// # Panics
    /// When it ends, or says nothing of the kind in time.
    pub(crate) fn start(mut command: Command) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let (sender, lines) = channel();
        let child = child.expect("shine can be started");
        let mut server = Self { child, address: String::new(), lines, said: String::new() };
        listen(server.child.stdout.take().expect("a pipe"), sender.clone());
        listen(server.child.stderr.take().expect("a pipe"), sender);
        let deadline = Instant::now() + PATIENCE;
        while server.address.is_empty() {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = server.lines.recv_timeout(left);
            let line = line.unwrap_or_else(|_| panic!("shine did not start:\n{}", server.said));
            if let Some((_, address)) = line.strip_prefix("SHINE is at http").and_then(|rest| rest.split_once("://")) {
                server.address = address.trim_end_matches('/').to_owned();
            }
            server.said.push_str(&line);
            server.said.push('\n');
        }
        server
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Kills it where it stands (SIGKILL): nothing of it runs any more afterwards.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it has ended");
    }

    /// Everything it wrote, on standard output and standard error, until it was killed.
    pub(crate) fn kill_and_read(mut self) -> String {
        self.kill();
        let rest: Vec<String> = self.lines.iter().collect();
        self.said.clone() + &rest.join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only when it is gone already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes on every line, and goes on reading when nobody listens any more, so that the server never waits for a reader.
fn listen(pipe: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
}

/// What `shine serve` is told for a demonstration in `data`.
pub(crate) fn serving(data: &Path, content: &Path) -> Vec<OsString> {
    let mut arguments = ["serve", "--demo", "--port", "0", "--school", SCHOOL].map(OsString::from).to_vec();
    let dist = data.join("no-dist");
    for (option, folder) in [("--content", content), ("--data", data), ("--dist", dist.as_path())] {
        arguments.push(option.into());
        arguments.push(folder.into());
    }
    arguments
}

/// `shine serve` for a demonstration in `data`.
pub(crate) fn serve(data: &Path) -> Command {
    let mut command = Command::new(SHINE);
    command.args(serving(data, &shine_tests::fixture_content())).env_remove("RUST_LOG");
    command
}

/// What a program that ended left behind.
#[derive(Debug)]
pub(crate) struct Ended {
    /// None when it had to be killed.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// Panics unless this is a refusal: exit code 2 and one plain sentence that contains `words`.
    pub(crate) fn assert_refused(&self, words: &str) {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert!(!self.err.contains("panicked"), "{self:?}");
        assert!(self.err.starts_with("shine: ") && self.err.lines().count() == 1, "one plain sentence: {self:?}");
        assert!(self.err.contains(words), "{words}: {self:?}");
    }
}

/// Runs `command` to its end. One that goes on for ever is killed, and then has no exit code.
pub(crate) fn run(mut command: Command) -> Ended {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("it can be started");
    let out = read_aside(child.stdout.take().expect("a pipe"));
    let err = read_aside(child.stderr.take().expect("a pipe"));
    let code = wait_for_end(&mut child);
    Ended { code, out: out.join().expect("read"), err: err.join().expect("read") }
}

fn wait_for_end(child: &mut Child) -> Option<i32> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait().expect("a child") {
            return status.code();
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it has ended");
    None
}

fn read_aside(mut pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("a pipe can be read");
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Runs `shine` with `arguments` to its end.
pub(crate) fn shine(arguments: &[&str]) -> Ended {
    let mut command = Command::new(SHINE);
    command.args(arguments).env_remove("RUST_LOG");
    run(command)
}

/// Panics unless `shine verify` finds the folder sound, with these further arguments.
pub(crate) fn assert_sound(data: &Path, more: &[&str]) {
    let verify = ["verify", "--school", SCHOOL, "--data", path(data)];
    let ended = shine(&[&verify[..], more].concat());
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains("Sound"), "{ended:?}");
}

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}
