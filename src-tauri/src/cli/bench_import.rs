//! `stet bench import`: made-up exports of a WordPress and a Ghost, brought in and measured.

use super::print::Said;
use crate::import;
use crate::newsroom::{Newsroom, Settings, wall_clock};
use crate::{Error, Result};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

/// Words of a made-up post: with its markup some eight kilobytes.
const WORDS: usize = 1100;

/// Makes both exports in a temporary folder, brings each into an empty newsroom, and prints the figures.
pub fn run(posts: usize) -> Result<Said> {
    let folder = tempfile::tempdir().map_err(|fault| {
        Error::new("folder-unwritable", format!("No temporary folder could be made: {fault}."), "Set TMPDIR.")
    })?;
    let mut out = vec![format!("{posts} posts of {WORDS} words, {} build", super::bench::profile())];
    for (what, name, write) in [
        ("WordPress", "export.xml", wordpress as fn(&mut dyn Write, usize) -> std::io::Result<()>),
        ("Ghost", "export.json", ghost),
    ] {
        let file = folder.path().join(name);
        write_with(&file, |to| write(to, posts))?;
        let megabytes = std::fs::metadata(&file).map(|m| m.len()).unwrap_or_default() as f64 / 1e6;
        let settings = Settings {
            title: "Bench".into(),
            zone: "UTC".into(),
            language: "en".into(),
            ..Settings::default()
        };
        let mut newsroom = Newsroom::create(&folder.path().join(what), settings, &[], false)?;
        let before = resident();
        let began = Instant::now();
        let go_on = &mut |_| ControlFlow::Continue(());
        let done = import::bring_in(&mut newsroom, std::slice::from_ref(&file), wall_clock(), go_on)?;
        let seconds = began.elapsed().as_secs_f64();
        let began = Instant::now();
        let again = import::bring_in(&mut newsroom, &[file], wall_clock(), go_on)?;
        out.push(format!(
            "{what}, {megabytes:.0} MB: {} stories in {seconds:.1} s, {:.0} stories/s, {:.1} MB/s, peak memory {} (before {}); \
             again: {} were here, {:.1} s; {} faults",
            done.stories.len(),
            done.stories.len() as f64 / seconds,
            megabytes / seconds,
            shown(status("VmHWM:")),
            shown(before),
            again.already_here.len(),
            began.elapsed().as_secs_f64(),
            done.faults.len(),
        ));
    }
    Ok(Said::line(out.join("\n")))
}

fn write_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
    let written =
        File::create(path).map(BufWriter::new).and_then(|mut to| write(&mut to).and_then(|()| to.flush()));
    written.map_err(|fault| {
        Error::new(
            "file-unwritable",
            format!("“{}” could not be written: {fault}.", path.display()),
            "Free some space, or set TMPDIR.",
        )
    })
}

/// The same words for the same post in every run.
fn text(post: usize, open: &str, close: &str) -> String {
    let mut seed = (post as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut out = String::with_capacity(WORDS * 8);
    for n in 0..WORDS {
        if n % 60 == 0 {
            out.push_str(if n == 0 { open } else { ".</p>" });
            if n > 0 {
                out.push_str(close);
                out.push_str(open);
            }
        } else {
            out.push(' ');
        }
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let word = super::bench::WORDS[(seed % super::bench::WORDS.len() as u64) as usize];
        match seed % 97 {
            0 => out.push_str(&format!("<strong>{word}</strong>")),
            1 => out.push_str(&format!("<a href=\"https://bench.example/?p={}\">{word}</a>", seed % 997 + 1)),
            _ => out.push_str(word),
        }
    }
    out.push_str(".</p>");
    out.push_str(close);
    out
}

fn wordpress(to: &mut dyn Write, posts: usize) -> std::io::Result<()> {
    to.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
        xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
        xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel><title>Bench</title><link>https://bench.example</link>\n\
        <wp:base_blog_url>https://bench.example</wp:base_blog_url>\n",
    )?;
    for n in 1..=posts {
        let (day, minute) = (n % 28 + 1, n % 60);
        writeln!(
            to,
            "<item><title><![CDATA[Council votes on the harbour, part {n}]]></title><link>https://bench.example/{n}/</link>\
            <guid isPermaLink=\"false\">https://bench.example/?p={n}</guid><dc:creator><![CDATA[desk]]></dc:creator>\
            <content:encoded><![CDATA[{}]]></content:encoded><excerpt:encoded><![CDATA[What it means.]]></excerpt:encoded>\
            <wp:post_id>{n}</wp:post_id><wp:post_date_gmt><![CDATA[2023-05-{day:02} 10:{minute:02}:00]]></wp:post_date_gmt>\
            <wp:post_name><![CDATA[council-votes-{n}]]></wp:post_name><wp:status><![CDATA[publish]]></wp:status>\
            <wp:post_type><![CDATA[post]]></wp:post_type><category domain=\"category\" nicename=\"s\"><![CDATA[Section {}]]></category>\
            <category domain=\"post_tag\" nicename=\"t\"><![CDATA[harbour]]></category></item>",
            text(n, "<!-- wp:paragraph -->\n<p>", "\n<!-- /wp:paragraph -->\n\n"),
            n % 6
        )?;
    }
    to.write_all(b"</channel>\n</rss>\n")
}

fn ghost(to: &mut dyn Write, posts: usize) -> std::io::Result<()> {
    to.write_all(b"{\"db\":[{\"meta\":{\"version\":\"5.130.0\"},\"data\":{\"posts\":[")?;
    for n in 1..=posts {
        let row = serde_json::json!({
            "id": format!("{n:024x}"), "uuid": format!("00000000-0000-4000-8000-{n:012x}"),
            "title": format!("Council votes on the harbour, part {n}"), "slug": format!("council-votes-{n}"),
            "html": text(n, "<p>", "\n"), "lexical": null, "type": "post", "status": "published", "visibility": "public",
            "custom_excerpt": "What it means.", "published_at": format!("2023-05-{:02}T10:{:02}:00.000Z", n % 28 + 1, n % 60),
        });
        write!(to, "{}{row}", if n > 1 { "," } else { "" })?;
    }
    to.write_all(b"],\"posts_tags\":[")?;
    for n in 1..=posts {
        let comma = if n > 1 { "," } else { "" };
        write!(to, "{comma}{{\"post_id\":\"{n:024x}\",\"tag_id\":\"t{}\",\"sort_order\":0}}", n % 6)?;
    }
    let tags: Vec<String> = (0..6)
        .map(|n| format!("{{\"id\":\"t{n}\",\"name\":\"Section {n}\",\"visibility\":\"public\"}}"))
        .collect();
    write!(to, "],\"tags\":[{}]}}}}]}}", tags.join(","))
}

/// A line of what the system says of this process, in kilobytes; only Linux says it so.
pub(super) fn status(line: &str) -> Option<u64> {
    let said = std::fs::read_to_string("/proc/self/status").ok()?;
    said.lines().find_map(|l| l.strip_prefix(line))?.trim().split(' ').next()?.parse().ok()
}

/// What the process holds now.
pub(super) fn resident() -> Option<u64> {
    status("VmRSS:")
}

/// As a person reads it.
pub(super) fn shown(kilobytes: Option<u64>) -> String {
    kilobytes.map_or_else(|| "not known here".to_owned(), |k| format!("{:.0} MB", k as f64 / 1e3))
}
