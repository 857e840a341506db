//! The closed lists: what a column can hold, and which systems lists come from.

use shine_domain::words;

use crate::folding::fold_heading;

words!(
    /// What a column can hold. Whatever is none of these is never kept.
    Field {
        /// The number the MIS knows the pupil by: UPN, admission number. Kept only as a keyed hash.
        PupilKey = "pupil-key", "Pupil number (UPN or admission number)";
        /// The legal first name.
        FirstName = "first-name", "First name";
        /// What the child is called.
        PreferredName = "preferred-name", "Preferred first name";
        /// The legal last name.
        LastName = "last-name", "Last name";
        /// The year group.
        Year = "year", "Year group";
        /// The class or registration group.
        Class = "class", "Class";
        /// Used for the year group and for telling children apart; never kept.
        BirthDate = "birth-date", "Date of birth";
        /// The number the MIS knows the adult by. Kept only as a keyed hash.
        ContactKey = "contact-key", "Contact number";
        /// The adult's whole name.
        ContactName = "contact-name", "Contact's name";
        /// The adult's first name.
        ContactFirstName = "contact-first-name", "Contact's first name";
        /// The adult's last name.
        ContactLastName = "contact-last-name", "Contact's last name";
        /// What the adult is to the child.
        Relationship = "relationship", "Relationship";
        /// Whether the adult has parental responsibility.
        Responsibility = "responsibility", "Parental responsibility";
        /// Whom to call first.
        Priority = "priority", "Priority";
        /// The adult's e-mail address.
        Email = "email", "E-mail";
        /// The adult's telephone number.
        Mobile = "mobile", "Mobile";
        /// The language spoken at home.
        Language = "language", "Home language";
    }
);

impl Field {
    /// Whether it says something about an adult, so that it can stand in a numbered group such as "Contact 2 e-mail".
    #[must_use]
    pub const fn is_of_contact(self) -> bool {
        matches!(
            self,
            Self::ContactKey
                | Self::ContactName
                | Self::ContactFirstName
                | Self::ContactLastName
                | Self::Relationship
                | Self::Responsibility
                | Self::Priority
                | Self::Email
                | Self::Mobile
        )
    }

    /// Whether several columns can stand for it, the first that is not blank counting.
    pub(crate) const fn has_fallbacks(self) -> bool {
        matches!(self, Self::Email | Self::Mobile)
    }

    /// Whether, of several headings, the best known one is surely meant.
    pub(crate) const fn has_best(self) -> bool {
        matches!(self, Self::PupilKey | Self::Year | Self::Class | Self::ContactKey | Self::Language)
    }
}

words!(
    /// Where a list came from, as far as its headings tell. It changes nothing but what the office is told.
    Preset {
        /// SIMS.
        Sims = "sims", "SIMS";
        /// Arbor.
        Arbor = "arbor", "Arbor";
        /// Bromcom.
        Bromcom = "bromcom", "Bromcom";
        /// A spreadsheet of the school's own, or a system that is not known.
        Plain = "plain", "a spreadsheet";
    }
);

impl Preset {
    /// Headings, folded, that one system uses and the others do not. From general knowledge, not verified: no school's
    /// export was at hand, and schools design their own reports.
    const fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Sims => {
                &["adno", "reg", "reg group", "nc year", "year taught in", "legal forename", "main telephone"]
            }
            Self::Arbor => &[
                "arbor student id",
                "registration form",
                "legal first name",
                "legal last name",
                "preferred first name",
            ],
            Self::Bromcom => {
                &["tutor group", "curriculum year", "legal surname", "preferred forename", "chosen name", "mis id"]
            }
            Self::Plain => &[],
        }
    }

    pub(crate) fn guess(headings: &[String]) -> Self {
        let folded: Vec<String> = headings.iter().map(|heading| fold_heading(heading)).collect();
        let count = |preset: Self| preset.marks().iter().filter(|mark| folded.iter().any(|one| one == *mark)).count();
        let best = [Self::Bromcom, Self::Arbor, Self::Sims].into_iter().max_by_key(|preset| count(*preset));
        best.filter(|preset| count(*preset) >= 2).unwrap_or(Self::Plain)
    }
}
