//! What an adult may do for one child, as the school has decided it: never by what the adult types (domain.md 3.8).

/// One thing that is so or not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flag {
    /// Their yes counts: they have parental responsibility, or care for the child.
    MayAnswer,
    /// A court order or the like: their link shows nothing of this child.
    Barred,
    /// They sign for a local authority that looks after the child.
    ForAuthority,
    /// Their address and telephone number are shown to the safeguarding lead only.
    ContactHidden,
    /// Nothing is sent to them about this child.
    NoMessages,
}

impl Flag {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::MayAnswer, Self::Barred, Self::ForAuthority, Self::ContactHidden, Self::NoMessages];

    /// The word in requests and records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::MayAnswer => "may-answer",
            Self::Barred => "barred",
            Self::ForAuthority => "for-authority",
            Self::ContactHidden => "contact-hidden",
            Self::NoMessages => "no-messages",
        }
    }

    /// The one written as `word`, if there is one.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// All that is so of one adult and one child.
pub type Protection = std::collections::BTreeSet<Flag>;

/// What is sealed for `protection`: always of one length, so that a sealed record's size tells nothing.
#[must_use]
pub fn write_protection(protection: &Protection) -> String {
    let word = |one: Flag| format!("{}={}", one.word(), if protection.contains(&one) { 'y' } else { 'n' });
    Flag::ALL.map(word).join(" ")
}

/// Whether their yes counts: somebody who is barred cannot answer.
#[must_use]
pub fn may_answer(protection: &Protection) -> bool {
    protection.contains(&Flag::MayAnswer) && !protection.contains(&Flag::Barred)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_of_one_length_and_names_everything() {
        let (none, all) = (write_protection(&Protection::new()), write_protection(&Flag::ALL.into_iter().collect()));
        assert_eq!(none.len(), all.len());
        assert!(Flag::ALL.iter().all(|flag| all.contains(&format!("{}=y", flag.word()))), "{all}");
        assert!(Flag::ALL.iter().all(|flag| Flag::find(flag.word()) == Some(*flag)));
    }

    #[test]
    fn whoever_is_barred_does_not_answer_whatever_else_is_so() {
        assert!(may_answer(&Protection::from([Flag::MayAnswer, Flag::NoMessages])));
        assert!(!may_answer(&Protection::from([Flag::MayAnswer, Flag::Barred])));
        assert!(!may_answer(&Protection::new()));
    }
}
