//! Pixels of what a browser can draw, never more than a limit.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData, window};

use super::object::{call, object};
use js_sys::Array;

/// The longest side of what is read, in pixels. A code that fills a quarter of it then has seven pixels a module.
const LONGEST_SIDE: u32 = 2_000;

/// A surface to draw on that nobody sees; it is made when it is first needed.
#[derive(Default)]
pub(super) struct Canvas(Option<(HtmlCanvasElement, CanvasRenderingContext2d)>);

impl Canvas {
    /// The pixels of a picture of some width and height, smaller where it is too large. Nothing when the browser does
    /// not draw it, or does not let its pixels be read.
    pub(super) fn draw(&mut self, picture: &JsValue, width: u32, height: u32) -> Option<ImageData> {
        let (width, height) = bounded(width, height)?;
        if self.0.is_none() {
            self.0 = new();
        }
        let (canvas, context) = self.0.as_ref()?;
        if (canvas.width(), canvas.height()) != (width, height) {
            canvas.set_width(width);
            canvas.set_height(height);
        }
        // What is transparent is paper.
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, width.into(), height.into());
        let with = Array::of5(picture, &0.into(), &0.into(), &width.into(), &height.into());
        call(context, "drawImage", &with).ok()?;
        context.get_image_data(0.0, 0.0, width.into(), height.into()).ok()
    }
}

fn new() -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas = window()?.document()?.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    let often = object(&[("willReadFrequently", true.into()), ("alpha", false.into())]);
    let context = canvas.get_context_with_context_options("2d", &often).ok()??;
    let context = context.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.set_image_smoothing_enabled(true);
    Some((canvas, context))
}

/// The same shape, within the limit.
fn bounded(width: u32, height: u32) -> Option<(u32, u32)> {
    let longest = width.max(height);
    if width == 0 || height == 0 {
        return None;
    }
    if longest <= LONGEST_SIDE {
        return Some((width, height));
    }
    let side = |side: u32| {
        let scaled = u64::from(side) * u64::from(LONGEST_SIDE) / u64::from(longest);
        u32::try_from(scaled.max(1)).ok()
    };
    Some((side(width)?, side(height)?))
}
