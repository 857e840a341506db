//! `.ask`: one purpose of a consent: its question, the four facts people must be told (domain.md R34), its channel.

use crate::document::Block;
use crate::vocabulary::Channel;

/// A question an adult answers yes, no, or later.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What stands before the four facts.
    pub prompt: Vec<Block>,
    /// Where the purpose leads. `None` only where a diagnostic says so.
    pub channel: Option<Channel>,
    /// Whether the child's own yes is needed too (`needs-child=yes`).
    pub needs_child: bool,
    /// The four facts, each as written after its bold word; empty only where a diagnostic says so.
    pub facts: Facts,
}

/// What people must be told before they answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// **Why:**
    pub why: String,
    /// **Where kept:**
    pub where_kept: String,
    /// **How long:**
    pub how_long: String,
    /// **Who sees it:**
    pub who_sees_it: String,
}
