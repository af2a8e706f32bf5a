//! Where stories have moved, as servers read it: `_redirects` as Netlify, Cloudflare Pages and others
//! have it, and a map for nginx. The pages at the old addresses do the same where a server reads neither.

use crate::site::Page;
use crate::site::links::base;
use crate::site::plan::Plan;

/// Where the two files stand.
pub(super) const PATHS: [&str; 2] = ["_redirects", "redirects.map"];

/// The two files; none where no story has moved.
pub(super) fn pages(plan: &Plan) -> Vec<Page> {
    let at = place(plan);
    let moved: Vec<(String, String)> =
        plan.moved().map(|(old, to)| (format!("{at}{old}"), format!("{at}{}/", to.url_slug))).collect();
    if moved.is_empty() {
        return Vec::new();
    }
    let mut for_hosts = String::new();
    let mut for_nginx = String::from(
        "# For nginx, inside http: map_hash_bucket_size 512; map $uri $moved_to { include PATH-OF-THIS-FILE; }\n\
         # and inside server: if ($moved_to) { return 301 $moved_to; }\n",
    );
    for (old, new) in moved {
        for from in [format!("{old}/"), old] {
            for_hosts += &format!("{from} {new} 301\n");
            for_nginx += &format!("{from} {new};\n");
        }
    }
    let page = |path: &str, text: String| Page { path: path.to_owned(), bytes: text.into_bytes() };
    vec![page(PATHS[0], for_hosts), page(PATHS[1], for_nginx)]
}

/// The path of the site on its host, with a slash at both ends.
fn place(plan: &Plan) -> String {
    let Some(base) = base(&plan.edition.settings) else { return "/".to_owned() };
    let host = base.find("://").map_or(0, |at| at + 3);
    base[host..].find('/').map_or("/", |at| &base[host + at..]).to_owned()
}
