//! What the gallery tells apart: the kinds of step a pupil meets, and the two turns of a question of the knowledge map.

use shine_domain::answers::Turn;
use shine_domain::steps::{Step, StepBody};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)+) => {
        /// A kind of step, as a pupil meets it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            /// Every one, in the order of the gallery.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its word in names of files: the author's where there is one.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }
        }
    };
}

kinds! {
    /// Reads or listens.
    Reading = "reading";
    /// Picks one.
    Choose = "choose";
    /// Is asked before the lesson, and told nothing.
    ChooseBefore = "choose-before";
    /// Is asked after the lesson, and told nothing.
    ChooseAfter = "choose-after";
    /// Picks all that apply.
    ChooseMany = "choose-many";
    /// Puts cards into groups.
    Sort = "sort";
    /// Puts cards in order.
    Order = "order";
    /// Finds what belongs together.
    Pairs = "match";
    /// Taps what is risky.
    Spot = "spot";
    /// Fills gaps from a bank of words.
    Words = "words";
    /// Lives a branching story.
    Story = "story";
    /// Says how they feel or think.
    Scale = "scale";
    /// Taps each promise.
    Promise = "promise";
    /// To talk about at home.
    Home = "home";
}

impl Kind {
    /// The kind of `step` as it is met at `turn`; `None` for what no pupil's screen shows.
    #[must_use]
    pub const fn of(step: &Step, turn: Turn) -> Option<Self> {
        Some(match (&step.body, turn) {
            (StepBody::Choose(_), Turn::Before) => Self::ChooseBefore,
            (StepBody::Choose(_), Turn::Lesson) => Self::Choose,
            (StepBody::Choose(_), Turn::After) => Self::ChooseAfter,
            (StepBody::Reading(_), _) => Self::Reading,
            (StepBody::ChooseMany(_), _) => Self::ChooseMany,
            (StepBody::Sort(_), _) => Self::Sort,
            (StepBody::Order(_), _) => Self::Order,
            (StepBody::Pairs(_), _) => Self::Pairs,
            (StepBody::Spot(_), _) => Self::Spot,
            (StepBody::Words(_), _) => Self::Words,
            (StepBody::Story(_), _) => Self::Story,
            (StepBody::Scale(_), _) => Self::Scale,
            (StepBody::Promise(_), _) => Self::Promise,
            (StepBody::Home(_), _) => Self::Home,
            (StepBody::Ask(_) | StepBody::Adult(_), _) => return None,
        })
    }
}
