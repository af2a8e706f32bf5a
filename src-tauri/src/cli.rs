//! The command line: the same core without a window, for cron and servers.
//!
//! Prints and exits; decides nothing. Each command is a few lines to the newsroom.

mod bench;
mod bench_desk;
mod bench_floor;
mod bench_import;
mod bench_pictures;
mod bench_site;
mod deploy;
mod destination;
mod dress;
mod due;
mod handoff;
mod plan;
mod print;
mod removal;
mod stories;

use crate::newsroom::{Newsroom, Section, Settings, wall_clock};
use crate::publish::{self, outbox};
use crate::story::UtcMillis;
use crate::{Error, Result, check, demo};
use clap::{Args, CommandFactory, Parser, Subcommand};
use print::Said;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

/// The newsroom a command works on.
#[derive(Args, Clone)]
struct Where {
    /// The newsroom's folder: the one that holds newsroom.sqlite
    #[arg(long, value_name = "DIR")]
    newsroom: PathBuf,
    /// Answer in JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Parser)]
#[command(
    name = "stet",
    version,
    about = "Stet: a desktop newsroom editor. Write offline, lose nothing, publish once.",
    long_about = "Stet: a desktop newsroom editor. Write offline, lose nothing, publish once.\n\n\
                  With no command the window opens on your own newsroom; `stet --newsroom DIR` opens it on another. \
                  The commands below do the same work without a window; they may run while the window is open.",
    after_long_help = "EXIT CODES\n  \
        0  done\n  \
        1  not done, or something is wrong: the sentence on standard error says what and what to do\n  \
        2  the command was not understood\n  \
        3  the newsroom could not be opened\n\n\
        EXAMPLES\n  \
        stet init paper --title \"Calder Star\" --zone Asia/Kolkata --section News --section Sport\n  \
        stet import --newsroom paper stories/\n  \
        stet export --newsroom paper --out public\n  \
        stet publish --newsroom paper harbour-wall --to \"Calder Star online\" --as publish\n\n\
        PASSWORDS\n  \
        A destination's password is kept in the system's keychain. Where there is none, set STET_PASSWORD.",
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a new, empty newsroom in a folder
    Init {
        /// The folder; made where it is missing
        dir: PathBuf,
        /// The name on the masthead
        #[arg(long)]
        title: String,
        /// The time zone that times are printed in, such as Europe/London
        #[arg(long, default_value = "UTC")]
        zone: String,
        /// A section of the site; once for each, in their order
        #[arg(long = "section", value_name = "SECTION")]
        sections: Vec<String>,
        /// The language of new stories, such as en-GB, hi, ur
        #[arg(long, default_value = "en-GB")]
        language: String,
        /// Where the site will stand, such as https://www.calderstar.example
        #[arg(long, default_value = "")]
        address: String,
        /// Feeds carry the whole text of a story, not its summary
        #[arg(long)]
        full_feeds: bool,
        /// A file for news software (ninjs) stands beside each story
        #[arg(long)]
        ninjs: bool,
        /// Pictures of the site are drawn as AVIF too: smaller, and ten times the work
        #[arg(long)]
        avif: bool,
    },
    /// Make the demo newsroom: a dozen fictional stories with pictures
    Demo {
        /// The folder; made where it is missing
        dir: PathBuf,
    },
    /// Bring in copy (.docx .odt .rtf .html .md .txt), folders of it, or an export of WordPress or Ghost
    #[command(after_long_help = stories::FRONT_MATTER_HELP)]
    Import {
        #[command(flatten)]
        place: Where,
        /// Files and folders
        #[arg(required = true, value_name = "FILE-OR-FOLDER")]
        paths: Vec<PathBuf>,
    },
    /// List stories, last changed first
    List {
        #[command(flatten)]
        place: Where,
        /// desk (all but the spiked), live, spiked, or expired (spiked so long ago that no other view has them)
        #[arg(long, default_value = "desk")]
        view: String,
        /// Only stories with these words in them
        #[arg(long, default_value = "")]
        find: String,
    },
    /// The news list of a day: what is due, goes out, or is to be looked at again
    Plan {
        #[command(flatten)]
        place: Where,
        /// The day, such as 2026-11-28; without it, today in the newsroom's zone
        #[arg(long)]
        day: Option<String>,
    },
    /// Show one story: as Markdown with front matter, or as JSON
    Show {
        #[command(flatten)]
        place: Where,
        /// Its id, URL slug or slug
        story: String,
    },
    /// Make a file (.stet) that hands a story on to another newsroom
    Send {
        #[command(flatten)]
        place: Where,
        /// Its id, URL slug or slug
        story: String,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// Lock it with the passphrase in the first line of this file; it cannot be recovered
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// How the pictures go along: clean (drawn anew: no place, no camera), as-they-came, without
        #[arg(long, value_name = "HOW", default_value = "clean")]
        pictures: String,
    },
    /// Open a file (.stet) that somebody sent: brings its story in, or lets it wait to be merged
    Open {
        #[command(flatten)]
        place: Where,
        /// The file
        file: PathBuf,
        /// The passphrase is the first line of this file
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Write the site into a folder, or all stories as Markdown
    Export {
        #[command(flatten)]
        place: Where,
        /// The folder to write to: an empty one, or one that an export wrote before
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// site (complete pages), or markdown (stories and pictures, for `stet import`)
        #[arg(long = "as", default_value = "site")]
        form: String,
    },
    /// Publish a story on the newsroom's own site, or send it to a destination
    Publish {
        #[command(flatten)]
        place: Where,
        /// Its id, URL slug or slug; without one, whatever waits in the outbox is sent
        story: Option<String>,
        /// A destination by its name; without it, the newsroom's own site
        #[arg(long, value_name = "NAME")]
        to: Option<String>,
        /// publish, take-down; and to a destination also draft, update, schedule
        #[arg(long = "as", default_value = "publish")]
        act: String,
        /// The time for schedule: 2026-11-24 06:00 in the newsroom's zone, or RFC 3339
        #[arg(long)]
        at: Option<String>,
    },
    /// Kill a story: away from every place it went to, and not to be published again
    Kill {
        #[command(flatten)]
        place: Where,
        /// Its id, URL slug or slug
        story: String,
        /// Why; the journal keeps it
        #[arg(long, default_value = "")]
        why: String,
        /// Lift the kill: the story may be published again, and is not by this
        #[arg(long, conflicts_with = "why")]
        lift: bool,
    },
    /// Take a story down from every place it went to; it may be published again
    TakeDown {
        #[command(flatten)]
        place: Where,
        /// Its id, URL slug or slug
        story: String,
    },
    /// Publish what is due, see whether sites kept their hours, and write the site anew: for cron or a systemd timer
    #[command(after_long_help = due::HELP)]
    Due {
        #[command(flatten)]
        place: Where,
        /// A story later than so many minutes waits for a person
        #[arg(long, value_name = "MINUTES", default_value_t = 15)]
        late: i64,
        /// The folder of the site; without it, where it was exported to last
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// This computer's clock is right, though it stands before what Stet has seen
        #[arg(long)]
        clock_is_right: bool,
    },
    /// Say how the site is dressed: accent, paper, typefaces, logo, foot; without an option, show it
    Dress {
        #[command(flatten)]
        place: Where,
        #[command(flatten)]
        set: dress::Set,
    },
    /// Copy the default theme into the newsroom, to be changed there
    Theme {
        #[command(flatten)]
        place: Where,
        #[command(subcommand)]
        what: dress::ThemeWhat,
    },
    /// Look a story over before publishing; without a story, the newsroom's file and pictures
    Check {
        #[command(flatten)]
        place: Where,
        /// Its id, URL slug or slug
        story: Option<String>,
    },
    /// Add, list, test or remove places to publish to
    Destination {
        #[command(flatten)]
        place: Where,
        #[command(subcommand)]
        what: destination::What,
    },
    /// Send the site, as it was exported, to the places it is uploaded to; or add, list, try, remove such a place
    Deploy {
        #[command(flatten)]
        place: Where,
        #[command(subcommand)]
        what: deploy::What,
    },
    /// Measure this machine with a made-up newsroom, and print the figures
    #[command(args_conflicts_with_subcommands = true)]
    Bench {
        /// How many stories
        #[arg(long, default_value_t = 10_000)]
        stories: usize,
        #[command(subcommand)]
        what: Option<Bench>,
    },
}

#[derive(Subcommand)]
enum Bench {
    /// List, filter, search, open and save in a newsroom of years: p50, p99 and memory
    Desk {
        /// How many stories; without it 10,000 and 100,000
        #[arg(long)]
        stories: Option<usize>,
        /// Make the newsroom in this folder and leave it there, without measuring
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
    },
    /// Write the site: whole, unchanged, one story corrected, one headline changed, one story new
    Site {
        /// How many stories
        #[arg(long, default_value_t = 10_000)]
        stories: usize,
        /// A theme instead of the default one
        #[arg(long, value_name = "DIR")]
        theme: Option<PathBuf>,
        /// Leave the site in this folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Write the same stories into this folder, as Markdown with front matter
        #[arg(long, value_name = "DIR")]
        content: Option<PathBuf>,
        /// Write the site once, and change nothing
        #[arg(long)]
        only_whole: bool,
    },
    /// Write the bytes of a site that is there into a new folder and do nothing else: the least it can cost
    Floor {
        /// The site
        from: PathBuf,
        /// The new folder
        out: PathBuf,
        /// Each page as slug.html instead of slug/index.html
        #[arg(long)]
        flat: bool,
    },
    /// Make of photographs what readers get: time, processor time, peak memory, bytes
    Pictures {
        /// The JPEGs in this folder; where there are none, some are drawn there
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// Leave the files in this folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Only draw the photographs
        #[arg(long)]
        only_set: bool,
    },
    /// Bring in made-up exports of WordPress and Ghost: stories a second, and peak memory
    Import {
        /// How many posts each has; 13,000 make some 100 MB
        #[arg(long, default_value_t = 13_000)]
        posts: usize,
    },
}

/// Runs the command line; `args` without the program's own name.
pub fn run(args: Vec<OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(std::iter::once(OsString::from("stet")).chain(args)) {
        Ok(cli) => cli,
        Err(asked) => {
            // --help and --version come this way too; clap knows which stream and code.
            let _ = asked.print();
            return ExitCode::from(u8::try_from(asked.exit_code()).unwrap_or(2));
        }
    };
    match carry_out(cli.command) {
        Ok(said) => said.code(),
        Err(fault) => {
            print::fault(&fault);
            ExitCode::from(if could_not_open(&fault) { 3 } else { 1 })
        }
    }
}

/// Whether the newsroom itself is why a command did not happen.
fn could_not_open(fault: &Error) -> bool {
    fault.code.starts_with("newsroom-") && fault.code != "newsroom-exists"
}

/// The commands by name, for the test that the papers list them.
pub fn commands() -> Vec<String> {
    Cli::command().get_subcommands().map(|c| c.get_name().to_owned()).collect()
}

fn carry_out(command: Command) -> Result<Said> {
    match command {
        Command::Init { dir, title, zone, sections, language, address, full_feeds, ninjs, avif } => {
            let feeds_in_full = full_feeds;
            let settings = Settings {
                title,
                zone,
                language,
                address,
                feeds_in_full,
                ninjs,
                avif,
                ..Settings::default()
            };
            let sections: Vec<Section> = sections.iter().map(|name| Section::named(name)).collect();
            Newsroom::create(&dir, settings, &sections, false)?;
            Ok(Said::line(format!("The newsroom is in “{}”.", dir.display())))
        }
        Command::Demo { dir } => {
            let count = demo::make(&dir, wall_clock())?.opened()?.stories;
            Ok(Said::line(format!("The demo newsroom with {count} stories is in “{}”.", dir.display())))
        }
        Command::Import { place, paths } => stories::import(&place, &paths),
        Command::List { place, view, find } => stories::list(&place, &view, &find),
        Command::Plan { place, day } => plan::print(&place, day.as_deref()),
        Command::Show { place, story } => stories::show(&place, &story),
        Command::Send { place, story, to, passphrase_file, pictures } => {
            handoff::send(&place, &story, &to, passphrase_file.as_deref(), &pictures)
        }
        Command::Open { place, file, passphrase_file } => {
            handoff::open(&place, &file, passphrase_file.as_deref())
        }
        Command::Export { place, out, form } => match form.as_str() {
            "site" => export_site(&place, &out),
            "markdown" => stories::export_markdown(&place, &out),
            other => Err(Error::new(
                "form-unknown",
                format!("“{other}” is nothing that stories can be exported as."),
                "Use site or markdown.",
            )),
        },
        Command::Publish { place, story, to, act, at } => {
            publish_story(&place, story.as_deref(), to, &act, at)
        }
        Command::Kill { place, story, why, lift } => removal::kill(&place, &story, why, lift),
        Command::TakeDown { place, story } => removal::take_down(&place, &story),
        Command::Due { place, late, out, clock_is_right } => {
            due::due(&place, late, out.as_deref(), clock_is_right)
        }
        Command::Check { place, story } => check_all(&place, story.as_deref()),
        Command::Destination { place, what } => destination::carry_out(&place, what),
        Command::Deploy { place, what } => deploy::carry_out(&place, what),
        Command::Dress { place, set } => dress::dress(&place, set),
        Command::Theme { place, what } => dress::theme(&place, &what),
        Command::Bench { what: Some(Bench::Import { posts }), .. } => bench_import::run(posts),
        Command::Bench { what: Some(Bench::Pictures { from, out, only_set }), .. } => {
            bench_pictures::run(from.as_deref(), out.as_deref(), only_set)
        }
        Command::Bench { what: Some(Bench::Desk { stories, keep }), .. } => {
            bench_desk::run(stories, keep.as_deref())
        }
        Command::Bench { what: Some(Bench::Site { stories, theme, out, content, only_whole }), .. } => {
            bench_site::run(stories, theme.as_deref(), out.as_deref(), content.as_deref(), only_whole)
        }
        Command::Bench { what: Some(Bench::Floor { from, out, flat }), .. } => {
            bench_floor::run(&from, &out, flat)
        }
        Command::Bench { stories, what: None } => bench::run(stories),
    }
}

/// Problems of an export that are said one by one: nobody reads a thousand lines.
const MOST_PROBLEMS: usize = 20;

fn export_site(place: &Where, out: &std::path::Path) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let done = publish::export(&mut newsroom, out, wall_clock())?;
    done.problems.iter().take(MOST_PROBLEMS).for_each(print::fault);
    if done.problems.len() > MOST_PROBLEMS {
        eprintln!(
            "stet: and {} more of that kind; --json lists them all.",
            done.problems.len() - MOST_PROBLEMS
        );
    }
    if place.json {
        return Said::json(&done);
    }
    let text = format!(
        "{} pages and {} pictures: {} files written, {} removed.\n{}",
        done.pages,
        done.pictures,
        done.written,
        done.removed,
        done.index.display()
    );
    Ok(Said::line(text))
}

fn publish_story(
    place: &Where,
    story: Option<&str>,
    to: Option<String>,
    act: &str,
    at: Option<String>,
) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let now = wall_clock();
    let Some(name) = story else {
        outbox::hurry(&mut newsroom, now)?;
        return destination::send_waiting(newsroom, None, place.json);
    };
    let story = stories::named(&mut newsroom, name)?;
    let Some(to) = to else {
        match act {
            "publish" | "update" => publish::publish_story(&mut newsroom, story, now)?,
            "take-down" => publish::take_down_story(&mut newsroom, story, now)?,
            other => {
                return Err(Error::new(
                    "push-unknown",
                    format!("“{other}” needs a destination."),
                    "Name one with --to, or use publish, update or take-down.",
                ));
            }
        };
        let text = "Done. The next `stet export` shows it.";
        return if place.json { stories::show(place, name) } else { Ok(Said::line(text.to_owned())) };
    };
    let at = at.map(|text| stories::time(&mut newsroom, &text)).transpose()?;
    let push = outbox::Push::from_word(act, at)?;
    let destination = destination::named(&mut newsroom, &to)?;
    outbox::push(&mut newsroom, story, destination, push, false, now)?;
    destination::send_waiting(newsroom, Some((story, destination)), place.json)
}

fn check_all(place: &Where, story: Option<&str>) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let Some(name) = story else {
        let faults = newsroom.faults()?;
        if place.json {
            return Ok(Said::json(&faults)?.failed_if(!faults.is_empty()));
        }
        faults.iter().for_each(print::fault);
        let text =
            if faults.is_empty() { "Everything is whole." } else { "Not everything is whole: see above." };
        return Ok(Said::line(text.to_owned()).failed_if(!faults.is_empty()));
    };
    let story = stories::named(&mut newsroom, name)?;
    let checks = publish::checks(&mut newsroom, story, wall_clock())?;
    let blocked = checks.iter().any(|c| c.level == check::Level::Block);
    if place.json {
        return Ok(Said::json(&checks)?.failed_if(blocked));
    }
    let line = |c: &check::Check| {
        let mark = match c.level {
            check::Level::Block => "stops",
            check::Level::Ask => "look ",
            check::Level::Ok => "ok   ",
        };
        format!("{mark}  {} {}", c.sentence, c.hint)
    };
    let lines: Vec<String> = checks.iter().map(line).collect();
    Ok(Said::line(lines.join("\n")).failed_if(blocked))
}

/// Sends what waits; a lock is needed because sending unlocks the newsroom while it waits.
fn work(newsroom: Newsroom) -> Result<Newsroom> {
    let newsroom = Mutex::new(newsroom);
    outbox::work(&newsroom, &wall_clock, &mut |_| {})?;
    Ok(newsroom.into_inner().unwrap_or_else(|broken| broken.into_inner()))
}

/// A time in the newsroom's zone, as a person reads it.
fn shown_time(at: UtcMillis, zone: &str) -> String {
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    chrono::DateTime::from_timestamp_millis(at.0)
        .map(|t| t.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string())
        .unwrap_or_default()
}
