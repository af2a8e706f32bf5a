//! How the newsroom dresses its site, as its settings keep it.

use crate::body::{self, Block, Inline};
use crate::site::{Accent, Colour, Face, Paper};
use crate::story::MediaId;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// What is set of the site's dress; what is not is the theme's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Dress {
    /// `#rrggbb`; empty: the theme's own.
    pub accent: String,
    /// What pages are printed on.
    pub paper: Paper,
    /// The typeface of headlines.
    pub headlines: Face,
    /// The typeface of what is read.
    pub text: Face,
    /// A picture for the masthead, in place of the name.
    #[cfg_attr(feature = "desktop", ts(type = "string | null"))]
    pub logo: Option<MediaId>,
    /// Whether the name stands under the logo.
    pub logo_with_name: bool,
    /// Markdown at the foot of each page: paragraphs.
    pub footer: String,
    /// Where else readers find the newsroom, in order.
    pub social: Vec<SocialLink>,
}

/// A place where readers find the newsroom too.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct SocialLink {
    /// As shown: Mastodon.
    pub name: String,
    /// `https://…`.
    pub url: String,
}

/// Whether a site can be dressed so.
///
/// # Errors
/// `accent-unlawful`, `accent-unreadable`, `footer-unlawful`, `social-unlawful`.
pub(super) fn check_dress(dress: &Dress) -> Result<()> {
    if let Some(accent) = dress.accent()? {
        Accent::on(dress.paper, accent)?;
    }
    for block in body::read(&dress.footer) {
        let Block::Paragraph(words) = block else {
            return Err(Error::new(
                "footer-unlawful",
                "The foot of the pages holds something else than paragraphs.",
                "Write plain paragraphs there; bold, italic and links may stand in them.",
            ));
        };
        let wrong = words.iter().find_map(|inline| match inline {
            Inline::Text { link: Some(link), .. } if !leads_out(link) => Some(link),
            _ => None,
        });
        if let Some(link) = wrong {
            return Err(Error::new(
                "footer-unlawful",
                format!("A link at the foot of the pages goes to “{link}”."),
                "Write the address in full, with https:// or mailto:.",
            ));
        }
    }
    for link in &dress.social {
        let lawful = body::lawful_url(&link.url) && link.url.starts_with("https://");
        if link.name.trim().is_empty() || !lawful || link.url.contains(char::is_whitespace) {
            return Err(Error::new(
                "social-unlawful",
                format!("The link “{}” to “{}” has no name, or no address of the web.", link.name, link.url),
                "Write what it is called, and its address in full with https://.",
            ));
        }
    }
    Ok(())
}

fn leads_out(link: &str) -> bool {
    body::lawful_url(link) && !link.to_ascii_lowercase().starts_with("story:")
}

impl Dress {
    /// The accent, where one is set.
    ///
    /// # Errors
    /// `accent-unlawful`.
    pub fn accent(&self) -> Result<Option<Colour>> {
        let text = self.accent.trim();
        if text.is_empty() {
            return Ok(None);
        }
        Colour::read(text).map(Some).ok_or_else(|| {
            Error::new(
                "accent-unlawful",
                format!("“{text}” is no colour."),
                "Write # and six digits of 0–9 and a–f, such as #8a1c1c, or leave it empty.",
            )
        })
    }

    /// The same, without what is only space.
    pub(super) fn tidy(self) -> Self {
        let trimmed = |text: &str| text.trim().to_owned();
        Self {
            accent: trimmed(&self.accent).to_ascii_lowercase(),
            footer: trimmed(&self.footer),
            social: (self.social.iter())
                .map(|link| SocialLink { name: trimmed(&link.name), url: trimmed(&link.url) })
                .collect(),
            ..self
        }
    }
}
