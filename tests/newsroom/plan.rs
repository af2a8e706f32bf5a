//! The plan: what has an hour on which day, who is asked for what, and what is left behind.

use crate::room::{MORNING, TestNewsroom, complained, minutes_on, said};
use stet::desk::plan::{HourKind, Line};
use stet::desk::{Ask, Deadline, View};
use stet::newsroom::Commission;
use stet::publish::outbox;
use stet::story::{Embargo, Move, PictureNeed, Stage, StageName, StoryId, WallTime};

const DAY: i64 = 24 * 60;

fn wall(local: &str, zone: &str) -> WallTime {
    WallTime::chosen(local, zone).unwrap().0
}

/// `MORNING` is half past two in the afternoon there.
fn calcutta(local: &str) -> WallTime {
    wall(local, "Asia/Kolkata")
}

fn in_zone(zone: &str) -> TestNewsroom {
    let mut n = TestNewsroom::new();
    let mut settings = n.newsroom.opened().unwrap().settings;
    settings.zone = zone.into();
    n.newsroom.save_settings(settings).unwrap();
    n
}

fn moved(n: &mut TestNewsroom, story: StoryId, to: Move) {
    n.newsroom.make_move(story, to, MORNING).unwrap();
}

fn due(n: &mut TestNewsroom, headline: &str, deadline: WallTime) -> StoryId {
    let story = n.story(headline);
    moved(n, story, Move::Deadline(Some(deadline)));
    story
}

/// The lines of a day, as "headline: kind kind".
fn shown(lines: &[Line]) -> Vec<String> {
    let kinds = |l: &Line| l.hours.iter().map(|h| h.kind.word()).collect::<Vec<_>>().join(" ");
    lines.iter().map(|l| format!("{}: {}", l.row.headline, kinds(l))).collect()
}

fn on(n: &mut TestNewsroom, day: &str) -> Vec<String> {
    shown(&n.newsroom.news_list(Some(day), MORNING).unwrap().lines)
}

/// The calendar as "28: deadlines schedules embargoes look-agains", empty days left out.
fn counted(n: &mut TestNewsroom, from: &str, days: u32) -> Vec<String> {
    let calendar = n.newsroom.calendar(from, days, MORNING).unwrap();
    assert_eq!(calendar.days.len(), days as usize);
    let counts = |d: &stet::desk::plan::CalendarDay| [d.deadlines, d.schedules, d.embargoes, d.look_agains];
    let some = calendar.days.iter().filter(|d| counts(d) != [0; 4]);
    some.map(|d| format!("{}: {}", &d.date[8..], counts(d).map(|c| c.to_string()).join(" "))).collect()
}

#[test]
fn a_day_lists_each_story_once_with_all_of_its_hours_in_order() {
    let mut n = TestNewsroom::new();
    let late = n.story("Council");
    moved(&mut n, late, Move::Schedule(Some(calcutta("2026-11-21T18:00"))));
    moved(&mut n, late, Move::Deadline(Some(calcutta("2026-11-21T14:00"))));
    moved(&mut n, late, Move::Embargo(Some(Embargo::Until(calcutta("2026-11-21T17:00")))));
    let first = n.story("Ferry");
    moved(&mut n, first, Move::LookAgain(Some(calcutta("2026-11-21T09:00"))));
    due(&mut n, "Tomorrow", calcutta("2026-11-22T00:00"));
    let spiked = due(&mut n, "Dropped", calcutta("2026-11-21T10:00"));
    moved(&mut n, spiked, Move::LookAgain(Some(calcutta("2026-11-21T11:00"))));
    moved(&mut n, spiked, Move::Spike(true));
    let forever = n.story("Held for good");
    moved(&mut n, forever, Move::Embargo(Some(Embargo::Indefinite)));

    assert_eq!(on(&mut n, "2026-11-21"), ["Ferry: look-again", "Council: deadline embargo schedule"]);
    assert_eq!(on(&mut n, "2026-11-22"), ["Tomorrow: deadline"]);
    assert_eq!(on(&mut n, "2026-11-23"), [""; 0]);
    assert_eq!(counted(&mut n, "2026-11-16", 14), ["21: 1 1 1 1", "22: 1 0 0 0"]);
    moved(&mut n, spiked, Move::Spike(false));
    assert_eq!(on(&mut n, "2026-11-21").len(), 3, "it is back, with its hours");
    let wrong = n.newsroom.news_list(Some("2026-11-31"), MORNING).unwrap_err();
    assert_eq!(wrong.code, "day-unreadable");
}

#[test]
fn which_day_an_hour_falls_on_is_for_the_newsrooms_own_zone_to_say() {
    let at = wall("2026-11-21T01:00", "Asia/Kolkata");
    for (zone, day, today) in [
        ("Asia/Kolkata", "2026-11-21", "2026-11-20"),
        ("America/New_York", "2026-11-20", "2026-11-20"),
        ("Pacific/Kiritimati", "2026-11-21", "2026-11-20"),
        ("Pacific/Pago_Pago", "2026-11-20", "2026-11-19"),
    ] {
        let mut n = in_zone(zone);
        due(&mut n, "One", at.clone());
        assert_eq!(on(&mut n, day), ["One: deadline"], "{zone}");
        assert_eq!(counted(&mut n, "2026-11-16", 7), [format!("{}: 1 0 0 0", &day[8..])], "{zone}");
        let calendar = n.newsroom.calendar(day, 1, MORNING).unwrap();
        let list = n.newsroom.news_list(None, MORNING).unwrap();
        assert_eq!(
            (calendar.today.as_str(), list.date.as_str(), list.is_today),
            (today, today, true),
            "{zone}"
        );
    }
}

#[test]
fn a_day_on_which_clocks_change_holds_all_of_its_hours_and_no_others() {
    for (zone, day, before, after) in [
        ("Europe/London", "2026-10-25", "2026-10-24T23:59", "2026-10-26T00:00"),
        ("Europe/London", "2026-03-29", "2026-03-28T23:59", "2026-03-30T00:00"),
        // Its first hour is left out: the day begins at one.
        ("Asia/Beirut", "2026-03-29", "2026-03-28T23:59", "2026-03-30T00:00"),
        ("America/Havana", "2026-11-01", "2026-10-31T23:59", "2026-11-02T00:00"),
    ] {
        let mut n = in_zone(zone);
        due(&mut n, "Before", wall(before, zone));
        due(&mut n, "After", wall(after, zone));
        for hour in ["00:00", "00:30", "01:30", "02:30", "23:59"] {
            due(&mut n, hour, wall(&format!("{day}T{hour}"), zone));
        }
        let mut all = on(&mut n, day);
        all.sort();
        let expected = ["00:00", "00:30", "01:30", "02:30", "23:59"].map(|h| format!("{h}: deadline"));
        assert_eq!(all, expected, "{zone} {day}");
        assert_eq!(counted(&mut n, day, 1), [format!("{}: 5 0 0 0", &day[8..])], "{zone}");
    }
}

#[test]
fn what_is_left_from_before_stands_on_the_list_of_today_until_somebody_answers_it() {
    let mut n = TestNewsroom::new();
    let yesterday = calcutta("2026-11-19T18:00");
    let (never, filed) =
        (due(&mut n, "Never came", yesterday.clone()), due(&mut n, "Filed", yesterday.clone()));
    let live = due(&mut n, "Live", yesterday.clone());
    n.publish(live, MORNING);
    let looked = n.story("Look");
    moved(&mut n, looked, Move::LookAgain(Some(calcutta("2026-11-18T09:00"))));
    let missed = n.story("Missed");
    moved(&mut n, missed, Move::Schedule(Some(calcutta("2026-11-20T20:00"))));
    moved(&mut n, filed, Move::Stage(Stage::Filed));
    due(&mut n, "Now", calcutta("2026-11-20T12:00"));

    let today = n.newsroom.news_list(None, MORNING).unwrap();
    assert!(today.is_today && today.date == "2026-11-20");
    assert_eq!(shown(&today.before), ["Never came: deadline", "Look: look-again"]);
    assert_eq!(shown(&today.lines), ["Now: deadline", "Missed: schedule"]);
    assert!(today.lines[0].row.to_file, "copy that is late is still to come");
    assert_eq!(n.newsroom.news_list(Some("2026-11-21"), MORNING).unwrap().before, []);
    let days = n.newsroom.news_list(Some("2026-11-19"), MORNING).unwrap();
    let to_file: Vec<_> = days.lines.iter().map(|l| (l.row.headline.as_str(), l.row.to_file)).collect();
    assert_eq!(to_file, [("Never came", true), ("Filed", false), ("Live", false)]);
    assert_eq!(counted(&mut n, "2026-11-19", 1), ["19: 1 0 0 0"], "what is in is not counted as due");

    // The desk list asks for the same.
    let late = Ask { deadline: Some(Deadline::Over), ..Ask::default() };
    let page = n.newsroom.desk_list(&late, None, MORNING).unwrap();
    let mut headlines: Vec<_> = page.rows.iter().map(|r| r.headline.as_str()).collect();
    headlines.sort_unstable();
    assert_eq!((headlines, page.total), (vec!["Never came", "Now"], 2));

    // Sent back to its writer, the clock goes on; filed again, it stops.
    moved(&mut n, filed, Move::Stage(Stage::Writing));
    assert_eq!(n.newsroom.desk_list(&late, None, MORNING).unwrap().total, 3);
    moved(&mut n, never, Move::Deadline(None));
    moved(&mut n, filed, Move::Stage(Stage::Filed));
    moved(&mut n, looked, Move::LookAgain(None));
    // A day on, what was to go out and did not is left over too.
    let tomorrow = n.newsroom.news_list(None, minutes_on(DAY)).unwrap();
    assert_eq!(shown(&tomorrow.before), ["Missed: schedule", "Now: deadline"]);
}

#[test]
fn what_a_site_will_publish_by_itself_is_in_the_plan_with_the_name_of_the_site() {
    let mut n = TestNewsroom::new();
    n.stet(&["destination", "add", "--name", "Online", "--address", "http://127.0.0.1:9", "--user", "desk"]);
    let to = outbox::destinations(&mut n.newsroom).unwrap()[0].id;
    let story = n.story("At the site");
    let at = calcutta("2026-11-21T06:00").at.0;
    n.sqlite(&format!(
        "INSERT INTO publication (story, destination, remote_state, scheduled_for) VALUES ('{story}', '{to}', 'scheduled', {at})"
    ));
    let list = n.newsroom.news_list(Some("2026-11-21"), MORNING).unwrap();
    let hour = &list.lines[0].hours[0];
    assert_eq!((hour.kind, hour.place.as_str()), (HourKind::Schedule, "Online"));
    n.sqlite("UPDATE publication SET remote_state = 'live'");
    assert_eq!(on(&mut n, "2026-11-21"), [""; 0], "it is out");
}

#[test]
fn a_reminder_asks_at_its_hour_and_takes_later_and_done_for_an_answer() {
    let mut n = TestNewsroom::new();
    let story = n.story("Ferry");
    moved(&mut n, story, Move::LookAgain(Some(calcutta("2026-11-20T15:00"))));
    let asked = |n: &mut TestNewsroom, now| n.newsroom.looks_due(now).unwrap();
    assert_eq!(asked(&mut n, minutes_on(29)), []);
    let due = asked(&mut n, minutes_on(30));
    assert_eq!((due[0].story, due[0].headline.as_str(), due.len()), (story, "Ferry", 1));
    let reminded = Ask { look_again: true, ..Ask::default() };
    let page = n.newsroom.desk_list(&reminded, None, MORNING).unwrap();
    assert_eq!((page.rows[0].id, page.total), (story, 1));
    assert_eq!(
        n.newsroom
            .desk_list(&Ask { find: "council".into(), ..reminded.clone() }, None, MORNING)
            .unwrap()
            .total,
        1
    );

    let later = calcutta("2026-11-21T15:00");
    n.newsroom.make_move(story, Move::LookAgain(Some(later.clone())), minutes_on(31)).unwrap();
    assert_eq!(asked(&mut n, minutes_on(32)), []);
    n.newsroom.make_move(story, Move::LookAgain(None), minutes_on(DAY + 60)).unwrap();
    assert_eq!(asked(&mut n, minutes_on(DAY + 61)), []);
    assert_eq!(n.newsroom.desk_list(&reminded, None, MORNING).unwrap().total, 0);
    let told: Vec<_> = n.newsroom.journal(story).unwrap().into_iter().map(|l| (l.act, l.became)).collect();
    assert_eq!(told[0], ("look-again".into(), String::new()));
    assert_eq!(told[1], ("look-again".into(), later.written()));
}

#[test]
fn a_commission_is_there_whole_or_not_at_all() {
    let mut n = TestNewsroom::new();
    let news = n.section("News");
    let asked = Commission {
        slug: " harbour-wall ".into(),
        brief: "Who knew?\nAsk the harbour master.".into(),
        assigned_to: "Anita Rao".into(),
        deadline: Some(calcutta("2026-11-21T18:00")),
        words: Some(600),
        pictures: PictureNeed::Needed,
        section: Some(news),
    };
    let (made, _) = n.newsroom.commission(asked.clone(), MORNING).unwrap();
    let s = n.reopened().story(made.story.id).unwrap().story;
    assert_eq!((s.slug.as_str(), s.stage, s.section), ("harbour-wall", Stage::Assigned, Some(news)));
    assert_eq!((s.commissioned_words, s.handling.pictures), (Some(600), PictureNeed::Needed));
    assert_eq!((s.handling.brief, s.handling.deadline), (asked.brief.clone(), asked.deadline.clone()));
    assert_eq!((s.handling.assigned_to.as_str(), s.bylines[0].name.as_str()), ("Anita Rao", "Anita Rao"));
    let mut acts: Vec<_> = n.newsroom.journal(s.id).unwrap().into_iter().map(|l| l.act).collect();
    acts.sort();
    assert_eq!(acts, ["assigned-to", "brief", "commission", "deadline", "pictures"]);
    let line = &n.newsroom.news_list(Some("2026-11-21"), MORNING).unwrap().lines[0];
    assert_eq!((line.brief.as_str(), line.row.to_file), (asked.brief.as_str(), true));

    let pitch = Commission { slug: "comet".into(), ..Commission::default() };
    let (made, _) = n.newsroom.commission(pitch, MORNING).unwrap();
    assert_eq!((made.story.stage, made.story.bylines.len()), (Stage::Pitch, 0), "nobody has it yet");
    let before = n.newsroom.all_stories().unwrap().len();
    for (wrong, code) in [
        (Commission { assigned_to: "Anita Rao".into(), ..Commission::default() }, "commission-empty"),
        (Commission { deadline: Some(calcutta("2026-11-20T14:30")), ..asked }, "deadline-past"),
    ] {
        assert_eq!(n.newsroom.commission(wrong, MORNING).unwrap_err().code, code);
    }
    assert_eq!(n.newsroom.all_stories().unwrap().len(), before, "what was refused left nothing behind");
}

#[test]
fn what_was_spiked_long_ago_leaves_the_lists_and_the_search_and_is_kept_whole() {
    let mut n = TestNewsroom::new();
    let (old, new) = (n.story("Old spike"), n.story("New spike"));
    n.newsroom.keep_revision(old, "As it was", MORNING).unwrap();
    let kept = n.newsroom.revisions(old).unwrap();
    n.newsroom.spike(old, true, MORNING).unwrap();
    n.newsroom.spike(new, true, minutes_on(1)).unwrap();
    let listed = |n: &mut TestNewsroom, view, find: &str, now| {
        let page = n.newsroom.desk_list(&Ask::of(view, find), None, now).unwrap();
        assert_eq!(page.total, page.rows.len() as i64, "{view:?} {find}");
        let mut names: Vec<String> = page.rows.into_iter().map(|r| r.headline).collect();
        names.sort();
        names
    };
    let both = ["New spike", "Old spike"];
    let ends = minutes_on(30 * DAY);
    assert_eq!(listed(&mut n, View::Spiked, "", minutes_on(30 * DAY - 1)), both);
    for find in ["", "spike", "council met"] {
        assert_eq!(listed(&mut n, View::Spiked, find, ends), ["New spike"], "thirty days to the minute");
        assert_eq!(listed(&mut n, View::Expired, find, ends), ["Old spike"]);
        assert_eq!(listed(&mut n, View::Desk, find, ends), [""; 0]);
    }
    let filtered = Ask { legal: true, ..Ask::of(View::Expired, "") };
    assert_eq!(n.newsroom.desk_list(&filtered, None, ends).unwrap().total, 0);

    // Nothing of it is gone, and one move brings it back.
    let s = n.state(old).story;
    assert!(s.headline == "Old spike" && !s.body.is_empty());
    assert_eq!(n.newsroom.revisions(old).unwrap(), kept);
    n.newsroom.spike(old, false, ends).unwrap();
    assert_eq!(listed(&mut n, View::Desk, "", ends), ["Old spike"]);
    n.newsroom.spike(old, true, ends).unwrap();
    assert_eq!(listed(&mut n, View::Spiked, "", ends), both, "its days begin anew");

    // The newsroom says how long; 0 is for ever.
    let mut settings = n.newsroom.opened().unwrap().settings;
    let far = minutes_on(3650 * DAY);
    assert_eq!(listed(&mut n, View::Expired, "", far), both);
    settings.spike_days = 0;
    n.newsroom.save_settings(settings.clone()).unwrap();
    assert_eq!(listed(&mut n, View::Spiked, "", far), both, "a longer time brings back what had left");
    assert_eq!(listed(&mut n, View::Expired, "", far), [""; 0]);
    settings.spike_days = 40_000;
    assert_eq!(n.newsroom.save_settings(settings).unwrap_err().code, "spike-days-unlawful");
    assert_eq!(n.newsroom.faults().unwrap(), []);
}

#[test]
fn stages_go_by_the_newsrooms_own_names_wherever_they_are_said_and_asked_for() {
    let mut n = TestNewsroom::new();
    let mut settings = n.newsroom.opened().unwrap().settings;
    let named = |stage, name: &str, hidden| StageName { stage, name: name.into(), hidden };
    settings.stages = vec![named(Stage::Legal, "", true), named(Stage::Subs, " Back  bench ", false)];
    n.newsroom.save_settings(settings.clone()).unwrap();
    let kept = n.reopened().opened().unwrap().settings.stages;
    assert_eq!(kept, [named(Stage::Subs, "Back bench", false), named(Stage::Legal, "", true)]);

    let story = n.story("Ferry");
    let refused = n.newsroom.make_move(story, Move::Stage(Stage::Subs), MORNING).unwrap_err();
    assert_eq!(refused.sentence, "A story does not go from Writing to Back bench.");
    moved(&mut n, story, Move::Stage(Stage::Filed));
    moved(&mut n, story, Move::Stage(Stage::Subs));
    for find in ["stage:\"back bench\"", "stage:back", "stage:subs", "stage:Subs ferry"] {
        assert_eq!(n.newsroom.desk(View::Desk, find, None).unwrap().rows.len(), 1, "{find}");
    }
    assert_eq!(n.newsroom.desk(View::Desk, "stage:desk", None).unwrap().rows.len(), 0);
    assert_eq!(
        n.newsroom.journal(story).unwrap()[0].became,
        "subs",
        "what is kept is the word, not the name"
    );
    assert!(said(&n.stet(&["list"])).contains("Back bench"), "{}", said(&n.stet(&["list"])));
    assert!(said(&n.stet(&["list", "--json"])).contains("\"stage\": \"subs\""));
    // What is left out is not forbidden: a story may stand there.
    moved(&mut n, story, Move::Stage(Stage::Legal));
    settings.stages = vec![named(Stage::Subs, "Desk", false)];
    assert_eq!(n.newsroom.save_settings(settings).unwrap_err().code, "stage-name-taken");
}

#[test]
fn the_command_line_prints_the_news_list() {
    let mut n = TestNewsroom::new();
    let story = due(&mut n, "नदी: the river", calcutta("2098-11-21T18:00"));
    n.edit(story, MORNING, |s| {
        s.slug = "river".into();
        s.commissioned_words = Some(400);
    });
    moved(&mut n, story, Move::AssignedTo("Anita Rao".into()));
    moved(&mut n, story, Move::Pictures(PictureNeed::Needed));
    moved(&mut n, story, Move::Hold(true));
    let printed = said(&n.stet(&["plan", "--day", "2098-11-21"]));
    assert_eq!(
        printed,
        "News list, Friday 21 November 2098 (Asia/Kolkata)\n\n  18:00 due  river  नदी: the river  Anita Rao  Writing  7/400  HOLD, pictures needed\n"
    );
    let json: serde_json::Value =
        serde_json::from_slice(&n.stet(&["plan", "--day", "2098-11-21", "--json"]).stdout).unwrap();
    assert_eq!(json["lines"][0]["hours"][0]["kind"], "deadline");
    assert_eq!((&json["lines"][0]["toFile"], &json["date"]), (&true.into(), &"2098-11-21".into()));
    assert!(said(&n.stet(&["plan"])).ends_with("Nothing is planned.\n"));
    let wrong = n.stet(&["plan", "--day", "soon"]);
    assert!(wrong.status.code() == Some(1) && complained(&wrong).contains("[day-unreadable]"));
}
