//! Every page's address, once: [`DeskRoute::href`] writes it, [`DeskRoute::find`] reads it. An address names a child by a
//! random identifier at most.

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Year;

/// Whose list it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Everybody's.
    School,
    /// A class's.
    Class(Slug),
    /// A year's.
    Year(Year),
}

/// A page of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DeskRoute {
    /// Where one begins.
    Start,
    /// Taking up an invitation.
    Join,
    /// The no-images list.
    List(Choice),
    /// A trip's list, opened by its link.
    Trip,
    /// The checker.
    Check,
    /// What there is to look at.
    Attention,
    /// How many children stand how.
    Board,
    /// Finding a child.
    Find,
    /// A child's page.
    Child(PersonId),
    /// Letters with families' links.
    Letters,
    /// Charters and consents on paper, to be filled in by hand.
    Papers,
    /// Taking a class list over.
    Roll,
    /// Who looked at what.
    Log,
    /// Who may sign in.
    Staff,
    /// One's own sessions, and this device.
    Account,
}

impl DeskRoute {
    /// The page at `path`; `None` when there is none.
    pub(crate) fn find(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            ["desk"] | ["desk", "index.html"] => Some(Self::Start),
            ["desk", "join"] => Some(Self::Join),
            ["desk", "images"] => Some(Self::List(Choice::School)),
            ["desk", "images", "class", class] => Some(Self::List(Choice::Class(Slug::try_from(*class).ok()?))),
            ["desk", "images", "year", year] => Some(Self::List(Choice::Year(Year::find(year)?))),
            ["desk", "trip"] => Some(Self::Trip),
            ["desk", "check"] => Some(Self::Check),
            ["desk", "attention"] => Some(Self::Attention),
            ["desk", "board"] => Some(Self::Board),
            ["desk", "children"] => Some(Self::Find),
            ["desk", "children", child] => Some(Self::Child(PersonId::try_from(*child).ok()?)),
            ["desk", "letters"] => Some(Self::Letters),
            ["desk", "papers"] => Some(Self::Papers),
            ["desk", "roll"] => Some(Self::Roll),
            ["desk", "log"] => Some(Self::Log),
            ["desk", "staff"] => Some(Self::Staff),
            ["desk", "account"] => Some(Self::Account),
            _ => None,
        }
    }

    /// Its address.
    pub(crate) fn href(&self) -> String {
        match self {
            Self::Start => "/desk".to_owned(),
            Self::Join => "/desk/join".to_owned(),
            Self::List(Choice::School) => "/desk/images".to_owned(),
            Self::List(Choice::Class(class)) => format!("/desk/images/class/{class}"),
            Self::List(Choice::Year(year)) => format!("/desk/images/year/{}", year.word()),
            Self::Trip => "/desk/trip".to_owned(),
            Self::Check => "/desk/check".to_owned(),
            Self::Attention => "/desk/attention".to_owned(),
            Self::Board => "/desk/board".to_owned(),
            Self::Find => "/desk/children".to_owned(),
            Self::Child(child) => format!("/desk/children/{child}"),
            Self::Letters => "/desk/letters".to_owned(),
            Self::Papers => "/desk/papers".to_owned(),
            Self::Roll => "/desk/roll".to_owned(),
            Self::Log => "/desk/log".to_owned(),
            Self::Staff => "/desk/staff".to_owned(),
            Self::Account => "/desk/account".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_own_address() {
        let slug = Slug::try_from("otters").expect("a slug");
        let child = PersonId::try_from("p-0001").expect("an id");
        let pages = [
            DeskRoute::Start,
            DeskRoute::Join,
            DeskRoute::List(Choice::School),
            DeskRoute::List(Choice::Class(slug)),
            DeskRoute::List(Choice::Year(Year::Reception)),
            DeskRoute::Trip,
            DeskRoute::Check,
            DeskRoute::Attention,
            DeskRoute::Board,
            DeskRoute::Find,
            DeskRoute::Child(child),
            DeskRoute::Letters,
            DeskRoute::Papers,
            DeskRoute::Roll,
            DeskRoute::Log,
            DeskRoute::Staff,
            DeskRoute::Account,
        ];
        for page in pages {
            assert!(shine_wire::desk::is_desk_path(&page.href()));
            assert_eq!(DeskRoute::find(&page.href()), Some(page));
        }
        for nowhere in ["/", "/family", "/desk/images/year/Y9", "/desk/children/UPPER", "/desk/nothing"] {
            assert_eq!(DeskRoute::find(nowhere), None, "{nowhere}");
        }
    }
}
