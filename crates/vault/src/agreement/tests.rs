use super::*;
use crate::bits::to_url_letters;
use crate::testing::{Soft, now};

/// RFC 7518, appendix C: the secret that Alice and Bob agree on, and the key that both come to.
const SHARED: Shared = [
    158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128, 106, 72,
    246, 218, 167, 121, 140, 254, 144, 196,
];

#[test]
fn the_example_of_rfc_7518_comes_out() {
    let hash = now(Soft::default().sha256(&to_hash(&SHARED, "A128GCM", "Alice", "Bob", 128))).unwrap();
    assert_eq!(to_url_letters(&hash[..16]), "VqqN6vgjbSBcIijNcacQGg");
}

#[test]
fn what_is_hashed_has_the_layout_of_rfc_7518() {
    let info = to_hash(&SHARED, "A256GCM", "", "", 256);
    let expected: &[&[u8]] = &[&[0, 0, 0, 1], &SHARED, &[0, 0, 0, 7], b"A256GCM", &[0; 8], &[0, 0, 1, 0]];
    assert_eq!(info, expected.concat());
}

#[test]
fn a_coordinate_that_is_not_below_the_prime_is_none() {
    let mut below = PRIME;
    below[31] -= 1;
    let mut above = PRIME;
    above[31] = above[31].wrapping_add(1);
    assert!(Point::new(below, below).is_some());
    for x in [PRIME, [0xFF; 32], above] {
        assert_eq!(Point::new(x, [1; 32]).is_none(), x >= PRIME);
        assert_eq!(Point::new([1; 32], x).is_none(), x >= PRIME);
    }
    assert_eq!(Point::new(PRIME, [1; 32]), None);
}

#[test]
fn a_point_comes_back_from_its_uncompressed_form_only() {
    let point = Point::new([7; 32], [9; 32]).unwrap();
    let bytes = point.to_bytes();
    assert_eq!(Point::from_bytes(&bytes), Some(point));
    for length in 0..65 {
        assert_eq!(Point::from_bytes(&bytes[..length]), None);
    }
    assert_eq!(Point::from_bytes(&[&bytes[..], &[0]].concat()), None);
    assert_eq!(Point::from_bytes(&[&[2], &bytes[1..]].concat()), None);
}

#[test]
fn both_sides_come_to_the_same_key_and_no_third_one_does() {
    let device = Soft::default();
    let keys = || now(device.generate()).unwrap();
    let (one, other) = (keys(), keys());
    let point = Point::from_bytes(&one[one.len() - 65..]).unwrap();
    let (once, shared) = now(device.agree_once(&point)).unwrap().unwrap();
    let agreed = |pkcs8: &[u8]| {
        let private = now(device.private(pkcs8)).unwrap().unwrap();
        now(device.agree(&private, &once)).unwrap().unwrap()
    };
    assert_eq!(agreed(&one), shared);
    assert_ne!(agreed(&other), shared);
    let (again, _) = now(device.agree_once(&point)).unwrap().unwrap();
    assert_ne!(again, once, "a pair of keys is made for one time");
}
