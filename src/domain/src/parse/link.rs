//! Addresses inside content: the few that are allowed, and a sentence about every other.

use crate::diagnostic::{Diagnostic, suggest};
use crate::document::Link;
use crate::ids::Slug;
use crate::text::Span;
use crate::vocabulary::Kind;

/// Something a document points at, and where: checked against the whole library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in the text that was parsed.
    pub span: Span,
    /// What.
    pub target: Target,
}

/// What a mention points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A link.
    Link(Link),
    /// A picture of the school's own set.
    Picture(Slug),
}

/// Reads where a link leads.
pub(crate) fn read_link(address: &str) -> Option<Link> {
    if let Some(step) = address.strip_prefix('#') {
        return (!step.is_empty()).then(|| Link::Step(step.to_owned()));
    }
    let (scheme, rest) = address.split_once(':')?;
    match scheme {
        "https" => is_web(rest).then(|| Link::Web(address.to_owned())),
        "tel" => {
            let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-');
            let has_digit = rest.bytes().any(|byte| byte.is_ascii_digit());
            (has_digit && rest.chars().all(is_number)).then(|| Link::Telephone(rest.to_owned()))
        }
        "mailto" => is_email(rest).then(|| Link::Email(rest.to_owned())),
        word => read_document_link(word, rest),
    }
}

fn read_document_link(word: &str, rest: &str) -> Option<Link> {
    let kind = Kind::ALL.iter().copied().find(|kind| kind.link_word() == word)?;
    let (slug, step) = match rest.split_once('#') {
        Some((slug, step)) if !step.is_empty() => (slug, Some(step.to_owned())),
        Some(_) => return None,
        None => (rest, None),
    };
    Some(Link::Document { kind, slug: Slug::try_from(slug).ok()?, step })
}

fn is_web(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let is_host =
        host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'));
    is_host && !rest.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'))
}

fn is_email(text: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
    };
    text.split_once('@').is_some_and(|(name, host)| is_plain(name) && is_plain(host) && host.contains('.'))
}

/// What is wrong with `address`, which [`read_link`] could not read.
pub(crate) fn wrong_link(address: &str, span: Span) -> Diagnostic {
    let message = format!("The link to \"{address}\" leads nowhere this site can go, so only its words are shown.");
    let words = Kind::ALL.iter().map(|kind| kind.link_word());
    let help = match address.split_once(':') {
        Some(("http", rest)) => format!("Write https:{rest}, if the page can be reached that way."),
        Some(("https", _)) => "Copy the page's whole address from your browser, without spaces.".to_owned(),
        Some(("tel", _)) => "Write only digits after tel:, such as tel:08001111.".to_owned(),
        Some(("mailto", _)) => {
            "Write one e-mail address after mailto:, such as mailto:office@school.example.".to_owned()
        }
        Some(("picture", _)) => "A picture begins with an exclamation mark: ![what it shows](picture:name).".to_owned(),
        Some((word, rest)) if words.clone().any(|known| known == word) => {
            let _ = rest;
            format!(
                "After {word}: write a file's name without .md, such as {word}:tell-someone, and #step if you need it."
            )
        }
        Some((word, _)) if !word.contains(['/', '.']) => suggest(word, words.chain(["https", "tel", "mailto"])),
        _ => "Link to a document by its kind and file name, such as guide:tell-someone, to a step of this page with \
              #its-id, or to a web page with https://."
            .to_owned(),
    };
    Diagnostic::new("unknown-link", span, message, help)
}

/// Reads the name of a picture of the school's set.
pub(crate) fn read_picture(address: &str) -> Option<Slug> {
    Slug::try_from(address.strip_prefix("picture:")?).ok()
}

/// What is wrong with the picture `address`, which [`read_picture`] could not read.
pub(crate) fn wrong_picture(address: &str, span: Span) -> Diagnostic {
    if address.contains("//") {
        let message = "This picture comes from another website, so it is not shown.";
        let help = "Nothing is fetched from other websites, to keep children's visits private. Use a picture of the \
                    set: ![what it shows](picture:name).";
        return Diagnostic::new("remote-media", span, message, help);
    }
    let message = format!("The picture \"{address}\" is not named as one of the set, so it is not shown.");
    let help = "Write ![what it shows](picture:name), with a name from the picture list and no file ending.";
    Diagnostic::new("picture-not-from-set", span, message, help)
}
