//! Typefaces that readers' own machines have: nothing is fetched. Each list goes on to faces of the same
//! manner for Devanagari; Urdu stays in Nastaliq whatever is chosen.

crate::story::words! {
    /// A manner of type.
    Face {
        /// A serif of newspapers.
        #[default]
        Serif = "serif",
        /// A serif of books, drawn with a broad pen.
        OldStyle = "old-style",
        /// Strong serifs of one weight.
        Slab = "slab",
        /// Without serifs, as the reader's system has it.
        Sans = "sans",
        /// Without serifs, nearer to handwriting.
        Humanist = "humanist",
    }
}

impl Face {
    /// The fonts, best first.
    pub(super) fn stack(self) -> &'static str {
        match self {
            Self::Serif => {
                r#""Source Serif 4", Charter, "Noto Serif", Cambria, Georgia, "Noto Serif Devanagari", "Noto Naskh Arabic", serif"#
            }
            Self::OldStyle => {
                r#""Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", P052, "URW Palladio L", "TeX Gyre Pagella", Georgia, "Noto Serif Devanagari", "Devanagari MT", "Noto Naskh Arabic", serif"#
            }
            Self::Slab => {
                r#"Rockwell, "Rockwell Nova", "Roboto Slab", "Bitter", "DejaVu Serif", "Sitka Small", Georgia, "Noto Serif Devanagari", "Devanagari MT", "Noto Naskh Arabic", serif"#
            }
            Self::Sans => {
                r#"system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Noto Sans Arabic", sans-serif"#
            }
            Self::Humanist => {
                r#"Seravek, "Gill Sans Nova", "Source Sans 3", "Source Sans Pro", Ubuntu, Candara, Calibri, "Open Sans", "Noto Sans", "Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Noto Sans Arabic", sans-serif"#
            }
        }
    }

    /// The fonts for Arabic and Persian, where they are others than the theme's Naskh.
    pub(super) fn arabic(self) -> Option<&'static str> {
        matches!(self, Self::Sans | Self::Humanist)
            .then_some(r#""Noto Sans Arabic", "SF Arabic", "Segoe UI", Tahoma, sans-serif"#)
    }
}
