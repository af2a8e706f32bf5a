//! The picture files that were given beside an archive: the folder of uploads, or whatever holds
//! it, found by the path that a picture had on the site.

use super::archive::{file_names, upload_path};
use std::path::{Path, PathBuf};

/// Where the uploads may lie inside a folder.
const INSIDE: [&str; 6] =
    ["uploads", "wp-content/uploads", "content/images", "images", "data/content/images", ""];

/// The folders that were given.
#[derive(Debug, Default)]
pub struct Uploads {
    bases: Vec<PathBuf>,
}

impl Uploads {
    /// Those beside an archive, and those that were named.
    pub fn beside(archive: &Path, named: &[PathBuf]) -> Self {
        let own = archive.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let all = named.iter().map(PathBuf::as_path).chain([own]);
        let bases = all.flat_map(|folder| INSIDE.map(|inside| folder.join(inside)));
        Self { bases: bases.filter(|base| base.is_dir()).collect() }
    }

    /// The file of a picture, by its address on the site.
    pub fn find(&self, url: &str) -> Option<PathBuf> {
        let path = upload_path(url)?;
        // A network of sites keeps each one's files apart; its export may not.
        let alone = path.strip_prefix("sites/").and_then(|rest| rest.split_once('/')).map(|(_, rest)| rest);
        let names: Vec<String> =
            [Some(path.as_str()), alone].into_iter().flatten().flat_map(file_names).collect();
        names
            .iter()
            .find_map(|name| self.bases.iter().map(|base| base.join(name)).find(|file| file.is_file()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_one_on_the_page_finds_the_original_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("uploads/2024/05");
        std::fs::create_dir_all(&at).unwrap();
        std::fs::File::create(at.join("wall.jpg")).unwrap();
        let uploads = Uploads::beside(&folder.path().join("export.xml"), &[]);
        for url in [
            "https://calderstar.example/wp-content/uploads/2024/05/wall-300x200.jpg",
            "http://cdn.example/wp-content/uploads/sites/3/2024/05/wall.jpg",
        ] {
            assert_eq!(uploads.find(url), Some(folder.path().join("uploads/2024/05/wall.jpg")), "{url}");
        }
        assert_eq!(uploads.find("https://elsewhere.example/wall.jpg"), None);
    }
}
