//! Running children: in the foreground, for their words, or as a long step whose progress is shown and whose full
//! output goes to a log. No knowledge of what is run.

use std::fs::{self, File};
use std::io::{IsTerminal, Read, Seek, SeekFrom, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// How often a long step says how far it is when nobody sits at a terminal.
const EVERY: Duration = Duration::from_secs(15);
/// How many of the log's last lines a failure shows.
const TAIL: usize = 40;

/// A step which may take long: its output goes to a log, its progress to the terminal.
#[derive(Debug)]
pub(crate) struct Job {
    title: String,
    log: PathBuf,
    patience: Option<Duration>,
}

/// How a [`Job`] ended.
#[derive(Debug)]
pub(crate) struct Ending {
    /// Whether the child said it succeeded.
    pub(crate) success: bool,
    /// How it ended, in the system's words: a child may have been stopped by somebody else.
    pub(crate) how: String,
    /// How long it took.
    pub(crate) took: Duration,
    /// All it said.
    pub(crate) log: PathBuf,
}

impl Job {
    /// A step called `title`; its log is named after it.
    pub(crate) fn new(project: &Project, title: &str) -> Self {
        Self { title: title.to_owned(), log: project.logs().join(format!("{}.log", slug(title))), patience: None }
    }

    /// Stops the child, as a failure, once it has said nothing new for so long: for attempts that need the network.
    pub(crate) fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = Some(patience);
        self
    }

    /// Runs the child to its end. Fails only where it cannot be started or its log cannot be written.
    pub(crate) fn run(&self, command: &mut Command) -> Result<Ending> {
        let log = self.open_log(command)?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let start = Instant::now();
        let mut progress = Progress::new(&self.title);
        let mut said = (0, start);
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            let length = fs::metadata(&self.log)?.len();
            if length != said.0 {
                said = (length, Instant::now());
            }
            if self.patience.is_some_and(|patience| said.1.elapsed() > patience) {
                child.kill()?;
                break child.wait()?;
            }
            progress.show(start.elapsed(), &self.log);
            thread::sleep(Duration::from_millis(50));
        };
        progress.clear();
        let took = start.elapsed();
        Ok(Ending { success: status.success(), how: status.to_string(), took, log: self.log.clone() })
    }

    /// Runs the child; where it fails, shows the end of its log and stops with `sentence`.
    pub(crate) fn must(&self, command: &mut Command, sentence: &str) -> Result<Ending> {
        let ending = self.run(command)?;
        if !ending.success {
            ending.show_tail();
            bail!("{sentence} ({}) The full output is in {}", ending.how, ending.log.display());
        }
        Ok(ending)
    }

    fn open_log(&self, command: &Command) -> Result<File> {
        let folder = self.log.parent().context("a log has no folder")?;
        fs::create_dir_all(folder)?;
        let mut log = File::create(&self.log)?;
        writeln!(log, "$ {}", line_of(command))?;
        Ok(log)
    }
}

impl Ending {
    /// Prints the log's last lines, indented, without those that only say what cargo is busy with.
    pub(crate) fn show_tail(&self) {
        let text = read_text(&self.log);
        let lines: Vec<&str> = text.lines().filter(|line| !is_busy_work(line)).collect();
        for line in &lines[lines.len().saturating_sub(TAIL)..] {
            println!("    {line}");
        }
    }

    /// All the child said.
    pub(crate) fn text(&self) -> String {
        read_text(&self.log)
    }
}

/// Runs the child with our own input and output; its exit code is ours.
pub(crate) fn pass_through(command: &mut Command) -> Result<ExitCode> {
    let status = command.status().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the child printed, if it could be started and succeeded.
pub(crate) fn words(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// `1:05` for sixty-five seconds.
pub(crate) fn clock(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

/// One step's progress: one line rewritten on a terminal, a new line now and then elsewhere.
struct Progress<'a> {
    title: &'a str,
    terminal: bool,
    shown: Duration,
}

impl<'a> Progress<'a> {
    fn new(title: &'a str) -> Self {
        Self { title, terminal: stdout().is_terminal(), shown: Duration::ZERO }
    }

    fn show(&mut self, elapsed: Duration, log: &Path) {
        let pause = if self.terminal { Duration::from_secs(1) } else { EVERY };
        if elapsed < self.shown + pause {
            return;
        }
        self.shown = elapsed;
        let line = format!("  {} {}  {}", self.title, clock(elapsed), last_line(log));
        let line: String = line.chars().take(100).collect();
        if self.terminal {
            print!("\r\x1b[2K{line}");
            drop(stdout().flush());
        } else {
            println!("{line}");
        }
    }

    fn clear(&self) {
        if self.terminal && self.shown > Duration::ZERO {
            print!("\r\x1b[2K");
            drop(stdout().flush());
        }
    }
}

fn read_text(path: &Path) -> String {
    fs::read(path).map(|bytes| plain(&String::from_utf8_lossy(&bytes))).unwrap_or_default()
}

fn last_line(log: &Path) -> String {
    let mut end = Vec::new();
    let read = File::open(log).and_then(|mut file| {
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(2000)))?;
        file.read_to_end(&mut end)
    });
    match read {
        Ok(_) => last_words(&String::from_utf8_lossy(&end)),
        Err(_) => String::new(),
    }
}

fn last_words(text: &str) -> String {
    let text = plain(text);
    text.split(['\n', '\r']).map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

/// The text without the escape sequences that colour a terminal.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\x1b') {
        plain.push_str(before);
        rest = match after.strip_prefix('[') {
            Some(sequence) => {
                sequence.find(|c: char| c.is_ascii_alphabetic()).map_or("", |end| sequence.split_at(end + 1).1)
            }
            // A choice of character set: `(B`.
            None => after.strip_prefix('(').map_or(after, |chosen| chosen.strip_prefix('B').unwrap_or(chosen)),
        };
    }
    plain.push_str(rest);
    plain
}

fn is_busy_work(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    line.starts_with("  ") && matches!(word, "Compiling" | "Checking" | "Downloaded" | "Downloading" | "Blocking")
}

fn line_of(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

fn slug(title: &str) -> String {
    let words: Vec<&str> = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(folder: &Path) -> Project {
        Project { root: folder.into(), target: folder.join("target"), cargo_home: folder.join("cargo") }
    }

    #[test]
    fn a_job_keeps_what_its_child_said() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let ending = Job::new(&project(folder.path()), "Say a word")
            .run(Command::new("sh").args(["-c", "echo word; echo other >&2"]))?;
        assert!(ending.success);
        assert!(ending.log.ends_with("xtask-logs/say-a-word.log"));
        assert_eq!(ending.text(), "$ sh -c echo word; echo other >&2\nword\nother\n");
        Ok(())
    }

    #[test]
    fn a_failed_job_that_must_succeed_says_so_in_a_sentence() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let job = Job::new(&project(folder.path()), "fail");
        let Err(error) = job.must(&mut Command::new("false"), "It did not work.") else { panic!("it worked") };
        assert!(error.to_string().starts_with("It did not work. (exit status: 1) The full output is in "), "{error}");
        Ok(())
    }

    #[test]
    fn a_child_that_says_nothing_for_too_long_is_stopped() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let job = Job::new(&project(folder.path()), "wait").with_patience(Duration::ZERO);
        assert!(!job.run(Command::new("sleep").arg("600"))?.success);
        Ok(())
    }

    #[test]
    fn colours_are_taken_out_of_what_is_shown() {
        assert_eq!(plain("\x1b[1m\x1b[92m   Compiling\x1b[0m a"), "   Compiling a");
        assert_eq!(plain("a\x1b(Bb\x1b[0mc\x1b["), "abc");
        assert_eq!(last_words("one\n\x1b[32mtwo\x1b[0m\rthree\n\n"), "three");
        assert_eq!(last_words(""), "");
    }

    #[test]
    fn what_cargo_is_busy_with_is_not_a_failure() {
        assert!(is_busy_work("   Compiling leptos v0.8.23"));
        assert!(!is_busy_work("error: could not compile") && !is_busy_work("Checking the school's name failed"));
    }

    #[test]
    fn time_is_shown_as_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_secs(65)), "1:05");
        assert_eq!(clock(Duration::from_secs(3600)), "60:00");
    }

    #[test]
    fn a_missing_program_has_no_words() {
        assert_eq!(words(&mut Command::new("no-such-program-here")), None);
        assert_eq!(words(Command::new("echo").arg("hello")), Some("hello".into()));
    }
}
