//! Copy from other programs: what each file of tests/fixtures/copy says, beside it as Markdown.

use std::fmt::Write;
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
