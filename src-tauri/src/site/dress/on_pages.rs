//! The dress as templates see it: logo and icons, the newsroom's own words at the foot.

use super::Paper;
use crate::site::body_parts::BodyParts;
use crate::site::links::Links;
use crate::site::plan::Plan;
use crate::{Result, body};
use minijinja::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// A colour by day and by night.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct DayAndNight {
    day: String,
    night: String,
}

/// The logo on a browser's tab, and on a phone's first screen.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Icons {
    tab: String,
    touch: String,
}

/// The logo in the masthead.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct MastheadLogo<'a> {
    src: String,
    width: u32,
    height: u32,
    /// Empty where the name stands under it: nobody is to hear it twice.
    alt: &'a str,
}

impl Paper {
    /// For what the browser draws around a page.
    pub(in crate::site) fn by_day_and_night(self) -> DayAndNight {
        let (day, night) = self.colours();
        DayAndNight { day: day.to_string(), night: night.to_string() }
    }
}

impl Plan<'_> {
    /// The logo for the masthead of a page.
    pub(in crate::site) fn masthead_logo(&self, links: &Links) -> Option<MastheadLogo<'_>> {
        let logo = self.edition.logo.as_ref()?;
        let settings = &self.edition.settings;
        let alt = if settings.dress.logo_with_name { "" } else { settings.title.as_str() };
        Some(MastheadLogo { src: links.picture(&logo.file), width: logo.width, height: logo.height, alt })
    }

    /// The logo's icons for a page.
    pub(in crate::site) fn icons(&self, links: &Links) -> Option<Icons> {
        let logo = self.edition.logo.as_ref()?;
        let icon = |side| Some(links.picture(logo.icon(side)?));
        Some(Icons { tab: icon(192)?, touch: icon(180)? })
    }

    /// The newsroom's own words at the foot of a page.
    pub(in crate::site) fn own_footer(&self, links: &Links) -> Result<Value> {
        let settings = &self.edition.settings;
        let nothing = BTreeMap::new();
        let parts = BodyParts::new(self, links, "the foot of each page", &settings.language, &nothing);
        let html = parts.body(&body::read(&settings.dress.footer));
        parts.finish()?;
        Ok(html)
    }
}
