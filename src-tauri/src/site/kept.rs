//! A story that readers see, as the newsroom keeps it for its site: read from the revision once.

use crate::site::edition::LiveStory;
use crate::{Error, Result};

impl LiveStory {
    /// All of it but what the site itself adds (files of pictures, updates, translations), as
    /// [MessagePack](https://github.com/msgpack/msgpack/blob/master/spec.md). The fields are told apart by
    /// their order alone: whoever changes one of them changes [`FORM`](super::FORM) too.
    ///
    /// # Errors
    /// `edition-fault`.
    pub fn kept(&self) -> Result<Vec<u8>> {
        rmp_serde::to_vec(self).map_err(|fault| {
            Error::new(
                "edition-fault",
                format!("The story could not be kept for the site: {fault}."),
                "Try again.",
            )
        })
    }

    /// What [`LiveStory::kept`] gave; none where it is damaged.
    pub fn of_kept(bytes: &[u8]) -> Option<Self> {
        rmp_serde::from_slice(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{FORM, sample};
    use crate::story::{Correction, CorrectionKind};
    use sha2::{Digest, Sha256};

    fn full() -> LiveStory {
        let every_block = "## A subhead\n\nWords, **strong** and [linked](https://calder.example/).\n\n> Said.\n\n\
            - One\n- Two\n\n3. Three\n\n---\n\n| Head |\n|---|\n| Cell |\n\nA last line.";
        let correction = Correction {
            kind: CorrectionKind::Correction,
            at: sample::NIGHT,
            text: "It was Tuesday.".into(),
        };
        let full = sample::edition().stories.remove(0);
        let body = [full.body.clone(), crate::body::read(every_block)].concat();
        LiveStory {
            length: crate::body::Length::of(&body),
            body,
            corrections: vec![correction],
            updates: Some(sample::story_id(7)),
            translates: Some(sample::story_id(8)),
            ..full
        }
    }

    #[test]
    fn a_kept_story_is_the_story() {
        let story = full();
        let kept = story.kept().unwrap();
        assert_eq!(LiveStory::of_kept(&kept), Some(story));
        assert_eq!(LiveStory::of_kept(&kept[..kept.len() / 2]), None);
    }

    #[test]
    fn what_is_kept_changes_its_form_with_its_fields() {
        let digest = Sha256::digest(full().kept().unwrap());
        let told: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        // Where this fails, a field was changed: FORM goes up by one, and what stands here is written anew.
        assert_eq!((FORM, told.as_str()), ("8", "e87fef3958b6505b"));
    }
}
