//! Files that the page gives to the person, and those that it is given. They go where the browser puts what is downloaded;
//! nothing is sent.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Event, File, HtmlAnchorElement, HtmlInputElement, Url, window};

use super::promise::sleep;

/// For how long the browser may still begin to read the file, in milliseconds. Then its address means nothing any more.
const PATIENCE: i32 = 1_000;

/// Gives a file; says whether the browser took it. That it arrives is not said.
pub(crate) fn give(name: &str, kind: &str, bytes: &[u8]) -> bool {
    begun(name, kind, bytes).is_some()
}

fn begun(name: &str, kind: &str, bytes: &[u8]) -> Option<()> {
    let document = window()?.document()?;
    let how = BlobPropertyBag::new();
    how.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &how).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    link.set_href(&address);
    link.set_download(name);
    // Some browsers follow only a link that stands in the page.
    let body = document.body()?;
    let stood = body.append_child(&link).is_ok();
    link.click();
    let _ = body.remove_child(&link);
    spawn_local(async move {
        sleep(PATIENCE).await;
        let _ = Url::revoke_object_url(&address);
    });
    stood.then_some(())
}

/// A file that somebody chose.
#[derive(Clone)]
pub(crate) struct Chosen(File);

/// The file that was chosen in the field that an event came from.
pub(crate) fn chosen(event: &Event) -> Option<Chosen> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0).map(Chosen)
}

impl Chosen {
    /// The file itself, for what else reads files.
    pub(super) fn blob(&self) -> &Blob {
        &self.0
    }

    /// What stands in it; nothing when it cannot be read, or has more bytes than `most`.
    pub(crate) async fn read(&self, most: usize) -> Option<Vec<u8>> {
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
        if self.0.size() > most as f64 {
            return None;
        }
        let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}
