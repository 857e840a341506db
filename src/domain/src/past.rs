//! A child's past: everything that was said and done about them, folded into what counts today. Which purposes that
//! permits is in [`crate::permission`]. Opening sealed values is the store's business; nothing here keeps anything.

use std::collections::{BTreeMap, BTreeSet};

use crate::consent::{Answers, Said};
use crate::ids::{PersonId, Reference, Slug, StepId, Version};
use crate::permission::{ChildSaid, Restriction};
use crate::record::Act;
use crate::vocabulary::Kind;

/// One act about a child, opened.
#[derive(Clone, Debug)]
pub struct PastAct {
    /// Its number in the ledger.
    pub entry: u64,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// When it was said at the earliest, in milliseconds since 1970, UTC: as `at`, but of what staff entered, as early on its day
    /// as it can have been. From then on a yes counts.
    pub said_at: i64,
    /// When it was said at the latest, in milliseconds since 1970, UTC. Up to then a no is newer than a yes.
    pub said_until: i64,
    /// What happened.
    pub act: Act,
    /// The document it happened with, and its version.
    pub document: Option<(Kind, Slug, Version)>,
    /// The receipt's reference, where there is one.
    pub reference: Option<Reference>,
    /// The adult who said it.
    pub adult: Option<PersonId>,
    /// The member of staff who did it.
    pub staff: Option<PersonId>,
    /// The record it is about.
    pub about: Option<Reference>,
    /// What was said, question by question.
    pub answers: Answers,
    /// What staff forbade or allowed again.
    pub restrictions: BTreeSet<Restriction>,
}

/// What an adult said last about one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastSaid {
    /// What.
    pub said: Said,
    /// When it was said, in milliseconds since 1970, UTC: a yes at the earliest, anything else at the latest.
    pub at: i64,
    /// With which version of the text.
    pub version: Version,
    /// The receipt.
    pub reference: Reference,
    /// Whether staff entered it.
    pub is_entered: bool,
    /// The receipts of older noes that were entered after this one: they stand beside it.
    pub also: Vec<Reference>,
}

impl LastSaid {
    /// A word that was said `within` two moments, in milliseconds since 1970, UTC.
    #[must_use]
    pub const fn new(said: Said, within: (i64, i64), version: Version, reference: Reference, is_entered: bool) -> Self {
        let at = if matches!(said, Said::Yes) { within.0 } else { within.1 };
        Self { said, at, version, reference, is_entered, also: Vec::new() }
    }

    /// Whether this, written later, takes the place of `before`. A yes on a paper that is entered late does not take the place
    /// of what was said after it was signed; anything else than a yes always counts.
    #[must_use]
    pub fn replaces(&self, before: &Self) -> bool {
        self.said != Said::Yes || self.at >= before.at
    }
}

/// A child's last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildWord {
    /// What.
    pub said: ChildSaid,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// With which version of the text.
    pub version: Version,
}

/// An adult's last word on each question of one consent.
pub type LastWords = BTreeMap<StepId, LastSaid>;

/// Adds to `words` what was written down after them.
pub fn add_word(words: &mut LastWords, step: &StepId, word: LastSaid) {
    match words.get_mut(step) {
        Some(before) if !word.replaces(before) => {}
        // A no after a no that is newer: it does not hide it, or a yes between the two would undo both.
        Some(before) if before.at > word.at && ![before.said, word.said].contains(&Said::Yes) => {
            before.also.push(word.reference);
        }
        _ => drop(words.insert(step.clone(), word)),
    }
}

/// An adult's last act with a charter or an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastSigned {
    /// Acknowledged or declined.
    pub act: Act,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// With which version of the text.
    pub version: Version,
}

/// What counts of a child's past today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChildPast {
    restrictions: BTreeSet<Restriction>,
    said: BTreeMap<(PersonId, Slug), LastWords>,
    /// What the child said, by consent and question.
    child: BTreeMap<(Slug, StepId), ChildWord>,
    /// Records whose no is set aside.
    set_aside: BTreeSet<Reference>,
    signed: BTreeMap<(PersonId, Kind, Slug), LastSigned>,
}

impl ChildPast {
    /// What counts of `acts`, which are all of one child and in the order of the ledger.
    pub fn of<'a>(acts: impl IntoIterator<Item = &'a PastAct>) -> Self {
        let acts: Vec<&PastAct> = acts.into_iter().collect();
        let is_end = |act: &&&PastAct| matches!(act.act, Act::Invalidated | Act::Corrected);
        let ended: BTreeSet<&Reference> = acts.iter().filter(is_end).filter_map(|act| act.about.as_ref()).collect();
        let mut past = Self::default();
        for act in acts {
            // A record that was ended never was.
            if act.reference.as_ref().is_none_or(|reference| !ended.contains(reference)) {
                past.add(act);
            }
        }
        past
    }

    fn add(&mut self, act: &PastAct) {
        match act.act {
            Act::Restricted => self.restrictions.extend(&act.restrictions),
            Act::Lifted => self.restrictions.retain(|one| !act.restrictions.contains(one)),
            Act::Answered | Act::Withdrawn | Act::Objected => self.add_words(act),
            Act::Acknowledged | Act::Declined => self.add_signed(act),
            Act::Assented | Act::RefusedByChild => self.add_childs_words(act),
            Act::SetAside => self.set_aside.extend(act.about.clone()),
            // What an adult may do stands on the roll; what was ended is left out from the beginning.
            Act::Published | Act::Protected | Act::Corrected | Act::Invalidated | Act::Erased => {}
        }
    }

    fn add_words(&mut self, act: &PastAct) {
        let (Some(adult), Some((_, slug, version)), Some(reference)) = (&act.adult, &act.document, &act.reference)
        else {
            return;
        };
        let words = self.said.entry((adult.clone(), slug.clone())).or_default();
        for (step, said) in &act.answers {
            let (within, is_entered) = ((act.said_at, act.said_until), act.staff.is_some());
            add_word(words, step, LastSaid::new(*said, within, *version, reference.clone(), is_entered));
        }
        // Whoever has answered has not only asked to talk, unless that was after.
        let key = (adult.clone(), Kind::Consent, slug.clone());
        if self.signed.get(&key).is_some_and(|signed| signed.at <= act.said_until) {
            self.signed.remove(&key);
        }
    }

    fn add_childs_words(&mut self, act: &PastAct) {
        let Some((_, slug, version)) = &act.document else { return };
        let said = if act.act == Act::Assented { ChildSaid::Yes } else { ChildSaid::No };
        let word = ChildWord { said, at: act.said_at, version: *version };
        for step in act.answers.keys() {
            self.child.insert((slug.clone(), step.clone()), word);
        }
    }

    fn add_signed(&mut self, act: &PastAct) {
        let (Some(adult), Some((kind, slug, version))) = (&act.adult, &act.document) else { return };
        let signed = LastSigned { act: act.act, at: act.at, version: *version };
        self.signed.insert((adult.clone(), *kind, slug.clone()), signed);
    }

    /// What staff have forbidden and not allowed again.
    #[must_use]
    pub const fn restrictions(&self) -> &BTreeSet<Restriction> {
        &self.restrictions
    }

    /// Those of `wanted` that `act`, which restricts or lifts, would change: a restriction in force is not made again, and
    /// one that is not cannot be lifted.
    #[must_use]
    pub fn would_change(&self, act: Act, wanted: &BTreeSet<Restriction>) -> BTreeSet<Restriction> {
        let is_change = |one: &&Restriction| self.restrictions.contains(one) == (act == Act::Lifted);
        wanted.iter().filter(is_change).copied().collect()
    }

    /// What `adult` said last about each question of the consent `slug`.
    #[must_use]
    pub fn words_of(&self, adult: &PersonId, slug: &Slug) -> Option<&LastWords> {
        self.said.get(&(adult.clone(), slug.clone()))
    }

    /// What `adult` said last about `step` of the consent `slug`.
    #[must_use]
    pub fn said_by(&self, adult: &PersonId, slug: &Slug, step: &StepId) -> Option<&LastSaid> {
        self.words_of(adult, slug)?.get(step)
    }

    /// Every adult who ever answered the consent `slug`, those too who are on the roll no more.
    pub fn speakers<'a>(&'a self, slug: &'a Slug) -> impl Iterator<Item = &'a PersonId> {
        self.said.keys().filter(move |(_, of)| of == slug).map(|(adult, _)| adult)
    }

    /// Whether anybody ever answered `step` of the consent `slug`: an adult, or the child.
    #[must_use]
    pub fn has_words_about(&self, slug: &Slug, step: &StepId) -> bool {
        let mut words = self.said.iter().filter(|((_, of), _)| of == slug);
        words.any(|(_, words)| words.contains_key(step)) || self.said_by_child(slug, step).is_some()
    }

    /// What the child said last about `step` of the consent `slug`.
    #[must_use]
    pub fn said_by_child(&self, slug: &Slug, step: &StepId) -> Option<ChildWord> {
        self.child.get(&(slug.clone(), step.clone())).copied()
    }

    /// Whether the office has set this no aside, and every other that stands beside it.
    #[must_use]
    pub fn is_set_aside(&self, last: &LastSaid) -> bool {
        self.set_aside.contains(&last.reference) && last.also.iter().all(|one| self.set_aside.contains(one))
    }

    /// What `adult` did last with the charter, agreement or consent: acknowledged it, or asked to talk first.
    #[must_use]
    pub fn signed_by(&self, adult: &PersonId, kind: Kind, slug: &Slug) -> Option<&LastSigned> {
        self.signed.get(&(adult.clone(), kind, slug.clone()))
    }
}

/// What is sealed for `restrictions`: all have the same length, so that a sealed record's size tells nothing.
#[must_use]
pub fn write_restrictions(restrictions: &BTreeSet<Restriction>) -> String {
    let word = |one: Restriction| format!("{}={}", one.word(), if restrictions.contains(&one) { 'y' } else { 'n' });
    Restriction::ALL.map(word).join(" ")
}

/// What [`write_restrictions`] wrote; `None` when it is something else.
#[must_use]
pub fn read_restrictions(text: &str) -> Option<BTreeSet<Restriction>> {
    let mut found = BTreeSet::new();
    for word in text.split(' ') {
        let (word, letter) = word.split_once('=')?;
        let one = Restriction::find(word)?;
        match letter {
            "y" => drop(found.insert(one)),
            "n" => {}
            _ => return None,
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(act: Act, restrictions: &[Restriction]) -> PastAct {
        let restrictions = restrictions.iter().copied().collect();
        let (document, reference, adult, staff, about) = (None, None, None, None, None);
        PastAct {
            entry: 1,
            at: 0,
            said_at: 0,
            said_until: 0,
            act,
            document,
            reference,
            adult,
            staff,
            about,
            answers: Answers::new(),
            restrictions,
        }
    }

    #[test]
    fn a_restriction_stands_until_it_is_lifted_itself() {
        use Restriction::{Name, Publish, Take};
        let past = ChildPast::of(&[act(Act::Restricted, &[Take, Publish]), act(Act::Lifted, &[Publish, Name])]);
        assert_eq!(past.restrictions(), &BTreeSet::from([Take]));
        let again = ChildPast::of(&[act(Act::Lifted, &[Take]), act(Act::Restricted, &[Take])]);
        assert_eq!(again.restrictions(), &BTreeSet::from([Take]), "the order counts");
    }

    fn said(reference: &str, said: Said) -> PastAct {
        let id = |text| PersonId::try_from(text).expect("an id");
        let (slug, step) = (Slug::try_from("images").expect("a slug"), StepId::try_from("website").expect("an id"));
        let version = Version { major: 1, minor: 0 };
        PastAct {
            document: Some((Kind::Consent, slug, version)),
            reference: Some(Reference::try_from(reference).expect("a reference")),
            adult: Some(id("a-0001")),
            answers: Answers::from([(step, said)]),
            ..act(said.act(), &[])
        }
    }

    fn about(what: Act, reference: &str) -> PastAct {
        PastAct { about: Some(Reference::try_from(reference).expect("a reference")), ..act(what, &[]) }
    }

    fn word(past: &ChildPast) -> Option<Said> {
        last_said(past).map(|last| last.said)
    }

    /// What was said last, and whether it is set aside.
    fn last(past: &ChildPast) -> (Said, bool) {
        let last = last_said(past).expect("a word");
        (last.said, past.is_set_aside(last))
    }

    fn last_said(past: &ChildPast) -> Option<&LastSaid> {
        let adult = PersonId::try_from("a-0001").expect("an id");
        let (slug, step) = (Slug::try_from("images").expect("a slug"), StepId::try_from("website").expect("an id"));
        past.said_by(&adult, &slug, &step)
    }

    #[test]
    fn a_record_that_was_ended_never_was_and_what_was_said_before_counts_again() {
        let acts = [said("22222222", Said::Yes), said("33333333", Said::No)];
        assert_eq!(word(&ChildPast::of(&acts)), Some(Said::No));
        for ending in [Act::Invalidated, Act::Corrected] {
            let ended = [acts[0].clone(), acts[1].clone(), about(ending, "33333333")];
            assert_eq!(word(&ChildPast::of(&ended)), Some(Said::Yes));
            let both = [ended.to_vec(), vec![about(ending, "22222222")]].concat();
            assert_eq!(word(&ChildPast::of(&both)), None);
        }
    }

    #[test]
    fn a_yes_on_a_paper_entered_late_does_not_take_the_place_of_a_later_no() {
        let on = |day: i64, one: PastAct| PastAct { said_at: day, said_until: day, ..one };
        let (yes, no) = (said("22222222", Said::Yes), said("33333333", Said::No));
        assert_eq!(word(&ChildPast::of(&[on(20, no.clone()), on(8, yes.clone())])), Some(Said::No));
        assert_eq!(word(&ChildPast::of(&[on(20, no.clone()), on(21, yes.clone())])), Some(Said::Yes));
        assert_eq!(word(&ChildPast::of(&[on(20, yes), on(8, no)])), Some(Said::No), "a no always counts");
    }

    #[test]
    fn an_older_no_entered_after_a_newer_one_does_not_let_a_yes_between_them_count() {
        let on = |day: i64, one: PastAct| PastAct { said_at: day, said_until: day, ..one };
        let (newer, older) = (on(20, said("33333333", Said::No)), on(8, said("44444444", Said::Withdrawn)));
        let between = on(10, said("22222222", Said::Yes));
        assert_eq!(word(&ChildPast::of(&[newer.clone(), older.clone(), between])), Some(Said::No));
        // Each of the two stands until it is set aside itself, in whatever order that is done.
        let aside = |reference| about(Act::SetAside, reference);
        let is_aside = |acts: &[PastAct]| last(&ChildPast::of(acts)).1;
        let acts = [newer, older, aside("33333333"), aside("44444444")];
        assert!(!is_aside(&acts[..2]) && !is_aside(&acts[..3]) && is_aside(&acts));
        assert!(
            !is_aside(&[acts[0].clone(), acts[2].clone(), acts[1].clone()]),
            "entered after the other was set aside"
        );
    }

    #[test]
    fn an_older_paper_that_is_entered_late_does_not_take_a_wish_to_talk_away() {
        let wish = PastAct { at: 20, answers: Answers::new(), ..said("33333333", Said::No) };
        let wish = PastAct { act: Act::Declined, ..wish };
        let paper = |day| PastAct { said_at: day, said_until: day, at: 30, ..said("44444444", Said::No) };
        let adult = PersonId::try_from("a-0001").expect("an id");
        let wishes = |acts: &[PastAct]| {
            let slug = Slug::try_from("images").expect("a slug");
            ChildPast::of(acts).signed_by(&adult, Kind::Consent, &slug).is_some()
        };
        assert!(wishes(&[wish.clone(), paper(8)]));
        assert!(!wishes(&[wish, paper(21)]), "they have answered since");
    }

    #[test]
    fn of_one_day_a_no_is_newer_than_a_yes() {
        let on = |from: i64, until: i64, one: PastAct| PastAct { said_at: from, said_until: until, ..one };
        let (no, yes) = (on(20, 29, said("33333333", Said::No)), on(20, 29, said("22222222", Said::Yes)));
        for acts in [[no.clone(), yes.clone()], [yes, no.clone()]] {
            assert_eq!(word(&ChildPast::of(&acts)), Some(Said::No));
        }
        let next = on(30, 30, said("22222222", Said::Yes));
        assert_eq!(word(&ChildPast::of(&[no, next])), Some(Said::Yes), "the next day");
    }

    #[test]
    fn a_no_that_is_set_aside_is_that_record_only() {
        let acts = [said("22222222", Said::No), about(Act::SetAside, "22222222"), said("33333333", Said::No)];
        assert_eq!(last(&ChildPast::of(&acts[..2])), (Said::No, true), "it is still what they said");
        assert_eq!(last(&ChildPast::of(&acts)), (Said::No, false), "said again");
    }

    #[test]
    fn a_childs_last_word_counts() {
        let slug = Slug::try_from("images").expect("a slug");
        let step = StepId::try_from("work").expect("an id");
        let spoke = |what| PastAct {
            document: Some((Kind::Consent, slug.clone(), Version { major: 1, minor: 0 })),
            answers: Answers::from([(step.clone(), Said::Yes)]),
            ..act(what, &[])
        };
        let word = |past: &ChildPast| past.said_by_child(&slug, &step).map(|word| word.said);
        assert_eq!(word(&ChildPast::default()), None);
        let acts = [spoke(Act::Assented), spoke(Act::RefusedByChild)];
        assert_eq!(word(&ChildPast::of(&acts)), Some(ChildSaid::No));
        assert_eq!(word(&ChildPast::of(&acts[..1])), Some(ChildSaid::Yes));
    }

    #[test]
    fn sealed_restrictions_are_read_back_and_are_of_one_length() {
        let all: Vec<BTreeSet<Restriction>> =
            vec![BTreeSet::new(), BTreeSet::from([Restriction::Name]), Restriction::ALL.into_iter().collect()];
        let texts: Vec<String> = all.iter().map(write_restrictions).collect();
        assert!(texts.iter().all(|text| text.len() == texts[0].len()), "{texts:?}");
        for (text, set) in texts.iter().zip(all) {
            assert_eq!(read_restrictions(text), Some(set));
        }
        assert_eq!(read_restrictions("take=maybe"), None);
        assert_eq!(read_restrictions("fly=y"), None);
    }
}
