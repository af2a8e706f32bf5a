//! A closed set of things, each with the word that is kept on disk and crosses to the window.

/// Makes such a set: `words! { Legal { No = "no", … } }`. The window may know it by another name:
/// `View as "DeskView" { … }`.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident $(as $ts:literal)? {
        $($(#[$each:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "desktop", derive(ts_rs::TS) $(, ts(rename = $ts))?)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$each])* $variant),+ }
        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The word kept on disk.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
            /// The one of that word, or none.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

pub(crate) use words;
