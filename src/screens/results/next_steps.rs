//! What to bring, and what happens next.

use leptos::prelude::*;

use crate::session::session;
use crate::text::t;

/// How many steps a return has.
const STEPS: usize = 13;

/// What to bring: photos are fine, and not having it is no reason to stay away.
#[component]
pub(super) fn Bring() -> impl IntoView {
    let session = session();
    move || {
        let country = session.said("host_country")?;
        let pack = session.pack();
        let host = pack.content().directory.host(&country)?;
        let rows = host
            .documents
            .iter()
            .map(|document| view! { <li>{t(&format!("bring.{document}"))}</li> })
            .collect_view();
        Some(view! {
            <section class="bring">
                <h2>{t("ui.bring.title")}</h2>
                <p>{t("bring.intro")}</p>
                <ul>{rows}</ul>
            </section>
        })
    }
}

/// The steps of a return, from the first contact to the time after it.
#[component]
pub(super) fn Steps() -> impl IntoView {
    let session = session();
    move || {
        let country = session.said("host_country").unwrap_or_default();
        let pack = session.pack();
        let exit = pack.content().directory.host(&country).is_some_and(|host| host.exit_permission.is_some());
        let rows = (1..=STEPS)
            .map(|step| view! {
                <li>
                    <strong>{t(&format!("step.{step}.name"))}</strong>
                    <p>{t(&format!("step.{step}.do"))}</p>
                </li>
            })
            .collect_view();
        view! {
            <section>
                <h2>{t("ui.steps.title")}</h2>
                <p>{t("ui.steps.text")}</p>
                <ol class="steps">{rows}</ol>
                {exit.then(|| view! { <p class="notice">{t(&format!("exit.{country}"))}</p> })}
            </section>
        }
    }
}
