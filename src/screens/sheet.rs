//! The referral: what is on the paper, to look at and to print.

mod consent;
mod paper;
mod row;
mod slip;

use leptos::prelude::*;

use crate::browser::events;
use crate::browser::print::{self, Paper};
use crate::components::back_button::BackButton;
use crate::components::top_bar::autonym;
use crate::session::{Screen, session};
use crate::text::{t, tables};

use paper::PaperView;
use slip::Slip;

/// The preview, and what can be done with it.
#[component]
pub(crate) fn Sheet() -> impl IntoView {
    let session = session();
    let staff_language = RwSignal::new(usual_staff_language());
    view! {
        <div class="no-print">
            <h1 tabindex="-1">{move || t("ui.sheet.title")}</h1>
            <p class="notice notice--warning">{move || t("ui.sheet.safe")}</p>
            <p>{move || t("ui.sheet.text")}</p>
            <StaffLanguage chosen=staff_language/>
            <div class="actions actions--stacked">
                <button type="button" class="button button--primary" data-testid="print-sheet"
                    on:click=move |_| print::print(Paper::Sheet, &session.reference())>
                    {move || t("ui.sheet.print")}
                </button>
                <button type="button" class="button" data-testid="print-slip"
                    on:click=move |_| print::print(Paper::Slip, &session.reference())>
                    {move || t("ui.sheet.print_slip")}
                </button>
                <button type="button" class="button" on:click=move |_| session.open(Screen::Check)>
                    {move || t("ui.results.check")}
                </button>
                <BackButton/>
            </div>
            <h2>{move || t("ui.sheet.preview")}</h2>
        </div>
        {move || {
            let other = tables().of(&staff_language.get()).unwrap_or_default();
            view! { <PaperView staff=other/> }
        }}
        <Slip/>
    }
}

/// The language that staff usually read in the person's country; never the person's own again.
fn usual_staff_language() -> String {
    let shown = tables().language();
    let usual = match session().said("host_country").as_deref() {
        Some("TN" | "DZ" | "MA") => ["fr", "ar", "en"],
        _ => ["en", "ar", "fr"],
    };
    let loaded = tables().tags();
    let found = usual.into_iter().find(|tag| *tag != shown && loaded.iter().any(|known| known == tag));
    found.map_or(shown.clone(), str::to_owned)
}

/// Which language stands beside the person's.
#[component]
fn StaffLanguage(
    /// The language that is chosen.
    chosen: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{move || t("ui.sheet.staff_language")}</span>
            <select data-testid="staff-language" on:change=move |event| chosen.set(events::value(&event))>
                {move || tables().tags().into_iter().map(|tag| {
                    let name = autonym(&tag);
                    let this = tag.clone();
                    view! { <option value=tag.clone() lang=tag prop:selected=move || chosen.get() == this>{name}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}
