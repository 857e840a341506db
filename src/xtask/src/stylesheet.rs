//! One style sheet in place of many: `index.html` names a file a component, and a phone fetches a single one, without the
//! comments. Each of forty requests would cost a slow phone a round trip, and small files compress badly.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use data_encoding::BASE64;
use sha2::{Digest as _, Sha384};

/// Puts the style sheets that the `pages` of the built site `dist` name, all the same ones, into one file, and that into the
/// pages. `public_url` is where they will stand on their host, with slashes around it; fonts stand at its top.
pub(crate) fn join(dist: &Path, pages: &[&str], public_url: &str) -> Result<()> {
    let first = fs::read_to_string(dist.join(pages.first().context("no page")?))?;
    let names = sheets_in(&first, public_url);
    if names.len() < 2 {
        return Ok(());
    }
    let mut joined = String::new();
    for name in &names {
        let sheet = fs::read_to_string(dist.join(name)).with_context(|| format!("{name} is not there"))?;
        joined.push_str(&without_comments(&sheet));
    }
    if public_url != "/" {
        joined = joined.replace("url(\"fonts/", "url(\"/fonts/");
    }
    let digest = Sha384::digest(joined.as_bytes());
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let integrity = BASE64.encode(&digest);
    let name = format!("styles-{hash}.css");
    fs::write(dist.join(&name), joined)?;
    let link = format!("<link rel=\"stylesheet\" href=\"{public_url}{name}\" integrity=\"sha384-{integrity}\"/>");
    for page in pages {
        let path = dist.join(page);
        let html = fs::read_to_string(&path)?;
        fs::write(&path, with_one_link(&html, &link))?;
    }
    for name in names {
        fs::remove_file(dist.join(name))?;
    }
    Ok(())
}

/// Every `<link>` to a style sheet, from its `<` to behind its `>`.
fn links_in(html: &str) -> impl Iterator<Item = (usize, usize)> {
    html.match_indices("<link").filter_map(|(start, _)| {
        let end = start + html[start..].find('>')? + 1;
        html[start..end].contains("rel=\"stylesheet\"").then_some((start, end))
    })
}

fn sheets_in(html: &str, public_url: &str) -> Vec<String> {
    let name = |(start, end): (usize, usize)| {
        let (_, rest) = html[start..end].split_once("href=\"")?;
        rest.split_once('"').map(|(href, _)| href.trim_start_matches(public_url).to_owned())
    };
    links_in(html).filter_map(name).collect()
}

/// `html` with `link` in place of its first link to a style sheet, and without the others and the space before them.
fn with_one_link(html: &str, link: &str) -> String {
    let mut page = String::new();
    let mut after = 0;
    for (at, (start, end)) in links_in(html).enumerate() {
        page.push_str(html[after..start].trim_end_matches([' ', '\n']));
        if at == 0 {
            page.push_str("\n    ");
            page.push_str(link);
        }
        after = end;
    }
    page + &html[after..]
}

/// `css` without what stands between `/*` and `*/`, and without empty lines.
fn without_comments(css: &str) -> String {
    let mut rest = css;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim_start).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n    <link rel=\"icon\" href=\"/i.svg\">\n    <link rel=\"stylesheet\" href=\"/a-1.css\" integrity=\"x\"/>\n    \
                        <link rel=\"stylesheet\" href=\"/b-2.css\" integrity=\"y\"/>\n  </head>";

    #[test]
    fn many_style_sheets_become_one_in_their_order_and_the_pages_name_it() -> Result<()> {
        let dist = tempfile::tempdir()?;
        let write = |name: &str, text: &str| fs::write(dist.path().join(name), text);
        write("index.html", PAGE)?;
        write("family.html", PAGE)?;
        write("a-1.css", "/* First. */\n.a {\n  color: red;\n}\n")?;
        write("b-2.css", ".a {\n  /* Later wins. */\n  color: blue;\n}\n")?;
        join(dist.path(), &["index.html", "family.html"], "/")?;
        let page = fs::read_to_string(dist.path().join("index.html"))?;
        assert_eq!(page, fs::read_to_string(dist.path().join("family.html"))?);
        assert!(page.contains("href=\"/i.svg\"") && !page.contains("a-1.css"), "{page}");
        let names = sheets_in(&page, "/");
        assert_eq!(names.len(), 1, "{page}");
        let joined = fs::read_to_string(dist.path().join(&names[0]))?;
        assert_eq!(joined, ".a {\ncolor: red;\n}\n.a {\ncolor: blue;\n}\n");
        let integrity = BASE64.encode(&Sha384::digest(joined.as_bytes()));
        assert!(page.contains(&format!("integrity=\"sha384-{integrity}\"")), "{page}");
        assert!(!dist.path().join("a-1.css").exists());
        // Once more changes nothing.
        join(dist.path(), &["index.html", "family.html"], "/")?;
        assert_eq!(page, fs::read_to_string(dist.path().join("index.html"))?);
        Ok(())
    }

    #[test]
    fn the_desks_style_sheet_stands_in_its_folder_and_its_fonts_where_everybodys_are() -> Result<()> {
        let dist = tempfile::tempdir()?;
        let page =
            PAGE.replace("href=\"/a-1.css", "href=\"/desk/a-1.css").replace("href=\"/b-2.css", "href=\"/desk/b-2.css");
        fs::write(dist.path().join("index.html"), page)?;
        fs::write(dist.path().join("a-1.css"), "@font-face { src: url(\"fonts/a.woff2\"); }")?;
        fs::write(dist.path().join("b-2.css"), ".b { color: red; }")?;
        join(dist.path(), &["index.html"], "/desk/")?;
        let page = fs::read_to_string(dist.path().join("index.html"))?;
        let name = sheets_in(&page, "/desk/").remove(0);
        assert!(page.contains(&format!("href=\"/desk/{name}\"")), "{page}");
        assert!(fs::read_to_string(dist.path().join(name))?.contains("url(\"/fonts/a.woff2\")"));
        Ok(())
    }

    #[test]
    fn a_style_sheet_that_is_not_there_is_named() -> Result<()> {
        let dist = tempfile::tempdir()?;
        fs::write(dist.path().join("index.html"), PAGE)?;
        let Err(error) = join(dist.path(), &["index.html"], "/") else { panic!("it was joined") };
        assert!(error.to_string().contains("a-1.css"), "{error}");
        Ok(())
    }
}
