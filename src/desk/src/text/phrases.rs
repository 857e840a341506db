//! Sentences with something in them, and the words for what the server says by a permanent word.

use shine_domain::attention::Concern;
use shine_domain::protection::Flag;
use shine_domain::vocabulary::{Channel, Role, Year};
use shine_ui::fault::Fault;
use shine_ui::text::errors;
use shine_ui::uk_time::UkTime;
use shine_wire::ErrorCode;

use super::{CHECK_INSIDE, NAV_IMAGES, NOT_FOUND_BODY};
use crate::field::Field;

/// What is ticked before a picture goes out (domain.md R25 to R29, R36, R37, R39). Not kept anywhere.
pub(crate) const TICKS: [&str; 6] = [
    "Everybody in it was checked here, those in the background too.",
    "It was taken with a device of the school's.",
    "Everybody is properly dressed and shown at their best.",
    "No name, badge, timetable, address or number can be read in it, nor in the name of its file.",
    "A group has a general label, such as the kind of lesson, and no list of names.",
    "The reason for showing it is one the family was told.",
];

/// The sentence for a fault.
pub(crate) fn fault(fault: &Fault) -> &'static str {
    match fault.code() {
        Some(ErrorCode::SignInNotRight) => {
            "The address, the password or the code is not right. A code works once and for half a minute: wait for the next \
             one, then try again."
        }
        Some(ErrorCode::NotAllowed) => "This is not for your role.",
        Some(ErrorCode::NotSignedIn) => "You are signed out. Sign in again to go on.",
        Some(ErrorCode::ChangedMeanwhile) => {
            "Something has changed since this was shown, so nothing was done. Look at it again, then try once more."
        }
        Some(ErrorCode::TooManyAttempts) => {
            "There were too many attempts that went wrong. Wait a quarter of an hour, then try again."
        }
        Some(ErrorCode::LinkNotValid) => {
            "This invitation opens nothing: it was used, it is older than seven days, or a newer one took its place. Ask \
             whoever sent it for a new one."
        }
        Some(ErrorCode::NotYourChild) => {
            "This cannot be entered for this adult and this child. Either the adult is not on the child's page any more, or the \
             child's year is not asked: then only a no, a yes taken back or an objection counts."
        }
        Some(ErrorCode::KeyReused) => {
            "Something like this was sent a moment ago. Look at the child's page before you enter it again."
        }
        Some(ErrorCode::NotFound) => NOT_FOUND_BODY,
        _ => errors::fault(fault),
    }
}

/// The sentence for what is wrong with a field.
pub(crate) const fn field(field: Field, code: &str) -> &'static str {
    match (field, code.as_bytes()) {
        (Field::Email, b"empty") => "Enter the e-mail address",
        (Field::Email, b"taken") => "Somebody at the desk has this address already",
        (Field::Email, _) => "Enter an e-mail address, such as name@school.example",
        (Field::Password, b"empty") => "Enter your password",
        (Field::Password, b"too-short") => "The password must have at least 10 characters",
        (Field::Password, b"too-long") => "The password must have at most 200 characters",
        (Field::Password, _) => "This password could soon be guessed. Add another word or two",
        (Field::Code, b"empty") => "Enter the code",
        (Field::Code, _) => "This is not the code the app shows now. Wait for the next one, then type it in",
        (Field::Name, b"empty") => "Enter a name",
        (Field::Name, b"too-long") => "The name is too long",
        (Field::Name, _) => "The name has hidden characters in it. Delete it and type it in again",
        (Field::Reason | Field::ReasonOf(_), b"empty") => "Say why, in a few words",
        (Field::Reason | Field::ReasonOf(_), b"too-long") => "The reason must be 500 characters or fewer",
        (Field::Reason | Field::ReasonOf(_), _) => "The reason must be on one line, without hidden characters",
        (Field::Restrictions, _) => "Choose what is meant: taking, publishing or naming",
        (Field::Children, b"empty") => "Choose who is in the picture",
        (Field::Children, b"too-long") => "A picture can be checked with 200 children at most",
        (Field::Children, _) => "Somebody you chose is not on the roll any more. Take everybody out and choose again",
        (Field::Channels, _) => "Choose where the picture is going",
        (Field::Roles, _) => "Choose at least one role",
        (Field::Classes, _) => "Choose a class from the list",
        (Field::File, b"too-large") => {
            "This file is larger than 16 MB, far more than a class list. Export the list again, with pupils and contacts only"
        }
        (Field::File, _) => "This file could not be read. Choose it again",
        (Field::Confirmed, _) => "Say that you have looked at it",
        (Field::Adult, _) => "Choose for whom you enter it",
        (Field::On, b"older-than-what-was-said") => {
            "They answered on that day or later, so this yes would not count. If that answer was entered wrongly, correct it first. \
             If not, ask them again, and enter it as they say it. Leave it out to enter a no on the same paper"
        }
        (Field::On, b"older-than-the-text") => {
            "This text is newer than that day, so an older one may have been signed. Ask them again, with this one. Leave every yes out to \
             enter the noes on the same paper"
        }
        (Field::On, b"older-than-leaving") => {
            "The child left after that day and came back, so this yes would not count. Ask them again. \
             Leave every yes out to enter the noes on the same paper"
        }
        (Field::On, _) => "Enter the day it was said or signed: not in the future, and at most a year ago",
        (Field::Relationship, _) => "Enter what they are to the child, for example mother",
        (Field::Record, b"empty") => "Choose what it is about",
        (Field::Record, b"not-right") => {
            "This cannot be done with this record: it was done before, or it is the answer of somebody whose no stands"
        }
        (Field::Record, _) => "This cannot be entered. Open the child's page again and look at what is there",
        (Field::Answers, b"empty") => "Choose at least one answer",
        (Field::Answers, b"not-answered") => {
            "Answer every question, or leave out every yes and enter the noes by themselves"
        }
        (Field::Answers, b"nothing-to-withdraw") => {
            "They have not said yes to everything you ticked. Only a yes of their own can be taken back"
        }
        (Field::Answers, _) => "One of these questions is not asked any more. Choose the document again",
        (Field::Flags, _) => "Choose what is so from the list",
    }
}

/// What a role is called.
pub(crate) fn role(word: &str) -> &'static str {
    Role::find(word).map_or("", Role::title)
}

/// What a role may do, in a few words.
pub(crate) const fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Office => "Children's pages, the roll, links and papers.",
        Role::Dsl => "Everything about children, why something is forbidden, and who has looked.",
        Role::Teacher => "The no-images list of every class, and children's pages of their own classes.",
        Role::Curriculum => "Texts and lessons. Of children only the no-images list.",
        Role::Governor => "Figures without names.",
        Role::Operator => "Who may sign in, and the machine. Nothing about children.",
    }
}

/// Where a picture may go, as part of a sentence: `on the website`.
pub(crate) fn place(channel: &str) -> &'static str {
    match Channel::find(channel) {
        Some(Channel::Website) => "on the website",
        Some(Channel::SocialMedia) => "on social media",
        Some(Channel::Press) => "in the news media",
        Some(Channel::Newsletter) => "in the newsletter",
        Some(Channel::Print) => "in print",
        Some(Channel::Display) => "on the walls",
        Some(Channel::Video) => "in a video",
        Some(Channel::Work) => "as the child's own work",
        Some(Channel::NameInMedia) => "by name in the news media",
        Some(Channel::FullName) => "with a full name",
        Some(Channel::Cloud) => "in cloud services",
        Some(Channel::Biometrics) => "by biometrics",
        None => "there",
    }
}

/// The same as a heading or a choice: `Website`.
pub(crate) fn place_title(channel: &str) -> &'static str {
    Channel::find(channel).map_or("", Channel::title)
}

/// What a year is called.
pub(crate) fn year(word: &str) -> &'static str {
    Year::find(word).map_or("", Year::title)
}

/// `No-images list: Otters`.
pub(crate) fn list_title(whose: &str) -> String {
    format!("{NAV_IMAGES}: {whose}")
}

/// `As at 10:32 am on 23 November 2026`.
pub(crate) fn as_at(at: i64) -> String {
    let time = UkTime::new(at);
    format!("As at {} on {}", time.clock(), time.date())
}

/// `10:32 am on 23 November 2026`.
pub(crate) fn moment(at: i64) -> String {
    let time = UkTime::new(at);
    format!("{} on {}", time.clock(), time.date())
}

/// The heading over those who must not be shown at a place, or not everywhere.
pub(crate) fn not_publish(channel: Option<&str>) -> String {
    match channel {
        Some(channel) => format!("Do not show {}", place(channel)),
        None => "Do not show in these places".to_owned(),
    }
}

/// Where a child must not be shown: `Not: Website, Press`; where few places are left, those: `Only: Displays in school`.
pub(crate) fn not_at(refused: &[&str], allowed: &[&str]) -> String {
    let titles = |words: &[&str]| words.iter().map(|word| place_title(word)).collect::<Vec<_>>().join(", ");
    match (refused.len(), allowed.len()) {
        (_, 0) => "Nowhere".to_owned(),
        (no, yes) if no > 2 && yes < 3 => format!("Only: {}", titles(allowed)),
        _ => format!("Not: {}", titles(refused)),
    }
}

/// `Not in: News media`: where no name may stand.
pub(crate) fn not_named_at(places: &[&str]) -> String {
    let titles: Vec<_> = places.iter().map(|word| place_title(word)).collect();
    format!("Not in: {}", titles.join(", "))
}

/// Which places an answer of the checker is about: `For: Website, News media.`
pub(crate) fn checked_for(places: &std::collections::BTreeSet<String>) -> String {
    if places.is_empty() {
        return CHECK_INSIDE.to_owned();
    }
    let titles: Vec<_> = places.iter().map(|word| place_title(word)).collect();
    format!("For: {}.", titles.join(", "))
}

/// What a concern means and what to do about it.
pub(crate) const fn concern_lead(concern: Concern) -> &'static str {
    match concern {
        Concern::Differ => {
            "One adult has said yes and another no. It counts as a no until they agree; or, where the no is somebody's whose \
             yes does not count, until you set it aside on the child's page. Neither is told here what the other said."
        }
        Concern::Unexpected => {
            "Their yes does not count, and their no stops things until you have looked at it. On the child's page you can \
             say that they may answer, set their no aside, or make the answer invalid."
        }
        Concern::Objected => {
            "The school has stopped. Look at the objection, and tell them within a month what you have decided and why. It \
             stands here as long as they object."
        }
        Concern::Declined => "They wait for the school to get in touch. They are not on the list of those to remind.",
    }
}

/// `3 children: please look.`
pub(crate) fn to_look_at(count: usize) -> String {
    format!("{}: please look.", children(count))
}

/// `312 more are not shown.`
pub(crate) fn left(count: usize) -> String {
    format!("{count} more are not shown.")
}

/// `200 more are shown.`
pub(crate) fn more_shown(count: usize) -> String {
    format!("{count} more are shown.")
}

/// `Terry Teacher, 24 children, opens until 10:32 am on 23 November 2026`.
pub(crate) fn trip_told(made_by: &str, count: u32, until: i64) -> String {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    format!("{made_by}, {}, opens until {}", children(count), moment(until))
}

/// `3 of 24 children`.
pub(crate) fn so_many_of(some: usize, all: usize) -> String {
    format!("{some} of {}", children(all))
}

/// `1 child`, `24 children`.
pub(crate) fn children(count: usize) -> String {
    if count == 1 { "1 child".to_owned() } else { format!("{count} children") }
}

/// What stands above a trip's list of whom `count` are on the roll no more.
pub(crate) fn not_on_roll(count: usize) -> String {
    let (who, are) = if count == 1 { ("1 child", "is") } else { (&*format!("{count} children"), "are") };
    format!(
        "{who} of this trip {are} no longer on the school's list, so nothing is known here about them. Take no picture of anybody whose name you do not find below."
    )
}

/// Why a child must not be in a picture.
pub(crate) fn block(what: &str, channel: Option<&str>) -> String {
    match (what, channel) {
        ("take", _) => "must not be photographed".to_owned(),
        ("publish", Some(channel)) => format!("must not be shown {}", place(channel)),
        ("not-asked", Some(channel)) => format!("nobody was asked about showing children {}", place(channel)),
        ("name", _) => "must not be named".to_owned(),
        ("full-name", _) => "must not be named in full".to_owned(),
        _ => "must not be in it".to_owned(),
    }
}

/// What staff forbade: `Photographs and films`.
pub(crate) fn restriction(word: &str) -> &'static str {
    match word {
        "take" => "Taking photographs or films",
        "publish" => "Showing outside the school",
        "name" => "Naming beside a picture",
        _ => "",
    }
}

/// What is so of an adult and a child.
pub(crate) const fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::MayAnswer => "May answer: has parental responsibility or care of the child",
        Flag::Barred => "Court order or the like: their link shows nothing of this child",
        Flag::ForAuthority => "Signs for the local authority",
        Flag::ContactHidden => "Hide their address and telephone number from all but the safeguarding lead",
        Flag::NoMessages => "Send nothing to them about this child",
    }
}

/// The same, short, beside a name; nothing for what is usual.
pub(crate) const fn flag_word(flag: Flag) -> &'static str {
    match flag {
        Flag::MayAnswer => "",
        Flag::Barred => "court order",
        Flag::ForAuthority => "for the local authority",
        Flag::ContactHidden => "contact hidden",
        Flag::NoMessages => "no messages",
    }
}

/// Beside the name of an adult whose yes does not count.
pub(crate) const MAY_NOT_ANSWER: &str = "their yes does not count here";

/// `Dear Una Unreal,`
pub(crate) fn dear(name: &str) -> String {
    format!("Dear {name},")
}

/// `This is your private link for Uli (Otters) and Tess (Bumblebees).`
pub(crate) fn letter_for(children: &[(String, String)]) -> String {
    let names: Vec<String> = children.iter().map(|(name, class)| format!("{name} ({class})")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("This is your private link for {} and {last}.", rest.join(", "))
        }
        Some((only, _)) => format!("This is your private link for {only}."),
        None => String::new(),
    }
}

/// What would change, by its kind.
pub(crate) fn changes(kind: &str) -> &'static str {
    match kind {
        "classes" => "New classes",
        "added" => "New children",
        "changed" => "Children with changes",
        "moved" => "Children who go to another class",
        "returned" => {
            "Children who come back (after more than four weeks away, no yes of before counts any more, and families are asked anew)"
        }
        "leavers" => "Not in the list any more",
        "adults-added" => "New adults",
        "adults-changed" => "Adults with changes",
        "guardians-added" => "Adults put beside a child",
        "guardians-changed" => "Changes between an adult and a child",
        "guardians-missing" => {
            "Adults the list no longer names beside a child (they stay until you decide on the child's page)"
        }
        _ => "",
    }
}

/// `New children: 12`.
pub(crate) fn counted(title: &str, count: u32) -> String {
    format!("{title}: {count}")
}

/// `Line 12, Year group`.
pub(crate) fn at_line(line: u32, column: &str) -> String {
    if column.is_empty() { format!("Line {line}") } else { format!("Line {line}, {column}") }
}

/// `… and 20 more`.
pub(crate) fn and_more(count: u32) -> String {
    format!("… and {count} more")
}

/// `240 children stay just as they are.`
pub(crate) fn stay(count: u32) -> String {
    let words = children(usize::try_from(count).unwrap_or(usize::MAX));
    format!("{words} just as they are.")
}

/// `The list has nobody of these classes: Owls. Nobody there is taken to have left.`
pub(crate) fn absent(classes: &[String]) -> String {
    format!("The list has nobody of these classes: {}. Nobody there is taken to have left.", classes.join(", "))
}

/// How children stand, as a column's heading.
pub(crate) fn standing(word: &str) -> &'static str {
    match word {
        "signed" => "Signed",
        "declined" => "Want to talk first",
        "outstanding" => "Not yet",
        "given" => "Yes",
        "refused" => "No",
        "differ" => "Adults differ",
        "objected" => "Objected",
        "not-answered" => "No yes yet",
        "restricted" => "Forbidden by the school",
        _ => "",
    }
}

/// `Otters, no yes yet: 3 children`.
pub(crate) fn board_list(whose: &str, standing: &str, count: usize) -> String {
    format!("{whose}, {}: {}", standing.to_lowercase(), children(count))
}

/// The files, each with its name at the server.
pub(crate) const FILES: [(&str, &str); 5] = [
    ("no-images.csv", "No-images list"),
    ("permissions.csv", "All permissions, child by child"),
    ("chase.csv", "Who has not answered yet"),
    ("access.csv", "Who has a signed charter"),
    ("register.csv", "Everything that was signed and said"),
];

/// `Version 2.1`.
pub(crate) fn version(version: &str) -> String {
    format!("Version {version}")
}

/// `12 letters`.
pub(crate) fn letters(count: usize) -> String {
    if count == 1 { "1 letter".to_owned() } else { format!("{count} letters") }
}

/// Why a purpose is not allowed.
pub(crate) fn reason(word: &str) -> &'static str {
    match word {
        "restricted" => "the school has forbidden it",
        "child-refused" => "the child said no",
        "child-not-asked" => "the child has not been asked",
        "adult-refused" => "an adult said no, or not yet",
        "run-out" => "a yes has run out",
        "not-answered" => "no yes so far",
        _ => "",
    }
}

/// What was done.
pub(crate) fn act(word: &str) -> &'static str {
    match word {
        "acknowledged" => "Signed",
        "declined" => "Wants to talk first",
        "answered" => "Answered",
        "withdrawn" => "Took a yes back",
        "objected" => "Objected",
        "restricted" => "Forbidden by the school",
        "lifted" => "Allowed again by the school",
        "assented" => "The child said yes",
        "refused-by-child" => "The child said no",
        "corrected" => "Corrected by the school",
        "invalidated" => "Made invalid by the school",
        "set-aside" => "Set aside by the school",
        "protected" => "The school changed what an adult may do",
        _ => "",
    }
}

/// `entered by Olive Office from paper`.
pub(crate) fn entered(by: &str, channel: &str) -> String {
    let from = match channel {
        "paper" => "from paper",
        "telephone" => "by telephone",
        _ => "in person",
    };
    format!("entered by {by} {from}")
}

/// What was said.
pub(crate) fn said(word: &str) -> &'static str {
    match word {
        "yes" => "yes",
        "no" => "no",
        "later" => "later (counts as no)",
        "withdrawn" => "yes taken back",
        "objected" => "objected",
        _ => "",
    }
}

/// What was looked at.
pub(crate) fn opened(what: &str) -> &'static str {
    match what {
        "list" => "No-images list",
        "check" => "Check of a picture",
        "child" => "Child's page",
        "refused" => "Child's page, refused",
        "trip" => "Trip list made",
        "trip-ended" => "Trip link ended",
        "trip-link" => "Trip list opened",
        "export" => "File taken away",
        "letters" => "Letters made",
        "import" => "Class list taken over",
        "board" => "List behind a number of the board",
        "attention" => "What there is to look at",
        "log" => "This log",
        "staff-added" => "Added to those who may sign in",
        "staff-invited" => "New sign-in link made",
        "staff-joined" => "Password chosen with a link",
        "staff-changed" => "Roles or classes changed",
        "staff-ended" => "Access ended",
        "device-added" => "Device remembered",
        "device-forgotten" => "Device forgotten",
        _ => "",
    }
}

/// `Hello, Terry Teacher`.
pub(crate) fn hello(name: &str) -> String {
    format!("Hello, {name}")
}

/// `Welcome, Nora New`.
pub(crate) fn welcome(name: &str) -> String {
    format!("Welcome, {name}")
}

/// What a remembered device says in place of a name.
pub(crate) fn on_device(name: &str) -> String {
    format!("{name}: no-images list")
}

/// `Ada Example, Otters`.
pub(crate) fn named(first: &str, last: &str, class: &str) -> String {
    format!("{first} {last}, {class}")
}

/// `Until 3 December 2026`.
pub(crate) fn until(at: i64) -> String {
    format!("Until {}", UkTime::new(at).date())
}

/// `Until 10:32 am on 3 December 2026`.
pub(crate) fn until_moment(at: i64) -> String {
    format!("Until {}", moment(at))
}

/// `Take out Ada Example`.
pub(crate) fn take_out(first: &str, last: &str) -> String {
    format!("Take out {first} {last}")
}
