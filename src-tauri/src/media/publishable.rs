//! The file that readers get: a rendition, and the six facts they should have.
//!
//! Nothing is removed here, because nothing unknown is let in: of the file that comes, only
//! the segments that draw the picture are copied, one kind after the other from a list. Even
//! an original handed in by mistake leaves without its metadata.

use super::{Error, Fault, Rendition, Result, avif_out, iim, jpeg, png, webp, xmp};

/// What a reader may learn from the file. Empty fields are not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReaderFacts {
    /// What is to be seen.
    pub caption: String,
    /// Who to thank: `Jane Doe/Agency`.
    pub credit: String,
    /// Whose the rights are.
    pub copyright: String,
    /// For readers who cannot see it.
    pub alt: String,
    /// Who made it.
    pub creator: String,
    /// Where the terms are under which it may be used.
    pub licence: String,
}

/// The rendition with the facts in it: IPTC-IIM and XMP in a JPEG, XMP in a PNG or WebP, Exif
/// in an AVIF. IIM and Exif have no place for alternative text, and IIM has less room: 32 bytes for credit
/// and creator.
pub fn publishable(rendition: &Rendition, facts: &ReaderFacts) -> Result<Vec<u8>> {
    let written = match super::sniff(&rendition.bytes) {
        Some(super::Format::Jpeg) => jpeg_with(&rendition.bytes, facts),
        Some(super::Format::Png) => png_with(&rendition.bytes, facts),
        Some(super::Format::Avif) if rendition.extension == "avif" => {
            avif_out::with_facts(&rendition.bytes, facts)
        }
        Some(super::Format::WebP) if rendition.extension == "webp" => webp_with(&rendition.bytes, facts),
        _ => Err(Fault::Damaged),
    };
    written.map_err(|_| {
        Error::new(
            "picture-not-publishable",
            "A picture could not be made ready for readers; nothing of it was published.",
            "Add the picture again and publish once more.",
        )
    })
}

fn jpeg_with(bytes: &[u8], facts: &ReaderFacts) -> super::Faulty<Vec<u8>> {
    // The only APP0 we write is this one: version 1.2, square pixels, no thumbnail.
    const JFIF: &[u8] = b"\xff\xe0\x00\x10JFIF\0\x01\x02\x00\x00\x01\x00\x01\x00\x00";
    let packet = xmp::write(facts);
    let mut out = Vec::with_capacity(bytes.len() + packet.len() + 4096);
    out.extend(b"\xff\xd8");
    out.extend(JFIF);
    segment(&mut out, 0xe1, &[jpeg::XMP, packet.as_bytes()])?;
    segment(&mut out, 0xed, &[jpeg::PHOTOSHOP, &iim::write(facts)])?;
    for found in jpeg::segments(bytes)? {
        // Frame, tables, restart interval and scans: what draws. No APP, no comment.
        let draws = matches!(found.marker, 0xc0..=0xc2 | 0xc4 | 0xdb | 0xdd | jpeg::SOS);
        if draws {
            out.extend(&bytes[found.whole]);
        }
    }
    out.extend(b"\xff\xd9");
    Ok(out)
}

fn segment(out: &mut Vec<u8>, marker: u8, pieces: &[&[u8]]) -> super::Faulty<()> {
    let length = 2 + pieces.iter().map(|piece| piece.len()).sum::<usize>();
    out.extend([0xff, marker]);
    out.extend(u16::try_from(length).map_err(|_| Fault::TooMuchToHold)?.to_be_bytes());
    pieces.iter().for_each(|piece| out.extend(*piece));
    Ok(())
}

fn png_with(bytes: &[u8], facts: &ReaderFacts) -> super::Faulty<Vec<u8>> {
    let mut out = bytes[..8].to_vec();
    for chunk in png::chunks(bytes) {
        let chunk = chunk?;
        if matches!(&chunk.name, b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"IEND") {
            out.extend(chunk.whole);
        }
        if &chunk.name == b"IHDR" {
            // Not compressed, no language, no translated keyword.
            let head = [png::XMP_KEYWORD, &[0, 0, 0, 0, 0]].concat();
            let data = [&head, xmp::write(facts).as_bytes()].concat();
            out.extend((data.len() as u32).to_be_bytes());
            let named = [b"iTXt", data.as_slice()].concat();
            out.extend(&named);
            out.extend(crc32(&named).to_be_bytes());
        }
    }
    Ok(out)
}

/// The chunks that draw a still picture, behind the one that says what there is, and the facts.
fn webp_with(bytes: &[u8], facts: &ReaderFacts) -> super::Faulty<Vec<u8>> {
    const ALPHA: u8 = 0b1_0000;
    const XMP: u8 = 0b100;
    let parts = webp::parts(bytes)?;
    if parts.moves {
        return Err(Fault::Damaged);
    }
    let mut draws = Vec::new();
    let mut says = XMP;
    for (name, data) in webp::chunks(bytes) {
        match &name {
            b"VP8 " => {}
            b"ALPH" => says |= ALPHA,
            // In its fifth byte, behind the two sides: whether anything shines through.
            b"VP8L" => says |= if data.get(4).is_some_and(|byte| byte & 0b1_0000 != 0) { ALPHA } else { 0 },
            _ => continue,
        }
        chunk(&mut draws, &name, data)?;
    }
    if draws.is_empty() {
        return Err(Fault::Damaged);
    }
    let mut all = b"WEBP".to_vec();
    let (width, height) = ((parts.width - 1).to_le_bytes(), (parts.height - 1).to_le_bytes());
    chunk(&mut all, b"VP8X", &[&[says, 0, 0, 0], &width[..3], &height[..3]].concat())?;
    all.extend(draws);
    chunk(&mut all, b"XMP ", xmp::write(facts).as_bytes())?;
    let mut out = Vec::with_capacity(all.len() + 8);
    chunk(&mut out, b"RIFF", &all)?;
    Ok(out)
}

/// A chunk of RIFF, of an even length.
fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) -> super::Faulty<()> {
    out.extend(name);
    out.extend(u32::try_from(data.len()).map_err(|_| Fault::TooMuchToHold)?.to_le_bytes());
    out.extend(data);
    out.extend([0].iter().take(data.len() % 2));
    Ok(())
}

/// The check sum of PNG's chunks.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    let through = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum));
    !bytes.iter().fold(u32::MAX, through)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_one_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b"IEND"), 0xae42_6082);
    }
}
