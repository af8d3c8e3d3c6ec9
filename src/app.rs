//! Which screen is shown: the one place that knows them all.

use leptos::prelude::*;

use crate::browser::page;
use crate::components::{glossary_pop::{Explained, GlossaryPop}, saving_line::SavingLine, top_bar::TopBar};
use crate::screens::{
    check::Check, emergency::Emergency, glossary::Glossary, help_now::HelpNow, interview::Interview,
    language::Language, remove::Remove, results::Results, resume::Resume, sheet::Sheet, welcome::Welcome,
};
use crate::session::{Screen, session};
use crate::text::t;

/// The whole app.
#[component]
pub(crate) fn App() -> impl IntoView {
    let session = session();
    let screen = Memo::new(move |_| session.screen());
    Explained::provide();
    // The first screen leaves the focus where the browser put it; every other one takes it to its heading.
    Effect::new(move |before: Option<Screen>| {
        let now = screen.get();
        if before.is_some_and(|before| before != now) {
            page::focus_heading();
        }
        now
    });
    Effect::new(move |_| page::set_title(&t("app.name")));
    view! {
        <a class="skip-link" href="#main" on:click=skip>{move || t("ui.skip_to_content")}</a>
        <TopBar/>
        <main class="page" id="main" tabindex="-1">
            {move || match screen.get() {
                Screen::Language => view! { <Language/> }.into_any(),
                Screen::Welcome => view! { <Welcome/> }.into_any(),
                Screen::Resume => view! { <Resume/> }.into_any(),
                Screen::Question(question) => view! { <Interview question/> }.into_any(),
                Screen::Emergency => view! { <Emergency/> }.into_any(),
                Screen::Results => view! { <Results/> }.into_any(),
                Screen::Check => view! { <Check/> }.into_any(),
                Screen::Sheet => view! { <Sheet/> }.into_any(),
                Screen::HelpNow => view! { <HelpNow/> }.into_any(),
                Screen::Glossary => view! { <Glossary/> }.into_any(),
                Screen::Remove => view! { <Remove/> }.into_any(),
            }}
            <SavingLine/>
        </main>
        <GlossaryPop/>
    }
}

/// The address never changes, not even by a `#main`.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    page::focus("#main");
}
