//! Printing.

use web_sys::window;

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// The referral.
    Sheet,
    /// The pocket slip.
    Slip,
    /// A help desk's figures.
    Figures,
}

/// Prints one of them. The title becomes the name of a PDF, so it is the reference for a moment,
/// or what else says nothing about the person.
pub(crate) fn print(paper: Paper, reference: &str) {
    let Some(window) = window() else { return };
    let Some(document) = window.document() else { return };
    let Some(body) = document.body() else { return };
    let class = match paper {
        Paper::Sheet => "printing-sheet",
        Paper::Slip => "printing-slip",
        Paper::Figures => "printing-figures",
    };
    let title = document.title();
    document.set_title(reference);
    let _ = body.class_list().add_1(class);
    // A browser without printing leaves the page as it is.
    let _ = window.print();
    let _ = body.class_list().remove_1(class);
    document.set_title(&title);
}
