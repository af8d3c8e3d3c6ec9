//! Starts a person's page, nothing else.

fn main() {
    dalil::person();
}
