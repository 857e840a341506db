//! `cargo xtask budget`: the bytes of a first visit against src/xtask/budget.toml.

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use toml::{Table, Value};

use crate::build::{self, Flavour};
use crate::counts::Counts;
use crate::fingerprint::files_below;
use crate::project::Project;
use crate::setup;

/// Builds the release site, prints its sizes and compares. The exit code says whether every group is within its limit.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    let toolchain = setup::for_release(project)?;
    let dist = build::site(project, toolchain, Flavour::Release)?;
    let report = measure(project, &dist)?;
    println!("{report}");
    Ok(if report.counts().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Weighs a built site. Fails where the budget file or the site cannot be read.
pub(crate) fn measure(project: &Project, dist: &Path) -> Result<Report> {
    let path = project.root.join("src/xtask/budget.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let budget = Budget::read(&text).with_context(|| format!("{} is not as it should be", path.display()))?;
    let index = fs::read_to_string(dist.join("index.html")).context("the site has no index.html")?;
    let preloaded = preloads_in(&index);
    let mut report = Report::new(&budget);
    for file in files_below(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let groups = budget.groups_of(&name, &preloaded);
        if !groups.is_empty() {
            let bytes = fs::read(&file)?;
            let compressed =
                fs::read(format!("{}.br", file.display())).map_or_else(|_| smallest(&bytes), |br| Ok(br.len()))?;
            for group in groups {
                report.add(group, Weight { name: name.clone(), raw: bytes.len(), sent: compressed });
            }
        }
    }
    Ok(report)
}

fn smallest(bytes: &[u8]) -> Result<usize> {
    Ok(build::brotli(bytes)?.len().min(bytes.len()))
}

/// The limits, and which files they are about.
#[derive(Debug)]
struct Budget {
    groups: [Group; 4],
    /// What only everybody's program fetches, only families', only the desk's.
    own: [Vec<String>; 3],
    also: Vec<String>,
    apart: Vec<String>,
}

/// Files weighed together.
#[derive(Debug, Clone)]
struct Group {
    title: &'static str,
    /// Bytes.
    limit: usize,
    endings: Vec<String>,
}

const CODE: usize = 0;
const FAMILIES: usize = 1;
const DESK: usize = 2;
const ASSETS: usize = 3;

impl Budget {
    fn read(text: &str) -> Result<Self> {
        let table: Table = text.parse()?;
        Ok(Self {
            groups: [
                group(&table, "code", "everybody's program")?,
                group(&table, "families", "families' program")?,
                group(&table, "desk", "the desk's program")?,
                group(&table, "assets", "fonts and pictures")?,
            ],
            own: [
                words(section(&table, "code")?, "own")?,
                words(section(&table, "families")?, "own")?,
                words(section(&table, "desk")?, "own")?,
            ],
            also: words(section(&table, "assets")?, "also")?,
            apart: words(section(&table, "apart")?, "paths")?,
        })
    }

    /// Which groups a file of the site counts in: those of which a first visit fetches it.
    fn groups_of(&self, name: &str, preloaded: &[String]) -> Vec<usize> {
        let is_apart = starts_with_any(name, &self.apart);
        let Some((_, ending)) = name.rsplit_once('.').filter(|_| !is_apart) else { return Vec::new() };
        let has = |group: usize| self.groups[group].endings.iter().any(|known| known == ending);
        let is_own = |group: usize| starts_with_any(name, &self.own[group]);
        if is_own(DESK) {
            // The desk shares no file of code with the site.
            return if has(DESK) { vec![DESK] } else { Vec::new() };
        }
        let is_others = |group: usize| is_own(1 - group);
        let mut groups: Vec<usize> = [CODE, FAMILIES].into_iter().filter(|at| has(*at) && !is_others(*at)).collect();
        let is_first = preloaded.iter().any(|path| path == name) || starts_with_any(name, &self.also);
        if has(ASSETS) && is_first {
            groups.push(ASSETS);
        }
        groups
    }
}

fn group(table: &Table, name: &str, title: &'static str) -> Result<Group> {
    let section = section(table, name)?;
    let limit =
        section.get("limit-kb").and_then(Value::as_integer).with_context(|| format!("[{name}] has no limit-kb"))?;
    Ok(Group { title, limit: usize::try_from(limit)? * 1000, endings: words(section, "endings")? })
}

fn section<'a>(table: &'a Table, name: &str) -> Result<&'a Table> {
    table.get(name).and_then(Value::as_table).with_context(|| format!("[{name}] is missing"))
}

fn words(section: &Table, name: &str) -> Result<Vec<String>> {
    let list = section.get(name).and_then(Value::as_array).with_context(|| format!("{name} is missing or no list"))?;
    list.iter()
        .map(|word| word.as_str().map(str::to_owned).with_context(|| format!("{name} holds more than words")))
        .collect()
}

fn starts_with_any(name: &str, starts: &[String]) -> bool {
    starts.iter().any(|start| name.starts_with(start.as_str()))
}

/// The fonts and pictures a page preloads, as paths in the site.
fn preloads_in(html: &str) -> Vec<String> {
    html.split("<link")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|tag| {
            attribute(tag, "rel") == Some("preload") && matches!(attribute(tag, "as"), Some("font" | "image"))
        })
        .filter_map(|tag| attribute(tag, "href"))
        .map(|href| href.split(['?', '#']).next().unwrap_or(href).trim_start_matches(['.', '/']).to_owned())
        .collect()
}

/// The value of an attribute, quoted or not.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.match_indices(name).find(|(at, _)| {
        tag[..*at].ends_with(char::is_whitespace) && tag[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[start.0 + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
        _ => value.split(|c: char| c.is_whitespace() || c == '/').next(),
    }
}

/// One file's bytes, as it is and as it is sent.
#[derive(Debug, PartialEq, Eq)]
struct Weight {
    name: String,
    raw: usize,
    sent: usize,
}

/// What a site weighs, group by group.
#[derive(Debug)]
pub(crate) struct Report {
    groups: Vec<(Group, Vec<Weight>)>,
}

impl Report {
    fn new(budget: &Budget) -> Self {
        Self { groups: budget.groups.iter().map(|group| (group.clone(), Vec::new())).collect() }
    }

    fn add(&mut self, group: usize, weight: Weight) {
        self.groups[group].1.push(weight);
    }

    /// Each group is one check.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (group, files) in &self.groups {
            counts += if sent(files) > group.limit { Counts::FAILED } else { Counts::PASSED };
        }
        counts
    }
}

fn sent(files: &[Weight]) -> usize {
    files.iter().map(|file| file.sent).sum()
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (group, files) in &self.groups {
            writeln!(f, "{:<52} {:>10} {:>10}", format!("A first visit: {}", group.title), "raw", "brotli")?;
            for file in files {
                writeln!(f, "  {:<50} {:>10} {:>10}", file.name, file.raw, file.sent)?;
            }
            let total = sent(files);
            let raw: usize = files.iter().map(|file| file.raw).sum();
            writeln!(f, "  {:<50} {raw:>10} {total:>10}", "together")?;
            match group.limit.checked_sub(total) {
                Some(left) => writeln!(f, "  within the limit of {}: {left} left", group.limit)?,
                None => writeln!(f, "  OVER the limit of {} by {}", group.limit, total - group.limit)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: &str = r#"
        [code]
        limit-kb = 1
        endings = ["html", "js", "css"]
        own = ["index", "app"]
        [families]
        limit-kb = 1
        endings = ["html", "js", "css"]
        own = ["family"]
        [desk]
        limit-kb = 1
        endings = ["js"]
        own = ["desk/"]
        [assets]
        limit-kb = 2
        endings = ["woff2"]
        also = ["fonts/extra"]
        [apart]
        paths = ["sw.js"]
    "#;

    fn weight(sent: usize) -> Weight {
        Weight { name: "a".into(), raw: 9999, sent }
    }

    #[test]
    fn a_group_may_reach_its_limit_and_not_a_byte_more() -> Result<()> {
        let budget = Budget::read(BUDGET)?;
        let mut report = Report::new(&budget);
        report.add(CODE, weight(400));
        report.add(CODE, weight(600));
        assert_eq!(report.counts(), Counts { passed: 4, failed: 0 });
        report.add(CODE, weight(1));
        assert_eq!(report.counts(), Counts { passed: 3, failed: 1 });
        assert!(report.to_string().contains("OVER the limit of 1000 by 1"), "{report}");
        assert!(report.to_string().contains("within the limit of 2000: 2000 left"), "{report}");
        Ok(())
    }

    #[test]
    fn only_what_a_first_visit_fetches_counts() -> Result<()> {
        let budget = Budget::read(BUDGET)?;
        let preloaded = ["fonts/a.woff2".to_owned()];
        for (name, expected) in [
            ("index.html", vec![CODE]),
            ("app-1234.js", vec![CODE]),
            ("family-1234.js", vec![FAMILIES]),
            ("a-1234.css", vec![CODE, FAMILIES]),
            ("app-1234.js.br", vec![]),
            ("fonts/a.woff2", vec![ASSETS]),
            ("fonts/b.woff2", vec![]),
            ("fonts/extra-c.woff2", vec![ASSETS]),
            ("desk/app.js", vec![DESK]),
            ("desk/a.woff2", vec![]),
            ("sw.js", vec![]),
            ("LICENCE", vec![]),
        ] {
            assert_eq!(budget.groups_of(name, &preloaded), expected, "{name}");
        }
        Ok(())
    }

    #[test]
    fn preloaded_fonts_and_pictures_are_found_however_they_are_quoted() {
        let html = r#"<head><link rel="preload" href="/fonts/a.woff2" as="font" crossorigin>
            <link as='image' rel='preload' href='./p.svg?x=1'><link rel=preload as=font href=b.woff2>
            <link rel="preload" as="fetch" href="/app.wasm"><link rel="stylesheet" href="/a.css"></head>"#;
        assert_eq!(preloads_in(html), ["fonts/a.woff2", "p.svg", "b.woff2"]);
    }

    #[test]
    fn a_site_is_weighed_from_its_files() -> Result<()> {
        let project = Project::find()?;
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("index.html"), "<html></html>".repeat(100))?;
        fs::write(folder.path().join("app.js"), "x")?;
        fs::write(folder.path().join("app.js.br"), "12345")?;
        let report = measure(&project, folder.path())?;
        let files = &report.groups[CODE].1;
        assert_eq!(files[0], Weight { name: "app.js".into(), raw: 1, sent: 5 }, "the copy beside it is what is sent");
        assert!(files[1].sent < files[1].raw, "without a copy it is compressed here");
        Ok(())
    }

    #[test]
    fn a_budget_without_its_parts_is_refused_by_name() {
        let Err(error) = Budget::read("[code]\nendings = []") else { panic!("it was read") };
        assert!(error.to_string().contains("limit-kb"), "{error}");
    }
}
