//! The stages of `cargo xtask test`: their names and order. What each does is in [`crate::test`].

use clap::ValueEnum;

/// One stage, in the order they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Formatting of the Rust code.
    Fmt,
    /// Lints, warnings denied, for this machine and for the browser.
    Clippy,
    /// Every Rust test of the workspace.
    Rust,
    /// `shine check` on every school's content.
    Content,
    /// The journeys in a real browser, on the quick site.
    Browser,
    /// The bytes of a first visit, on the release site.
    Budget,
}

impl Stage {
    /// What is shown for it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Fmt => "formatting",
            Self::Clippy => "clippy",
            Self::Rust => "Rust tests",
            Self::Content => "content",
            Self::Browser => "browser tests",
            Self::Budget => "byte budget",
        }
    }

    /// The stages to run, in order: those asked for, or all.
    pub(crate) fn chosen(only: &[Self]) -> Vec<Self> {
        Self::value_variants().iter().copied().filter(|stage| only.is_empty() || only.contains(stage)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_choice_every_stage_runs() {
        assert_eq!(Stage::chosen(&[]).len(), 6);
    }

    #[test]
    fn chosen_stages_run_in_the_usual_order_and_once() {
        let chosen = Stage::chosen(&[Stage::Budget, Stage::Fmt, Stage::Fmt]);
        assert_eq!(chosen, [Stage::Fmt, Stage::Budget]);
    }
}
