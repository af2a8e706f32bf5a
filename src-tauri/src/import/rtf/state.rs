//! What an RTF file has said so far: the state that groups keep, and the tables at its top.

use crate::body::Marks;
use crate::import::flow::{Change, Role};
use crate::story::UtcMillis;
use encoding_rs::Encoding;
use std::collections::HashMap;

/// What a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Dest {
    /// Copy.
    #[default]
    Body,
    /// Nothing of ours.
    Skip,
    Fonts,
    Styles,
    Lists,
    Overrides,
    OldList,
    Revisers,
    Author,
    Instruction,
    Picture,
    PropertyName,
    PropertyValue,
    Note,
    Box,
    Margin,
    Remark,
    RemarkAuthor,
    RemarkDate,
    RemarkRef,
    RemarkStart,
    RemarkEnd,
    /// The same text twice, for old programs and for new ones.
    Twice,
}

/// What a group keeps for itself.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub dest: Dest,
    /// Nothing has been said in the group yet.
    pub fresh: bool,
    pub marks: Marks,
    pub hidden: bool,
    pub deleted: bool,
    pub revised: bool,
    pub font: Option<i32>,
    pub link: Option<String>,
    /// Letters to leave out after one by its number; none: one.
    pub unicode_skip: Option<usize>,
    pub style: Option<i32>,
    pub outline: Option<u8>,
    pub list: Option<i32>,
    pub level: u8,
    pub in_table: bool,
    /// A list as Word 6 said it: whether it is numbered.
    pub old_list: Option<bool>,
}

impl State {
    pub fn change(&self) -> Change {
        match (self.revised, self.deleted) {
            (false, false) => Change::None,
            (true, false) => Change::Added,
            (false, true) => Change::Removed,
            (true, true) => Change::Never,
        }
    }

    pub fn plain(&mut self) {
        self.marks = Marks::default();
        (self.hidden, self.deleted, self.revised) = (false, false, false);
    }

    pub fn paragraph_plain(&mut self) {
        (self.style, self.outline, self.list, self.old_list) = (None, None, None, None);
        (self.level, self.in_table) = (0, false);
    }
}

/// The tables at the top of the file.
pub(super) struct Tables {
    /// The encoding of the file.
    pub page: &'static Encoding,
    /// Those of its fonts that have one of their own.
    pub fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, String>,
    /// By list id: the levels, each whether it is numbered (none: no list), and from where.
    lists: HashMap<i32, Vec<Option<(bool, u64)>>>,
    levels: Vec<Option<(bool, u64)>>,
    list_of: i32,
    /// From `\ls` to the list id.
    overrides: HashMap<i32, i32>,
    /// Who changed it.
    pub revisers: Vec<String>,
    /// The property whose value comes next.
    pub property: String,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            page: encoding_rs::WINDOWS_1252,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            lists: HashMap::new(),
            levels: Vec::new(),
            list_of: 0,
            overrides: HashMap::new(),
            revisers: Vec::new(),
            property: String::new(),
        }
    }
}

impl Tables {
    /// Takes a word that belongs to a table, or that every group may say; whether it did.
    pub fn word(&mut self, state: &mut State, word: &str, number: Option<i32>) -> bool {
        let value = number.unwrap_or(0);
        match (state.dest, word) {
            (Dest::Skip, _) => {}
            (_, "f") => state.font = number,
            (Dest::Fonts, "fcharset") => {
                if let (Some(font), Some(encoding)) = (state.font, encoding_of_charset(value)) {
                    self.fonts.insert(font, encoding);
                }
            }
            (Dest::Fonts, "cpg") => {
                if let Some(font) = state.font {
                    self.fonts.insert(font, encoding_of_page(value));
                }
            }
            (Dest::Styles, "s") => state.style = number,
            (Dest::Styles, "cs" | "ds" | "ts") => state.style = Some(-1),
            (Dest::Lists, "list") => self.levels.clear(),
            (Dest::Lists, "levelnfc") if self.levels.len() < 9 => self.levels.push(match value {
                23 => Some((false, 1)),
                255 => None,
                _ => Some((true, 1)),
            }),
            (Dest::Lists, "levelstartat") => {
                if let Some(Some((_, start))) = self.levels.last_mut() {
                    *start = value.max(0) as u64;
                }
            }
            (Dest::Lists, "listid") => {
                self.lists.insert(value, std::mem::take(&mut self.levels));
            }
            (Dest::Overrides, "listid") => self.list_of = value,
            (Dest::Overrides, "ls") => {
                self.overrides.insert(value, self.list_of);
            }
            (Dest::OldList, "pnlvlblt") => state.old_list = Some(false),
            (Dest::OldList, "pnlvlbody" | "pnlvl" | "pndec") => state.old_list = Some(true),
            (Dest::Body | Dest::Picture, _) => return false,
            (
                _,
                "ansicpg" | "u" | "uc" | "emdash" | "endash" | "lquote" | "rquote" | "ldblquote"
                | "rdblquote",
            ) => return false,
            _ => {}
        }
        true
    }

    /// Takes a part of a style's name.
    pub fn style_name(&mut self, state: &State, words: &str) {
        let name = self.styles.entry(state.style.unwrap_or(0)).or_default();
        if name.len() < 200 {
            name.push_str(words);
        }
    }

    /// What a paragraph is.
    pub fn role(&self, state: &State) -> Role {
        let name = state
            .style
            .and_then(|s| self.styles.get(&s))
            .map(|n| n.trim_end_matches(';').trim().to_lowercase());
        match name.as_deref().unwrap_or_default() {
            "title" | "headline" => return Role::Title,
            "subtitle" | "standfirst" => return Role::Subtitle,
            "byline" | "author" => return Role::Byline,
            "quote" | "intense quote" | "block text" | "quotations" => return Role::Quote,
            name => {
                if let Some(level) = name.strip_prefix("heading ").and_then(|n| n.parse::<u8>().ok()) {
                    return Role::Heading(level.clamp(1, 9));
                }
            }
        }
        if let Some(level) = state.outline.filter(|level| *level < 9) {
            return Role::Heading(level + 1);
        }
        if let Some(ordered) = state.old_list {
            return Role::Item { level: 0, ordered, start: 1, list: 0 };
        }
        let Some(list) = state.list.filter(|list| *list != 0) else { return Role::Body };
        let levels = self.overrides.get(&list).and_then(|id| self.lists.get(id));
        match levels.and_then(|l| l.get(usize::from(state.level))).copied().unwrap_or(Some((false, 1))) {
            Some((ordered, start)) => {
                Role::Item { level: state.level, ordered, start, list: list.unsigned_abs().into() }
            }
            None => Role::Body,
        }
    }
}

/// The encoding of a Windows code page.
pub(super) fn encoding_of_page(page: i32) -> &'static Encoding {
    match page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        866 => encoding_rs::IBM866,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 => encoding_rs::MACINTOSH,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}

fn encoding_of_charset(charset: i32) -> Option<&'static Encoding> {
    Some(match charset {
        77 => encoding_rs::MACINTOSH,
        128 => encoding_rs::SHIFT_JIS,
        129 => encoding_rs::EUC_KR,
        134 => encoding_rs::GBK,
        136 => encoding_rs::BIG5,
        161 => encoding_rs::WINDOWS_1253,
        162 => encoding_rs::WINDOWS_1254,
        163 => encoding_rs::WINDOWS_1258,
        177 => encoding_rs::WINDOWS_1255,
        178 => encoding_rs::WINDOWS_1256,
        186 => encoding_rs::WINDOWS_1257,
        204 => encoding_rs::WINDOWS_1251,
        222 => encoding_rs::WINDOWS_874,
        238 => encoding_rs::WINDOWS_1250,
        _ => return None,
    })
}

/// A time as RTF packs it: minute, hour, day, month, year from 1900, without a zone.
pub(super) fn dttm(packed: i64) -> Option<UtcMillis> {
    let part = |shift: u32, bits: u32| (packed >> shift & ((1 << bits) - 1)) as u32;
    let day = chrono::NaiveDate::from_ymd_opt(1900 + part(20, 9) as i32, part(16, 4), part(11, 5))?;
    Some(UtcMillis(day.and_hms_opt(part(6, 5), part(0, 6), 0)?.and_utc().timestamp_millis()))
}
