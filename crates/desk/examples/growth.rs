//! How the work of a desk grows with its cases: `cargo run --release -p dalil-desk --example growth`.
//!
//! Real encryption on stores in memory; stretching the passphrase, which is always the same, is left out. Times are of this
//! machine, and only their relation means something; docs/performance.md keeps a table.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, run by hand")]

use std::time::Instant;

use desk::settings::{Given, Settings};
use desk::testing::{Machine, case, code, passphrase};
use desk::unlocked::{set_up, unlock};
use engine::card::Priority;

/// How often each thing is measured; the shortest time counts.
const TIMES: usize = 20;

fn main() {
    println!("| cases | bytes of the list | unlock and list | find one by its code | open all | list / all |");
    println!("|---|---|---|---|---|---|");
    for cases in [20, 200, 2_000] {
        println!("{}", row(cases));
    }
}

fn row(cases: u32) -> String {
    let machine = Machine::new();
    let Machine { front, room } = &machine;
    front.0.expect(async {
        let mut desk = set_up(front, Settings::new(&Given::default()), passphrase()).await.unwrap();
        for number in 0..cases {
            let mut open = desk.begin(room, case(number)).await.unwrap();
            let _ = desk.save(front, room, &mut open, Priority::Normal).await.unwrap();
        }
    });
    let words = passphrase().words;
    let list = shortest(|| {
        front.0.expect(async {
            let mut desk = unlock(front, words).await.unwrap();
            desk.look_over(front, room, |_| Priority::Normal).await.unwrap();
            assert_eq!(desk.desk().in_order(0).len(), cases as usize);
        });
    });
    let desk = front.0.expect(unlock(front, words)).unwrap();
    let one = shortest(|| {
        front.0.expect(desk.open(room, &code(cases / 2))).unwrap();
    });
    let all = shortest(|| {
        for number in 0..cases {
            front.0.expect(desk.open(room, &code(number))).unwrap();
        }
    });
    let bytes = front.0.judge.all_bytes().len() / 2;
    format!("| {cases} | {bytes} | {list:.2} ms | {one:.2} ms | {all:.1} ms | {:.3} |", list / all)
}

fn shortest(mut act: impl FnMut()) -> f64 {
    let times = (0..TIMES).map(|_| {
        #[expect(clippy::disallowed_methods, reason = "a native program: the clock is there")]
        let start = Instant::now();
        act();
        start.elapsed().as_secs_f64() * 1_000.0
    });
    times.fold(f64::INFINITY, f64::min)
}
