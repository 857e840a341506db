//! The words of consents: a yes and a no look alike, and neither is praised.

use shine_domain::consent::Said;
use shine_domain::vocabulary::Basis;

use super::sentences;

sentences! {
    TO_ANSWER = "Answer the questions";
    LOOK_OR_CHANGE = "See or change my answers";
    STATUS_TO_ANSWER = "Waiting for your answers";
    STATUS_ANSWERED = "Answered";
    FACT_WHY = "Why";
    FACT_WHERE = "Where it is kept";
    FACT_HOW_LONG = "How long";
    FACT_WHO = "Who sees it";
    NEEDS_CHILD = "Your child is asked too, in school. Both of you have to say yes.";
    RULE_ALL = "Every parent or carer who may answer has to say yes to this.";
    YES = "Yes";
    NO = "No";
    LATER = "I'll decide later";
    LATER_HINT = "Until then it counts as no.";
    TO_CHECK = "Check my answers";
    CHECK_CHANGE = "Change";
    SAVE_ONE = "Save this answer";
    BACK_TO_QUESTIONS = "Back to the questions";
    BACK_TO_ANSWERS = "Back to all answers";
    NOT_ANSWERED = "Not answered";
    CHANGE_ALL = "Answer all the questions again";
    RUN_OUT = "This yes has run out, so it counts as no. Please answer again.";
    OBJECT_LEAD = "We do not need your yes for this, but you can object. If you do, we stop at once, look at it, and tell you what we decide.";
    OBJECT = "I object to this";
    OBJECTED_NOTE = "You objected. The school has stopped, and will tell you what it decides.";
    TAKE_BACK_TITLE = "Change your mind";
    TAKE_BACK_LEAD = "You said yes. You can take it back now. You need no reason, and your child is treated no differently.";
    TAKE_BACK = "Take back my yes";
    ANSWER_ANEW = "Or answer again";
    SIGN_TITLE = "Your name under these answers";
    TALK_BODY = "That is fine. Fill in your name and how you are related, then press this button instead. Nothing is answered, our reminders stop, and the school gets in touch. Until you answer, everything counts as no.";
    NO_CHILD_TITLE = "There is nothing to answer here";
    RECEIPT_ANSWERED_TITLE = "Thank you. Your answers are saved.";
    RECEIPT_WITHDRAWN_TITLE = "Done. Your yes is taken back.";
    RECEIPT_OBJECTED_TITLE = "Your objection is noted.";
    RECEIPT_ACT_ANSWERED = "Answered";
    RECEIPT_ACT_WITHDRAWN = "Took a yes back";
    RECEIPT_ACT_OBJECTED = "Objected";
    RECEIPT_WHO = "By";
    RECEIPT_ANSWERS = "What you said";
    RECEIPT_NEXT_ANSWERED = "The school does only what you said yes to. If you have another child here, their questions are on your family page.";
    RECEIPT_NEXT_WITHDRAWN = "The school stops from now on. Copies already handed out cannot be called back.";
    RECEIPT_NEXT_OBJECTED = "The school stops at once, looks at your objection, and tells you what it decides.";
}

/// What somebody said, as they read it themselves.
#[must_use]
pub const fn said(said: Said) -> &'static str {
    match said {
        Said::Yes => YES,
        Said::No => NO,
        Said::Later => LATER,
        Said::Withdrawn => "Yes taken back: counts as no",
        Said::Objected => "You objected",
    }
}

/// Why the school may do something without asking for consent.
#[must_use]
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "We do this only with your consent.",
        Basis::PublicTask => "We do this as part of running the school and keeping children safe (public task).",
        Basis::LegitimateInterests => {
            "We do this because we have a good reason, weighed against your child's interests (legitimate interests)."
        }
        Basis::Contract => "We do this because of an agreement with you (contract).",
        Basis::LegalObligation => "We do this because the law says that we must (legal obligation).",
    }
}

/// The page that asks about a child: what it is about, and whom; or the other way about.
#[must_use]
pub fn title_for(title: &str, name: &str) -> String {
    format!("{title}: {name}")
}

/// The page that shows answers before they are sent.
#[must_use]
pub fn check_title(name: &str) -> String {
    format!("Check your answers for {name}")
}

/// The button that sends them.
#[must_use]
pub fn save_button(name: &str) -> String {
    format!("Save my answers for {name}")
}

/// What an adult said before, and when.
#[must_use]
pub fn last_time(said: &str, date: &str) -> String {
    format!("Last time, on {date}, you said: {said}")
}

/// Since when an answer stands.
#[must_use]
pub fn since(date: &str) -> String {
    format!("since {date}")
}

/// What is wrong with a question that was left open.
#[must_use]
pub fn choose_one(question: &str) -> String {
    format!("Choose yes, no or later: {question}")
}

/// The hidden end of a link that changes one answer.
#[must_use]
pub fn change_of(question: &str) -> String {
    format!(": {question}")
}
