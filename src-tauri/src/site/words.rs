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
    /// Before the link to a newer story that goes on from this one.
    pub updated_by: &'static str,
    /// Before the link to the story that this one goes on from.
    pub update_of: &'static str,
    pub topics: &'static str,
    pub latest: &'static str,
    pub archive: &'static str,
    pub authors: &'static str,
    pub corrections: &'static str,
    pub newer_corrections: &'static str,
    pub older_corrections: &'static str,
    pub corrections_policy: &'static str,
    pub contact: &'static str,
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
    updated_by: "Newer:",
    update_of: "Earlier:",
    topics: "Topics",
    latest: "Latest",
    archive: "Archive",
    authors: "Authors",
    corrections: "Corrections",
    newer_corrections: "Newer corrections",
    older_corrections: "Older corrections",
    corrections_policy: "Corrections policy",
    contact: "Contact",
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
    updated_by: "नई ख़बर:",
    update_of: "पिछली ख़बर:",
    topics: "विषय",
    latest: "ताज़ा",
    archive: "संग्रह",
    authors: "लेखक",
    corrections: "भूल सुधार",
    newer_corrections: "नए सुधार",
    older_corrections: "पुराने सुधार",
    corrections_policy: "भूल सुधार नीति",
    contact: "संपर्क",
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
    updated_by: "نئی خبر:",
    update_of: "پچھلی خبر:",
    topics: "موضوعات",
    latest: "تازہ ترین",
    archive: "محفوظات",
    authors: "مصنفین",
    corrections: "تصحیحات",
    newer_corrections: "نئی تصحیحات",
    older_corrections: "پرانی تصحیحات",
    corrections_policy: "تصحیح کی پالیسی",
    contact: "رابطہ",
};

/// The words of that language; English where we have none.
pub(super) fn words_of(language: &str) -> &'static Words {
    match language.split('-').next().unwrap_or_default() {
        "hi" => &HINDI,
        "ur" => &URDU,
        _ => &ENGLISH,
    }
}
