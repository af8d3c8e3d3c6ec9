//! What to bring, and what happens next.

use crate::components::kit::{View, details, el, list, nothing, notice, say};
use crate::session::session;

/// How many steps a return has.
const STEPS: usize = 13;

/// What to bring: photos are fine, and not having it is no reason to stay away.
pub(super) fn bring() -> View {
    let session = session();
    let country = session.said("host_country").unwrap_or_default();
    let pack = session.pack();
    let Some(host) = pack.directory().host(&country) else { return nothing() };
    let documents = host.documents.iter().map(|document| say("li", &format!("bring.{document}")));
    details("details.bring", "ui.bring.title").add(say("p", "bring.intro")).add(list("ul", documents))
}

/// The steps of a return, from the first contact to the time after it.
pub(super) fn steps() -> View {
    let session = session();
    let country = session.said("host_country").unwrap_or_default();
    let pack = session.pack();
    let needs_exit = pack.directory().host(&country).is_some_and(|host| host.exit_permission.is_some());
    let step = |number: usize| {
        let name = say("strong", &format!("step.{number}.name"));
        el("li").add(name).add(say("p", &format!("step.{number}.do")))
    };
    details("details", "ui.steps.title")
        .add(say("p", "ui.steps.text"))
        .add(list("ol.steps", (1..=STEPS).map(step)))
        .add(if needs_exit { notice("", &format!("exit.{country}")) } else { nothing() })
}
