//! Runs of marked text as properly nested spans, for Markdown and for HTML alike.
//!
//! The span that lives longest is opened first, so that a link with one bold word in it
//! stays one link, and a bold sentence with a link in it stays one bold sentence.

use super::{Inline, Marks};

/// What a span does to the text in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrap<'a> {
    Link(&'a str),
    Strong,
    Em,
}

/// One step of the way through running text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    Open(Wrap<'a>),
    Close(Wrap<'a>),
    Text(&'a str),
    Break,
}

/// The steps through the text, every span closed before its break and before its end.
pub(super) fn nest(inlines: &[Inline]) -> Vec<Step<'_>> {
    let mut steps = Vec::with_capacity(inlines.len() * 3);
    let mut open: Vec<Wrap> = Vec::new();
    for (at, inline) in inlines.iter().enumerate() {
        let wanted = wraps(inline);
        let kept = open.iter().take_while(|wrap| wanted.contains(&Some(**wrap))).count();
        while open.len() > kept {
            steps.extend(open.pop().map(Step::Close));
        }
        let mut fresh: Vec<(usize, Wrap)> = Vec::new();
        for wrap in wanted.into_iter().flatten().filter(|wrap| !open.contains(wrap)) {
            let life = inlines[at..].iter().take_while(|i| wraps(i).contains(&Some(wrap))).count();
            fresh.push((life, wrap));
        }
        // Stable: of two that live as long, the link is outside, since its brackets may
        // stand between letters where a run of stars may not.
        fresh.sort_by_key(|(life, _)| std::cmp::Reverse(*life));
        for (_, wrap) in fresh {
            open.push(wrap);
            steps.push(Step::Open(wrap));
        }
        steps.push(match inline {
            Inline::Break => Step::Break,
            Inline::Text { text, .. } => Step::Text(text),
        });
    }
    steps.extend(open.into_iter().rev().map(Step::Close));
    steps
}

fn wraps(inline: &Inline) -> [Option<Wrap<'_>>; 3] {
    match inline {
        Inline::Break => [None; 3],
        Inline::Text { marks: Marks { strong, em }, link, .. } => {
            [link.as_deref().map(Wrap::Link), strong.then_some(Wrap::Strong), em.then_some(Wrap::Em)]
        }
    }
}
