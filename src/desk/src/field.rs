//! The fields of the desk's forms, and what a person reads when one is not right.

use shine_ui::components::{FieldName, TextField};
use shine_ui::fault::Fault;

use crate::text;

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Email,
    Password,
    Code,
    Name,
    Reason,
    Restrictions,
    Children,
    Channels,
    Roles,
    Classes,
    Flags,
    File,
    Confirmed,
    Adult,
    On,
    Relationship,
    Record,
    /// What is said to the questions.
    Answers,
    /// Why, where a page has a form for each of several adults: the adult's place on it.
    ReasonOf(usize),
}

impl Field {
    const ALL: [Self; 18] = [
        Self::Email,
        Self::Password,
        Self::Code,
        Self::Name,
        Self::Reason,
        Self::Restrictions,
        Self::Children,
        Self::Channels,
        Self::Roles,
        Self::Classes,
        Self::Flags,
        Self::File,
        Self::Confirmed,
        Self::Adult,
        Self::On,
        Self::Relationship,
        Self::Record,
        Self::Answers,
    ];

    /// The name on the network and in the page.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "password",
            Self::Code => "code",
            Self::Name => "name",
            Self::Reason | Self::ReasonOf(_) => "reason",
            Self::Restrictions => "restrictions",
            Self::Children => "children",
            Self::Channels => "channels",
            Self::Roles => "roles",
            Self::Classes => "classes",
            Self::Flags => "flags",
            Self::File => "file",
            Self::Confirmed => "confirmed",
            Self::Adult => "adult",
            Self::On => "on",
            Self::Relationship => "relationship",
            Self::Record => "record",
            Self::Answers => "answers",
        }
    }

    fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl FieldName for Field {
    fn id(self) -> String {
        match self {
            Self::ReasonOf(place) => format!("reason-{place}"),
            field => field.word().to_owned(),
        }
    }
}

/// What to show for `fault`: each field that was not right, or the whole at `first`.
pub(crate) fn problems(fault: &Fault, first: Field) -> Vec<(Field, String)> {
    if let Fault::Refused(body) = fault {
        let known = body.fields.iter().filter_map(|problem| {
            let found = Field::find(&problem.field)?;
            // The form that was sent is the one its `first` field is of.
            let field = if found.word() == first.word() { first } else { found };
            Some((field, text::field(field, &problem.code).to_owned()))
        });
        let known: Vec<_> = known.collect();
        if !known.is_empty() {
            return known;
        }
    }
    vec![(first, text::fault(fault).to_owned())]
}

/// Where staff write why they did something about a child.
pub(crate) const fn reason_field(field: Field) -> TextField<Field> {
    let (kind, autocomplete) = ("text", "off");
    TextField { field, kind, label: text::CHILD_REASON, hint: text::CHILD_REASON_HINT, autocomplete }
}
