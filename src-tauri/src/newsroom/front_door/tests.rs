//! The door with real locks and real sockets; a killed Stet is a lock let go without a goodbye.

use std::net::Shutdown;
use std::sync::mpsc::{Receiver, channel};

use super::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn first(folder: &Path) -> (FrontDoor, Receiver<()>) {
    let Entry::First(mut door) = enter(folder).unwrap() else { panic!("the newsroom is free") };
    let (shown, seen) = channel();
    door.answer(move || shown.send(()).unwrap_or_default());
    (door, seen)
}

fn brought_to_front(folder: &Path) -> bool {
    matches!(enter(folder).unwrap(), Entry::BroughtToFront)
}

fn talk(door: &FrontDoor, words: &[u8]) -> String {
    let mut stream = TcpStream::connect(door.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(words).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    // A door that hangs up on us is an answer too.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).unwrap()
}

#[test]
fn a_second_stet_brings_the_first_to_the_front() {
    let newsroom = folder();
    let (_door, seen) = first(newsroom.path());
    assert!(brought_to_front(newsroom.path()));
    assert!(brought_to_front(newsroom.path()));
    assert_eq!(seen.try_iter().count(), 2, "the window is raised once for each who asks");
}

#[test]
fn two_newsrooms_have_a_window_each() {
    let (one, other) = (folder(), folder());
    let (_a, seen) = first(one.path());
    let (_b, _) = first(other.path());
    assert_eq!(seen.try_iter().count(), 0);
}

#[test]
fn a_closed_stet_leaves_the_newsroom_free_and_no_note() {
    let newsroom = folder();
    drop(first(newsroom.path()));
    assert!(!newsroom.path().join(NOTE).exists());
    drop(first(newsroom.path()));
}

#[test]
fn a_door_that_was_never_answered_closes_too() {
    let newsroom = folder();
    drop(enter(newsroom.path()).unwrap());
    drop(first(newsroom.path()));
}

#[test]
fn the_note_of_a_killed_stet_is_written_over() {
    let newsroom = folder();
    let dead = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
    write_note(&newsroom.path().join(NOTE), &format!("{dead} 0123456789abcdef\n")).unwrap();
    File::create(newsroom.path().join(LOCK)).unwrap();
    let (door, seen) = first(newsroom.path());
    let note = std::fs::read_to_string(newsroom.path().join(NOTE)).unwrap();
    assert_eq!(note, format!("{} {}\n", door.address.port(), door.token));
    assert!(brought_to_front(newsroom.path()));
    assert_eq!(seen.try_iter().count(), 1);
}

#[test]
fn a_second_stet_waits_for_a_first_that_is_still_starting() {
    let newsroom = folder();
    let Entry::First(mut door) = enter(newsroom.path()).unwrap() else { panic!("free") };
    let path = newsroom.path().to_owned();
    let second = thread::spawn(move || brought_to_front(&path));
    thread::sleep(Duration::from_millis(300));
    let (shown, seen) = channel();
    door.answer(move || shown.send(()).unwrap_or_default());
    assert!(second.join().unwrap());
    assert_eq!(seen.try_iter().count(), 1);
}

#[test]
fn a_second_stet_takes_over_from_a_first_that_ends_meanwhile() {
    let newsroom = folder();
    let lock = File::create(newsroom.path().join(LOCK)).unwrap();
    lock.try_lock().unwrap();
    let path = newsroom.path().to_owned();
    let second = thread::spawn(move || matches!(enter(&path).unwrap(), Entry::First(_)));
    thread::sleep(Duration::from_millis(200));
    drop(lock);
    assert!(second.join().unwrap());
}

#[test]
fn a_first_that_never_answers_is_said_in_a_sentence() {
    let newsroom = folder();
    let lock = File::create(newsroom.path().join(LOCK)).unwrap();
    lock.try_lock().unwrap();
    let error = enter_within(newsroom.path(), Duration::from_millis(150)).err().unwrap();
    assert_eq!(error.code, "newsroom-open-elsewhere");
}

#[test]
fn a_folder_that_is_not_there_is_said_in_a_sentence() {
    let newsroom = folder();
    let error = enter(&newsroom.path().join("gone")).err().unwrap();
    assert_eq!(error.code, "newsroom-not-taken");
    assert!(error.sentence.contains("gone"), "{error}");
}

#[test]
fn a_wrong_token_or_garbage_raises_nothing_and_hears_nothing() {
    let newsroom = folder();
    let (door, seen) = first(newsroom.path());
    let wrong = format!("{} {ASK}\n", "0".repeat(32));
    let no_word = format!("{}\n", door.token);
    let long = [b'x'; 100_000];
    for words in [wrong.as_bytes(), no_word.as_bytes(), b"\xff\xfe\n", b"GET / HTTP/1.1\r\n\r\n", b"", &long]
    {
        let mut stream = TcpStream::connect(door.address).unwrap();
        let _ = stream.write_all(words);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert_eq!(answer, b"");
    }
    assert_eq!(seen.try_iter().count(), 0);
    assert_eq!(talk(&door, format!("{} {ASK}\n", door.token).as_bytes()), "shown\n");
    assert_eq!(seen.try_iter().count(), 1, "and the door still answers");
}

#[test]
fn callers_who_say_nothing_hold_up_nobody() {
    let newsroom = folder();
    let (door, _seen) = first(newsroom.path());
    let silent: Vec<_> = (0..MOST_CALLERS - 1).map(|_| TcpStream::connect(door.address).unwrap()).collect();
    let started = Instant::now();
    assert!(brought_to_front(newsroom.path()));
    assert!(started.elapsed() < PATIENCE, "it took {:?}", started.elapsed());
    drop(silent);
}

#[test]
#[cfg(unix)]
fn the_note_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let newsroom = folder();
    let _door = first(newsroom.path());
    let mode = std::fs::metadata(newsroom.path().join(NOTE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
