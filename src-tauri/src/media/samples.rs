//! The pictures of the tests: one scene in every format, and everything that must not get out.
//!
//! The scene is red top left, green top right, blue bottom left, yellow bottom right, so that
//! a wrong turn, crop or colour shows.

use std::path::Path;
use std::process::Command;

use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage, RgbaImage};

pub const CORNERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 180, 30], [30, 30, 220], [230, 210, 30]];

pub fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(CORNERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)])
    })
}

/// The scene with a transparent corner top left, whose red is still there underneath.
pub fn scene_with_hole(width: u32, height: u32) -> RgbaImage {
    let solid = scene(width, height);
    RgbaImage::from_fn(width, height, |x, y| {
        let [r, g, b] = solid.get_pixel(x, y).0;
        image::Rgba([r, g, b, if x < width / 2 && y < height / 2 { 0 } else { 255 }])
    })
}

/// The corners of a decoded file, top left, top right, bottom left, bottom right.
pub fn corners(file: &[u8]) -> Vec<[u8; 3]> {
    let decoded = image::load_from_memory(file).expect("a rendition can be drawn").to_rgb8();
    let (w, h) = decoded.dimensions();
    [(w / 4, h / 4), (w * 3 / 4, h / 4), (w / 4, h * 3 / 4), (w * 3 / 4, h * 3 / 4)]
        .map(|(x, y)| decoded.get_pixel(x, y).0)
        .to_vec()
}

/// Whether the corners show the upright scene, as near as JPEG keeps it.
pub fn is_upright_scene(file: &[u8]) -> bool {
    let near = |(a, b): (&[u8; 3], &[u8; 3])| a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= 14);
    corners(file).iter().zip(&CORNERS).all(near)
}

pub fn jpeg_of(
    pixels: &[u8],
    width: u32,
    height: u32,
    colours: jpeg_encoder::ColorType,
    progressive: bool,
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 95);
    encoder.set_progressive(progressive);
    encoder.encode(pixels, width as u16, height as u16, colours).unwrap();
    file
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    jpeg_of(&scene(width, height), width, height, jpeg_encoder::ColorType::Rgb, false)
}

/// The scene by one of the encoders of `image`.
pub fn written_as(picture: &DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    written_as(&scene(width, height).into(), image::ImageFormat::Png)
}

pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut file);
    encoder.write_image(&scene(width, height), width, height, ExtendedColorType::Rgb8).unwrap();
    file
}

pub fn gif(width: u32, height: u32, frames: usize) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut file);
    let frame = image::Frame::new(DynamicImage::from(scene(width, height)).to_rgba8());
    encoder.encode_frames(std::iter::repeat_n(frame, frames)).unwrap();
    drop(encoder);
    file
}

pub fn tiff(width: u32, height: u32) -> Vec<u8> {
    written_as(&scene(width, height).into(), image::ImageFormat::Tiff)
}

pub fn avif(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The scene in each of the six formats, with its usual extension.
pub fn six_formats() -> [(Vec<u8>, &'static str); 6] {
    [
        (jpeg(48, 32), "jpg"),
        (png(48, 32), "png"),
        (webp(48, 32), "webp"),
        (gif(48, 32, 1), "gif"),
        (avif("scene.avif"), "avif"),
        (tiff(48, 32), "tif"),
    ]
}

/// A JPEG segment of our own right behind the start.
pub fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, body, &jpeg[2..]].concat()
}

/// An EXIF segment that says nothing but how the picture is turned.
pub fn with_orientation(jpeg: &[u8], number: u8) -> Vec<u8> {
    let tiff = [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[number], &[0; 6]].concat();
    with_segment(jpeg, 0xe1, &[b"Exif\0\0".as_slice(), &tiff].concat())
}

/// Runs exiftool, an independent reader and writer of metadata, on a copy of the file.
/// Gives what it printed and the file afterwards.
pub fn exiftool(file: &[u8], extension: &str, arguments: &[&str]) -> (String, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture").with_extension(extension);
    crate_write(&path, file);
    crate_write(&folder.path().join("thumbnail.jpg"), &jpeg_with_comment("PLANTED-UNCROPPED"));
    let output = Command::new("exiftool")
        .current_dir(folder.path())
        .args(arguments)
        .arg(&path)
        .output()
        .expect("exiftool is needed for this test (Debian: libimage-exiftool-perl)");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    (printed, std::fs::read(&path).unwrap())
}

fn crate_write(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

/// The uncropped original, as a thumbnail may still show it.
fn jpeg_with_comment(comment: &str) -> Vec<u8> {
    with_segment(&jpeg(16, 16), 0xfe, comment.as_bytes())
}

/// The file with all that gives a source away, in every place that exiftool can write it,
/// and with the facts that a newsroom wants. Each planted value begins with `PLANTED` or is
/// the latitude 51.5073.
pub fn leaky(file: &[u8], extension: &str) -> Vec<u8> {
    let exif = [
        "-EXIF:GPSLatitude=51.5073",
        "-EXIF:GPSLatitudeRef=N",
        "-EXIF:GPSLongitude=0.1277",
        "-EXIF:GPSLongitudeRef=W",
        "-EXIF:GPSDateStamp=2026:11:23",
        "-EXIF:SerialNumber=PLANTED-SERIAL",
        "-EXIF:LensSerialNumber=PLANTED-LENS",
        "-EXIF:OwnerName=PLANTED-OWNER",
        "-EXIF:Make=PLANTED-MAKE",
        "-EXIF:Model=PLANTED-MODEL",
        "-EXIF:ImageUniqueID=PLANTED-UNIQUE",
        "-EXIF:HostComputer=PLANTED-HOST",
        "-EXIF:UserComment=PLANTED-COMMENT",
        "-EXIF:XPAuthor=PLANTED-XP",
        "-EXIF:DateTimeOriginal=2026:11:23 05:12:00",
        "-EXIF:Artist=Jane Doe",
        "-EXIF:Copyright=© Calder Star",
    ];
    let xmp = [
        "-XMP-exif:GPSLatitude=51.5073",
        "-XMP-exif:GPSLongitude=-0.1277",
        "-XMP-aux:SerialNumber=PLANTED-XMPSERIAL",
        "-XMP-aux:OwnerName=PLANTED-XMPOWNER",
        "-XMP-iptcExt:LocationShownCity=PLANTED-SHOWN",
        "-XMP-iptcExt:LocationCreatedSublocation=PLANTED-CREATED",
        "-XMP-photoshop:City=PLANTED-XMPCITY",
        "-XMP-iptcCore:Location=PLANTED-LOCATION",
        "-XMP-iptcExt:PersonInImage=PLANTED-PERSON",
        "-XMP-mwg-rs:RegionName=PLANTED-REGION",
        "-XMP-mwg-rs:RegionType=Face",
        "-XMP-xmpMM:OriginalDocumentID=PLANTED-ORIGINAL",
        "-XMP-xmpMM:DocumentID=PLANTED-DOCUMENT",
        "-XMP-xmpMM:HistorySoftwareAgent=PLANTED-HISTORY",
        "-XMP-xmpMM:HistoryAction=saved",
        "-XMP-photoshop:DocumentAncestors=PLANTED-ANCESTOR",
        "-XMP-xmp:CreatorTool=PLANTED-TOOL",
        "-XMP-dc:Description=The bridge at dawn",
        "-XMP-dc:Creator=Jane Doe",
        "-XMP-photoshop:Credit=Calder Star",
        "-XMP-dc:Rights=© Calder Star",
        "-XMP-iptcCore:AltTextAccessibility=A stone bridge",
    ];
    let iim = [
        "-IPTC:City=PLANTED-IIMCITY",
        "-IPTC:Sub-location=PLANTED-IIMSUB",
        "-IPTC:Province-State=PLANTED-STATE",
        "-IPTC:Country-PrimaryLocationName=PLANTED-COUNTRY",
        "-IPTC:Writer-Editor=PLANTED-WRITER",
        "-IPTC:Caption-Abstract=The bridge at dawn",
        "-IPTC:Credit=Calder Star",
        "-IPTC:By-line=Jane Doe",
    ];
    let thumbnail = ["-ThumbnailImage<=thumbnail.jpg"];
    let mut arguments = vec!["-q", "-overwrite_original", "-n", "-charset", "iptc=utf8"];
    arguments.extend(exif);
    arguments.extend(xmp);
    if matches!(extension, "jpg" | "tif") {
        arguments.extend(iim);
    }
    if extension == "jpg" {
        arguments.extend(thumbnail);
    }
    let (_, written) = exiftool(file, extension, &arguments);
    // And what no tag holds: a second picture behind the end, as phones append.
    if extension == "jpg" { [written, jpeg_with_comment("PLANTED-BEHIND")].concat() } else { written }
}
