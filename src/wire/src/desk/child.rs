//! A child's page at the desk: what stands, and everything that was done.

use serde::{Deserialize, Serialize};

use super::EnterableView;

/// `GET /desk/children/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChildPage {
    /// As at this moment, in milliseconds since 1970, UTC.
    pub as_at: i64,
    /// Random identifier.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Class name.
    pub class_name: String,
    /// What staff have forbidden, and stands.
    pub restrictions: Vec<String>,
    /// The permission for each purpose.
    pub purposes: Vec<PurposeView>,
    /// The child's adults.
    pub adults: Vec<AdultView>,
    /// Everything that was done, newest first.
    pub acts: Vec<ActView>,
    /// What can be entered for this child's adults.
    pub documents: Vec<EnterableView>,
    /// Whether the reader may forbid and allow, enter and end.
    pub may_restrict: bool,
}

/// A purpose and how it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PurposeView {
    /// The question as asked.
    pub question: String,
    /// Where it leads; none when the text does not say.
    pub channel: Option<String>,
    /// Whether it may be done.
    pub is_allowed: bool,
    /// For office and safeguarding lead, why not: `restricted`, `child-refused`, `child-not-asked`, `adult-refused`, `run-out`, `not-answered`.
    pub reason: Option<String>,
    /// For office and safeguarding lead, whether adults gave different answers.
    pub answers_differ: bool,
}

/// One of a child's adults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdultView {
    /// Random identifier.
    pub id: String,
    /// As on the roll.
    pub name: String,
    /// What the school's list calls them to the child.
    pub relationship: String,
    /// E-mail address; empty when there is none, or when it is hidden from the reader.
    pub email: String,
    /// Telephone number; empty when there is none, or when it is hidden from the reader.
    pub phone: String,
    /// What is so: `may-answer`, `barred`, `for-authority`, `contact-hidden`, `no-messages`.
    pub flags: Vec<String>,
    /// Whether they have a private link that opens.
    pub has_link: bool,
}

/// `POST /desk/children/{id}/adults/{adult}`: what an adult may do for a child from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProtectionRequest {
    /// Everything that is so: `may-answer`, `barred`, `for-authority`, `contact-hidden`, `no-messages`.
    pub flags: Vec<String>,
    /// Everything that was so when it was shown: if it is not any more, nothing is changed.
    pub seen: Vec<String>,
    /// Why: 1 to 500 characters. Only the safeguarding lead will see it.
    pub reason: String,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActView {
    /// `acknowledged`, `declined`, `answered`, `withdrawn`, `objected`, `restricted`, `lifted`, `protected`,
    /// `assented`, `refused-by-child`, `corrected`, `invalidated`, `set-aside`.
    pub act: String,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Who, as they typed it, or the member of staff.
    pub who: String,
    /// What they said they are to the child.
    pub relationship: String,
    /// How it came in: `web`, `desk`, `paper`, `telephone`, `in-person`.
    pub channel: String,
    /// The document's title, as it was then.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The receipt's reference.
    pub reference: String,
    /// The record it is about, of an act that ends one or sets one aside.
    pub about: String,
    /// Whether it was ended, and so does not count any more.
    pub is_ended: bool,
    /// Who entered it, where staff did for somebody.
    pub entered_by: String,
    /// What was said.
    pub said: Vec<SaidView>,
    /// What staff forbade or allowed again.
    pub restrictions: Vec<RestrictionView>,
    /// Why: for the safeguarding lead only.
    pub reason: String,
}

/// What was said to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaidView {
    /// The question as it was asked.
    pub question: String,
    /// `yes`, `no`, `later`, `withdrawn` or `objected`.
    pub said: String,
}

/// One thing staff may forbid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RestrictionView {
    /// No picture may be taken.
    Take,
    /// Nothing may be shown outside the school.
    Publish,
    /// The child may not be named.
    Name,
}

/// Whether something is forbidden or allowed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChangeRequest {
    /// Forbidden from now on.
    Restrict,
    /// Not forbidden any more.
    Lift,
}

/// `POST /desk/children/{id}/restrictions`: forbids, or allows again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RestrictionRequest {
    /// What happens to it.
    pub change: ChangeRequest,
    /// What: at least one.
    pub restrictions: Vec<RestrictionView>,
    /// Why: 1 to 500 characters. Only the safeguarding lead will see it.
    pub reason: String,
}
