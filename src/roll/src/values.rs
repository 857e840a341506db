//! What single cells mean: year groups, dates, yes and no, addresses, names. A problem never quotes a name or an address.

use shine_domain::person::{MAX_NAME, PersonName, TextProblem};
use shine_domain::vocabulary::Year;

use crate::hidden_debug;

/// Why a cell was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueProblem {
    /// Permanent, kebab-case.
    pub code: &'static str,
    /// What is wrong and how to mend it; a whole sentence that does not name the line.
    pub message: String,
}

impl ValueProblem {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// The school year a list is for, which begins on 1 September.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchoolYear {
    /// The calendar year in which it begins: 2026 for 2026/27.
    pub starting: u16,
}

/// A date of birth. It is never printed and never kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BirthDate {
    year: u16,
    month: u8,
    day: u8,
}

hidden_debug!(BirthDate);

impl BirthDate {
    /// The year group of a child born on this day in England: it goes by the age on 31 August before the school year.
    /// `None` outside Nursery to Year 6.
    #[must_use]
    pub fn year_in(self, school_year: SchoolYear) -> Option<Year> {
        let is_after = self.month > 8;
        let age = school_year.starting.checked_sub(self.year)?.checked_sub(u16::from(is_after))?;
        Year::ALL.get(usize::from(age.checked_sub(3)?)).copied()
    }
}

/// A year group as schools write it: `R`, `FS2`, `0`, `Nursery`, `3`, `Y3`, `Year 3`, `NC Year 03`.
///
/// # Errors
/// `year-unknown` when it is none from Nursery to Year 6; the cell is quoted when it is short and has a digit.
pub fn parse_year(cell: &str) -> Result<Year, ValueProblem> {
    let folded = crate::folding::fold_heading(cell);
    let name = folded.replace(' ', "");
    let is_one = folded.split(' ').filter(|word| is_digits(word)).count() <= 1;
    let is_plain = is_one && cell.starts_with(char::is_alphanumeric);
    let known = match name.as_str() {
        _ if !is_plain => None,
        "n" | "n1" | "n2" | "nursery" | "nursery1" | "nursery2" | "fs1" | "f1" | "preschool" => Some(Year::Nursery),
        "r" | "reception" | "yr" | "yearr" | "ncyearr" | "fs2" | "f2" | "yearreception" => Some(Year::Reception),
        _ => numbered_year(&name),
    };
    known.ok_or_else(|| {
        // Quoted only where it cannot be a name or an address in the wrong column.
        let is_short = cell.chars().count() <= 8 && cell.chars().any(|c| c.is_ascii_digit()) && !cell.contains('@');
        let what = if is_short { format!("\"{cell}\"") } else { "This".to_owned() };
        ValueProblem::new("year-unknown", format!("{what} is not a year group. Write N, R, or a number from 1 to 6."))
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn numbered_year(name: &str) -> Option<Year> {
    let words = ["ncyeargroup", "ncyear", "yeargroup", "year", "yr", "y"];
    let digits = words.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let is_number = digits.len() <= 2 && is_digits(digits);
    Year::ALL.get(digits.parse::<usize>().ok().filter(|_| is_number)? + 1).copied()
}

/// The year group that a class's own name says: `3A`, `Year 3 Oak`, `Reception`. `None` when it names none, or two.
#[must_use]
pub fn year_of_class(name: &str) -> Option<Year> {
    let folded = crate::folding::fold_heading(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let numbers = words.iter().filter(|word| is_digits(word)).count();
    match words[..] {
        ["reception" | "nursery", ..] if numbers == 0 => parse_year(words[0]).ok(),
        ["year" | "y" | "yr", number, ..] if numbers == 1 => parse_year(number).ok(),
        [number, letter] if is_digits(number) && letter.len() == 1 && numbers == 1 => {
            parse_year(number).ok().filter(|_| number != "0")
        }
        _ => None,
    }
}

/// A date written day first (`1/9/2019`, `01-09-19`, `1 Sep 2019`) or as `2019-09-01`; a time behind it is let be.
///
/// # Errors
/// `date-unclear` when it is none, or the month stands first. The cell is not quoted.
pub fn parse_date(cell: &str) -> Result<BirthDate, ValueProblem> {
    let date = cell.split_once('T').filter(|(date, _)| date.len() == 10).map_or(cell, |(date, _)| date);
    let date = date.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(date, |(date, _)| date);
    let parts: Vec<&str> = date.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let unclear = || ValueProblem::new("date-unclear", "This date cannot be read. Write it as 31/12/2019.");
    let [first, second, third] = parts[..] else { return Err(unclear()) };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let day = small_number(day).ok_or_else(unclear)?;
    let month = small_number(month).or_else(|| month_by_name(month)).ok_or_else(unclear)?;
    let year = full_year(year).ok_or_else(unclear)?;
    if month > 12 && day <= 12 {
        return Err(ValueProblem::new(
            "date-unclear",
            "This date seems to have the month first. Dates are written day first here: 31/12/2019.",
        ));
    }
    let is_real = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    if is_real { Ok(BirthDate { year, month, day }) } else { Err(unclear()) }
}

fn small_number(part: &str) -> Option<u8> {
    let is_number = part.len() <= 2 && is_digits(part);
    part.parse().ok().filter(|_| is_number)
}

/// Two digits are of this century: children.
fn full_year(part: &str) -> Option<u16> {
    match part.len() {
        2 => small_number(part).map(|year| 2000 + u16::from(year)),
        4 if is_digits(part) => part.parse().ok().filter(|year| *year >= 1900),
        _ => None,
    }
}

fn month_by_name(part: &str) -> Option<u8> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = part.to_lowercase();
    let found = months.iter().position(|month| start.starts_with(month))?;
    u8::try_from(found + 1).ok()
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Yes or no, as the systems write it.
#[must_use]
pub fn parse_yes(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "t" | "true" | "yes" | "y" | "1" => Some(true),
        "f" | "false" | "no" | "n" | "0" => Some(false),
        _ => None,
    }
}

/// An e-mail address that can be written to, as far as its look tells.
///
/// # Errors
/// `email-wrong`; the cell is not quoted.
pub fn check_email(cell: &str) -> Result<String, ValueProblem> {
    let is_plain = |c: char| c.is_alphanumeric() || (c.is_ascii_graphic() && !",;:<>\"()[]\\".contains(c));
    let parts: Vec<&str> = cell.split('@').collect();
    let has_domain = |domain: &str| {
        let labels: Vec<&str> = domain.split('.').collect();
        labels.len() >= 2 && labels.iter().all(|label| !label.is_empty())
    };
    let is_right = matches!(parts[..], [name, domain] if !name.is_empty() && has_domain(domain))
        && cell.len() <= 254
        && cell.chars().all(|c| c == '@' || is_plain(c));
    if is_right {
        Ok(cell.to_owned())
    } else {
        Err(ValueProblem::new("email-wrong", "This is not one e-mail address, so it is left out."))
    }
}

/// A UPN's form and check letter (domain.md 5.1).
#[must_use]
pub fn is_upn(cell: &str) -> bool {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let upn = cell.to_ascii_uppercase();
    let [letter, middle @ .., last] = upn.as_bytes() else { return false };
    if middle.len() != 11 || !middle.iter().all(u8::is_ascii_digit) {
        return false;
    }
    // A temporary number ends in a letter, which counts by its place among the letters.
    let ending = match last {
        b'0'..=b'9' => Some(usize::from(last - b'0')),
        _ => LETTERS.iter().position(|one| one == last),
    };
    let Some(ending) = ending else { return false };
    let sum: usize = middle.iter().enumerate().map(|(place, digit)| usize::from(digit - b'0') * (place + 2)).sum();
    LETTERS[(sum + ending * 13) % 23] == *letter
}

/// A name as it may be kept.
///
/// # Errors
/// Why not, without quoting it.
pub fn check_name(cell: &str) -> Result<String, ValueProblem> {
    if cell.contains('\u{fffd}') {
        let message = "Letters of this name are damaged. Export the list again as \"CSV UTF-8\".";
        return Err(ValueProblem::new("name-damaged", message));
    }
    PersonName::try_from(cell).map(|name| name.as_str().to_owned()).map_err(|problem| {
        let (code, message) = match problem {
            TextProblem::Empty => ("name-missing", "The name is missing.".to_owned()),
            TextProblem::TooLong => ("name-too-long", format!("This name is longer than {MAX_NAME} letters.")),
            TextProblem::ControlCharacters => {
                ("name-signs", "This name has a line end or an invisible sign. Write it on one line.".to_owned())
            }
            TextProblem::DirectionOverride => {
                ("name-direction", "This name has a sign that turns its direction. Type it again.".to_owned())
            }
        };
        ValueProblem::new(code, message)
    })
}

/// An adult's whole name: titles taken away, "Unreal, Una" turned round.
///
/// # Errors
/// As [`check_name`]; `two-people` when it names two, such as "Mr and Mrs".
pub fn parse_contact_name(cell: &str) -> Result<String, ValueProblem> {
    let lower = format!(" {} ", cell.to_lowercase());
    if [" & ", " and ", "&", "/", "+"].iter().any(|sign| lower.contains(sign)) {
        let message = "This cell names more than one person. Give each adult a row or a group of columns of their own.";
        return Err(ValueProblem::new("two-people", message));
    }
    let turned = match cell.split(',').map(str::trim).collect::<Vec<_>>()[..] {
        [last, first] if !last.is_empty() && !first.is_empty() => format!("{} {last}", without_title(first)),
        _ => cell.to_owned(),
    };
    check_name(without_title(&turned))
}

/// `name` without "Mr", "Dr" and the like at its beginning, unless nothing but one would remain.
#[must_use]
pub fn without_title(name: &str) -> &str {
    let Some((title, rest)) = name.trim().split_once(' ') else { return name.trim() };
    let title = title.trim_end_matches('.').to_lowercase();
    let is_title = matches!(title.as_str(), "mr" | "mrs" | "ms" | "miss" | "dr" | "mx");
    if is_title { rest.trim() } else { name.trim() }
}
