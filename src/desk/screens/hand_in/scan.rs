//! The ways in: the camera, a photo, a scanner that types, or fingers.

use wasm_bindgen_futures::spawn_local;

use crate::browser::camera::CameraError;
use crate::browser::events;
use crate::browser::file::chosen;
use crate::browser::picture::PictureError;
use crate::browser::scanning::{Ended, look, read_picture};
use crate::components::kit::{View, actions, button, el, group, nothing, part, say, typed, untyped, when};
use crate::desk::frame::alert;
use crate::desk::keeper::keeper;
use crate::signals::prelude::*;

/// The longest text of a code.
const LONGEST: &str = "4296";

/// All of them.
pub(super) fn view() -> View {
    let ended = RwSignal::new(None);
    let films = RwSignal::new(false);
    group([
        part(move || if films.get() { film(films, ended) } else { switch_on(films, ended) }),
        photo(ended),
        type_it(),
        part(move || ended.get().map_or_else(nothing, |ended| alert(words(ended), "scan-said"))),
    ])
}

fn switch_on(films: RwSignal<bool>, ended: RwSignal<Option<Ended>>) -> View {
    actions([button("button.button--primary", "scan", "ui.desk.hand_in.camera", move || {
        ended.set(None);
        films.set(true);
    })])
}

/// What the camera sees, until a code of ours is in it.
fn film(films: RwSignal<bool>, ended: RwSignal<Option<Ended>>) -> View {
    let video = el("video.film").set("muted", "").set("playsinline", "").id("film");
    let (has_light, is_lit) = (RwSignal::new(false), RwSignal::new(false));
    let gone = move |why| {
        films.set(false);
        ended.set(Some(why));
    };
    let light = look(&video, take, gone, move || has_light.set(true));
    let switch = move || {
        let light = light.clone();
        let key = "ui.desk.hand_in.light";
        let look = move || {
            is_lit.update(|lit| *lit = !*lit);
            light.switch(is_lit.get_untracked());
        };
        button("button", "light", key, look).set_live("aria-pressed", move || is_lit.get().to_string())
    };
    group([
        say("p", "ui.desk.hand_in.hold").set("role", "status"),
        video,
        actions([
            button("button", "stop-scan", "ui.desk.hand_in.stop", move || films.set(false)),
            when(move || has_light.get(), switch),
        ]),
    ])
}

fn photo(ended: RwSignal<Option<Ended>>) -> View {
    let input = untyped("file").set("id", "photo").set("accept", "image/*").on("change", move |event| {
        let Some(file) = chosen(&event) else { return };
        // The same photo can be chosen again.
        events::set_value(&event, "");
        ended.set(None);
        spawn_local(async move {
            match read_picture(&file).await {
                Ok(texts) if texts.iter().any(|text| take(text)) => {}
                Ok(_) => ended.set(Some(Ended::NoCode)),
                Err(why) => ended.set(Some(why)),
            }
        });
    });
    el("div.field").add(say("label", "ui.desk.hand_in.photo").set("for", "photo")).add(input)
}

/// A scanner that types ends with the Enter key.
fn type_it() -> View {
    let code = RwSignal::new(String::new());
    let read = move || {
        if code.with_untracked(|code| !code.trim().is_empty())
            && let Some(keeper) = keeper()
        {
            code.with_untracked(|code| keeper.read_code(code));
        }
    };
    let input = typed("input")
        .set("id", "typed-code")
        .set("type", "text")
        .set("dir", "ltr")
        .set("maxlength", LONGEST)
        .on("input", move |event| code.set(events::value(&event)))
        .on("keydown", move |event| {
            if events::is_enter(&event) {
                read();
            }
        });
    group([
        el("div.field").add(say("label", "ui.desk.hand_in.type").set("for", "typed-code")).add(input),
        actions([button("button", "read-code", "ui.desk.hand_in.read", read)]),
    ])
}

/// Takes a text if it is a code of ours.
fn take(text: &str) -> bool {
    let ours = text.trim().get(..2).is_some_and(|begin| begin.eq_ignore_ascii_case("DL"));
    ours && keeper().is_some_and(|keeper| keeper.read_code(text))
}

fn words(ended: Ended) -> &'static str {
    match ended {
        Ended::Camera(CameraError::Insecure) => "ui.desk.camera.insecure",
        Ended::Camera(CameraError::Refused) => "ui.desk.camera.refused",
        Ended::Camera(CameraError::NoCamera | CameraError::NotSupported) => "ui.desk.camera.none",
        Ended::Camera(CameraError::InUse) => "ui.desk.camera.in_use",
        Ended::Camera(CameraError::Hidden) | Ended::Off => "ui.desk.camera.off",
        Ended::Picture(PictureError::TooLarge) => "ui.desk.photo.too_large",
        Ended::Picture(_) => "ui.desk.photo.not_a_picture",
        Ended::Reader => "ui.desk.hand_in.no_reader",
        Ended::NoCode => "ui.desk.photo.no_code",
    }
}
