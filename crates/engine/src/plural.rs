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
    use super::{categories, category};

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
    /// Which category each count from 0 to 200 has, as CLDR 48 lists them: the last count of each stretch.
    fn stretches(language: &str) -> &[(u32, &str)] {
        match language {
            "en" => &[(0, "other"), (1, "one"), (200, "other")],
            "fr" => &[(1, "one"), (200, "other")],
            _ => &[
                (0, "zero"),
                (1, "one"),
                (2, "two"),
                (10, "few"),
                (99, "many"),
                (102, "other"),
                (110, "few"),
                (199, "many"),
                (200, "other"),
            ],
        }
    }

    #[test]
    fn every_count_up_to_200_has_cldrs_category_in_the_packs_languages() {
        for language in ["en", "fr", "ar"] {
            for count in 0..=200 {
                let (_, wanted) = stretches(language).iter().find(|(last, _)| count <= *last).unwrap();
                assert_eq!(category(language, count), *wanted, "{language} {count}");
            }
        }
    }

    #[test]
    fn no_count_falls_into_a_category_that_its_language_does_not_write() {
        let languages =
            ["ar", "fr", "en", "am", "bn", "ti", "ff", "pcm", "ha", "so", "om", "ur", "sw", "bm", "wo", "din", "xx"];
        for language in languages {
            for count in (0..=2_000).chain([1_000_000, 2_000_000, u32::MAX]) {
                assert!(categories(language).contains(&category(language, count)), "{language} {count}");
            }
        }
    }
}
