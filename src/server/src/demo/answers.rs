//! Invented families that have answered already, so that a demonstration's no-images list has something to say. Their words
//! go the way of every signature. They have no link in the demonstration's file: nobody else speaks for them.

use std::collections::BTreeSet;

use shine_domain::consent::{Answers, Said, questions};
use shine_domain::ids::{Language, PersonId, Slug, SubmissionKey};
use shine_domain::permission::Restriction;
use shine_domain::person::{PersonName, Relationship, StaffReason};
use shine_domain::record::{Act, Submission};
use shine_domain::vocabulary::{Basis, Channel, Kind, Role};

use super::DemoError;
use crate::store::{
    NewAdult, NewGuardian, NewPupil, NewRoll, Published, Recording, RestrictionChange, RestrictionOrder, Store, Way,
};
use crate::token::{FamilyToken, SessionToken, generate_person_id};

/// What an invented family answered: yes to everything but these.
type Refused = &'static [Channel];

/// First name, last name, class, adult, what is refused.
const ANSWERED: [(&str, &str, &str, &str, Refused); 9] = [
    ("Amber", "Allright", "otters", "Ann Allright", &[]),
    ("Bo", "Allright", "badgers", "Ann Allright", &[]),
    ("Cai", "Careful", "otters", "Cerys Careful", &[Channel::SocialMedia, Channel::Press, Channel::NameInMedia]),
    ("Dot", "Decided", "otters", "Deb Decided", &[]),
    ("Eli", "Everyone", "owls", "Eve Everyone", &[]),
    (
        "Flo",
        "Firmly",
        "otters",
        "Fred Firmly",
        &[
            Channel::Website,
            Channel::SocialMedia,
            Channel::Press,
            Channel::NameInMedia,
            Channel::Newsletter,
            Channel::Print,
            Channel::Video,
            Channel::FullName,
            Channel::Work,
        ],
    ),
    ("Gus", "Gladly", "otters", "Gaby Gladly", &[Channel::FullName]),
    ("Hana", "Hidden", "otters", "Hugo Hidden", &[]),
    ("Ivo", "Inward", "bumblebees", "Iris Inward", &[Channel::Website]),
];

/// Others who answered too: the child's first name, the adult, whether their yes counts, what they refuse. The first differs,
/// the second was not expected to answer.
const ALSO_ANSWERED: [(&str, &str, bool, Refused); 2] =
    [("Gus", "Glyn Gladly", true, &[Channel::SocialMedia]), ("Ivo", "Nana Inward", false, &[])];

/// The one whom the school itself keeps out of every picture.
const RESTRICTED: &str = "Hana";

/// Adds the invented families that have answered, unless they are there, and what they said to the published consent.
pub(super) async fn invent_answers(store: &Store, controller: &str, now: i64) -> Result<(), DemoError> {
    if !store.find_children(ANSWERED[0].1, 1).await?.is_empty() {
        return Ok(());
    }
    let documents = store.list_current_documents().await?;
    let consent = documents.iter().find(|one| one.document.kind == Kind::Consent);
    for (first_name, last_name, class, adult, refused) in ANSWERED {
        let (pupil, adult_id) = add_family(store, first_name, last_name, class, adult, now).await?;
        if let Some(consent) = consent {
            answer(store, consent, (&adult_id, adult), &pupil, refused, (controller, now)).await?;
        }
        for (_, adult, may_answer, refused) in ALSO_ANSWERED.into_iter().filter(|(name, ..)| *name == first_name) {
            let adult_id = add_adult(store, &pupil, adult, may_answer, now).await?;
            if let Some(consent) = consent {
                answer(store, consent, (&adult_id, adult), &pupil, refused, (controller, now)).await?;
            }
        }
        if first_name == RESTRICTED {
            restrict(store, pupil, now).await?;
        }
    }
    Ok(())
}

/// Another adult of a child who is on the roll.
async fn add_adult(
    store: &Store,
    pupil: &PersonId,
    name: &str,
    may_answer: bool,
    now: i64,
) -> Result<PersonId, DemoError> {
    let (id, token) = (generate_person_id('a')?, FamilyToken::generate()?);
    let pupils = vec![NewGuardian { pupil: pupil.clone(), may_answer }];
    let adults = vec![NewAdult { id: id.clone(), name: name.to_owned(), pupils, token }];
    store.record_roll(NewRoll { adults, ..NewRoll::default() }, now).await?;
    Ok(id)
}

async fn add_family(
    store: &Store,
    first_name: &str,
    last_name: &str,
    class: &str,
    adult: &str,
    now: i64,
) -> Result<(PersonId, PersonId), DemoError> {
    let pupil = generate_person_id('p')?;
    let class = Slug::try_from(class).expect("a class's id is a slug");
    let (first_name, last_name) = (first_name.to_owned(), last_name.to_owned());
    let pupils = vec![NewPupil { id: pupil.clone(), class, first_name, last_name }];
    store.record_roll(NewRoll { pupils, ..NewRoll::default() }, now).await?;
    let adult_id = add_adult(store, &pupil, adult, true, now).await?;
    Ok((pupil, adult_id))
}

async fn answer(
    store: &Store,
    consent: &std::sync::Arc<Published>,
    (adult_id, adult): (&PersonId, &str),
    pupil: &PersonId,
    refused: Refused,
    (controller, now): (&str, i64),
) -> Result<(), DemoError> {
    let asked = questions(&consent.document).filter(|(_, ask)| ask.basis == Basis::Consent);
    let answers: Answers = asked
        .map(|(step, ask)| {
            let is_refused = ask.channel.is_some_and(|channel| refused.contains(&channel));
            (step.id.clone(), if is_refused { Said::No } else { Said::Yes })
        })
        .collect();
    let english = Language::try_from("en").expect("a language");
    let notice = store.find_current_document(Kind::Notice, "privacy", &english).await?;
    let submission = Submission {
        key: SubmissionKey::try_from(SessionToken::generate()?.as_str()).expect("64 letters and digits"),
        act: Act::Answered,
        digest: consent.document.digest,
        pupils: vec![pupil.clone()],
        name: PersonName::try_from(adult).expect("an invented name"),
        relationship: Relationship::try_from("Parent").expect("a word"),
        answers,
    };
    let recording = Recording {
        adult: adult_id.clone(),
        way: Way::Web,
        shown: std::sync::Arc::clone(consent),
        notice: notice.map(|notice| notice.frozen()),
        controller: controller.to_owned(),
        now,
    };
    store.record_submission(recording, submission).await?;
    Ok(())
}

async fn restrict(store: &Store, pupil: PersonId, now: i64) -> Result<(), DemoError> {
    let staff = store.list_staff().await?.into_iter().find(|one| one.roles.contains(&Role::Dsl));
    let Some(staff) = staff.map(|one| one.id) else { return Ok(()) };
    let reason =
        StaffReason::try_from("Invented: the family asked that nobody can find out which school Hana goes to.");
    let order = RestrictionOrder {
        staff,
        pupil,
        change: RestrictionChange::Restrict,
        restrictions: BTreeSet::from([Restriction::Take, Restriction::Publish, Restriction::Name]),
        reason: reason.expect("a reason"),
        now,
    };
    store.record_restriction(order).await?;
    Ok(())
}
