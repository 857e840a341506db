//! What is wrong with steps: one text for each code, with the place of its fault marked.

use shine_domain::vocabulary::Kind;

use crate::support::{CONSENT, GUIDE, LESSON, assert_clean, assert_fault, findings};

const OPTIONS: &str = "- [ ] No.\n  > Think again.\n- [x] Yes.\n  > Well thought.\n";

/// Faults in lessons: code and text.
pub(crate) const IN_LESSONS: &[(&str, &str)] = &[
    ("unknown-step-kind", "## Which? {¦.chose #which}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n"),
    ("unknown-step-kind", "## Which? {¦.Choose #which}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n"),
    ("unknown-step-kind", "## Sort {¦.Sort #sort}\n\n- A\n  - a\n- B\n  - b\n"),
    ("step-kind-twice", "## Which? {.choose ¦.sort #which}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n"),
    ("unknown-attribute", "## Which? {¦choose #which}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n"),
    ("unknown-attribute", "## Read {#read ¦colour=red}\n\nText.\n"),
    ("unknown-attribute", "## Mine {.promise #mine ¦leter=S}\n\n- I try.\n"),
    (
        "unknown-attribute",
        "## Which? {.choose #which .map}\n\n¦- [ ] A {.unsure #a}\n  > a\n- [x] B {.secure}\n  > b\n",
    ),
    ("id-missing", "¦## Which? {.choose}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n"),
    ("id-doubled", "## A {#same}\n\nText.\n\n## B {¦#same}\n\nText.\n"),
    ("id-twice", "## A {#one ¦#two}\n\nText.\n"),
    ("id-not-kebab", "## A {¦#Which_School}\n\nText.\n"),
    ("id-reserved", "## At home {.home ¦#home}\n\nText.\n"),
    ("id-reserved", "## A {¦#certificate}\n\nText.\n"),
    ("statement-without-map", "## A {.choose #a ¦statement=OR-Y3-1}\n\n- [ ] One\n  > 1\n- [x] Three\n  > 3\n"),
    (
        "map-statement-unknown",
        "¦## A {.choose #a .map statement=OR-Y3-2}\n\n- [ ] One {.unsure}\n  > 1\n- [x] Three {.secure}\n  > 3\n",
    ),
    ("map-without-question", "## Sort {.sort #sort ¦.map}\n\n- A\n  - a\n- B\n  - b\n"),
    ("braces-not-last", "¦## Sort {.sort #sort}.\n\n- A\n  - a\n- B\n  - b\n"),
    ("braces-not-last", "¦## Which? {.choose} {#which}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n"),
    ("braces-not-last", "## Which? {.choose #which .map}\n\n- [ ] A {.unsure}\n  > a\n¦- [x] B {.secure}.\n  > b\n"),
    ("braces-on-small-heading", "## A\n\n### B {¦#b}\n\nText.\n"),
    ("heading-empty", "¦## {.home}\n\nText.\n"),
    ("heading-level-one", "¦# Hello\n\nText.\n"),
    ("heading-inside-list", "## A\n\n- ¦## B\n"),
    ("step-empty", "## A\n\nText.\n\n¦## B\n"),
    ("box-outside-question", "## A\n\n¦- [ ] One\n- [ ] Two\n"),
    ("box-outside-question", "## A {.sort #a}\n\n- X\n  ¦- [ ] x\n- Y\n  - y\n"),
    ("option-without-box", "## A {.choose #a}\n\n- [ ] One\n  > 1\n¦- Two\n  > 2\n- [x] Three\n  > 3\n"),
    ("option-without-feedback", "## A {.choose #a}\n\n¦- [ ] One\n- [x] Three\n  > 3\n"),
    ("option-empty", "## A {.choose #a}\n\n¦- [ ] \n  > 1\n- [x] Three\n  > 3\n"),
    ("feedback-not-indented", "## A {.choose #a}\n\n- [ ] One\n¦> 1\n- [x] Three\n  > 3\n"),
    ("feedback-without-mark", "## A {.choose #a}\n\n- [ ] One\n\n  ¦Hm.\n- [x] Three\n  > 3\n"),
    ("no-right-answer", "¦## A {.choose #a}\n\n- [ ] One\n  > 1\n- [ ] Three\n  > 3\n"),
    ("two-right-answers", "¦## A {.choose #a}\n\n- [x] One\n  > 1\n- [X] Three\n  > 3\n"),
    ("too-few-options", "¦## A {.choose #a}\n\n- [x] One\n  > 1\n"),
    ("too-few-options", "¦## A {.choose #a}\n\nNo list.\n"),
    ("text-after-list", "## A {.choose #a}\n\n- [ ] One\n  > 1\n- [x] Three\n  > 3\n\n¦More.\n\nAnd more.\n"),
    ("level-missing", "## A {.choose #a .map}\n\n¦- [ ] One\n  > 1\n- [x] Three {.secure}\n  > 3\n"),
    ("level-without-map", "## A {.choose #a}\n\n- [ ] One\n  > 1\n¦- [x] Three {.secure}\n  > 3\n"),
    ("level-twice", "## A {.choose #a .map}\n\n¦- [ ] One {.unsure .emerging}\n  > 1\n- [x] Three {.secure}\n  > 3\n"),
    ("unknown-level", "## A {.choose #a .map}\n\n¦- [ ] One {.unsur}\n  > 1\n- [x] Three {.secure}\n  > 3\n"),
    ("unknown-level", "## A {.choose #a .map}\n\n¦- [ ] One {.Unsure}\n  > 1\n- [x] Three {.secure}\n  > 3\n"),
    ("right-answer-level", "## A {.choose #a .map}\n\n- [ ] One {.unsure}\n  > 1\n¦- [x] Three {.emerging}\n  > 3\n"),
    ("too-few-groups", "¦## A {.sort #a}\n\n- One\n  - 1\n"),
    ("too-few-groups", "¦## A {.sort #a}\n\nNo list.\n"),
    ("group-empty", "## A {.sort #a}\n\n- One\n  - 1\n¦- Two\n"),
    ("card-doubled", "## A {.sort #a}\n\n- One\n  - My name\n- Two\n  ¦- my name\n"),
    ("card-empty", "## A {.sort #a}\n\n- One\n  - 1\n- Two\n  - 2\n  ¦-\n"),
    ("card-too-long", "## A {.sort #a}\n\n- One\n  - 1\n- Two\n  - 2\n    ¦- 3\n"),
    ("text-after-list", "## A {.sort #a}\n\n- One\n  - 1\n- Two\n  - 2\n\n¦More.\n"),
    ("promise-without-list", "¦## A {.promise #a}\n\nI promise.\n"),
    ("promise-empty", "## A {.promise #a}\n\n- One\n¦-\n"),
    ("promise-too-long", "## A {.promise #a}\n\n- One\n  ¦- and so on\n"),
    ("letter-not-capital", "## A {.promise #a ¦letter=s}\n\n- One\n"),
    ("letter-not-capital", "## A {.promise #a ¦letter=SH}\n\n- One\n"),
    ("letter-not-capital", "## A {.promise #a ¦letter}\n\n- One\n"),
    ("text-after-list", "## A {.promise #a}\n\n- One\n\n¦More.\n"),
    (
        "ask-outside-consent",
        "¦## May we? {.ask #may-we channel=website}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    ("too-few-options", "¦## A {.choose-many #a}\n\n- [x] One\n  > 1\n"),
    ("no-right-answer", "¦## A {.choose-many #a}\n\n- [ ] One\n  > 1\n- [ ] Two\n  > 2\n"),
    ("only-one-right-answer", "¦## A {.choose-many #a}\n\n- [x] One\n  > 1\n- [ ] Two\n  > 2\n"),
    ("option-without-feedback", "## A {.choose-many #a}\n\n- [x] One\n  > 1\n¦- [x] Two\n"),
    ("level-without-map", "## A {.choose-many #a}\n\n- [x] One\n  > 1\n¦- [x] Two {.secure}\n  > 2\n"),
    ("map-without-question", "## A {.choose-many #a ¦.map}\n\n- [x] One\n  > 1\n- [x] Two\n  > 2\n"),
    ("too-few-cards", "¦## A {.order #a}\n\n1. One\n"),
    ("too-few-cards", "¦## A {.order #a}\n\n- One\n- Two\n"),
    ("card-doubled", "## A {.order #a}\n\n1. One\n¦2. one\n"),
    ("card-too-long", "## A {.order #a}\n\n1. One\n2. Two\n   ¦- more\n"),
    ("text-after-list", "## A {.order #a}\n\n1. One\n2. Two\n\n¦More.\n"),
    ("too-few-pairs", "¦## A {.match #a}\n\nNo table.\n"),
    ("too-few-pairs", "¦## A {.match #a}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
    ("table-not-two-columns", "## A {.match #a}\n\n¦| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n"),
    ("card-doubled", "## A {.match #a}\n\n¦| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 2 |\n"),
    ("card-empty", "## A {.match #a}\n\n¦| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |  |\n"),
    ("text-after-list", "## A {.match #a}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n¦More.\n"),
    ("spot-without-clue", "¦## A {.spot #a}\n\nHello [there](#fine \"polite\").\n"),
    ("spot-without-why", "¦## A {.spot #a}\n\nHello [there](#clue).\n"),
    ("mark-outside-its-step", "¦## A {.spot #a}\n\nHello [there](#clue \"why\") [you](#gap).\n"),
    ("mark-outside-its-step", "¦## A\n\nHello [there](#clue \"why\").\n"),
    ("words-without-gap", "¦## A {.words #a}\n\nNothing here.\n\n- one\n"),
    ("gap-empty", "¦## A {.words #a}\n\nHello [](#gap).\n\n- one\n"),
    ("text-after-list", "## A {.words #a}\n\nHello [you](#gap).\n\n- one\n\n¦More.\n"),
    ("too-few-points", "¦## A {.scale #a}\n\n- low\n"),
    ("card-doubled", "## A {.scale #a}\n\n- low\n¦- low\n"),
    ("text-after-list", "## A {.scale #a}\n\n- low\n- high\n\n¦More.\n"),
    ("story-without-scenes", "¦## A {.story #a}\n\nOnce.\n"),
    ("scene-without-id", "## A {.story #a}\n\n¦### One\n\n- [On](#two)\n\n### Two {#two .ending .secure}\n\nGood.\n"),
    (
        "scene-id-doubled",
        "## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n- [Off](#scene-3)\n\n### Two {#two .ending .secure}\n\nGood.\n\n¦### Three {#two .ending .secure}\n\nGood.\n",
    ),
    (
        "choice-to-nowhere",
        "## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n¦- [Off](#three)\n\n### Two {#two .ending .secure}\n\nGood.\n",
    ),
    (
        "choice-without-link",
        "## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n¦- Off\n\n### Two {#two .ending .secure}\n\nGood.\n",
    ),
    (
        "scene-dead-end",
        "## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n- [Off](#three)\n\n### Two {#two .ending .secure}\n\nGood.\n\n¦### Three {#three}\n\nOops.\n",
    ),
    (
        "scene-unreachable",
        "¦## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n\n### Two {#two .ending .secure}\n\nGood.\n\n### Three {#three .ending .secure}\n\nOops.\n",
    ),
    (
        "ending-with-choices",
        "## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n\n¦### Two {#two .ending .secure}\n\n- [Back](#one)\n",
    ),
    (
        "ending-without-level",
        "## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n- [Up](#three)\n\n### Two {#two .ending .secure}\n\nGood.\n\n¦### Three {#three .ending}\n\nOops.\n",
    ),
    (
        "unknown-level",
        "## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n\n### Two {#two .ending .secure ¦.sure}\n\nGood.\n",
    ),
    (
        "story-without-good-ending",
        "¦## A {.story #a}\n\n### One {#one}\n\n- [On](#two)\n\n### Two {#two .ending .emerging}\n\nHm.\n",
    ),
    ("document-empty", "¦\n"),
    ("document-without-steps", "¦\nJust words.\n"),
];

/// Faults in consents.
pub(crate) const IN_CONSENTS: &[(&str, &str)] = &[
    ("consent-without-question", "¦\n## Welcome\n\nText.\n"),
    (
        "channel-missing",
        "¦## May we? {.ask #may-we}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    (
        "unknown-basis",
        "## May we? {.ask #may-we channel=press ¦basis=public}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    (
        "unknown-rule",
        "## May we? {.ask #may-we channel=press ¦rule=both}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    (
        "unknown-switch",
        "## May we? {.ask #may-we channel=press ¦when=full-name}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    (
        "unknown-channel",
        "## May we? {.ask #may-we ¦channel=web-site}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    (
        "unknown-attribute",
        "## May we? {.ask #may-we channel=press ¦need-child=yes}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    (
        "needs-child-not-yes-or-no",
        "## May we? {.ask #may-we channel=press ¦needs-child=true}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    ("fact-missing", "¦## May we? {.ask #may-we channel=press}\n\n**Why:** a **How long:** c **Who sees it:** d\n"),
    (
        "fact-missing",
        "¦## May we? {.ask #may-we channel=press}\n\n**Why:** **Where kept:** b **How long:** c **Who sees it:** d\n",
    ),
    (
        "fact-twice",
        "## May we? {.ask #may-we channel=press}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n\n¦**Why:** e\n",
    ),
    (
        "unknown-fact",
        "## May we? {.ask #may-we channel=press}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n\n¦**What for:** e\n",
    ),
];

#[test]
fn every_fault_of_a_step_is_told_once_at_its_place() {
    for (code, text) in IN_LESSONS {
        assert_fault(code, Kind::Lesson, &place(LESSON, text));
    }
    for (code, text) in IN_CONSENTS {
        assert_fault(code, Kind::Consent, &place(CONSENT, text));
    }
}

/// A mark before the first line means the place where the text begins: the front matter's blank line.
fn place(front: &str, text: &str) -> String {
    match text.strip_prefix("¦\n") {
        Some(rest) => format!("{}¦\n{rest}", front.strip_suffix('\n').expect("a blank line")),
        None => format!("{front}{text}"),
    }
}

#[test]
fn all_four_facts_are_asked_for_by_name() {
    let text = format!("{CONSENT}## May we? {{.ask #may-we channel=press}}\n\nText.\n");
    let helps: Vec<String> = findings(Kind::Consent, &text).into_iter().map(|one| one.help).collect();
    for fact in ["**Why:**", "**Where kept:**", "**How long:**", "**Who sees it:**"] {
        assert!(helps.iter().any(|help| help.contains(fact)), "{fact} in {helps:?}");
    }
}

#[test]
fn a_misspelling_is_met_with_what_was_meant() {
    let cases = [
        ("## A {.chose #a}\n\nText.\n", "Did you mean \"choose\"?"),
        ("## A {.promises #a}\n\nText.\n", "Did you mean \"promise\"?"),
        ("## A {.choose-one #a}\n\nText.\n", "Did you mean"),
        ("## A {.choose #a .map}\n\n- [ ] A {.mistake}\n  > a\n- [x] B {.secure}\n  > b\n", "Write one of: secure,"),
        ("## A {.choose #a .map}\n\n- [ ] A {.miscoception}\n  > a\n- [x] B {.secure}\n  > b\n", "\"misconception\""),
        ("## A {#There}\n\nText.\n", "such as #there."),
        ("## What will you do now? {.sort}\n\n- A\n  - a\n- B\n  - b\n", "such as #what-will-you-do."),
        ("## A {.promise #a leter=S}\n\n- One\n", "Did you mean \"letter\"?"),
        ("## A {choose}\n\nText.\n", ".choose"),
    ];
    for (text, expected) in cases {
        let found = findings(Kind::Lesson, &format!("{LESSON}{text}"));
        assert!(found[0].help.contains(expected), "{text}: {}", found[0].help);
    }
}

#[test]
fn what_is_right_is_left_alone() {
    assert_clean(
        Kind::Lesson,
        &format!("{LESSON}## Which? {{.choose #which}}\n\nA story.\n\n1. first\n2. then\n\n{OPTIONS}"),
    );
    assert_clean(Kind::Lesson, &format!("{LESSON}## Which? {{ .choose  #which }}\n{OPTIONS}"));
    assert_clean(
        Kind::Lesson,
        &format!(
            "{LESSON}## Which?{{.choose #which}}
{OPTIONS}"
        ),
    );
    assert_clean(
        Kind::Guide,
        &format!("{GUIDE}Before the first heading.\n\n## A\n\nText with {{braces}} and #hash, 5 > 3.\n"),
    );
    assert_clean(
        Kind::Guide,
        &format!("{GUIDE}## A\n\n```\n-[ ] in code\n##not a heading\n<b>\n```\n\n    <i>also code</i>\n"),
    );
    let facts = "- **Why:** a\n- **Where kept**: b\n- **how long:** c\n- **Who sees it:** d\n";
    assert_clean(Kind::Consent, &format!("{CONSENT}## May we? {{.ask #may-we channel=press}}\n\n{facts}"));
}

#[test]
fn tabs_and_windows_line_ends_are_simply_taken() {
    let text = format!("{LESSON}## Which? {{.choose #which}}\n\n{OPTIONS}").replace('\n', "\r\n").replace("  >", "\t>");
    assert_clean(Kind::Lesson, &text);
    assert_clean(Kind::Lesson, &format!("{LESSON}## A {{.sort #a}}\n\n- One\n\t- 1\n- Two\n\t- 2\n"));
}
