//! Every English sentence of the desk, once. Sentences of the school's own documents are content and do not belong here.

use shine_domain::attention::Concern;
use shine_domain::protection::Flag;
use shine_domain::vocabulary::{Channel, Role, Year};
use shine_ui::fault::Fault;
use shine_ui::text::errors;
use shine_ui::uk_time::UkTime;
use shine_wire::ErrorCode;

use crate::field::Field;

/// Names sentences that never change. Each one's meaning is its own documentation.
macro_rules! sentences {
    ($($name:ident = $words:literal;)+) => {
        $(pub(crate) const $name: &str = $words;)+
    };
}

sentences! {
    DESK = "Staff desk";
    SKIP_LINK = "Skip to main content";
    DEMO = "Demonstration: invented people";
    DEMO_LABEL = "About this school";
    NAV_LABEL = "Desk";
    NAV_IMAGES = "No-images list";
    NAV_CHECK = "Check a picture";
    NAV_BOARD = "Board";
    NAV_CHILDREN = "Find a child";
    NAV_LETTERS = "Letters";
    NAV_PAPERS = "Papers";
    NAV_ROLL = "Class list";
    NAV_LOG = "Who looked";
    NAV_STAFF = "Staff";
    NAV_ACCOUNT = "Your account";
    SIGN_OUT = "Sign out";
    TO_SITE = "The school's site";
    NOT_FOUND = "There is no such page at the desk";
    NOT_FOUND_BODY = "The address may have a mistake in it. Or it is of a child whose page is not yours to open.";
    TO_START = "Go to the start of the desk";

    SIGN_IN = "Sign in to the desk";
    SIGN_IN_LEAD = "For staff of this school. You need your password and the app or paper that gives you codes.";
    EMAIL_LABEL = "School e-mail address";
    PASSWORD_LABEL = "Password";
    CODE_LABEL = "Code";
    CODE_HINT = "Six digits from your authenticator app, or one of the codes you printed.";
    SIGN_IN_BUTTON = "Sign in";
    SIGN_IN_LOST = "Lost your password, your telephone or your codes? Whoever looks after this system can send you a new link.";
    DEMO_SIGN_IN = "This is a demonstration";
    DEMO_SIGN_IN_LEAD = "Everybody here is invented. Sign in with one press as:";

    JOIN = "Join the staff desk";
    JOIN_PASSWORD_LABEL = "Choose a password";
    JOIN_PASSWORD_HINT = "At least 10 characters. Three or four words that do not belong together are easy to keep and hard to guess. You never have to change it unless somebody else may know it.";
    JOIN_SCAN = "Scan this with an authenticator app";
    JOIN_SCAN_HINT = "Any app that makes six-digit codes will do. Cannot scan? Type this into the app instead:";
    JOIN_CODE_LABEL = "The code the app shows now";
    JOIN_CODE_HINT = "Six digits. It changes every half minute.";
    JOIN_BUTTON = "Join";
    JOINED = "You are in. Keep these codes on paper";
    JOINED_LEAD = "Each opens the desk once, with your password, when you do not have your telephone. They are shown only now. Keep them where you keep your keys, not in your e-mail.";
    PRINT = "Print";
    GO_ON = "Go on to the desk";

    START_LIST = "Who must not be in a picture";
    START_CLASSES = "Your classes";
    START_ALL_CLASSES = "All classes";
    START_SCHOOL = "The whole school";
    START_CHECK = "Check a picture before you use it";
    START_CHECK_LEAD = "Choose the children who are in it and where it is to go.";
    START_BOARD = "Who has signed";
    START_BOARD_LEAD = "Each class, each charter and each question: who has said yes, no or nothing yet.";
    ATTENTION = "To look at";
    ATTENTION_NOTHING = "Nothing at the moment.";
    ATTENTION_MORE = "There are more. Those are shown when some of these have been dealt with.";
    START_CHILD = "A child's answers";
    START_CHILD_LEAD = "What may be done, who said what, and what the school has forbidden.";
    START_NOTHING = "Nothing at the desk is for your role yet. You can end your sessions under your account.";

    LIST_ANYWHERE = "Not decided yet";
    LIST_WHERE = "Where is the picture going?";
    LIST_NOT_TAKE = "Do not photograph or film";
    LIST_NOT_TAKE_LEAD = "Not even for the school's own use.";
    LIST_NOT_NAME = "Do not name beside a picture";
    LIST_FINE = "Everybody else";
    LIST_NOBODY = "Nobody.";
    LIST_EMPTY = "There are no children here.";
    LIST_STALE = "This list has been open for a while, and somebody may have changed their mind.";
    LIST_AGAIN = "Show it as it stands now";
    LIST_NO_CONSENT = "The school has published no consent about pictures, so nobody has said yes. Publish nothing.";
    LIST_SHOW = "Show their names";

    TRIP_MAKE = "A list for a trip";
    TRIP_LEAD = "Whoever goes along can open this list on their telephone with the link or the square, for one day. It has first names and classes only, and says what holds at that moment.";
    TRIP_BUTTON = "Make a link for a day";
    TRIP_QR = "The link to the list as a QR code";
    TRIP_TITLE = "Trip list";
    TRIP_OVER = "This link opens nothing: it was for one day. Ask whoever gave it to you for a new one.";

    CHECK_WHO = "Who is in the picture?";
    CHECK_FIND = "Find a child";
    CHECK_FIND_HINT = "Type the beginning of a first or last name.";
    CHECK_CLASS = "Or add a whole class";
    CHECK_ADD_CLASS = "Add the class";
    CHECK_CHOOSE = "Choose a class";
    CHECK_MORE = "There are more. Type more of the name.";
    CHECK_NONE_FOUND = "Nobody on the roll has a name like this.";
    CHECK_NOBODY_YET = "Nobody yet.";
    CHECK_CLEAR = "Take everybody out";
    CHECK_WHERE = "Where is it going?";
    CHECK_WHERE_HINT = "Choose all that apply. Choose none if it stays inside the school for learning.";
    CHECK_NAMING = "What will stand beside it?";
    CHECK_NAMING_NONE = "No names";
    CHECK_NAMING_FIRST = "First names";
    CHECK_NAMING_FULL = "Full names";
    CHECK_BUTTON = "Check";
    CHECK_ALLOWED = "You may use it";
    CHECK_BLOCKED = "Do not use it";
    CHECK_INSIDE = "Only inside the school, for learning: no place was chosen where it would be shown.";
    CHECK_CAPTION = "First names for the caption";
    CHECK_CAPTION_HINT = "In the order of the alphabet, so that nobody learns who stands where.";
    CHECK_TICKS = "Before it goes out";
    CHECK_AGAIN = "If you change anything above, check again.";

    BOARD = "Who has signed and answered";
    BOARD_SUBJECT = "What do you want to see?";
    BOARD_CLASS = "Class";
    BOARD_CHILDREN = "Children";
    BOARD_TOTAL = "Together";
    BOARD_NOTHING = "Nothing is published for families to sign yet.";
    BOARD_NO_CLASS = "There is no class to show.";
    BOARD_FEW = "fewer than 5";
    BOARD_FEW_LEAD = "Numbers under five are left out, so that nobody can be recognised.";
    BOARD_FILES = "Files to take away";
    BOARD_FILES_LEAD = "They open in a spreadsheet. They have children's names in them: keep them on the school's devices, and delete them when you are done. Taking one is written down.";
    BOARD_CLOSE = "Close the list";

    FIND = "Find a child";
    CHILD_MAY = "What may be done";
    CHILD_ADULTS = "Adults";
    CHILD_NO_ADULTS = "There is no adult on the roll for this child.";
    CHILD_ACTS = "Everything that was said and done";
    CHILD_NO_ACTS = "Nothing yet.";
    CHILD_RESTRICTIONS = "What the school has forbidden";
    CHILD_NO_RESTRICTIONS = "Nothing. What the family says is what counts.";
    CHILD_FORBID = "Forbid something, or allow it again";
    CHILD_FORBID_LEAD = "This counts at once and is above every yes. Nothing is deleted: it can be lifted later.";
    CHILD_CHANGE = "What do you want to do?";
    CHILD_RESTRICT = "Forbid";
    CHILD_LIFT = "Allow again";
    CHILD_WHAT = "What?";
    CHILD_REASON = "Why?";
    CHILD_REASON_HINT = "Only the safeguarding lead can read this. Write no more than is needed.";
    CHILD_SAVE = "Write it down";
    CHILD_SAVED = "It is written down and counts from now on.";
    CHILD_DIFFER = "Adults differ";
    CHILD_YES = "Yes";
    CHILD_NO = "No";
    CHILD_TEACHER = "Who said what is known to the office and the safeguarding lead.";

    ADULT_HAS_LINK = "Has a private link";
    ADULT_NO_LINK = "Has no private link";
    ADULT_CHANGE = "Change what they may do, or their link";
    ADULT_FLAGS = "What is so?";
    ADULT_SAVE = "Write it down";
    ADULT_NEW_LINK = "New link: the older ones end";
    ADULT_END_LINK = "End their links";
    ADULT_LINKS_ENDED = "None of their links opens anything any more.";

    ENTER = "Enter what an adult said on paper, by telephone or in person";
    ENTER_WHO = "Who said it?";
    ENTER_CHOOSE = "Choose";
    ENTER_RELATIONSHIP = "What are they to the child?";
    ENTER_WHAT = "What is it about?";
    ENTER_ACT = "What did they say?";
    ENTER_SIGNED = "They have read it, agree and have signed";
    ENTER_TALK = "They want to talk to the school first";
    ENTER_ANSWERED = "They answered the questions:";
    ENTER_YES = "Yes";
    ENTER_NO = "No";
    ENTER_LATER = "Later";
    ENTER_FROM = "From what do you enter it?";
    ENTER_PAPER = "A signed paper. Keep the paper";
    ENTER_TELEPHONE = "A telephone call";
    ENTER_IN_PERSON = "A talk";
    ENTER_ON = "On which day was it said or signed?";
    ENTER_BUTTON = "Enter it";
    ENTER_DONE = "It is entered. The receipt's reference:";
    CHILDS_WORD = "What the child says";
    CHILDS_WORD_LEAD = "These need the child's own yes. Ask the child, without a parent answering for them.";
    CHILDS_YES = "The child says yes";
    CHILDS_NO = "The child says no";
    END_RECORD = "This record is not right";
    END_CORRECT = "It was entered wrongly. Enter the right one afterwards";
    END_INVALIDATE = "It does not count: somebody else signed, or it is of another child";
    END_SET_ASIDE = "Set the no of somebody who may not answer aside";
    END_BUTTON = "Write it down";
    ENDED = "Does not count any more";

    LETTERS = "Letters with private links";
    LETTERS_LEAD = "Each adult gets a link of their own. It is made when the letter is, and nobody can read it again: print the letters now.";
    LETTERS_CLASS = "For which class?";
    LETTERS_CLASS_HINT = "Whoever has children in several classes gets one letter, with the youngest.";
    LETTERS_WHO = "Who gets one?";
    LETTERS_MISSING = "Adults who have no link yet";
    LETTERS_ALL = "Everybody. The links they have go on opening";
    LETTERS_ANEW = "Everybody. The links they have end";
    LETTERS_BUTTON = "Make the letters";
    LETTERS_NONE = "Nobody in this class needs a letter.";
    LETTER_SUBJECT = "Your private link to our SHINE charters and consents";
    LETTER_BODY = "With it you read and sign the charters, and say yes or no to each use of your child's picture. You can change your mind there at any time.";
    LETTER_SCAN = "Point the camera of your telephone at this square.";
    LETTER_QR = "The link as a QR code";
    LETTER_TYPE = "Or go to this address and type in the code:";
    LETTER_CARE = "The link is yours alone. Please do not pass it on. If you lose this letter, tell us, and we will give you a new one. You can also answer on paper or by telephone.";

    PAPERS = "Charters and consents on paper";
    PAPERS_LEAD = "For families who would rather have paper. The words are the very ones that are signed on a screen. When the paper comes back, enter it on the child's page and keep it.";
    PAPERS_WHICH = "Which one?";
    PAPER_CHILD = "Child's full name and class";
    PAPER_NAME = "Your full name";
    PAPER_RELATIONSHIP = "What you are to the child";
    PAPER_SIGNATURE = "Signature";
    PAPER_DAY = "Date";
    PAPER_YES = "Yes";
    PAPER_NO = "No";
    PAPER_LATER = "I'll decide later (counts as no)";
    PAPER_OBJECT = "I object to this";
    PAPER_TALK = "I want to talk to the school first";
    PAPER_CHILD_SAYS = "My child has been asked and says yes";
    PAPER_RETURN = "Please give this back to the school office. You may change your mind at any time: tell the office, in any way you like.";

    ROLL = "Take a class list over";
    ROLL_LEAD = "Export your list of pupils and contacts from SIMS, Arbor, Bromcom or another system as a CSV file, and choose it here. You see everything that would change before anything is written. The file itself is not kept, and neither is anything in it that is not needed.";
    ROLL_FILE = "The file";
    ROLL_READING = "Reading the file …";
    ROLL_SOURCE = "It looks like a list from";
    ROLL_COLUMNS = "Which column is which";
    ROLL_COLUMNS_LEAD = "Whatever is not chosen here is not kept.";
    ROLL_NONE = "(none)";
    ROLL_AGAIN = "Read it again with these columns";
    ROLL_NOT_READABLE = "The list cannot be read until these columns are chosen.";
    ROLL_PROBLEMS = "Look at these rows";
    ROLL_LEFT_OUT = "Left out";
    ROLL_NOTE = "Taken, but look";
    ROLL_NOTHING = "This list says what the roll says already. There is nothing to do.";
    ROLL_CHANGES = "What would change";
    ROLL_ALARM_LEAVE = "Attention: more than half of the roll would leave. Perhaps this is the list of a part of the school only.";
    ROLL_ALARM_KEYS = "Attention: not one number of this list is known, although names are. Perhaps it uses other numbers than the last one.";
    ROLL_ASSUMES = "This list does not say who has parental responsibility. Everybody in it would be taken as somebody whose yes counts. You can change that on each child's page.";
    ROLL_LEAVERS = "Those under “not in the list any more” have left the school";
    ROLL_CONFIRM = "I have looked at what is left out and at what is taken for granted";
    ROLL_BUTTON = "Take it over";
    ROLL_DONE = "The class list is taken over";
    ROLL_DONE_LEAD = "Adults who are new have no private link yet: make letters for them.";

    LOG = "Who looked at what";
    LOG_LEAD = "Every look at a list, a check or a child's page, and every change of who may sign in, newest first. Your looking at this page is in it too.";
    LOG_MACHINE = "on the server itself";
    LOG_LINK = "somebody with the link";
    LOG_EMPTY = "Nobody has looked at anything yet.";
    LOG_OLDER = "Show older ones";

    STAFF = "Who may sign in";
    STAFF_ADD = "Add somebody";
    STAFF_NAME = "Full name";
    STAFF_ROLES = "What may they do?";
    STAFF_CLASSES = "Their own classes";
    STAFF_CLASSES_HINT = "For teachers: whose children's pages they may open.";
    STAFF_ADD_BUTTON = "Add them and make a link";
    STAFF_LINK = "Give them this link";
    STAFF_LINK_LEAD = "It opens once and lets them choose a password. It is shown only now: send it to their school address, or hand it to them.";
    STAFF_INVITE = "New link";
    STAFF_CHANGE = "Change";
    STAFF_SAVE = "Save";
    STAFF_END = "End their access";
    STAFF_END_SURE = "Yes, end it";
    STAFF_CANCEL = "Cancel";
    STAFF_WAITS = "Has not joined yet";
    STAFF_YOU = "You";
    NO_HINT = "";

    ACCOUNT = "Your account";
    ACCOUNT_SESSIONS = "Where you are signed in";
    ACCOUNT_THIS = "Here, now";
    ACCOUNT_END = "End it";
    ACCOUNT_DEVICE = "Remember this device";
    ACCOUNT_DEVICE_LEAD = "On a device that belongs to the school, the no-images list and the checker can open without signing in, for thirty days. Nothing else can. Never do this on your own telephone.";
    ACCOUNT_DEVICE_NAME = "What do you call this device?";
    ACCOUNT_DEVICE_HINT = "For example: hall tablet, or Year 3 camera tablet.";
    ACCOUNT_DEVICE_BUTTON = "Remember this device";
    ACCOUNT_DEVICES = "Devices that are remembered";
    ACCOUNT_NO_DEVICES = "None.";
    ACCOUNT_FORGET = "Forget it";
}

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
            "They said no after that day, so this yes would not count. Ask them again, and enter the day of that"
        }
        (Field::On, _) => "Enter the day it was said or signed: not in the future, and at most a year ago",
        (Field::Relationship, _) => "Enter what they are to the child, for example mother",
        (Field::Record, _) => "This cannot be done: answer every question, or it was done before",
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
            "One adult has said yes and another no. It counts as a no until they agree. Talk to both; neither is told here \
             what the other said."
        }
        Concern::Unexpected => {
            "Their yes does not count, and their no stops things until you have looked at it. On the child's page you can \
             say that they may answer, set their no aside, or make the answer invalid."
        }
        Concern::Objected => {
            "The school has stopped. Look at the objection, and tell them within a month what you have decided and why."
        }
        Concern::Declined => "They wait for the school to get in touch. They are not on the list of those to remind.",
    }
}

/// `3 children: please look.`
pub(crate) fn to_look_at(count: usize) -> String {
    format!("{}: please look.", children(count))
}

/// `3 of 24 children`.
pub(crate) fn so_many_of(some: usize, all: usize) -> String {
    format!("{some} of {}", children(all))
}

/// `1 child`, `24 children`.
pub(crate) fn children(count: usize) -> String {
    if count == 1 { "1 child".to_owned() } else { format!("{count} children") }
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
        "returned" => "Children who come back",
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
