//! `dalil`: for people who look after the content of a pack.
fn main() {}
