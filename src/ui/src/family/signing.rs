//! What is sent when somebody signs: checked here first, with the same rules as on the server, and under a key that is
//! made once, so that sending it twice counts once. No screen, no network.

use std::collections::BTreeMap;

use shine_domain::person::{PersonName, Relationship};
use shine_wire::{ActRequest, RecordRequest};

use crate::text::errors::{self, Field};

/// What was typed and chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is done.
    pub act: ActRequest,
    /// SHA-256 of the text that is shown.
    pub digest: String,
    /// For which children, by id.
    pub pupils: Vec<String>,
    /// The name as typed.
    pub name: String,
    /// The relationship as typed.
    pub relationship: String,
    /// What is said, by question; empty for a charter.
    pub answers: BTreeMap<String, String>,
}

impl Draft {
    /// What is wrong with it, in the order of the fields; nothing if it can be sent.
    #[must_use]
    pub fn problems(&self) -> Vec<(Field, String)> {
        let typed = |field, problem| (field, errors::typed(field, problem).to_owned());
        let name = PersonName::try_from(self.name.as_str()).err().map(|problem| typed(Field::Name, problem));
        let relationship = Relationship::try_from(self.relationship.as_str()).err();
        let relationship = relationship.map(|problem| typed(Field::Relationship, problem));
        let empty = shine_domain::person::TextProblem::Empty;
        let pupils = self.pupils.is_empty().then(|| typed(Field::Pupils, empty));
        [name, relationship, pupils].into_iter().flatten().collect()
    }
}

/// The submissions of one page.
#[derive(Clone, Debug, Default)]
pub struct Signing {
    sent: Option<(Draft, String)>,
}

impl Signing {
    /// The request for `draft`. The same draft again has the same key; another draft gets one from `make_key`.
    pub fn request(&mut self, draft: Draft, make_key: impl FnOnce() -> String) -> RecordRequest {
        let key = match &self.sent {
            Some((sent, key)) if *sent == draft => key.clone(),
            _ => make_key(),
        };
        self.sent = Some((draft.clone(), key.clone()));
        let Draft { act, digest, pupils, name, relationship, answers } = draft;
        RecordRequest { key, act, digest, pupils, name, relationship, answers }
    }

    /// Forgets the key: the server said that it belongs to something else.
    pub fn forget_key(&mut self) {
        self.sent = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_draft() -> Draft {
        Draft {
            act: ActRequest::Acknowledged,
            digest: "d".repeat(64),
            pupils: vec!["p-1".into()],
            name: "Ann Example".into(),
            relationship: "mother".into(),
            answers: BTreeMap::new(),
        }
    }

    fn keys() -> impl FnMut() -> String {
        let mut made = 0;
        move || {
            made += 1;
            format!("key-{made}")
        }
    }

    #[test]
    fn trying_again_sends_the_same_key() {
        let (mut signing, mut key) = (Signing::default(), keys());
        let first = signing.request(a_draft(), &mut key);
        assert_eq!(signing.request(a_draft(), &mut key), first);
    }

    #[test]
    fn other_words_are_another_submission() {
        let (mut signing, mut key) = (Signing::default(), keys());
        assert_eq!(signing.request(a_draft(), &mut key).key, "key-1");
        let other = Draft { name: "Ann B. Example".into(), ..a_draft() };
        assert_eq!(signing.request(other, &mut key).key, "key-2");
    }

    #[test]
    fn a_key_the_server_refused_is_not_used_again() {
        let (mut signing, mut key) = (Signing::default(), keys());
        let _ = signing.request(a_draft(), &mut key);
        signing.forget_key();
        assert_eq!(signing.request(a_draft(), &mut key).key, "key-2");
    }

    #[test]
    fn every_problem_is_named_at_once_in_the_order_of_the_page() {
        let draft = Draft { name: " ".into(), relationship: String::new(), pupils: vec![], ..a_draft() };
        let fields: Vec<_> = draft.problems().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [Field::Name, Field::Relationship, Field::Pupils]);
        assert!(a_draft().problems().is_empty());
    }
}
