//! May this picture be used so? For each child in it, everything that speaks against it: taking, publishing, naming
//! (domain.md R17, R27, R31, R35). The list of children and the checker ask the same functions.

use crate::permission::{Permission, Restriction};
use crate::vocabulary::Channel;

/// Where pictures may go, in the order they are shown: the channels that are about pictures or a child's work. Names and
/// other data have questions of their own.
pub const PICTURE_CHANNELS: [Channel; 8] = [
    Channel::Website,
    Channel::SocialMedia,
    Channel::Press,
    Channel::Newsletter,
    Channel::Print,
    Channel::Display,
    Channel::Video,
    Channel::Work,
];

/// What name is to stand beside a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// None.
    None,
    /// A first name.
    First,
    /// First name and surname.
    Full,
}

/// What stands about one child, question by question.
#[derive(Clone, Copy, Debug)]
pub struct ChildStanding<'a> {
    /// What staff have forbidden.
    pub restrictions: &'a [Restriction],
    /// Each purpose that is asked about: where it leads, and whether it may be done.
    pub purposes: &'a [(Option<Channel>, Permission)],
}

/// What must not be done with a child's picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// It must not be taken at all.
    Take,
    /// It must not go there.
    Publish(Channel),
    /// The school has asked nobody about going there.
    NotAsked(Channel),
    /// No name may stand beside it.
    Name,
    /// No full name may stand beside it.
    FullName,
}

impl ChildStanding<'_> {
    /// Whether a picture may be taken.
    #[must_use]
    pub fn may_take(&self) -> bool {
        !self.restrictions.contains(&Restriction::Take)
    }

    /// Whether a first name may stand beside a picture anywhere at all.
    #[must_use]
    pub fn may_name(&self) -> bool {
        !self.restrictions.contains(&Restriction::Name)
    }

    /// Whether a first name may stand beside a picture that goes to `channel`: for the news media that is a question of its
    /// own.
    #[must_use]
    pub fn may_name_at(&self, channel: Channel) -> bool {
        self.may_name() && (channel != Channel::Press || self.may_publish(Channel::NameInMedia) == Some(true))
    }

    /// Whether a full name may stand beside a picture; never for the news media, which get a first name at most (domain.md
    /// R17).
    #[must_use]
    pub fn may_name_in_full(&self) -> bool {
        self.may_name() && self.may_publish(Channel::FullName) == Some(true)
    }

    /// Whether everything that is asked about `channel` is allowed; `None` when nothing is asked about it.
    #[must_use]
    pub fn may_publish(&self, channel: Channel) -> Option<bool> {
        let mut asked = self.purposes.iter().filter(|(leads_to, _)| *leads_to == Some(channel)).peekable();
        asked.peek()?;
        Some(asked.all(|(_, permission)| permission.is_allowed()))
    }

    /// Everything that speaks against a picture of this child that goes to `channels` with `naming` beside it; nothing when
    /// it may be used so.
    #[must_use]
    pub fn blocks(&self, channels: &[Channel], naming: Naming) -> Vec<Block> {
        let mut blocks = Vec::new();
        if !self.may_take() {
            blocks.push(Block::Take);
        }
        for channel in channels {
            match self.may_publish(*channel) {
                Some(true) => {}
                Some(false) => blocks.push(Block::Publish(*channel)),
                None => blocks.push(Block::NotAsked(*channel)),
            }
        }
        let may_name = self.may_name() && channels.iter().all(|channel| self.may_name_at(*channel));
        if naming != Naming::None && !may_name {
            blocks.push(Block::Name);
        }
        if naming == Naming::Full && (!self.may_name_in_full() || channels.contains(&Channel::Press)) {
            blocks.push(Block::FullName);
        }
        blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::Reason;

    const NO: Permission = Permission::Forbidden(Reason::AdultRefused);
    const YES: Permission = Permission::Allowed;

    fn blocks(
        restrictions: &[Restriction],
        said: &[(Channel, Permission)],
        to: &[Channel],
        naming: Naming,
    ) -> Vec<Block> {
        let purposes: Vec<_> = said.iter().map(|(channel, permission)| (Some(*channel), *permission)).collect();
        ChildStanding { restrictions, purposes: &purposes }.blocks(to, naming)
    }

    #[test]
    fn each_reason_against_a_picture_is_found() {
        use Channel::{FullName, NameInMedia, Press, Video, Website};
        type Row<'a> = (&'a [Restriction], &'a [(Channel, Permission)], &'a [Channel], Naming, &'a [Block]);
        let rows: &[Row<'_>] = &[
            (&[], &[(Website, YES)], &[Website], Naming::First, &[]),
            (&[], &[(Website, NO)], &[Website], Naming::None, &[Block::Publish(Website)]),
            (&[], &[(Website, YES)], &[Press], Naming::None, &[Block::NotAsked(Press)]),
            (&[], &[], &[], Naming::None, &[]),
            (&[Restriction::Take], &[(Website, YES)], &[], Naming::None, &[Block::Take]),
            // A film on the website needs both.
            (&[], &[(Website, NO), (Video, YES)], &[Video, Website], Naming::None, &[Block::Publish(Website)]),
            // Two consents ask about the same place: both must allow it.
            (&[], &[(Website, YES), (Website, NO)], &[Website], Naming::None, &[Block::Publish(Website)]),
            (&[Restriction::Name], &[(Website, YES)], &[Website], Naming::First, &[Block::Name]),
            (&[Restriction::Name], &[(Website, YES)], &[Website], Naming::None, &[]),
            (&[], &[(Press, YES)], &[Press], Naming::First, &[Block::Name]),
            (&[], &[(Press, YES), (NameInMedia, YES)], &[Press], Naming::First, &[]),
            (&[], &[(Website, YES)], &[Website], Naming::Full, &[Block::FullName]),
            (&[], &[(Website, YES), (FullName, YES)], &[Website], Naming::Full, &[]),
            (&[], &[(Press, YES), (NameInMedia, YES), (FullName, YES)], &[Press], Naming::Full, &[Block::FullName]),
        ];
        for (at, (restrictions, said, to, naming, expected)) in rows.iter().enumerate() {
            assert_eq!(blocks(restrictions, said, to, *naming), *expected, "row {at}");
        }
    }

    #[test]
    fn a_purpose_that_leads_nowhere_known_allows_nothing() {
        let standing = ChildStanding { restrictions: &[], purposes: &[(None, YES)] };
        assert_eq!(standing.may_publish(Channel::Website), None);
    }
}
