//! Directory files: contacts, countries, notices, sources.

use engine::directory::Directory;

use crate::{content, shipped};

/// Bytes are refused, or are a directory in which anything can be looked up.
pub(crate) fn directory(bytes: &[u8]) {
    let Ok(directory) = postcard::from_bytes::<Directory>(bytes) else { return };
    let again = postcard::to_allocvec(&directory).unwrap_or_default();
    assert_eq!(postcard::from_bytes(&again), Ok(directory.clone()), "what was read is written and read again");
    for country in ["EG", "LY", ""] {
        let _ = (directory.host(country), directory.advisory(country), directory.source(country));
        for card in shipped().content().cards.ids() {
            let mut services = directory.services_for(card, country).map(|(id, _)| id);
            assert!(services.all(|id| directory.services.get(id).is_some()));
            let _ = directory.notices_for(card, country).count();
        }
    }
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let empty = postcard::to_allocvec(&Directory::default()).unwrap_or_default();
    vec![empty, content().directory.clone()]
}
