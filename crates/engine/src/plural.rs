//! Plural categories (CLDR 48) for whole numbers in the languages that a pack can have.

/// The CLDR plural category of a whole number in a language; `other` for languages without plural forms and for
/// languages that are not listed.
#[must_use]
pub fn category(language: &str, count: u32) -> &'static str {
    match language {
        "ar" => match (count, count % 100) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        },
        "fr" => match count {
            0 | 1 => "one",
            millions if millions.is_multiple_of(1_000_000) => "many",
            _ => "other",
        },
        "am" | "bn" | "ti" | "ff" | "pcm" if count <= 1 => "one",
        "en" | "ha" | "so" | "om" | "ur" | "sw" if count == 1 => "one",
        _ => "other",
    }
}

/// The categories that a language has, in CLDR's order: the endings that its plural texts need.
#[must_use]
pub fn categories(language: &str) -> &'static [&'static str] {
    match language {
        "ar" => &["zero", "one", "two", "few", "many", "other"],
        "fr" => &["one", "many", "other"],
        "bm" | "wo" | "din" | "nus" | "kr" | "zgh" => &["other"],
        _ => &["one", "other"],
    }
}

#[cfg(test)]
mod tests {
    use super::category;

    #[test]
    fn the_numbers_that_people_count_with_take_cldrs_categories() {
        let of = |language: &str| [0, 1, 2, 3, 10, 11, 100, 101].map(|count| category(language, count));
        assert_eq!(of("ar"), ["zero", "one", "two", "few", "few", "many", "other", "other"]);
        assert_eq!(of("fr"), ["one", "one", "other", "other", "other", "other", "other", "other"]);
        assert_eq!(of("en"), ["other", "one", "other", "other", "other", "other", "other", "other"]);
        assert_eq!(of("am"), ["one", "one", "other", "other", "other", "other", "other", "other"]);
        assert_eq!(of("bm"), ["other"; 8]);
        assert_eq!(category("fr", 1_000_000), "many");
    }
}
