//! Controls that several screens use, one a file.

pub(crate) mod back_button;
pub(crate) mod choice_list;
pub(crate) mod contact_list;
pub(crate) mod date_field;
pub(crate) mod glossary_pop;
pub(crate) mod kit;
pub(crate) mod language_field;
pub(crate) mod number_field;
pub(crate) mod offline_line;
pub(crate) mod outcome_chip;
pub(crate) mod passphrase_field;
pub(crate) mod progress;
pub(crate) mod qr_code;
pub(crate) mod saving_actions;
pub(crate) mod saving_line;
pub(crate) mod suggested_words;
pub(crate) mod text_field;
pub(crate) mod top_bar;
pub(crate) mod words;
