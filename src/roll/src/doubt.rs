//! Whom the rows that were left out may be about: those children are neither leavers nor without a parent.

use std::collections::BTreeSet;

use crate::folding::fold_name;
use crate::rows::LeftOutPupil;

/// What is known of all rows that were left out, for looking up.
pub(crate) struct Doubt {
    keys: BTreeSet<String>,
    full_names: BTreeSet<(String, String)>,
    last_names: BTreeSet<String>,
    classes: BTreeSet<String>,
    /// Whether some row could be about anybody.
    is_about_all: bool,
}

impl Doubt {
    /// Looks through `left_out`; `write_key` writes their numbers as they are asked for.
    pub(crate) fn new(left_out: &[LeftOutPupil], write_key: impl Fn(&str) -> String) -> Self {
        let mut doubt = Self {
            keys: BTreeSet::new(),
            full_names: BTreeSet::new(),
            last_names: BTreeSet::new(),
            classes: BTreeSet::new(),
            is_about_all: false,
        };
        for LeftOutPupil { key, first_names, last_name, class } in left_out {
            doubt.keys.extend(key.as_deref().map(&write_key));
            match (last_name, class) {
                (Some(last), _) if first_names.is_empty() => doubt.last_names.extend([fold_name(last)]),
                (Some(last), _) => {
                    doubt.full_names.extend(first_names.iter().map(|first| (fold_name(first), fold_name(last))));
                }
                (None, Some(class)) => doubt.classes.extend([fold_name(class)]),
                (None, None) => doubt.is_about_all = true,
            }
        }
        doubt
    }

    /// Whether some row that was left out may be about this child.
    pub(crate) fn covers<'a>(
        &self,
        key: Option<&str>,
        first_names: impl IntoIterator<Item = &'a String>,
        last_name: &str,
        class: &str,
    ) -> bool {
        let last = fold_name(last_name);
        self.is_about_all
            || key.is_some_and(|key| self.keys.contains(key))
            || self.last_names.contains(&last)
            || self.classes.contains(&fold_name(class))
            || first_names.into_iter().any(|first| self.full_names.contains(&(fold_name(first), last.clone())))
    }

    /// Whether some row could be about anybody.
    pub(crate) const fn is_about_all(&self) -> bool {
        self.is_about_all
    }
}
