//! A QR code, drawn as one path.

use qrcodegen::{QrCode, QrCodeEcc};

use super::kit::{View, nothing, svg};
use crate::text::t;

/// The quiet zone around a code, in modules.
const QUIET: i32 = 4;

/// A QR code of some text, level M; letters of QR's alphanumeric mode make the smallest code. `label` is the key of
/// what the code is, for those who do not see it.
pub(crate) fn qr_image(text: &str, label: &'static str) -> View {
    // A text too long for a code is printed without one.
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return nothing() };
    let side = code.size() + 2 * QUIET;
    let paper = svg("rect").set("width", "100%").set("height", "100%").set("fill", "#fff");
    svg("svg")
        .set("class", "qr")
        .set("viewBox", &format!("0 0 {side} {side}"))
        .set("role", "img")
        .set("shape-rendering", "crispEdges")
        .set_live("aria-label", move || t(label))
        .add(paper)
        .add(svg("path").set("d", &path(&code)).set("fill", "#000"))
}

fn path(code: &QrCode) -> String {
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    dark.fold(String::new(), |path, (x, y)| path + &format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET))
}
