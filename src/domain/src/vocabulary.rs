//! The closed lists of the field: kinds, bands, years, strands, risks, levels, signers, channels.
//! Each word is spelt here once; `ALL` lists them for messages and menus.

/// A closed list: each word once, with the name people see. For other crates' lists too.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $title:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every one, in the usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The permanent word, as written in content, addresses and files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The name as shown to people.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            /// The one written as `word`, if there is one.
            #[must_use]
            pub fn find(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words!(
    /// What a document is for; its word is the name of its folder under `content/`.
    Kind {
        /// What children and parents promise; acknowledged, not consented to (domain.md 3.6).
        Charter = "charters", "Charter";
        /// What staff, visitors and others agree to.
        Agreement = "agreements", "Agreement";
        /// Questions an adult answers yes or no to, purpose by purpose.
        Consent = "consents", "Consent";
        /// What pupils do in class.
        Lesson = "lessons", "Lesson";
        /// Help and advice.
        Guide = "guides", "Guide";
        /// What the school has decided.
        Policy = "policies", "Policy";
        /// What the law asks the school to tell people: privacy, accessibility.
        Notice = "notices", "Notice";
    }
);

impl Kind {
    /// Whether documents of this kind are published, frozen and signed.
    #[must_use]
    pub const fn is_signable(self) -> bool {
        matches!(self, Self::Charter | Self::Agreement | Self::Consent)
    }

    /// The word before the colon of a link inside content: `lesson:slug`, `charter:slug`.
    #[must_use]
    pub const fn link_word(self) -> &'static str {
        match self {
            Self::Charter => "charter",
            Self::Agreement => "agreement",
            Self::Consent => "consent",
            Self::Lesson => "lesson",
            Self::Guide => "guide",
            Self::Policy => "policy",
            Self::Notice => "notice",
        }
    }
}

words!(
    /// An age band (design section 3). It changes text size, words per screen, and how one promises.
    Band {
        /// Nursery and Reception: pictures and sound, no reading needed.
        Eyfs = "eyfs", "Nursery and Reception";
        /// Years 1 and 2.
        Ks1 = "ks1", "Years 1 and 2";
        /// Years 3 and 4.
        LowerKs2 = "lower-ks2", "Years 3 and 4";
        /// Years 5 and 6.
        UpperKs2 = "upper-ks2", "Years 5 and 6";
    }
);

words!(
    /// A school year.
    Year {
        /// Ages 3 to 4.
        Nursery = "N", "Nursery";
        /// Ages 4 to 5.
        Reception = "R", "Reception";
        /// Ages 5 to 6.
        Y1 = "Y1", "Year 1";
        /// Ages 6 to 7.
        Y2 = "Y2", "Year 2";
        /// Ages 7 to 8.
        Y3 = "Y3", "Year 3";
        /// Ages 8 to 9.
        Y4 = "Y4", "Year 4";
        /// Ages 9 to 10.
        Y5 = "Y5", "Year 5";
        /// Ages 10 to 11.
        Y6 = "Y6", "Year 6";
    }
);

impl Year {
    /// The band a year belongs to (domain.md 2.2).
    #[must_use]
    pub const fn band(self) -> Band {
        match self {
            Self::Nursery | Self::Reception => Band::Eyfs,
            Self::Y1 | Self::Y2 => Band::Ks1,
            Self::Y3 | Self::Y4 => Band::LowerKs2,
            Self::Y5 | Self::Y6 => Band::UpperKs2,
        }
    }
}

words!(
    /// A strand of Education for a Connected World (domain.md 2.1).
    Strand {
        /// SI.
        SelfImage = "self-image-and-identity", "Self-image and identity";
        /// OR.
        Relationships = "online-relationships", "Online relationships";
        /// RP.
        Reputation = "online-reputation", "Online reputation";
        /// BU.
        Bullying = "online-bullying", "Online bullying";
        /// MI.
        Information = "managing-online-information", "Managing online information";
        /// HW.
        Health = "health-wellbeing-and-lifestyle", "Health, well-being and lifestyle";
        /// PS.
        Privacy = "privacy-and-security", "Privacy and security";
        /// CO.
        Copyright = "copyright-and-ownership", "Copyright and ownership";
    }
);

impl Strand {
    /// The two letters its statement ids begin with: `PS-Y3-1` (domain.md 2.1; the ids are our own).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelfImage => "SI",
            Self::Relationships => "OR",
            Self::Reputation => "RP",
            Self::Bullying => "BU",
            Self::Information => "MI",
            Self::Health => "HW",
            Self::Privacy => "PS",
            Self::Copyright => "CO",
        }
    }
}

words!(
    /// The four Cs of online risk (domain.md R82).
    Risk {
        /// What is seen.
        Content = "content", "Content";
        /// Who gets in touch.
        Contact = "contact", "Contact";
        /// How people behave.
        Conduct = "conduct", "Conduct";
        /// What is sold.
        Commerce = "commerce", "Commerce";
    }
);

words!(
    /// What choosing an option of a knowledge map question shows (domain.md 2.4).
    Level {
        /// Knows it well.
        Secure = "secure", "Secure";
        /// Nearly there.
        Developing = "developing", "Developing";
        /// Beginning to see it.
        Emerging = "emerging", "Emerging";
        /// Says they do not know yet: never penalised.
        Unsure = "unsure", "Not sure yet";
        /// Holds a mistaken idea, with confidence.
        Misconception = "misconception", "Mistaken idea";
    }
);

words!(
    /// Who signs a document (domain.md R1).
    Signer {
        /// An adult of a family.
        Adult = "adult", "Parent or carer";
        /// A child on the roll.
        Pupil = "pupil", "Pupil";
        /// A member of staff.
        Staff = "staff", "Staff";
        /// Somebody visiting.
        Visitor = "visitor", "Visitor";
        /// A volunteer or governor.
        Volunteer = "volunteer", "Volunteer";
        /// A community user of the school's systems.
        Community = "community", "Community user";
    }
);

words!(
    /// How often a signature is asked for again.
    Renew {
        /// At the start of each school year.
        Yearly = "yearly", "Every year";
        /// When the child starts at the school.
        Entry = "entry", "When your child starts";
        /// Only when the text changes in substance.
        Never = "never", "Only when it changes";
    }
);

words!(
    /// Where a purpose of a consent leads (design section 3).
    Channel {
        /// The school's website.
        Website = "website", "Website";
        /// Newsletters.
        Newsletter = "newsletter", "Newsletter";
        /// Prospectus and other print.
        Print = "print", "Printed publications";
        /// Display boards in school.
        Display = "display", "Displays in school";
        /// Newspapers, radio, television.
        Press = "press", "Press";
        /// Social media.
        SocialMedia = "social-media", "Social media";
        /// Video and webcam.
        Video = "video", "Video";
        /// The child's name in the media.
        NameInMedia = "name-in-media", "Name in the media";
        /// Full name with an image.
        FullName = "full-name", "Full name with an image";
        /// The child's own work.
        Work = "work", "Published work";
        /// Cloud services.
        Cloud = "cloud", "Cloud services";
        /// Biometrics.
        Biometrics = "biometrics", "Biometrics";
    }
);

words!(
    /// Why a school may use a child's images or information (domain.md T5, 3.5). Only the first asks an adult yes or no.
    Basis {
        /// The adult's free yes.
        Consent = "consent", "Consent";
        /// Running the school and keeping children safe.
        PublicTask = "public-task", "Public task";
        /// An interest weighed against the child's own.
        LegitimateInterests = "legitimate-interests", "Legitimate interests";
        /// A contract with the family.
        Contract = "contract", "Contract";
        /// The law demands it.
        LegalObligation = "legal-obligation", "Legal obligation";
    }
);

words!(
    /// How many adults must say yes to a purpose (design section 4).
    Rule {
        /// One adult's yes is enough, as long as nobody says no.
        One = "one", "One adult's yes";
        /// Every adult who may answer must say yes.
        All = "all", "Every adult's yes";
    }
);

words!(
    /// What a member of staff may do at the desk (design section 5). One person may have several.
    Role {
        /// Keeps the roll, the links and the papers.
        Office = "office", "Office";
        /// Designated safeguarding lead: everything about children, and who has looked at it.
        Dsl = "dsl", "Safeguarding lead";
        /// Their own classes.
        Teacher = "teacher", "Teacher";
        /// Lessons and texts; of children only the no-images list.
        Curriculum = "curriculum", "Curriculum lead";
        /// Figures without names.
        Governor = "governor", "Governor";
        /// The machine and who may sign in; nothing about children.
        Operator = "operator", "Operator";
    }
);

words!(
    /// Whom a guide is for.
    Audience {
        /// Children.
        Pupils = "pupils", "Pupils";
        /// Families.
        Parents = "parents", "Parents and carers";
        /// Staff.
        Staff = "staff", "Staff";
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_finds_itself() {
        for kind in Kind::ALL {
            assert_eq!(Kind::find(kind.word()), Some(*kind));
        }
        assert_eq!(Band::find("Lower-KS2"), None);
        assert_eq!(Year::Reception.band(), Band::Eyfs);
    }
}
