//! What a family sends, read field by field: every field that is not right is named.

use std::collections::BTreeMap;

use shine_domain::consent::{Answers, Said};
use shine_domain::ids::{Digest, PersonId, StepId, SubmissionKey};
use shine_domain::person::{PersonName, Relationship, TextProblem};
use shine_domain::record::{Act, Submission};
use shine_wire::{ActRequest, FieldProblem, RecordRequest};

/// The most children one submission may name.
const MOST_PUPILS: usize = 20;

/// Checks every field and names every one that is not right.
pub(crate) fn check_request(request: &RecordRequest) -> Result<Submission, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut add =
        |field: &str, code: &str| problems.push(FieldProblem { field: field.to_owned(), code: code.to_owned() });
    let name = PersonName::try_from(request.name.as_str());
    let relationship = Relationship::try_from(request.relationship.as_str());
    let key = SubmissionKey::try_from(request.key.as_str());
    let digest = Digest::try_from(request.digest.as_str());
    let pupils: Result<Vec<PersonId>, _> = request.pupils.iter().map(|id| PersonId::try_from(id.as_str())).collect();
    name.as_ref().err().copied().map(TextProblem::code).into_iter().for_each(|code| add("name", code));
    relationship.as_ref().err().copied().map(TextProblem::code).into_iter().for_each(|code| add("relationship", code));
    if key.is_err() {
        add("key", "not-one-of-the-list");
    }
    if digest.is_err() {
        add("digest", "not-one-of-the-list");
    }
    if let Some(code) = pupils_problem(&request.pupils) {
        add("pupils", code);
    } else if pupils.is_err() {
        add("pupils", "not-one-of-the-list");
    }
    let answers = read_answers(&request.answers, &mut add);
    match (name, relationship, key, digest, pupils) {
        (Ok(name), Ok(relationship), Ok(key), Ok(digest), Ok(mut pupils)) if problems.is_empty() => {
            pupils.sort();
            Ok(Submission { key, act: read_act(request.act), digest, pupils, name, relationship, answers })
        }
        _ => Err(problems),
    }
}

/// Names of questions nobody could have been asked are not repeated in the answer.
fn read_answers(sent: &BTreeMap<String, String>, add: &mut impl FnMut(&str, &str)) -> Answers {
    let mut answers = Answers::new();
    for (step, said) in sent {
        match (StepId::try_from(step.as_str()), Said::find(said)) {
            (Ok(step), Some(said)) => drop(answers.insert(step, said)),
            (Ok(step), None) => add(step.as_str(), "not-one-of-the-list"),
            (Err(_), _) => add("answers", "not-one-of-the-list"),
        }
    }
    answers
}

fn pupils_problem(pupils: &[String]) -> Option<&'static str> {
    let mut sorted: Vec<&String> = pupils.iter().collect();
    sorted.sort();
    sorted.dedup();
    match pupils.len() {
        0 => Some("empty"),
        count if count > MOST_PUPILS => Some("too-long"),
        count if count != sorted.len() => Some("repeated"),
        _ => None,
    }
}

const fn read_act(act: ActRequest) -> Act {
    match act {
        ActRequest::Acknowledged => Act::Acknowledged,
        ActRequest::Declined => Act::Declined,
        ActRequest::Answered => Act::Answered,
        ActRequest::Withdrawn => Act::Withdrawn,
        ActRequest::Objected => Act::Objected,
    }
}
