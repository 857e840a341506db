//! The effective permission: one row for each line of the rule, and every case against a model written another way.

use proptest::prelude::*;
use shine_domain::consent::Said;
use shine_domain::ids::PersonId;
use shine_domain::permission::{
    AdultSaid, ChildSaid, Facts, Permission, Purpose, Reason, Restriction, YEARLY_HOLDS_DAYS, asked_again_from, decide,
    do_answers_differ, holds_until,
};
use shine_domain::vocabulary::{Basis, Channel, Renew, Rule};

const NOW: i64 = 1_000;

fn purpose() -> Purpose {
    Purpose { channel: Some(Channel::Website), basis: Basis::Consent, rule: Rule::One, needs_child: false }
}

fn all() -> Purpose {
    Purpose { rule: Rule::All, ..purpose() }
}

fn with_child() -> Purpose {
    Purpose { needs_child: true, ..purpose() }
}

fn public_task() -> Purpose {
    Purpose { basis: Basis::PublicTask, ..purpose() }
}

/// Somebody who may answer and said this.
fn adult(said: Option<Said>) -> AdultSaid {
    let adult = PersonId::try_from("a-0001").expect("an id");
    AdultSaid { adult, may_answer: true, said, holds_until: None, is_set_aside: false }
}

/// Somebody who may not answer and said this.
fn other(said: Option<Said>) -> AdultSaid {
    AdultSaid { may_answer: false, ..adult(said) }
}

fn set_aside(said: Said) -> AdultSaid {
    AdultSaid { is_set_aside: true, ..other(Some(said)) }
}

fn until(holds_until: i64) -> AdultSaid {
    AdultSaid { holds_until: Some(holds_until), ..adult(Some(Said::Yes)) }
}

const YES: Option<Said> = Some(Said::Yes);
const NO: Option<Said> = Some(Said::No);

/// What it is about, and what is decided from what.
type Row = (&'static str, Purpose, &'static [Restriction], ChildSaid, Vec<AdultSaid>, Permission);

#[test]
fn every_line_of_the_rule_has_its_row() {
    use Permission::{Allowed, Forbidden};
    use Reason::{AdultRefused, ChildNotAsked, ChildRefused, NotAnswered, Restricted, RunOut};
    let rows: Vec<Row> = vec![
        // 1. A staff restriction.
        (
            "do not publish overrides a yes",
            purpose(),
            &[Restriction::Publish],
            ChildSaid::Yes,
            vec![adult(YES)],
            Forbidden(Restricted),
        ),
        (
            "do not take overrides a yes",
            purpose(),
            &[Restriction::Take],
            ChildSaid::Nothing,
            vec![adult(YES)],
            Forbidden(Restricted),
        ),
        (
            "do not name leaves a picture alone",
            purpose(),
            &[Restriction::Name],
            ChildSaid::Nothing,
            vec![adult(YES)],
            Allowed,
        ),
        (
            "a restriction overrides a public task",
            public_task(),
            &[Restriction::Take],
            ChildSaid::Nothing,
            vec![],
            Forbidden(Restricted),
        ),
        // 2. The child.
        ("the child's no is respected", purpose(), &[], ChildSaid::No, vec![adult(YES)], Forbidden(ChildRefused)),
        (
            "the child's no counts against a public task",
            public_task(),
            &[],
            ChildSaid::No,
            vec![],
            Forbidden(ChildRefused),
        ),
        (
            "a needed child who was not asked",
            with_child(),
            &[],
            ChildSaid::Nothing,
            vec![adult(YES)],
            Forbidden(ChildNotAsked),
        ),
        ("a needed child who said yes", with_child(), &[], ChildSaid::Yes, vec![adult(YES)], Allowed),
        (
            "a child who said yes is not enough alone",
            with_child(),
            &[],
            ChildSaid::Yes,
            vec![adult(None)],
            Forbidden(NotAnswered),
        ),
        // 3. Any adult's no.
        (
            "one no beats one yes",
            purpose(),
            &[],
            ChildSaid::Nothing,
            vec![adult(YES), adult(NO)],
            Forbidden(AdultRefused),
        ),
        (
            "a yes taken back is a no",
            purpose(),
            &[],
            ChildSaid::Nothing,
            vec![adult(YES), adult(Some(Said::Withdrawn))],
            Forbidden(AdultRefused),
        ),
        (
            "later counts as no",
            purpose(),
            &[],
            ChildSaid::Nothing,
            vec![adult(YES), adult(Some(Said::Later))],
            Forbidden(AdultRefused),
        ),
        (
            "an objection is a no at once",
            public_task(),
            &[],
            ChildSaid::Nothing,
            vec![adult(Some(Said::Objected))],
            Forbidden(AdultRefused),
        ),
        (
            "the no of one who may not answer blocks",
            purpose(),
            &[],
            ChildSaid::Nothing,
            vec![adult(YES), other(NO)],
            Forbidden(AdultRefused),
        ),
        (
            "until the office sets it aside",
            purpose(),
            &[],
            ChildSaid::Nothing,
            vec![adult(YES), set_aside(Said::No)],
            Allowed,
        ),
        (
            "the no of one who may answer cannot be set aside",
            purpose(),
            &[],
            ChildSaid::Nothing,
            vec![adult(YES), AdultSaid { is_set_aside: true, ..adult(NO) }],
            Forbidden(AdultRefused),
        ),
        // Another basis needs nobody's yes.
        ("a public task nobody objected to", public_task(), &[], ChildSaid::Nothing, vec![adult(None)], Allowed),
        ("a public task without an adult on the roll", public_task(), &[], ChildSaid::Nothing, vec![], Allowed),
        // 4. The rule.
        ("one yes, and silence is no vote", purpose(), &[], ChildSaid::Nothing, vec![adult(YES), adult(None)], Allowed),
        (
            "the yes of one who may not answer",
            purpose(),
            &[],
            ChildSaid::Nothing,
            vec![other(YES)],
            Forbidden(NotAnswered),
        ),
        ("a yes that has run out", purpose(), &[], ChildSaid::Nothing, vec![until(NOW)], Forbidden(RunOut)),
        ("a yes that holds one moment longer", purpose(), &[], ChildSaid::Nothing, vec![until(NOW + 1)], Allowed),
        ("all: one is silent", all(), &[], ChildSaid::Nothing, vec![adult(YES), adult(None)], Forbidden(NotAnswered)),
        (
            "all: everybody who may answer said yes",
            all(),
            &[],
            ChildSaid::Nothing,
            vec![adult(YES), adult(YES), other(None)],
            Allowed,
        ),
        ("all: one has run out", all(), &[], ChildSaid::Nothing, vec![adult(YES), until(NOW)], Forbidden(RunOut)),
        ("all: nobody is there", all(), &[], ChildSaid::Nothing, vec![], Forbidden(NotAnswered)),
        // 5. Else no.
        ("nobody said anything", purpose(), &[], ChildSaid::Nothing, vec![adult(None)], Forbidden(NotAnswered)),
        ("nobody is there", purpose(), &[], ChildSaid::Nothing, vec![], Forbidden(NotAnswered)),
    ];
    for (name, purpose, restrictions, child, adults, expected) in rows {
        let facts = Facts { purpose, restrictions, child, adults: &adults, now: NOW };
        assert_eq!(decide(&facts), expected, "{name}");
    }
}

#[test]
fn a_restriction_forbids_its_own_channels() {
    let forbidden = |restriction: Restriction| -> Vec<&str> {
        Channel::ALL.iter().filter(|one| restriction.forbids(**one)).map(|one| one.word()).collect()
    };
    assert_eq!(forbidden(Restriction::Name), ["name-in-media", "full-name"]);
    assert!(!forbidden(Restriction::Publish).contains(&"display"), "a display in school is not published");
    assert!(forbidden(Restriction::Publish).contains(&"social-media"));
    assert!(forbidden(Restriction::Take).contains(&"display"), "what is not taken cannot be displayed");
    assert!(!forbidden(Restriction::Take).contains(&"work"));
    let unknown = Facts {
        purpose: Purpose { channel: None, ..purpose() },
        restrictions: &[Restriction::Name],
        child: ChildSaid::Nothing,
        adults: &[adult(YES)],
        now: NOW,
    };
    assert_eq!(decide(&unknown), Permission::Forbidden(Reason::Restricted), "what leads nobody knows where");
}

#[test]
fn a_yearly_yes_is_asked_again_after_a_year_and_holds_two_months_longer() {
    assert_eq!(holds_until(0, Some(Renew::Yearly)), Some(YEARLY_HOLDS_DAYS * 86_400_000));
    assert!(asked_again_from(0, Some(Renew::Yearly)) < holds_until(0, Some(Renew::Yearly)));
    for renew in [None, Some(Renew::Entry), Some(Renew::Never)] {
        assert_eq!((holds_until(5, renew), asked_again_from(5, renew)), (None, None));
    }
}

#[test]
fn the_office_sees_that_answers_differ() {
    assert!(do_answers_differ(&[adult(YES), adult(NO)], NOW));
    assert!(!do_answers_differ(&[adult(YES), adult(None)], NOW));
    assert!(!do_answers_differ(&[adult(NO), adult(Some(Said::Later))], NOW));
    let may_not = |said| AdultSaid { may_answer: false, ..adult(said) };
    assert!(do_answers_differ(&[adult(YES), may_not(NO)], NOW), "anybody's no stands");
    assert!(!do_answers_differ(&[may_not(YES), adult(NO)], NOW), "a yes that does not count is no other answer");
    let over = AdultSaid { holds_until: Some(NOW), ..adult(YES) };
    assert!(!do_answers_differ(&[over, adult(NO)], NOW), "nor one that has run out");
}

/// The rule of the design, line by line, written as plainly as it can be: counts instead of iterators, no early end.
fn model(facts: &Facts<'_>) -> bool {
    let mut is_restricted = false;
    for restriction in facts.restrictions {
        let channel = facts.purpose.channel.expect("the model knows channels");
        is_restricted |= restriction.forbids(channel);
    }
    let (mut refusals, mut yes_that_counts, mut entitled) = (0, 0, 0);
    for adult in facts.adults {
        let is_no = match adult.said {
            None | Some(Said::Yes) => false,
            Some(Said::No | Said::Later | Said::Withdrawn | Said::Objected) => true,
        };
        let is_set_aside = adult.is_set_aside && !adult.may_answer;
        if is_no && !is_set_aside {
            refusals += 1;
        }
        if adult.may_answer {
            entitled += 1;
            let has_run_out = adult.holds_until.is_some_and(|until| until <= facts.now);
            if adult.said == Some(Said::Yes) && !has_run_out {
                yes_that_counts += 1;
            }
        }
    }
    let child_is_fine = match facts.child {
        ChildSaid::Yes => true,
        ChildSaid::No => false,
        ChildSaid::Nothing => !facts.purpose.needs_child,
    };
    let adults_are_fine = match (facts.purpose.basis, facts.purpose.rule) {
        (Basis::Consent, Rule::One) => yes_that_counts >= 1,
        (Basis::Consent, Rule::All) => entitled >= 1 && yes_that_counts == entitled,
        _ => true,
    };
    !is_restricted && child_is_fine && refusals == 0 && adults_are_fine
}

fn any_adult() -> impl Strategy<Value = AdultSaid> {
    let said = prop_oneof![Just(None), proptest::sample::select(Said::ALL.to_vec()).prop_map(Some)];
    let holds_until = prop_oneof![Just(None), (NOW - 2..NOW + 3).prop_map(Some)];
    (any::<bool>(), said, holds_until, any::<bool>()).prop_map(|(may_answer, said, holds_until, is_set_aside)| {
        AdultSaid { may_answer, holds_until, is_set_aside, ..adult(said) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn the_rule_and_the_model_agree(
        channel in proptest::sample::select(Channel::ALL.to_vec()),
        basis in proptest::sample::select(Basis::ALL.to_vec()),
        rule in proptest::sample::select(Rule::ALL.to_vec()),
        needs_child in any::<bool>(),
        restrictions in proptest::sample::subsequence(Restriction::ALL.to_vec(), 0..=3),
        child in proptest::sample::select(vec![ChildSaid::Yes, ChildSaid::No, ChildSaid::Nothing]),
        adults in proptest::collection::vec(any_adult(), 0..4),
    ) {
        let purpose = Purpose { channel: Some(channel), basis, rule, needs_child };
        let facts = Facts { purpose, restrictions: &restrictions, child, adults: &adults, now: NOW };
        prop_assert_eq!(decide(&facts).is_allowed(), model(&facts), "{:?}", facts);
    }

    #[test]
    fn another_adults_silence_or_another_restriction_never_turns_a_no_into_a_yes(
        adults in proptest::collection::vec(any_adult(), 0..4),
        restriction in proptest::sample::select(Restriction::ALL.to_vec()),
    ) {
        let with = |restrictions: &[Restriction], adults: &[AdultSaid]| {
            decide(&Facts { purpose: purpose(), restrictions, child: ChildSaid::Nothing, adults, now: NOW }).is_allowed()
        };
        let before = with(&[], &adults);
        let mut more = adults.clone();
        more.push(adult(None));
        prop_assert_eq!(with(&[], &more), before);
        prop_assert!(before || !with(&[restriction], &adults));
    }
}
