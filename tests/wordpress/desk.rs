//! A desk with stories, pictures and an outbox of one order: what the caller of the sender is.

use crate::server::wordpress;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};
use stet::body::{Block, Inline, Marks};
use stet::cms::wordpress::{Post, SectionName, post, send};
use stet::cms::*;
use stet::story::*;

/// Keeps what the sender learns, as the database of the newsroom does.
#[derive(Default)]
pub struct Kept {
    pub pictures: HashMap<MediaId, SentPicture>,
    pub remote: Option<Remote>,
    /// Every state that was written down, in order.
    pub steps: Vec<Remote>,
    /// What the newsroom says before each step that shows more.
    pub stopped: Option<Box<dyn FnMut() -> Option<SendFailure>>>,
}

impl Ledger for Kept {
    fn picture(&mut self, media: &MediaId) -> Option<SentPicture> {
        self.pictures.get(media).cloned()
    }
    fn record_picture(&mut self, media: &MediaId, sent: &SentPicture) -> stet::Result<()> {
        self.pictures.insert(media.clone(), sent.clone());
        Ok(())
    }
    fn record_post(&mut self, _: StoryId, remote: &Remote) -> stet::Result<()> {
        self.remote = Some(remote.clone());
        self.steps.push(remote.clone());
        Ok(())
    }
    fn forget_picture(&mut self, media: &MediaId) -> stet::Result<()> {
        self.pictures.remove(media);
        Ok(())
    }
    fn stopped(&mut self) -> Option<SendFailure> {
        self.stopped.as_mut().and_then(|stopped| stopped())
    }
}

/// A story with its pictures, and what is known of it on the site.
pub struct Desk {
    pub story: Story,
    pub section: Option<SectionName>,
    pub files: HashMap<MediaId, PictureFile>,
    pub kept: Kept,
    pub site: Site,
    pub patience: Patience,
    pub overwrite: bool,
}

pub fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.into(), marks: Marks::default(), link: None }]
}

pub fn paragraph(text: &str) -> Block {
    Block::Paragraph(words(text))
}

#[allow(clippy::disallowed_methods)] // the tests stand where the clock is read
pub fn now() -> UtcMillis {
    UtcMillis(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis() as i64)
}

pub fn in_minutes(minutes: i64) -> UtcMillis {
    UtcMillis((now().0 / 1000 + minutes * 60) * 1000)
}

/// A picture that no other test has.
pub fn picture() -> (MediaId, PictureFile) {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let colour = [n as u8, (n >> 8) as u8, 0x60];
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(320, 200, image::Rgb(colour))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    file(bytes.into_inner(), "image/png")
}

pub fn file(bytes: Vec<u8>, mime: &str) -> (MediaId, PictureFile) {
    let hex: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    (MediaId(hex), PictureFile { bytes, mime: mime.to_owned() })
}

impl Desk {
    /// A story with a headline of its own, a standfirst and two paragraphs.
    pub fn new(user: &str) -> Desk {
        let mut story = Story::new("en-GB", now());
        story.headline = format!("Harbour wall {} to close", &story.id.to_string()[24..]);
        story.standfirst = words("Engineers found cracks on Monday.");
        story.body = vec![paragraph("The wall closes at noon."), paragraph("It opens in spring.")];
        Desk {
            story,
            section: None,
            files: HashMap::new(),
            kept: Kept::default(),
            site: wordpress().site(user),
            patience: Patience { connect: Duration::from_secs(5), answer: Duration::from_secs(60) },
            overwrite: false,
        }
    }

    /// A lead picture and two in the text.
    pub fn with_three_pictures(mut self) -> Desk {
        let lead = self.add_picture(picture());
        self.story.lead = Some(PictureUse {
            media: lead,
            caption: words("The wall & the \"old\" quay"),
            credit: "Jane Doe/Agency".into(),
            alt: "A wall & the \"old\" quay".into(),
        });
        for n in 1..=2 {
            let media = self.add_picture(picture());
            self.story.body.push(Block::Figure {
                media: media.0,
                alt: format!("Crack {n}"),
                caption: words("Close up"),
                credit: "Jane Doe".into(),
            });
        }
        self
    }

    pub fn add_picture(&mut self, (id, file): (MediaId, PictureFile)) -> MediaId {
        self.files.insert(id.clone(), file);
        id
    }

    pub fn through(mut self, address: &str, user: &str) -> Desk {
        self.site = wordpress().site_at(address, user);
        self
    }

    pub fn post(&self) -> Post {
        post(&self.story, self.section.clone(), &|_| None)
    }

    pub fn send(&mut self, act: Act) -> Result<Receipt, SendFailure> {
        let order = Order {
            id: OrderId::new(),
            act,
            post: self.post(),
            remote: self.kept.remote.clone(),
            overwrite: self.overwrite,
            unwanted: self.kept.pictures.iter().map(|(media, sent)| (media.clone(), sent.id)).collect(),
        };
        let files = &self.files;
        let source = |media: &MediaId| Ok(files[media].clone());
        send(&self.site, self.patience, &order, &mut self.kept, &source, now())
    }

    /// Sends, and sends again at once, as long as the failure says that it passes by itself.
    pub fn send_until_done(&mut self, act: Act) -> (Receipt, usize) {
        for tries in 1..=10 {
            match self.send(act) {
                Ok(receipt) => return (receipt, tries),
                Err(SendFailure { kind: FailureKind::Retry { .. }, .. }) => {}
                Err(failure) => panic!("try {tries}: {} {:?}", failure.error, failure.kind),
            }
        }
        panic!("ten tries and not done");
    }

    /// The code of the refusal that is expected.
    pub fn refusal(&mut self, act: Act) -> (String, FailureKind) {
        let failure = self.send(act).expect_err("a refusal");
        for text in [&failure.error.sentence, &failure.error.hint] {
            assert!(!text.contains('<') && !text.contains("\\n"), "a sentence for people: {text}");
        }
        assert!(failure.error.sentence.ends_with('.'), "{}", failure.error.sentence);
        (failure.error.code.to_string(), failure.kind)
    }
}
