//! All words explained.

use leptos::prelude::*;

use crate::components::back_button::BackButton;
use crate::components::words::Words;
use crate::session::session;
use crate::text::t;

/// The glossary, in groups.
#[component]
pub(crate) fn Glossary() -> impl IntoView {
    let pack = session().pack();
    let terms = &pack.content().directory.glossary;
    let mut groups: Vec<String> = terms.iter().map(|term| term.group.clone()).collect();
    groups.dedup();
    let group = |group: String| {
        let of_group = terms.iter().filter(|term| term.group == group);
        let entries = of_group
            .map(|term| {
                let (word, meaning) = (format!("glossary.{}.word", term.name), format!("glossary.{}.meaning", term.name));
                view! {
                    <dt>{move || t(&word)}</dt>
                    <dd><Words key=meaning/></dd>
                }
            })
            .collect_view();
        let title = format!("glossary.group.{group}");
        view! {
            <h2>{move || t(&title)}</h2>
            <dl class="glossary">{entries}</dl>
        }
    };
    view! {
        <h1 tabindex="-1">{move || t("ui.glossary")}</h1>
        {groups.into_iter().map(group).collect_view()}
        <div class="actions"><BackButton/></div>
    }
}
