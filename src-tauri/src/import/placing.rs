//! From a manuscript to a story on its way in: its pictures by their names in the media store,
//! the language its letters say, a working name where it has no headline.

use super::files::fill;
use super::manuscript::{FilePicture, Manuscript, Proposed, picture_place};
use crate::body::{self, Block, Doc};
use crate::newsroom::{AddedPicture, Incoming};
use crate::store::MediaRow;
use crate::story::{Story, UtcMillis};
use crate::{Error, Result};

/// A story on its way in, with its pictures and what is to be said of it.
pub struct Placed {
    /// The story.
    pub incoming: Incoming,
    /// Its pictures, which stand in the store's folders already.
    pub pictures: Vec<MediaRow>,
    /// What did not come in whole; each names the file.
    pub notices: Vec<Error>,
}

/// Makes a story of a manuscript. `stem` names it where it has no headline; `take_in` puts a
/// picture into the store. A picture that cannot be taken in leaves its words and a notice.
pub fn place(
    manuscript: Manuscript,
    file: &str,
    stem: &str,
    language: &str,
    now: UtcMillis,
    take_in: &mut dyn FnMut(&FilePicture) -> Result<AddedPicture>,
) -> Placed {
    let mut notices: Vec<Error> = manuscript
        .notices
        .iter()
        .map(|said| Error::new("copy-look", format!("{file}: {said}"), ""))
        .collect();
    let taken: Vec<Option<AddedPicture>> = manuscript
        .pictures
        .iter()
        .map(|picture| match take_in(picture) {
            Ok(added) => Some(added),
            Err(fault) => {
                notices.push(Error { sentence: format!("{file}: {}", fault.sentence), ..fault });
                None
            }
        })
        .collect();
    let mut story = Story::new(language, now);
    let text = format!("{}\n{}", manuscript.headline, body::plain_text(&manuscript.body));
    if let Some(said) = language_of_letters(&text)
        && !language.split('-').next().is_some_and(|primary| shares_letters(primary, said))
    {
        story.language = said.to_owned();
    }
    if manuscript.headline.is_empty() {
        story.slug = stem.replace(['_', '-'], " ");
    }
    story.headline = manuscript.headline;
    story.standfirst = manuscript.standfirst;
    story.bylines = manuscript.bylines;
    story.body = with_pictures(&manuscript.body, &taken);
    let proposed = manuscript
        .proposed
        .map(|proposed| Proposed { body: with_pictures(&proposed.body, &taken), ..proposed });
    let incoming = Incoming { comments: manuscript.comments, proposed, ..Incoming::new(file, story) };
    Placed { incoming, pictures: taken.into_iter().flatten().map(|added| added.row).collect(), notices }
}

/// The body with each picture by its name in the store. One that is not there leaves its
/// caption and its alt text as words.
fn with_pictures(doc: &[Block], taken: &[Option<AddedPicture>]) -> Doc {
    let inside = |doc: &Doc| with_pictures(doc, taken);
    let mut out = Doc::with_capacity(doc.len());
    for block in doc {
        match block {
            Block::Figure { media, alt, caption, credit } => {
                let Some(place) = picture_place(media) else {
                    out.push(block.clone());
                    continue;
                };
                match taken.get(place).and_then(Option::as_ref) {
                    Some(added) => {
                        let (mut words, mut credit, mut alt) =
                            (body::write_inline(caption), credit.clone(), alt.clone());
                        fill(&mut words, &mut credit, &mut alt, &added.facts);
                        out.push(Block::Figure {
                            media: added.row.id.0.clone(),
                            alt,
                            caption: body::read_inline(&words),
                            credit,
                        });
                    }
                    None => {
                        let words = [caption.clone(), body::read_inline(alt), body::read_inline(credit)];
                        out.extend(words.into_iter().filter(|w| !w.is_empty()).map(Block::Paragraph));
                    }
                }
            }
            Block::Quote(inner) => out.push(Block::Quote(inside(inner))),
            Block::Bullets(items) => out.push(Block::Bullets(items.iter().map(inside).collect())),
            Block::Ordered(start, items) => {
                out.push(Block::Ordered(*start, items.iter().map(inside).collect()));
            }
            block => out.push(block.clone()),
        }
    }
    out
}

/// The language that most of the letters say, where a script says one; Latin letters say none.
fn language_of_letters(text: &str) -> Option<&'static str> {
    let (mut latin, mut hindi, mut arabic, mut urdu, mut chinese, mut kana) = (0, 0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(5_000) {
        match c {
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ھ' | 'ۓ' => urdu += 1,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' => arabic += 1,
            '\u{900}'..='\u{97f}' => hindi += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{4e00}'..='\u{9fff}' => chinese += 1,
            _ => latin += 1,
        }
    }
    let most = [latin, hindi, arabic + urdu, chinese + kana].into_iter().max().filter(|most| *most > 0)?;
    match most {
        n if n == latin => None,
        n if n == hindi => Some("hi"),
        n if n == arabic + urdu => Some(if urdu * 40 > n { "ur" } else { "ar" }),
        _ if kana > 0 => Some("ja"),
        _ => Some("zh"),
    }
}

/// Whether a language is written with the letters of another: what the newsroom says stands then.
fn shares_letters(language: &str, letters_of: &str) -> bool {
    match letters_of {
        "hi" => matches!(language, "hi" | "mr" | "ne" | "sa" | "kok" | "mai" | "bho"),
        "ur" => matches!(language, "ur" | "pnb" | "ks"),
        "ar" => matches!(language, "ar" | "fa" | "ps" | "sd" | "ug" | "ckb"),
        "zh" | "ja" => matches!(language, "zh" | "yue" | "ja"),
        other => language == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::read;
    use crate::import::manuscript::picture_name;

    fn placed(manuscript: Manuscript, language: &str) -> Placed {
        let refuse = &mut |p: &FilePicture| {
            Err(Error::new("picture-damaged", format!("“{}” is damaged.", p.name), ""))
        };
        place(manuscript, "copy/a.docx", "harbour_wall", language, UtcMillis(0), refuse)
    }

    #[test]
    fn a_picture_that_cannot_be_taken_in_leaves_its_words_and_a_notice() {
        let figure = Block::Figure {
            media: picture_name(0),
            alt: "A broken wall".into(),
            caption: body::read_inline("The wall on *Monday*"),
            credit: String::new(),
        };
        let pictures = vec![FilePicture { name: "image1.emf".into(), bytes: vec![1] }];
        let body = vec![Block::Bullets(vec![vec![Block::Paragraph(body::read_inline("See")), figure]])];
        let out = placed(Manuscript { body, pictures, ..Manuscript::default() }, "en-GB");
        assert_eq!(
            body::write(&out.incoming.story.body),
            "- See\n\n  The wall on *Monday*\n\n  A broken wall"
        );
        assert_eq!(out.notices[0].sentence, "copy/a.docx: “image1.emf” is damaged.");
        assert_eq!(out.incoming.story.slug, "harbour wall", "without a headline the file names it");
    }

    #[test]
    fn the_letters_say_the_language_where_the_newsroom_writes_another() {
        let of = |text: &str, language: &str| {
            placed(Manuscript { body: read(text), ..Manuscript::default() }, language).incoming.story.language
        };
        assert_eq!(of("The wall fell.", "en-GB"), "en-GB");
        assert_eq!(of("बंदरगाह की दीवार गिर गई।", "en-IN"), "hi");
        assert_eq!(of("बंदर कोसळले", "mr"), "mr");
        assert_eq!(of("بندرگاہ کی دیوار رات میں گر گئی، کوئی زخمی نہیں ہے", "en-IN"), "ur");
        assert_eq!(of("انهار جدار الميناء ليلا", "en-GB"), "ar");
        assert_eq!(of("港口的墙倒了", "en-GB"), "zh");
        assert_eq!(of("The wall fell.", "hi"), "hi", "Latin letters say nothing");
    }
}
