//! A newsroom with the site as its destination, worked by the `stet` program alone.

use crate::server::wordpress;
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

pub struct Paper {
    folder: tempfile::TempDir,
    password: String,
}

impl Paper {
    /// A newsroom whose destination “Online” is at this address: the site, or a proxy before it.
    pub fn before(address: &str) -> Paper {
        let paper = Paper {
            folder: tempfile::tempdir().unwrap(),
            password: wordpress().password("editor").to_owned(),
        };
        let dir = paper.newsroom();
        let made = paper.run(&["init", dir.to_str().unwrap(), "--title", "Calder Star"]);
        assert!(made.status.success(), "{}", complained(&made));
        let added =
            paper.stet(&["destination", "add", "--name", "Online", "--address", address, "--user", "editor"]);
        assert!(added.status.success(), "{}", complained(&added));
        paper
    }

    pub fn newsroom(&self) -> PathBuf {
        self.folder.path().join("paper")
    }

    /// A story of this headline, which no other test has; its URL slug.
    pub fn story(&self, headline: &str) -> String {
        let slug = format!("{}-{}", headline.to_lowercase().replace(' ', "-"), std::process::id());
        let file = self.folder.path().join(format!("{slug}.md"));
        let text = format!("---\nheadline: {headline}\nurl_slug: {slug}\n---\nThe wall closes at noon.\n");
        std::io::Write::write_all(&mut std::fs::File::create(&file).unwrap(), text.as_bytes()).unwrap();
        let came = self.stet(&["import", file.to_str().unwrap()]);
        assert!(came.status.success(), "{}", complained(&came));
        slug
    }

    pub fn stet(&self, args: &[&str]) -> Output {
        let dir = self.newsroom();
        let (first, rest) = args.split_first().unwrap();
        let mut all = vec![*first, "--newsroom", dir.to_str().unwrap()];
        all.extend(rest);
        self.run(&all)
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut stet = Command::new(env!("CARGO_BIN_EXE_stet"));
        stet.args(args).env("STET_PASSWORD", &self.password).output().unwrap()
    }

    /// Asks the newsroom's own file.
    pub fn sqlite(&self, statement: &str) -> String {
        let file = self.newsroom().join(stet::newsroom::FILE);
        let done = Command::new("sqlite3").arg(file).arg(statement).output().unwrap();
        assert!(done.status.success(), "sqlite3 {statement}: {}", complained(&done));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    /// The number of the story's post on the site.
    pub fn post(&self, slug: &str) -> u64 {
        let ask = format!(
            "SELECT remote_id FROM publication WHERE story = (SELECT id FROM story WHERE url_slug = '{slug}')"
        );
        self.sqlite(&ask).parse().unwrap_or_else(|_| panic!("{slug} has no post"))
    }

    /// The post as the site has it.
    pub fn there(&self, slug: &str) -> Value {
        wordpress().post(self.post(slug))
    }

    /// As if the hour had come: the next look is now.
    pub fn look_now(&self) {
        self.sqlite("UPDATE publication SET look_at = 0 WHERE remote_state = 'scheduled'");
    }

    /// What the ledger says of the story.
    pub fn ledger(&self, slug: &str, column: &str) -> String {
        self.sqlite(&format!(
            "SELECT coalesce({column}, '') FROM publication
             WHERE story = (SELECT id FROM story WHERE url_slug = '{slug}')"
        ))
    }

    /// What was done with the story, oldest first.
    pub fn journal(&self, slug: &str) -> Vec<String> {
        let acts = self.sqlite(&format!(
            "SELECT act FROM journal WHERE story = (SELECT id FROM story WHERE url_slug = '{slug}') ORDER BY at, id"
        ));
        acts.lines().map(str::to_owned).collect()
    }
}

pub fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
