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

/// A whole number below a limit, each as likely as any other.
pub(crate) fn below(limit: usize) -> Option<usize> {
    let limit = u32::try_from(limit).ok().filter(|limit| *limit > 0)?;
    // Numbers past the last whole multiple would favour the small ones.
    let fair = u32::MAX - u32::MAX % limit;
    loop {
        let mut bytes = [0_u8; 4];
        web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
        let number = u32::from_le_bytes(bytes);
        if number < fair {
            return usize::try_from(number % limit).ok();
        }
    }
}
