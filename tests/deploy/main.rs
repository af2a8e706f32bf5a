//! What is promised of a place that the site is sent to, against a real S3, WebDAV and SSH
//! server on this machine. `scripts/deploy-servers.sh` makes them ready.

#![allow(clippy::unwrap_used)] // a test stops where something is not as it expects

mod breaks;
mod cutter;
mod kill;
mod place;
mod sends;
mod server;

#[allow(dead_code)] // each of the two has more than is asked here
#[path = "../wordpress/proxy.rs"]
mod proxy;
#[allow(dead_code)]
#[path = "../newsroom/room.rs"]
mod room;
