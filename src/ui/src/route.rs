//! Every page's address, once: [`Route::href`] writes it, [`Route::find`] reads it. No other code spells a path.

use shine_domain::answers::Turn;
use shine_domain::document::Link;
use shine_domain::ids::{Reference, Slug, StepId};
use shine_domain::vocabulary::{Band, Kind};

use crate::place;

/// The guide behind "Tell someone".
pub const TELL_SOMEONE: &str = "tell-someone";
/// The notice behind "Accessibility".
pub const ACCESSIBILITY: &str = "accessibility";
/// The notice behind "Privacy".
pub const PRIVACY: &str = "privacy";
/// Where a family's forms are sent when there is no script.
pub const FAMILY_SESSION_ACTION: &str = "/family/session";
/// The guide for parents.
pub const HELPING_AT_HOME: &str = "helping-at-home";
/// Last parts of a lesson's addresses which are not steps; [`shine_domain::steps::RESERVED_IDS`] keeps them free.
const ADULT: &str = "adult";
const FINISHED: &str = "finished";
const PAPER: &str = "paper";
const AT_HOME: &str = "home";
const CERTIFICATE: &str = "certificate";
/// What stands before the step in the addresses of a question asked before and after the lesson.
const BEFORE: &str = "before";
const AFTER: &str = "after";
/// The last part of the address of a charter's poster.
const PLEDGE: &str = "pledge";

/// The two programs a browser may fetch, each with its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Lessons, charters and everything public.
    Everybody,
    /// A family's own pages: signing, consents, receipts.
    Families,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The three doors.
    Home,
    /// Choosing a class band.
    Pupils,
    /// The lessons of a band.
    Band(Band),
    /// A lesson's start page.
    Lesson(Slug),
    /// One step of a lesson.
    Step {
        /// The lesson.
        lesson: Slug,
        /// The step.
        step: StepId,
        /// When it is met.
        turn: Turn,
    },
    /// A lesson's notes for adults.
    AdultNotes(Slug),
    /// A lesson's end; what was answered is wiped.
    Finished(Slug),
    /// A lesson to be printed and done without a screen, with its answers.
    Paper(Slug),
    /// What to talk about at home after a lesson.
    AtHome(Slug),
    /// A certificate of a lesson; the name is written by hand.
    Certificate(Slug),
    /// The charters there are.
    Charters,
    /// A charter, read in full.
    Charter(Slug),
    /// A pupils' charter as a poster, with lines for the class's names.
    Pledge(Slug),
    /// Who can help.
    TellSomeone,
    /// Times tables, in place of a page that somebody hid.
    Hidden,
    /// A guide, notice, policy or other text, read in full.
    Read {
        /// Its kind: not a lesson or a charter, which have pages of their own.
        kind: Kind,
        /// Its name.
        slug: Slug,
    },
    /// The school's door.
    School,
    /// A family's own page; a private link leads here.
    Family,
    /// Reading and signing.
    Sign(Slug),
    /// Answering a consent for one child, or looking at the answers.
    Consent {
        /// The consent.
        document: Slug,
        /// Which of the family's children, counted from 1: no address names a child.
        child: usize,
        /// One question of it, to change one's mind.
        step: Option<StepId>,
    },
    /// Proving a receipt.
    Verify,
    /// What was signed, when and for whom.
    Receipt(Reference),
    /// What was signed, word for word.
    ReceiptText(Reference),
}

impl Route {
    /// The page at `path` (no fragment, no query). `None` when there is none.
    #[must_use]
    pub fn find(path: &str) -> Option<Self> {
        let path = place::within(path)?;
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let slug = |text: &str| Slug::try_from(text).ok();
        let reference = |text: &str| Reference::try_from(text.to_ascii_uppercase()).ok();
        let number = |text: &str| text.parse().ok().filter(|number| (1..=99).contains(number));
        match parts.as_slice() {
            [] | ["index.html"] => Some(Self::Home),
            ["pupils"] => Some(Self::Pupils),
            ["pupils", band] => Band::find(band).map(Self::Band),
            ["lessons", lesson] => slug(lesson).map(Self::Lesson),
            ["lessons", lesson, last] => Self::of_lesson(slug(lesson)?, last),
            ["lessons", lesson, when, step] if [BEFORE, AFTER].contains(when) => {
                let turn = if *when == BEFORE { Turn::Before } else { Turn::After };
                Some(Self::Step { lesson: slug(lesson)?, step: StepId::try_from(*step).ok()?, turn })
            }
            ["charters"] => Some(Self::Charters),
            ["charters", charter] => slug(charter).map(Self::Charter),
            ["charters", charter, PLEDGE] => slug(charter).map(Self::Pledge),
            ["tell-someone"] => Some(Self::TellSomeone),
            ["times-tables"] => Some(Self::Hidden),
            ["guides", guide] if *guide == TELL_SOMEONE => Some(Self::TellSomeone),
            ["school"] => Some(Self::School),
            ["family"] => Some(Self::Family),
            ["verify"] => Some(Self::Verify),
            ["family", "consents", document, child] => {
                Some(Self::Consent { document: slug(document)?, child: number(child)?, step: None })
            }
            ["family", "consents", document, child, step] => {
                let step = Some(StepId::try_from(*step).ok()?);
                Some(Self::Consent { document: slug(document)?, child: number(child)?, step })
            }
            ["family", "sign", document] => slug(document).map(Self::Sign),
            ["family", "receipts", code] => reference(code).map(Self::Receipt),
            ["family", "receipts", code, "text"] => reference(code).map(Self::ReceiptText),
            [kind, document] => Some(Self::Read { kind: Kind::find(kind)?, slug: slug(document)? }),
            _ => None,
        }
    }

    /// The page of `lesson` whose address ends with `last`.
    fn of_lesson(lesson: Slug, last: &str) -> Option<Self> {
        Some(match last {
            ADULT => Self::AdultNotes(lesson),
            FINISHED => Self::Finished(lesson),
            PAPER => Self::Paper(lesson),
            AT_HOME => Self::AtHome(lesson),
            CERTIFICATE => Self::Certificate(lesson),
            step => Self::Step { lesson, step: StepId::try_from(step).ok()?, turn: Turn::Lesson },
        })
    }

    /// The page's address.
    #[must_use]
    pub fn href(&self) -> String {
        if self.is_personal() || *self == Self::Verify {
            place::on_server(&self.path())
        } else {
            place::public(&self.path())
        }
    }

    /// Whether the page is only read and printed: it is drawn for the browser and needs no program, so none has it.
    #[must_use]
    pub const fn is_only_read(&self) -> bool {
        matches!(self, Self::Paper(_) | Self::AtHome(_) | Self::Certificate(_) | Self::Pledge(_))
    }

    /// Whether `program` can show the page. Texts are read in both, so that nobody who is signing loses what they typed by
    /// looking something up.
    #[must_use]
    pub fn is_in(&self, program: Program) -> bool {
        let is_text = matches!(self, Self::Read { .. } | Self::TellSomeone | Self::Hidden | Self::School);
        let is_family = shine_wire::is_family_path(&self.path());
        !self.is_only_read() && (is_text || is_family == (program == Program::Families))
    }

    /// Whether the page is one of the pupils': its screen can be hidden with one tap.
    #[must_use]
    pub const fn is_pupils(&self) -> bool {
        matches!(
            self,
            Self::Pupils
                | Self::Band(_)
                | Self::Lesson(_)
                | Self::Step { .. }
                | Self::Finished(_)
                | Self::Charters
                | Self::Charter(_)
                | Self::TellSomeone
        )
    }

    /// The document the page shows, besides its own words.
    #[must_use]
    pub fn document(&self) -> Option<(Kind, Slug)> {
        let (kind, slug) = match self {
            Self::Lesson(lesson)
            | Self::Step { lesson, .. }
            | Self::AdultNotes(lesson)
            | Self::Finished(lesson)
            | Self::Paper(lesson)
            | Self::AtHome(lesson)
            | Self::Certificate(lesson) => (Kind::Lesson, lesson),
            Self::Charter(charter) | Self::Pledge(charter) | Self::Sign(charter) => (Kind::Charter, charter),
            Self::Consent { document, .. } => (Kind::Consent, document),
            Self::Read { kind, slug } => (*kind, slug),
            Self::TellSomeone => return Slug::try_from(TELL_SOMEONE).ok().map(|slug| (Kind::Guide, slug)),
            Self::Home
            | Self::Pupils
            | Self::Band(_)
            | Self::Charters
            | Self::Hidden
            | Self::School
            | Self::Verify
            | Self::Family
            | Self::Receipt(_)
            | Self::ReceiptText(_) => return None,
        };
        Some((kind, slug.clone()))
    }

    /// Whether the page is a person's own: only the school's own server has it.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        matches!(self, Self::Family | Self::Sign(_) | Self::Consent { .. } | Self::Receipt(_) | Self::ReceiptText(_))
    }

    /// The page's address from the site's own first slash.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Pupils => "/pupils".to_owned(),
            Self::Band(band) => format!("/pupils/{}", band.word()),
            Self::Lesson(lesson) => format!("/lessons/{lesson}"),
            Self::Step { lesson, step, turn: Turn::Before } => format!("/lessons/{lesson}/{BEFORE}/{step}"),
            Self::Step { lesson, step, turn: Turn::Lesson } => format!("/lessons/{lesson}/{step}"),
            Self::Step { lesson, step, turn: Turn::After } => format!("/lessons/{lesson}/{AFTER}/{step}"),
            Self::AdultNotes(lesson) => format!("/lessons/{lesson}/{ADULT}"),
            Self::Finished(lesson) => format!("/lessons/{lesson}/{FINISHED}"),
            Self::Paper(lesson) => format!("/lessons/{lesson}/{PAPER}"),
            Self::AtHome(lesson) => format!("/lessons/{lesson}/{AT_HOME}"),
            Self::Certificate(lesson) => format!("/lessons/{lesson}/{CERTIFICATE}"),
            Self::Charters => "/charters".to_owned(),
            Self::Charter(charter) => format!("/charters/{charter}"),
            Self::Pledge(charter) => format!("/charters/{charter}/{PLEDGE}"),
            Self::TellSomeone => "/tell-someone".to_owned(),
            Self::Hidden => "/times-tables".to_owned(),
            Self::Read { kind, slug } => format!("/{}/{slug}", kind.word()),
            Self::School => "/school".to_owned(),
            Self::Family => "/family".to_owned(),
            Self::Verify => "/verify".to_owned(),
            Self::Consent { document, child, step: None } => format!("/family/consents/{document}/{child}"),
            Self::Consent { document, child, step: Some(step) } => {
                format!("/family/consents/{document}/{child}/{step}")
            }
            Self::Sign(document) => format!("/family/sign/{document}"),
            Self::Receipt(reference) => format!("/family/receipts/{reference}"),
            Self::ReceiptText(reference) => format!("/family/receipts/{reference}/text"),
        }
    }

    /// The page a document is read on.
    #[must_use]
    pub fn of_document(kind: Kind, slug: &Slug) -> Self {
        match kind {
            Kind::Lesson => Self::Lesson(slug.clone()),
            Kind::Charter => Self::Charter(slug.clone()),
            Kind::Guide if slug.as_str() == TELL_SOMEONE => Self::TellSomeone,
            Kind::Guide | Kind::Notice | Kind::Policy | Kind::Agreement | Kind::Consent => {
                Self::Read { kind, slug: slug.clone() }
            }
        }
    }
}

/// The address a link inside content leads to.
#[must_use]
pub fn link_href(link: &Link) -> String {
    match link {
        Link::Document { kind: Kind::Lesson, slug, step: Some(step) } => {
            place::public(&format!("/lessons/{slug}/{step}"))
        }
        Link::Document { kind, slug, step } => {
            let fragment = step.as_ref().map(|step| format!("#{step}")).unwrap_or_default();
            format!("{}{fragment}", Route::of_document(*kind, slug).href())
        }
        Link::Step(step) => format!("#{step}"),
        Link::Web(address) => address.clone(),
        Link::Telephone(number) => scheme("tel:", number),
        Link::Email(address) => scheme("mailto:", address),
    }
}

fn scheme(scheme: &str, rest: &str) -> String {
    if rest.starts_with(scheme) { rest.to_owned() } else { format!("{scheme}{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Slug {
        Slug::try_from(text).expect("a slug")
    }

    #[test]
    fn every_page_is_found_at_its_own_address() {
        let reference = Reference::try_from("7KDW3XPA").expect("a reference");
        let step =
            |turn| Route::Step { lesson: slug("keys"), step: StepId::try_from("which-school").expect("an id"), turn };
        let routes = [
            Route::Home,
            Route::Pupils,
            Route::Band(Band::LowerKs2),
            Route::Lesson(slug("keys")),
            step(Turn::Before),
            step(Turn::Lesson),
            step(Turn::After),
            Route::AdultNotes(slug("keys")),
            Route::Finished(slug("keys")),
            Route::Paper(slug("keys")),
            Route::AtHome(slug("keys")),
            Route::Certificate(slug("keys")),
            Route::Pledge(slug("children-ks2")),
            Route::Charters,
            Route::Charter(slug("parents")),
            Route::TellSomeone,
            Route::Hidden,
            Route::Read { kind: Kind::Notice, slug: slug("privacy") },
            Route::Read { kind: Kind::Policy, slug: slug("online-safety") },
            Route::School,
            Route::Family,
            Route::Sign(slug("parents")),
            Route::Consent { document: slug("images"), child: 2, step: None },
            Route::Consent { document: slug("images"), child: 1, step: StepId::try_from("photo-press").ok() },
            Route::Verify,
            Route::Receipt(reference.clone()),
            Route::ReceiptText(reference),
        ];
        for route in routes {
            assert_eq!(Route::find(&route.href()), Some(route));
        }
    }

    #[test]
    fn a_personal_page_is_in_families_program_only_and_a_lesson_in_the_other() {
        let sign = Route::Sign(slug("parents"));
        assert!(sign.is_in(Program::Families) && !sign.is_in(Program::Everybody));
        assert!(Route::Verify.is_in(Program::Families) && !Route::Verify.is_in(Program::Everybody));
        let lesson = Route::Lesson(slug("keys"));
        assert!(lesson.is_in(Program::Everybody) && !lesson.is_in(Program::Families));
        let paper = Route::Paper(slug("keys"));
        assert!(
            !paper.is_in(Program::Everybody) && !paper.is_in(Program::Families),
            "what is printed needs no program"
        );
        let notice = Route::Read { kind: Kind::Notice, slug: slug("privacy") };
        assert!(notice.is_in(Program::Everybody) && notice.is_in(Program::Families));
    }

    #[test]
    fn no_step_can_have_the_address_of_another_page_of_its_lesson() {
        for last in shine_domain::steps::RESERVED_IDS {
            let found = Route::find(&format!("/lessons/keys/{last}"));
            let is_page_to_come = ["before", "board"].contains(&last);
            assert!(is_page_to_come || !matches!(found, Some(Route::Step { .. })), "{last}");
        }
        for page in [ADULT, FINISHED, PAPER, AT_HOME, CERTIFICATE] {
            assert!(shine_domain::steps::RESERVED_IDS.contains(&page), "{page}");
        }
    }

    #[test]
    fn a_wrong_address_is_no_page() {
        for path in [
            "/nowhere",
            "/pupils/ks9",
            "/lessons/Not A Slug",
            "/family/receipts/12",
            "/a/b/c/d",
            "/../x",
            "/family/consents/images/0",
        ] {
            assert_eq!(Route::find(path), None, "{path}");
        }
    }

    #[test]
    fn a_reference_may_be_typed_in_small_letters_and_a_slash_may_end_an_address() {
        assert_eq!(
            Route::find("/family/receipts/7kdw3xpa/").map(|r| r.href()).as_deref(),
            Some("/family/receipts/7KDW3XPA")
        );
    }

    #[test]
    fn links_inside_content_lead_to_pages() {
        let lesson = Link::Document { kind: Kind::Lesson, slug: slug("keys"), step: Some("sort".into()) };
        assert_eq!(link_href(&lesson), "/lessons/keys/sort");
        let tell = Link::Document { kind: Kind::Guide, slug: slug("tell-someone"), step: None };
        assert_eq!(link_href(&tell), "/tell-someone");
        let policy = Link::Document { kind: Kind::Policy, slug: slug("safety"), step: Some("ai".into()) };
        assert_eq!(link_href(&policy), "/policies/safety#ai");
        assert_eq!(link_href(&Link::Telephone("08001111".into())), "tel:08001111");
    }
}
