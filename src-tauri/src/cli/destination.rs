//! Commands about destinations and what is sent to them.

use super::Where;
use super::print::{self, Said};
use crate::cms::{self, wordpress};
use crate::newsroom::{Newsroom, wall_clock};
use crate::publish::{keychain, outbox};
use crate::store::DestinationRow;
use crate::story::{DestinationId, StoryId};
use crate::{Error, Result};
use clap::Subcommand;
use serde_json::json;

/// What can be done with destinations.
#[derive(Subcommand)]
pub enum What {
    /// Add a WordPress site; its application password is read from STET_PASSWORD and kept in the keychain
    Add {
        /// What the newsroom calls it
        #[arg(long)]
        name: String,
        /// The site's address, such as https://www.calderstar.example
        #[arg(long)]
        address: String,
        /// The user name there
        #[arg(long)]
        user: String,
    },
    /// List the destinations
    List,
    /// Try whether a destination can be reached, and what its user may do there
    Test {
        /// Its name
        name: String,
    },
    /// Take a destination out of use; nothing on the site is touched
    Remove {
        /// Its name
        name: String,
    },
}

/// Keeps the password of STET_PASSWORD for what was added, and says where it is. `act`: what asks for it.
pub(super) fn added(id: DestinationId, act: &str) -> Said {
    let Ok(password) = std::env::var("STET_PASSWORD") else {
        return Said::line(format!("Added, without a password: set STET_PASSWORD when you {act}."));
    };
    match keychain::keep(id, &password) {
        Ok(()) => Said::line("Added; its password is in the keychain.".to_owned()),
        Err(fault) => {
            print::fault(&fault);
            Said::line(format!("Added; keep STET_PASSWORD set when you {act}."))
        }
    }
}

pub(super) fn carry_out(place: &Where, what: What) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    match what {
        What::Add { name, address, user } => {
            let kind = "word-press".to_owned();
            let row = DestinationRow { id: DestinationId::new(), kind, name, address, user };
            outbox::save_destination(&mut newsroom, &row, None)?;
            Ok(added(row.id, "publish"))
        }
        What::List => {
            let rows = outbox::destinations(&mut newsroom)?;
            if place.json {
                let value = |d: &DestinationRow| json!({ "id": d.id, "name": d.name, "address": d.address, "user": d.user });
                return Said::json(&rows.iter().map(value).collect::<Vec<_>>());
            }
            let line = |d: &DestinationRow| format!("{}  {}  {}", d.name, d.address, d.user);
            Ok(Said::line(rows.iter().map(line).collect::<Vec<_>>().join("\n")))
        }
        What::Test { name } => {
            let id = named(&mut newsroom, &name)?;
            let rows = outbox::destinations(&mut newsroom)?;
            let row = rows.into_iter().find(|d| d.id == id).ok_or_else(|| unknown(&name))?;
            let password = keychain::password(id)?.unwrap_or_default();
            let site =
                cms::Site { address: row.address, user: row.user, password: cms::Secret::new(&password) };
            let tested = wordpress::test_connection(&site, cms::Patience::default())?;
            tested.advice.iter().for_each(print::fault);
            Ok(Said::line(format!("Connected to “{}” as {}.", tested.site_title, tested.user_name)))
        }
        What::Remove { name } => {
            let id = named(&mut newsroom, &name)?;
            outbox::remove_destination(&mut newsroom, id, wall_clock())?;
            Ok(Said::line("Removed. Nothing on the site was touched.".to_owned()))
        }
    }
}

/// The destination of that name.
pub fn named(newsroom: &mut Newsroom, name: &str) -> Result<DestinationId> {
    let rows = outbox::destinations(newsroom)?;
    let found = rows.iter().find(|d| d.name.eq_ignore_ascii_case(name) || d.id.to_string() == name);
    found.map(|d| d.id).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Error {
    Error::new(
        "destination-missing",
        format!("There is no destination “{name}”."),
        "`stet destination --newsroom DIR list` shows them.",
    )
}

/// Sends what waits in the outbox and says how one story stands after it, or all of it.
pub(super) fn send_waiting(
    newsroom: Newsroom,
    one: Option<(StoryId, DestinationId)>,
    as_json: bool,
) -> Result<Said> {
    let mut newsroom = super::work(newsroom)?;
    let Some((story, destination)) = one else {
        let left = newsroom.waiting_orders()?;
        let text =
            if left == 0 { "Nothing waits.".to_owned() } else { format!("{left} still wait in the outbox.") };
        return Ok(Said::line(text).failed_if(left > 0));
    };
    let standing = outbox::standing(&mut newsroom, story)?;
    let found = standing.into_iter().find(|(d, _, _)| d.id == destination);
    let (ledger, order) = found.map(|(_, l, o)| (l.unwrap_or_default(), o)).unwrap_or_default();
    if as_json {
        let value = json!({
            "remoteId": ledger.remote_id, "state": ledger.remote_state, "link": ledger.link, "notices": ledger.notices,
            "order": order.as_ref().map(|o| json!({ "state": o.state, "attempts": o.attempts, "error": o.error })),
        });
        return Ok(Said::json(&value)?.failed_if(order.is_some()));
    }
    ledger.notices.iter().for_each(print::fault);
    match order {
        None => Ok(Said::line(format!("Done: {} {}", ledger.remote_state, ledger.link))),
        Some(order) => {
            order.error.iter().for_each(print::fault);
            let text = match order.state.as_str() {
                "waiting" => "Not sent yet. It waits in the outbox; `stet publish` tries again.",
                _ => "Not sent. It waits for you in the outbox.",
            };
            Ok(Said::line(text.to_owned()).failed_if(true))
        }
    }
}
