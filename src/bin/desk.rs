//! Starts the page of a help desk, nothing else.

fn main() {
    dalil::help_desk();
}
