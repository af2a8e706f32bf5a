//! Commands about the places that the site is sent to.

use super::print::{self, Said};
use super::{Where, destination};
use crate::newsroom::{Newsroom, SitePlaceRow, wall_clock};
use crate::publish;
use crate::story::DestinationId;
use crate::{Error, Result};
use clap::Subcommand;
use serde_json::json;

/// What can be done with the places that the site is sent to.
#[derive(Subcommand)]
pub enum What {
    /// Add a place; its password is read from STET_PASSWORD and kept in the keychain
    Add {
        /// What the newsroom calls it
        #[arg(long)]
        name: String,
        /// s3 (or what speaks as it does), web-dav, sftp
        #[arg(long)]
        kind: String,
        /// The server's address, such as https://s3.eu-central-1.amazonaws.com or sftp://example.com
        #[arg(long)]
        address: String,
        /// Where the site stands there; of s3 the bucket, then a folder in it
        #[arg(long, default_value = "")]
        folder: String,
        /// Of s3; without it us-east-1
        #[arg(long, default_value = "")]
        region: String,
        /// The user name; of s3 the access key
        #[arg(long)]
        user: String,
        /// Of sftp: the file with the key; without it, what ssh itself finds
        #[arg(long, default_value = "")]
        key_file: String,
    },
    /// List the places
    List,
    /// Try whether a place lets us in; nothing is written there
    Test {
        /// Its name
        name: String,
    },
    /// Send what changed in the exported site to one place, or to all
    Send {
        /// Its name; without it, every place
        name: Option<String>,
    },
    /// Take a place out of use; nothing there is touched
    Remove {
        /// Its name
        name: String,
    },
}

pub(super) fn carry_out(place: &Where, what: What) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    match what {
        What::Add { name, kind, address, folder, region, user, key_file } => {
            let id = DestinationId::new();
            let by_key = kind == "sftp";
            let row = SitePlaceRow {
                id,
                kind,
                name,
                address,
                folder,
                region,
                user,
                key_file,
                sent_at: None,
                error: None,
            };
            publish::save_site_place(&mut newsroom, &row, None)?;
            if by_key {
                return Ok(Said::line("Added.".to_owned()));
            }
            Ok(destination::added(id, "send"))
        }
        What::List => {
            let rows = publish::site_places(&mut newsroom)?;
            if place.json {
                let value = |p: &SitePlaceRow| {
                    json!({ "id": p.id, "kind": p.kind, "name": p.name, "address": p.address, "folder": p.folder,
                            "user": p.user, "sentAt": p.sent_at, "error": p.error })
                };
                return Said::json(&rows.iter().map(value).collect::<Vec<_>>());
            }
            let line = |p: &SitePlaceRow| format!("{}  {}  {}/{}", p.name, p.kind, p.address, p.folder);
            Ok(Said::line(rows.iter().map(line).collect::<Vec<_>>().join("\n")))
        }
        What::Test { name } => {
            let row = named(&mut newsroom, &name)?;
            publish::try_site_place(&row, &publish::password_of(&row)?)?;
            Ok(Said::line(format!("“{}” lets us in.", row.name)))
        }
        What::Send { name } => {
            let rows = match name {
                Some(name) => vec![named(&mut newsroom, &name)?],
                None => publish::site_places(&mut newsroom)?,
            };
            send(newsroom, &rows, place.json)
        }
        What::Remove { name } => {
            let row = named(&mut newsroom, &name)?;
            publish::remove_site_place(&mut newsroom, row.id, wall_clock())?;
            Ok(Said::line("Removed. Nothing there was touched.".to_owned()))
        }
    }
}

/// Sends to each place; one that fails keeps no other from its turn.
fn send(mut newsroom: Newsroom, rows: &[SitePlaceRow], as_json: bool) -> Result<Said> {
    let (mut lines, mut values, mut failed) = (Vec::new(), Vec::new(), false);
    for row in rows {
        let mut tell = |sent: publish::Sent| {
            if !as_json {
                print::progress_line(&format!("{}: {} of {} files", row.name, sent.put, sent.to_put));
            }
            true
        };
        let went = publish::password_of(row)
            .and_then(|password| publish::send(&mut newsroom, row.id, &password, &wall_clock, &mut tell));
        if !as_json {
            print::progress_line("");
        }
        match went {
            Ok(sent) => {
                values.push(json!({ "name": row.name, "sent": sent }));
                lines.push(format!(
                    "{}: {} files sent, {} as they were, {} taken away.",
                    row.name, sent.put, sent.unchanged, sent.removed
                ));
            }
            Err(fault) => {
                failed = true;
                values.push(json!({ "name": row.name, "error": fault }));
                print::fault(&fault);
                lines.push(format!("{}: not all of it was sent.", row.name));
            }
        }
    }
    let said = if as_json { Said::json(&values)? } else { Said::line(lines.join("\n")) };
    Ok(said.failed_if(failed))
}

fn named(newsroom: &mut Newsroom, name: &str) -> Result<SitePlaceRow> {
    let rows = publish::site_places(newsroom)?;
    let found = rows.into_iter().find(|p| p.name.eq_ignore_ascii_case(name) || p.id.to_string() == name);
    found.ok_or_else(|| {
        Error::new(
            "place-missing",
            format!("The site is sent to no place called “{name}”."),
            "`stet deploy --newsroom DIR list` shows them.",
        )
    })
}
