//! A QR code, drawn as one path.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone around a code, in modules.
const QUIET: i32 = 4;

/// A QR code of some text, level M.
#[component]
pub(crate) fn QrImage(
    /// The text; letters of QR's alphanumeric mode make the smallest code.
    text: String,
    /// What the code is, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    // A text too long for a code is printed without one.
    QrCode::encode_text(&text, QrCodeEcc::Medium).ok().map(|code| {
        let side = code.size() + 2 * QUIET;
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff"></rect>
                <path d=path(&code) fill="#000"></path>
            </svg>
        }
    })
}

fn path(code: &QrCode) -> String {
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    dark.fold(String::new(), |mut path, (x, y)| {
        use core::fmt::Write as _;
        // Writing to a String cannot fail.
        let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        path
    })
}
