//! The few words a story page adds of its own, in the story's language.

/// The page's own words in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub(super) struct Words {
    pub updated: &'static str,
    pub published: &'static str,
    pub min_read: &'static str,
    pub also_read: &'static str,
    pub home: &'static str,
    pub breadcrumb: &'static str,
    pub and: &'static str,
    pub table: &'static str,
    pub key_points: &'static str,
    /// What a card of another site does; `{}` is that site.
    pub opens: &'static str,
}

const ENGLISH: Words = Words {
    updated: "UPDATED",
    published: "PUBLISHED",
    min_read: "min read",
    also_read: "Also Read",
    home: "Home",
    breadcrumb: "You are here",
    and: "and",
    table: "Table",
    key_points: "Key points",
    opens: "Opens {}",
};

const HINDI: Words = Words {
    updated: "अपडेट",
    published: "प्रकाशित",
    min_read: "मिनट में पढ़ें",
    also_read: "यह भी पढ़ें",
    home: "होम",
    breadcrumb: "आप यहाँ हैं",
    and: "और",
    table: "तालिका",
    key_points: "मुख्य बातें",
    opens: "{} पर खुलेगा",
};

const URDU: Words = Words {
    updated: "تازہ کاری",
    published: "اشاعت",
    min_read: "منٹ کا مطالعہ",
    also_read: "یہ بھی پڑھیں",
    home: "صفحۂ اول",
    breadcrumb: "آپ یہاں ہیں",
    and: "اور",
    table: "جدول",
    key_points: "اہم نکات",
    opens: "{} پر کھلے گا",
};

/// The words of that language; English where we have none.
pub(super) fn words_of(language: &str) -> &'static Words {
    match language.split('-').next().unwrap_or_default() {
        "hi" => &HINDI,
        "ur" => &URDU,
        _ => &ENGLISH,
    }
}
