//! The screen's own protocol, X11, as far as a window's close button needs it.

use std::io::{Read, Result, Write};

/// Does what the close button in a window's frame does: asks each window on the display to close.
#[cfg(unix)]
pub fn press_close_buttons(display: &str) -> Result<()> {
    let number = display.trim_start_matches(':');
    let mut x = std::os::unix::net::UnixStream::connect(format!("/tmp/.X11-unix/X{number}"))?;
    // Little-endian, version 11.0, no name and no cookie.
    x.write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])?;
    let mut head = [0; 8];
    x.read_exact(&mut head)?;
    let mut setup = vec![0; usize::from(u16::from_le_bytes([head[6], head[7]])) * 4];
    x.read_exact(&mut setup)?;
    // After 32 bytes of limits: the vendor's name, the picture formats, then the first screen.
    let vendor = usize::from(u16::from_le_bytes([setup[16], setup[17]])).next_multiple_of(4);
    let root = word(&setup, 32 + vendor + usize::from(setup[21]) * 8);

    let protocols = atom(&mut x, "WM_PROTOCOLS")?;
    let delete = atom(&mut x, "WM_DELETE_WINDOW")?;
    let tree = ask(&mut x, 15, 0, &[root])?;
    for at in 0..usize::from(u16::from_le_bytes([tree[16], tree[17]])) {
        let window = word(&tree, 32 + at * 4);
        const VIEWABLE: u8 = 2;
        if ask(&mut x, 3, 0, &[window])?[26] != VIEWABLE {
            continue;
        }
        let said = ask(&mut x, 20, 0, &[window, protocols, 0, 0, 32])?;
        let hears = (0..word(&said, 16) as usize).any(|n| word(&said, 32 + n * 4) == delete);
        if hears {
            // SendEvent of a ClientMessage of five words of 32 bits.
            let message = [window, 0, 33 | 32 << 8, window, protocols, delete, 0, 0, 0, 0];
            x.write_all(&request(25, 0, &message))?;
        }
    }
    // An answer to a last question says that all before it has arrived.
    atom(&mut x, "WM_PROTOCOLS").map(|_| ())
}

fn atom(x: &mut (impl Read + Write), name: &str) -> Result<u32> {
    let mut bytes = name.as_bytes().to_vec();
    bytes.resize(name.len().next_multiple_of(4), 0);
    let mut words = vec![name.len() as u32];
    words.extend(bytes.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])));
    Ok(word(&ask(x, 16, 0, &words)?, 8))
}

fn ask(x: &mut (impl Read + Write), code: u8, detail: u8, words: &[u32]) -> Result<Vec<u8>> {
    x.write_all(&request(code, detail, words))?;
    let mut answer = vec![0; 32];
    x.read_exact(&mut answer)?;
    let more = if answer[0] == 1 { word(&answer, 4) as usize * 4 } else { 0 };
    answer.resize(32 + more, 0);
    x.read_exact(&mut answer[32..])?;
    Ok(answer)
}

fn request(code: u8, detail: u8, words: &[u32]) -> Vec<u8> {
    let length = (words.len() as u16 + 1).to_le_bytes();
    let head = [code, detail, length[0], length[1]];
    head.into_iter().chain(words.iter().flat_map(|w| w.to_le_bytes())).collect()
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
