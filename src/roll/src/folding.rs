//! When two spellings are the same: names, e-mail addresses, telephone numbers, headings. Comparing only; what is
//! stored stays as it was written.

/// A name for comparing: small letters, single blanks, one kind of apostrophe. Accents count: Zoe is not Zoë.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let name = name.to_lowercase().replace(['’', '‘', 'ʼ', '`', '´', '＇'], "'");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An e-mail address for comparing: small letters.
#[must_use]
pub fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A telephone number for comparing: digits only, `+44` and `0044` written as `0`. `None` when there are fewer than
/// seven digits, which is no number anybody could be known by.
#[must_use]
pub fn fold_phone(phone: &str) -> Option<String> {
    let digits: String = phone.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let is_abroad = phone.trim_start().starts_with('+') || digits.starts_with("00");
    let national = digits.trim_start_matches('0').strip_prefix("44").filter(|_| is_abroad);
    let digits = national.map_or(digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')));
    (digits.len() >= 7).then_some(digits)
}

/// A heading for comparing: small letters and digits, single blanks; every other sign is a blank, and digits stand apart.
#[must_use]
pub fn fold_heading(heading: &str) -> String {
    let mut folded = String::new();
    let mut last = ' ';
    for sign in heading.replace(['\'', '’'], "").to_lowercase().chars() {
        let sign = if sign.is_alphanumeric() { sign } else { ' ' };
        let is_break = sign.is_numeric() != last.is_numeric() && sign != ' ' && last != ' ';
        if is_break || (sign == ' ' && last != ' ') {
            folded.push(' ');
        }
        if sign != ' ' {
            folded.push(sign);
        }
        last = if is_break && sign == ' ' { last } else { sign };
    }
    folded.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_and_blanks_do_not_make_another_name_but_accents_do() {
        assert_eq!(fold_name("  Una  O’UNREAL "), fold_name("una o'unreal"));
        assert_ne!(fold_name("Zoë"), fold_name("Zoe"));
    }

    #[test]
    fn one_number_is_written_in_many_ways() {
        for phone in ["07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700-900123"] {
            assert_eq!(fold_phone(phone).as_deref(), Some("07700900123"), "{phone}");
        }
        assert_eq!(fold_phone("n/a"), None);
        assert_eq!(fold_phone("12345"), None);
    }

    #[test]
    fn headings_are_compared_without_case_and_signs() {
        for heading in ["Contact 1 - E-mail", "contact1_e-mail", " CONTACT 1  E mail:"] {
            assert_eq!(fold_heading(heading), "contact 1 e mail", "{heading}");
        }
        assert_eq!(fold_heading("Child's name"), "childs name");
    }
}
