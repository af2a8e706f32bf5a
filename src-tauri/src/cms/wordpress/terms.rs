//! Sections and tags on the site: looked up by name, made where allowed, else said.

use super::api::{Api, For};
use super::{SectionName, words};
use crate::Error;
use crate::cms::SendFailure;
use serde_json::{Value, json};

/// The number of the category for a section; none, with a notice, where it is not there
/// and may not be made.
pub(super) fn category(
    api: &Api,
    section: &SectionName,
    notices: &mut Vec<Error>,
) -> Result<Option<u64>, SendFailure> {
    if let Some(id) = by_name(api, "/wp/v2/categories", &section.name)? {
        return Ok(Some(id));
    }
    let same_slug =
        api.list("/wp/v2/categories", &[("slug", section.slug.as_str()), ("_fields", "id,name")])?;
    if let Some(id) = same_slug.first().and_then(|c| c["id"].as_u64()) {
        return Ok(Some(id));
    }
    let made = make(api, "/wp/v2/categories", &json!({"name": section.name, "slug": section.slug}))?;
    if made.is_none() {
        notices.push(Error::new(
            "cms-section-missing",
            format!("The site has no category “{}”, and this user may not make one.", section.name),
            "The story went without it. Ask an editor of the site to make the category, then send an update.",
        ));
    }
    Ok(made)
}

/// The numbers of the tags; those that are not there and may not be made are said.
pub(super) fn tags(api: &Api, names: &[String], notices: &mut Vec<Error>) -> Result<Vec<u64>, SendFailure> {
    let mut ids = Vec::new();
    for name in names {
        let found = match by_name(api, "/wp/v2/tags", name)? {
            Some(id) => Some(id),
            None => make(api, "/wp/v2/tags", &json!({"name": name}))?,
        };
        match found {
            Some(id) if !ids.contains(&id) => ids.push(id),
            Some(_) => {}
            None => notices.push(Error::new(
                "cms-tag-missing",
                format!("The site has no tag “{name}”, and this user may not make one."),
                "The story went without it. Ask an editor of the site to make the tag, then send an update.",
            )),
        }
    }
    Ok(ids)
}

fn by_name(api: &Api, path: &str, name: &str) -> Result<Option<u64>, SendFailure> {
    // The site keeps `A & E` as `A &amp; E`, and searches what it keeps: look by the
    // longest word, compare whole names.
    let word =
        name.split(|c: char| c.is_whitespace() || "&<>\"'".contains(c)).max_by_key(|w| w.chars().count());
    let found = api.list(path, &[("search", word.unwrap_or(name)), ("_fields", "id,name")])?;
    let names: Vec<(u64, String)> =
        found.iter().filter_map(|t| Some((t["id"].as_u64()?, words::decode(t["name"].as_str()?)))).collect();
    let exact = names.iter().find(|(_, n)| n == name);
    Ok(exact
        .or_else(|| names.iter().find(|(_, n)| n.to_lowercase() == name.to_lowercase()))
        .map(|(id, _)| *id))
}

/// Makes a term; one that was there all along gives its number, a refusal gives none.
fn make(api: &Api, path: &str, fields: &Value) -> Result<Option<u64>, SendFailure> {
    let answer = api.write(path, fields)?;
    let json = answer.json();
    let code = json.as_ref().and_then(|v| v["code"].as_str()).unwrap_or_default();
    match (answer.status, code) {
        (400, "term_exists") => Ok(json.and_then(|v| v["data"]["term_id"].as_u64())),
        (403, "rest_cannot_create") => Ok(None),
        _ => Ok(api.read(&answer, For::Writing)?["id"].as_u64()),
    }
}
