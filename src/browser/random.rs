//! Chance, for the code of a referral.

/// Letters and digits that nobody mistakes for each other.
const SIGNS: &[u8; 28] = b"23456789ABCDEFGHJKLMNPQRTUVX";

/// A code such as `K7M4-QX2P`, from the browser's source of chance. It says nothing about the person.
pub(crate) fn reference() -> Option<String> {
    let mut bytes = [0_u8; 8];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    let sign = |byte: &u8| SIGNS.get(usize::from(*byte) % SIGNS.len()).copied().map(char::from);
    let mut code: String = bytes.iter().filter_map(sign).collect();
    code.insert(4, '-');
    Some(code)
}
