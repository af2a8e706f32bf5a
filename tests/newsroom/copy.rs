//! Copy from other programs: what each file of tests/fixtures/copy says, beside it as Markdown.

use std::fmt::Write;
use std::io::{Cursor, Read, Write as _};
use std::path::{Path, PathBuf};
use stet::body;
use stet::import::Format;
use stet::import::manuscript::Manuscript;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/copy")
}

/// A manuscript as a person reads it.
fn shown(m: &Manuscript) -> String {
    let mut out = format!("# {}\n\n", m.headline);
    if !m.standfirst.is_empty() {
        writeln!(out, "Standfirst: {}\n", body::write_inline(&m.standfirst)).unwrap();
    }
    for byline in &m.bylines {
        writeln!(out, "Byline: {}\n", byline.name).unwrap();
    }
    writeln!(out, "{}", body::write(&m.body).trim_end()).unwrap();
    for c in &m.comments {
        let resolved = if c.resolved { " (resolved)" } else { "" };
        let at = c.made_at.map_or("no time".to_owned(), |t| t.0.to_string());
        writeln!(
            out,
            "\n## Comment on “{}”{resolved}\n\nafter “{}”, before “{}”\n",
            c.quote.trim(),
            c.before.trim(),
            c.after.trim()
        )
        .unwrap();
        writeln!(out, "{}, {at}: {}", c.author, c.text).unwrap();
        for r in &c.replies {
            writeln!(out, "\n{} answers: {}", r.author, r.text).unwrap();
        }
    }
    if let Some(p) = &m.proposed {
        writeln!(
            out,
            "\n## Proposed by {}\n\n# {}\n\n{}",
            p.authors.join(", "),
            p.headline,
            body::write(&p.body).trim_end()
        )
        .unwrap();
    }
    for notice in &m.notices {
        writeln!(out, "\nNotice: {notice}").unwrap();
    }
    for p in &m.pictures {
        writeln!(
            out,
            "\nPicture: {} ({})",
            p.name,
            if p.bytes.is_empty() { "beside the file" } else { "in the file" }
        )
        .unwrap();
    }
    out
}

#[test]
fn every_file_says_what_stands_beside_it() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(fixtures()).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|f| !f.to_string_lossy().ends_with(".expected.md")) {
        let Some(format) = Format::of(file) else { continue };
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let said = shown(&format.read(&name, &std::fs::read(file).unwrap()).unwrap());
        let beside = fixtures().join(format!("{name}.expected.md"));
        if std::env::var_os("STET_WRITE_COPY").is_some() {
            stet::newsroom::write_whole(&beside, said.as_bytes()).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if expected != said {
            wrong.push(format!("── {name}, but expected {}:\n{said}", beside.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers that are the same at every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    /// The bytes with a few of them lost, doubled, moved or turned.
    fn break_up(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..1 + self.below(6) {
            let (at, length) = (self.below(out.len()), 1 + self.below(40));
            let end = (at + length).min(out.len());
            match self.below(5) {
                0 => out.truncate(at),
                1 => drop(out.drain(at..end)),
                2 => {
                    let again = out[at..end].repeat(1 + self.below(50));
                    out.splice(at..at, again);
                }
                3 => {
                    let piece: Vec<u8> = out.drain(at..end).collect();
                    let to = self.below(out.len() + 1);
                    out.splice(to..to, piece);
                }
                _ => out.iter_mut().skip(at).take(length).for_each(|b| *b = b.wrapping_add(31)),
            }
            if out.is_empty() {
                break;
            }
        }
        out
    }
}

/// A package with one of its parts broken up, and whole as a ZIP.
fn with_a_broken_part(dice: &mut Dice, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let broken = dice.below(zip.len());
    for place in 0..zip.len() {
        let mut part = zip.by_index(place).unwrap();
        let (name, mut inside) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut inside).unwrap();
        let is_text =
            ["document.xml", "content.xml", "comments.xml", "styles.xml"].iter().any(|n| name.ends_with(n));
        if place == broken || is_text && dice.below(3) == 0 {
            inside = dice.break_up(&inside);
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&inside).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_broken_file_is_copy_that_can_be_stored_or_a_sentence_that_names_it() {
    let mut dice = Dice(0x5374_6574);
    let mut refused = 0;
    for file in std::fs::read_dir(fixtures()).unwrap().map(|e| e.unwrap().path()) {
        let Some(format) = Format::of(&file) else { continue };
        let bytes = std::fs::read(&file).unwrap();
        for _ in 0..40 {
            let broken = match format {
                Format::Docx | Format::Odt if dice.below(8) > 0 => with_a_broken_part(&mut dice, &bytes),
                _ => dice.break_up(&bytes),
            };
            match format.read("broken-file", &broken) {
                Ok(m) => {
                    assert_eq!(body::read(&body::write(&m.body)), m.body);
                    if let Some(p) = m.proposed {
                        assert_eq!(body::read(&body::write(&p.body)), p.body);
                    }
                }
                Err(fault) => {
                    refused += 1;
                    assert!(fault.sentence.contains("broken-file"), "{fault}");
                }
            }
        }
    }
    assert!(refused > 20, "some of them are beyond reading: {refused}");
}
