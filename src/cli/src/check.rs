//! `shine check`: reads all content and says, line by line, what is wrong and how to mend it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use shine_domain::authoring::library::{Files, check_content, list_schools};
use shine_domain::diagnostic::Finding;
use shine_domain::ids::Slug;
use shine_server::content_folder::{load_content, load_content_with};

/// What to check, and how to say it.
#[derive(Args)]
pub(crate) struct CheckArgs {
    /// Only what is wrong in these files or folders.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder of Markdown.
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The folder of pictures; public/pictures beside the content folder unless given.
    #[arg(long, value_name = "DIR")]
    pictures: Option<PathBuf>,
    /// Only as this school uses the content; every school unless given.
    #[arg(long, value_name = "SCHOOL")]
    school: Option<String>,
    /// Sentences for people, or an array of objects for programs.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// path:line:column: code: what is wrong. How to mend it.
    Human,
    /// [{"path", "line", "column", "code", "message", "help"}]
    Json,
}

/// Checks and prints. Exits 0 when nothing is wrong, 1 when something is.
pub(crate) fn run(args: CheckArgs) -> anyhow::Result<ExitCode> {
    let files = match &args.pictures {
        Some(pictures) => load_content_with(&args.content, pictures),
        None => load_content(&args.content),
    };
    let files = files.with_context(|| format!("the content folder {} cannot be read", args.content.display()))?;
    let schools = choose_schools(&args, &files.texts)?;
    let wanted = args.paths.iter().map(|path| below(&args.content, path)).collect::<anyhow::Result<Vec<_>>>()?;
    let is_wanted = |path: &str| wanted.is_empty() || wanted.iter().any(|one| Path::new(path).starts_with(one));
    let mut findings = check_content(&files.texts, &files.pictures, &schools);
    findings.retain(|finding| is_wanted(&finding.path));
    match args.format {
        Format::Human => {
            let is_document = |path: &&String| path.ends_with(".md") && is_wanted(path);
            println!("{}", report(&findings, files.texts.keys().filter(is_document).count()));
        }
        Format::Json => println!("{}", serde_json::to_string_pretty(&findings)?),
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn choose_schools(args: &CheckArgs, files: &Files) -> anyhow::Result<Vec<Slug>> {
    let schools = list_schools(files);
    let Some(wanted) = &args.school else {
        if schools.is_empty() {
            bail!("{} has no school: it needs schools/<school>/school.toml", args.content.display());
        }
        return Ok(schools);
    };
    let Some(school) = schools.iter().find(|school| school.as_str() == wanted) else {
        let names: Vec<&str> = schools.iter().map(Slug::as_str).collect();
        bail!("there is no school called {wanted} in {}; there is: {}", args.content.display(), names.join(", "));
    };
    Ok(vec![school.clone()])
}

/// `path` as it is called below the content folder. It may be given from there or from where the command is run.
fn below(content: &Path, path: &Path) -> anyhow::Result<PathBuf> {
    let full = if path.exists() { path.to_owned() } else { content.join(path) };
    let full = full.canonicalize().with_context(|| format!("{} cannot be found", path.display()))?;
    let content = content.canonicalize()?;
    let below = full.strip_prefix(&content);
    Ok(below.with_context(|| format!("{} is not in the content folder", path.display()))?.to_owned())
}

/// A line for each finding, and a last line that sums up.
fn report(findings: &[Finding], documents: usize) -> String {
    let mut lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    let paths: BTreeSet<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
    lines.push(match findings.len() {
        0 => format!("No problems in {}.", count(documents, "document")),
        problems => format!("{} in {}.", count(problems, "problem"), count(paths.len(), "file")),
    });
    lines.join("\n")
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

#[cfg(test)]
mod tests {
    use shine_domain::diagnostic::Diagnostic;
    use shine_domain::{LineColumn, Span};

    use super::*;

    fn finding(path: &str, line: usize) -> Finding {
        let diagnostic = Diagnostic::new("raw-html", Span::new(0, 1), "HTML is not used here.", "Take it away.");
        Finding::new(path, LineColumn { line, column: 4 }, diagnostic)
    }

    #[test]
    fn each_problem_is_one_line_and_the_last_line_sums_up() {
        let findings = [finding("base/guides/a.md", 7), finding("base/guides/a.md", 9)];
        let expected = "base/guides/a.md:7:4: raw-html: HTML is not used here. Take it away.\n\
                        base/guides/a.md:9:4: raw-html: HTML is not used here. Take it away.\n\
                        2 problems in 1 file.";
        assert_eq!(report(&findings, 5), expected);
        assert!(report(&findings[..1], 5).ends_with("1 problem in 1 file."));
        assert_eq!(report(&[], 5), "No problems in 5 documents.");
    }

    #[test]
    fn a_finding_as_json_has_the_six_names_programs_rely_on() {
        let json = serde_json::to_value(finding("base/guides/a.md", 7)).expect("JSON");
        let names: BTreeSet<&str> = json.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(names, BTreeSet::from(["path", "line", "column", "code", "message", "help"]));
    }

    #[test]
    fn a_path_may_be_given_from_here_or_from_the_content_folder() {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        let school = "schools/casterton-primary/school.toml";
        for given in [content.join(school), PathBuf::from(school)] {
            assert_eq!(below(&content, &given).expect("a path"), Path::new(school));
        }
        assert!(below(&content, Path::new("no/such/file.md")).is_err());
        assert!(below(&content, &content.join("../Cargo.toml")).is_err());
    }
}
