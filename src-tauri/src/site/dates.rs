//! Times as readers see them: in the newsroom's zone, in the story's language.

use crate::story::UtcMillis;
use crate::{Error, Result};
use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, FixedOffset, Locale, NaiveDate, SecondsFormat, SubsecRound, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write;

/// How dates are printed: a named choice, or a pattern of the newsroom's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum DateStyle {
    /// October 28, 2025, 11:26 PM
    #[default]
    MonthFirst,
    /// 28 October 2025, 23:26
    DayFirst,
    /// 2025-10-28 23:26
    Iso,
    /// A strftime pattern, such as `%d/%m/%Y %H:%M`.
    Pattern(String),
}

impl DateStyle {
    /// The style of a settings word: `month-first` (or nothing), `day-first`, `iso`, else a pattern.
    pub fn from_word(word: &str) -> Self {
        match word.trim() {
            "" | "month-first" => Self::MonthFirst,
            "day-first" => Self::DayFirst,
            "iso" => Self::Iso,
            pattern => Self::Pattern(pattern.to_owned()),
        }
    }

    /// The settings word.
    pub fn word(&self) -> &str {
        match self {
            Self::MonthFirst => "month-first",
            Self::DayFirst => "day-first",
            Self::Iso => "iso",
            Self::Pattern(pattern) => pattern,
        }
    }

    /// Whether dates can be printed so.
    pub fn check(&self) -> Result<()> {
        let Self::Pattern(pattern) = self else { return Ok(()) };
        let all_known = StrftimeItems::new(pattern).all(|item| !matches!(item, Item::Error));
        // Some patterns can be read and never printed, such as %#z: they would end the program.
        let mut printed = String::new();
        let prints = all_known && write!(printed, "{}", DateTime::UNIX_EPOCH.format(pattern)).is_ok();
        if prints && pattern.contains('%') {
            return Ok(());
        }
        Err(Error::new(
            "date-format-wrong",
            format!("“{pattern}” is no way to print a date."),
            "Choose month-first, day-first or iso, or give a pattern such as %d/%m/%Y %H:%M.",
        ))
    }
}

/// Prints times for one newsroom.
#[derive(Debug, Clone)]
pub struct Dates {
    zone: Tz,
    style: DateStyle,
}

impl Dates {
    /// Dates in that zone, so printed.
    pub fn new(zone: &str, style: &DateStyle) -> Result<Self> {
        style.check()?;
        let zone = zone.parse::<Tz>().map_err(|_| {
            let say = format!("“{zone}” is no time zone.");
            Error::new("zone-unknown", say, "Choose one in the site settings, such as Asia/Kolkata.")
        })?;
        Ok(Self { zone, style: style.clone() })
    }

    /// The time in full: `October 28, 2025, 11:26 PM`.
    pub fn full(&self, at: UtcMillis, language: &str) -> String {
        let pattern = match &self.style {
            DateStyle::MonthFirst if is_english(language) => "%B %-d, %Y, %-I:%M %p",
            // Month before day is an English habit; elsewhere the same choice keeps its
            // 12-hour clock where the language has words for the halves of the day.
            DateStyle::MonthFirst if Spoken::of(language).has_half_days => "%-d %B %Y, %-I:%M %p",
            DateStyle::MonthFirst | DateStyle::DayFirst => "%-d %B %Y, %H:%M",
            DateStyle::Iso => "%Y-%m-%d %H:%M",
            DateStyle::Pattern(pattern) => pattern,
        };
        self.print(at, language, pattern)
    }

    /// The time as lists show it: `Oct 28, 2025, 11:26 PM`.
    pub fn short(&self, at: UtcMillis, language: &str) -> String {
        let pattern = match &self.style {
            DateStyle::MonthFirst if is_english(language) => "%b %-d, %Y, %-I:%M %p",
            DateStyle::MonthFirst if Spoken::of(language).has_half_days => "%-d %b %Y, %-I:%M %p",
            DateStyle::MonthFirst | DateStyle::DayFirst => "%-d %b %Y, %H:%M",
            DateStyle::Iso => "%Y-%m-%d %H:%M",
            DateStyle::Pattern(pattern) => pattern,
        };
        self.print(at, language, pattern)
    }

    /// The day alone, for the front page: `Tuesday, October 28, 2025`.
    pub fn day(&self, at: UtcMillis, language: &str) -> String {
        let pattern = match &self.style {
            DateStyle::MonthFirst if is_english(language) => "%A, %B %-d, %Y",
            DateStyle::Iso => "%Y-%m-%d",
            _ => "%A, %-d %B %Y",
        };
        self.print(at, language, pattern)
    }

    /// The days from one to another: `21 November 2026 – 23 November 2026`, or the one day.
    pub fn span(&self, first: UtcMillis, last: UtcMillis, language: &str) -> String {
        let [first, last] = [first, last].map(|at| self.print(at, language, self.date(language)));
        if first == last { first } else { format!("{first} – {last}") }
    }

    /// How a day is written without its name.
    fn date(&self, language: &str) -> &'static str {
        match &self.style {
            DateStyle::MonthFirst if is_english(language) => "%B %-d, %Y",
            DateStyle::Iso => "%Y-%m-%d",
            _ => "%-d %B %Y",
        }
    }

    /// A year, a month or a day of the archive: `2025`, `2025/10`, `2025/10/28`.
    pub fn of_archive(&self, slug: &str, language: &str) -> String {
        let mut parts = slug.split('/').map(|part| part.parse::<u32>().unwrap_or(1));
        let year = parts.next().and_then(|year| i32::try_from(year).ok()).unwrap_or_default();
        let (month, day) = (parts.next(), parts.next());
        let noon = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))
            .and_then(|date| date.and_hms_opt(12, 0, 0))
            .and_then(|noon| self.zone.from_local_datetime(&noon).earliest());
        let Some(noon) = noon else { return slug.to_owned() };
        let pattern = match (month, day) {
            (None, _) => "%Y",
            (Some(_), None) if self.style == DateStyle::Iso => "%Y-%m",
            (Some(_), None) => "%B %Y",
            _ => self.date(language),
        };
        self.print(UtcMillis(noon.timestamp_millis()), language, pattern)
    }

    /// The year, for the copyright line.
    pub fn year(&self, at: UtcMillis) -> String {
        self.local(at).format("%Y").to_string()
    }

    /// For `<time datetime>` and schema.org: `2025-10-28T23:26:00+05:30`.
    pub fn machine(&self, at: UtcMillis) -> String {
        self.local(at).to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// For RSS: `Tue, 28 Oct 2025 23:26:00 +0530`.
    pub fn rfc822(&self, at: UtcMillis) -> String {
        self.local(at).format("%a, %d %b %Y %H:%M:%S %z").to_string()
    }

    fn print(&self, at: UtcMillis, language: &str, pattern: &str) -> String {
        let local = self.local(at);
        let spoken = Spoken::of(language);
        // "PM" as papers set it, where the locale has "pm", one letter, or nothing.
        let pattern = match spoken.has_half_days || !pattern.contains("%p") {
            true => Cow::Borrowed(pattern),
            false => Cow::Owned(pattern.replace("%p", if local.hour() < 12 { "AM" } else { "PM" })),
        };
        let printed = local.format_localized(&pattern, spoken.locale).to_string();
        if spoken.has_arabic_comma { printed.replace(", ", "، ") } else { printed }
    }

    /// The moment in the newsroom's zone, in whole seconds as all other times of the site are.
    pub fn moment(&self, at: UtcMillis) -> DateTime<FixedOffset> {
        self.local(at).fixed_offset().trunc_subsecs(0)
    }

    fn local(&self, at: UtcMillis) -> DateTime<Tz> {
        let utc = DateTime::<Utc>::from_timestamp_millis(at.0).unwrap_or_default();
        self.zone.from_utc_datetime(&utc.naive_utc())
    }
}

/// How a language says dates.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    locale: Locale,
    /// Whether it has words of its own script for the halves of the day.
    has_half_days: bool,
    /// Whether its words have the comma of the Arabic script between them.
    has_arabic_comma: bool,
}

thread_local! {
    /// Found once a thread: a site has many dates and few languages.
    static SPOKEN: RefCell<HashMap<String, Spoken>> = RefCell::default();
}

impl Spoken {
    fn of(language: &str) -> Self {
        SPOKEN.with_borrow_mut(|known| match known.get(language) {
            Some(found) => *found,
            None => {
                let locale = locale_of(language);
                let noon = DateTime::<Utc>::UNIX_EPOCH.format_localized("%p", locale).to_string();
                let has_half_days = !noon.is_ascii() && noon.chars().count() > 1;
                let has_arabic_comma = matches!(primary(language).as_str(), "ar" | "fa" | "ur");
                let found = Self { locale, has_half_days, has_arabic_comma };
                known.insert(language.to_owned(), found);
                found
            }
        })
    }
}

fn primary(language: &str) -> String {
    language.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

fn is_english(language: &str) -> bool {
    language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("en"))
}

/// The nearest locale for month and day names; English where we have none.
fn locale_of(language: &str) -> Locale {
    let exact = Locale::try_from(language.replace('-', "_").as_str());
    exact.unwrap_or(match primary(language).as_str() {
        "ar" => Locale::ar_EG,
        "bn" => Locale::bn_IN,
        "de" => Locale::de_DE,
        "es" => Locale::es_ES,
        "fa" => Locale::fa_IR,
        "fr" => Locale::fr_FR,
        "gu" => Locale::gu_IN,
        "he" => Locale::he_IL,
        "hi" => Locale::hi_IN,
        "it" => Locale::it_IT,
        "ja" => Locale::ja_JP,
        "kn" => Locale::kn_IN,
        "ml" => Locale::ml_IN,
        "mr" => Locale::mr_IN,
        "ne" => Locale::ne_NP,
        "pa" => Locale::pa_IN,
        "pl" => Locale::pl_PL,
        "pt" => Locale::pt_PT,
        "ru" => Locale::ru_RU,
        "ta" => Locale::ta_IN,
        "te" => Locale::te_IN,
        "tr" => Locale::tr_TR,
        "uk" => Locale::uk_UA,
        "ur" => Locale::ur_PK,
        "zh" => Locale::zh_CN,
        _ => Locale::en_US,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2025-10-28T17:56:00Z, 11:26 PM in Calcutta.
    const AT: UtcMillis = UtcMillis(1_761_674_160_000);

    fn dates(style: DateStyle) -> Dates {
        Dates::new("Asia/Kolkata", &style).unwrap()
    }

    #[test]
    fn the_usual_date_is_month_first_with_a_twelve_hour_clock() {
        assert_eq!(dates(DateStyle::default()).full(AT, "en-GB"), "October 28, 2025, 11:26 PM");
    }

    #[test]
    fn each_style_prints_its_own_way() {
        let printed: Vec<String> = ["day-first", "iso", "%d/%m/%Y"]
            .iter()
            .map(|word| dates(DateStyle::from_word(word)).full(AT, "en"))
            .collect();
        assert_eq!(printed, ["28 October 2025, 23:26", "2025-10-28 23:26", "28/10/2025"]);
    }

    #[test]
    fn month_names_are_in_the_language_of_the_story() {
        let printed: Vec<String> =
            ["hi", "ur", "fr"].iter().map(|l| dates(DateStyle::default()).full(AT, l)).collect();
        assert_eq!(
            printed,
            ["28 अक्तूबर 2025, 11:26 अपराह्न", "28 اکتوبر 2025، 23:26", "28 octobre 2025, 23:26"]
        );
    }

    #[test]
    fn machines_get_the_offset_of_the_zone_on_that_day() {
        let london = Dates::new("Europe/London", &DateStyle::default()).unwrap();
        // The clocks go back at 01:00 UTC on 26 October 2025.
        let before = UtcMillis(1_761_438_600_000);
        let after = UtcMillis(before.0 + 3_600_000);
        assert_eq!(london.machine(before), "2025-10-26T01:30:00+01:00");
        assert_eq!(london.machine(after), "2025-10-26T01:30:00Z");
        assert_eq!(london.rfc822(after), "Sun, 26 Oct 2025 01:30:00 +0000");
    }

    #[test]
    fn a_pattern_that_prints_no_date_is_refused() {
        for wrong in ["%Q", "today"] {
            assert_eq!(DateStyle::from_word(wrong).check().unwrap_err().code, "date-format-wrong");
        }
    }
}
