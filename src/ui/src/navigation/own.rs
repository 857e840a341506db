//! Addresses of a program whose pages are none of [`crate::route::Route`]'s: the desk's. The site's programs have none, and
//! download nothing of this: they are built without the feature `own-paths`.

#[cfg(feature = "own-paths")]
mod kept {
    use leptos::prelude::*;

    /// Which paths are this program's, and the one that is shown.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct OwnPaths {
        path: RwSignal<String>,
        is_own: Option<fn(&str) -> bool>,
    }

    impl OwnPaths {
        /// None, in a window at `path`.
        pub(crate) fn none(path: &str) -> Self {
            Self { path: RwSignal::new(path.to_owned()), is_own: None }
        }

        /// Those `is_own` says yes to.
        pub(crate) fn of(self, is_own: fn(&str) -> bool) -> Self {
            Self { is_own: Some(is_own), ..self }
        }

        /// Whether `path` is this program's; `None` where it has no paths of its own.
        pub(crate) fn takes(self, path: &str) -> Option<bool> {
            self.is_own.map(|is_own| is_own(path))
        }

        /// The path that is shown.
        pub(crate) fn path(self) -> String {
            self.path.get()
        }

        /// Whether `path` is another than the one that is shown.
        pub(crate) fn is_other(self, path: &str) -> bool {
            self.path.with_untracked(|shown| shown != path)
        }

        /// Shows `path`.
        pub(crate) fn show(self, path: &str) {
            self.path.set(path.to_owned());
        }
    }
}

#[cfg(not(feature = "own-paths"))]
mod kept {
    /// No paths of its own.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct OwnPaths;

    #[expect(clippy::unused_self, reason = "the same as where there are some")]
    impl OwnPaths {
        pub(crate) const fn none(_path: &str) -> Self {
            Self
        }

        pub(crate) const fn takes(self, _path: &str) -> Option<bool> {
            None
        }

        pub(crate) const fn is_other(self, _path: &str) -> bool {
            false
        }

        pub(crate) const fn show(self, _path: &str) {}
    }
}

pub(crate) use kept::OwnPaths;
