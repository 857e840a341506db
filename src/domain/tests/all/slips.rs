//! Slips of the keyboard that Markdown silently takes for something else, links, pictures and HTML.

use shine_domain::vocabulary::Kind;

use crate::support::{GUIDE, LESSON, assert_clean, assert_fault, findings};

/// Faults in a guide's text.
pub(crate) const IN_GUIDES: &[(&str, &str)] = &[
    ("heading-without-space", "## A\n\nText.\n\n¦##Next\n\nText.\n"),
    ("heading-without-space", "¦##Next\n\nText.\n"),
    ("underlined-heading", "## A\n\n¦Text.\n---\n\nMore.\n"),
    ("underlined-heading", "## A\n\n¦Text.\n===\n"),
    ("curly-quotes", "## A\n\n¦See [this](guide:other “why”).\n"),
    ("link-with-space", "## A\n\n¦Ring [us](tel:0800 1111).\n"),
    ("raw-html", "## A\n\nText ¦<br> more.\n"),
    ("raw-html", "## A\n\nText ¦<b>bold</b> more.\n"),
    ("raw-html", "## A\n\n¦<script>alert(1)</script>\n\nMore.\n"),
    ("raw-html", "## A\n\n¦<!-- a note -->\n\nMore.\n"),
    ("remote-media", "## A\n\n¦![A cat](https://cats.example/cat.jpg)\n"),
    ("remote-media", "## A\n\n¦![A cat](//cats.example/cat.jpg)\n"),
    ("picture-not-from-set", "## A\n\n¦![A key](key.svg)\n"),
    ("picture-not-from-set", "## A\n\n¦![A key](picture:Key.svg)\n"),
    ("picture-without-description", "## A\n\n¦![](picture:key)\n"),
    ("unknown-picture", "## A\n\nA ¦![A kee](picture:kee)\n"),
    ("unknown-link", "## A\n\n¦[a](javascript:alert(1))\n"),
    ("unknown-link", "## A\n\n¦[a](JaVaScRiPt:alert(1))\n"),
    ("unknown-link", "## A\n\n¦[a](data:text/html,x)\n"),
    ("unknown-link", "## A\n\n¦[a](http://example.org)\n"),
    ("unknown-link", "## A\n\n¦[a](https://good.example@bad.example/)\n"),
    ("unknown-link", "## A\n\n¦[a](other.md)\n"),
    ("unknown-link", "## A\n\n¦[a](/guides/other)\n"),
    ("unknown-link", "## A\n\n¦[a](guides:other)\n"),
    ("unknown-link", "## A\n\n¦[a](guide:Other)\n"),
    ("unknown-link", "## A\n\n¦[a](tel:ring-us)\n"),
    ("unknown-link", "## A\n\n¦[a](mailto:office)\n"),
    ("unknown-link", "## A\n\n¦[a](mailto:a@b.example?bcc=c@d.example)\n"),
    ("unknown-link", "## A\n\n¦[a](picture:key)\n"),
    ("unknown-link", "## A\n\n¦[a][ref]\n\n[ref]: vbscript:x\n"),
    ("dead-link", "## A\n\n¦[a](guide:othr)\n"),
    ("dead-link", "## A\n\n¦[a](guide:other#ther)\n"),
    ("dead-link", "## A\n\n¦[a](lesson:other)\n"),
    ("dead-link", "## A\n\n¦[a](#b)\n"),
    ("nested-too-deeply", "## A\n\n¦> > > > > > > > > > > > > > > > > > > > > > > > > > > > deep\n"),
    ("hidden-character", "## A\n\nSafe ¦\u{202e}txt.\n"),
    ("hidden-character", "## A\n\nA ¦\u{7}bell.\n"),
];

/// Slips in the options of a question.
pub(crate) const IN_OPTIONS: &[(&str, &str)] = &[
    ("box-without-space", "¦-[ ] One\n  > 1\n- [x] Two\n  > 2\n"),
    ("box-without-space", "- [ ] One\n  > 1\n¦-[x] Two\n  > 2\n"),
    ("box-without-space", "- [ ] One\n  > 1\n¦- [x]Two\n  > 2\n"),
    ("box-miswritten", "¦- [] One\n  > 1\n- [x] Two\n  > 2\n"),
    ("box-miswritten", "- [ ] One\n  > 1\n¦- [ x ] Two\n  > 2\n"),
    ("box-miswritten", "- [ ] One\n  > 1\n¦- [✓] Two\n  > 2\n"),
    ("heading-without-space", "- [ ] One\n  > 1\n- [x] Two\n  > 2\n\n¦##Next\n\nText.\n"),
];

#[test]
fn every_slip_is_told_once_at_its_place() {
    for (code, text) in IN_GUIDES {
        let marked = format!("{GUIDE}{text}");
        if text.starts_with("¦![") || !text.contains("deep") {
            assert_fault(code, Kind::Guide, &marked);
        }
    }
    for (code, text) in IN_OPTIONS {
        assert_fault(code, Kind::Lesson, &format!("{LESSON}## Which? {{.choose #which}}\n\n{text}"));
    }
}

#[test]
fn nesting_beyond_reason_is_told_and_survived() {
    for mark in ["> ", "- ", "*a **b "] {
        let text = format!("{GUIDE}## A\n\n{} deep\n", mark.repeat(5000));
        let found = findings(Kind::Guide, &text);
        assert!(found.iter().any(|one| one.code == "nested-too-deeply") || mark.starts_with('*'), "{mark}");
    }
}

#[test]
fn a_slip_says_exactly_what_to_type() {
    let cases = [
        ("##Next\n", "Write ## Next"),
        ("-[ ] Tell them\n", "Write - [ ] Tell them"),
        ("- [] Tell them\n", "Write - [ ] Tell them"),
        ("- [ x] Tell them\n", "Write - [x] Tell them"),
        ("[a](http://example.org/b)\n", "https://example.org/b"),
        ("[a](guid:other)\n", "Did you mean \"guide\"?"),
        ("[a](guide:othr)\n", "Did you mean \"other\"?"),
        ("![A](picture:kee)\n", "Did you mean \"key\"?"),
    ];
    for (text, expected) in cases {
        let found = findings(Kind::Guide, &format!("{GUIDE}## A\n\n{text}"));
        assert!(found.iter().any(|one| one.help.contains(expected)), "{text}: {found:?}");
    }
}

#[test]
fn a_page_with_more_words_than_children_of_the_band_read_at_once_is_told() {
    let page = |words: usize| format!("## Long\n\n{}.\n", ["word"; 200][..words].join(" "));
    let lesson = |words: usize| format!("{LESSON}{}", page(words));
    assert_clean(Kind::Lesson, &lesson(99));
    assert_fault("too-many-words", Kind::Lesson, &lesson(100).replace("## Long", "¦## Long"));
    let youngest =
        lesson(25).replace("lower-ks2", "eyfs").replace(r#"["Y3", "Y4"]"#, r#"["R"]"#).replace("OR-Y3-1", "OR-R-1");
    assert_fault("too-many-words", Kind::Lesson, &youngest.replace("## Long", "¦## Long"));
    let scenes = |words: usize| {
        format!(
            "{LESSON}## Tale {{.story #tale}}\n\n{0}.\n\n### A {{#a}}\n\n{0}.\n\n- [Go](#b)\n- [Stay](#b)\n\n\
         ### B {{#b .ending .secure}}\n\n{0}.\n",
            ["word"; 60][..words].join(" ")
        )
    };
    // What stands before a story is seen with each of its scenes.
    assert_clean(Kind::Lesson, &scenes(45));
    assert_fault("too-many-words", Kind::Lesson, &scenes(60).replace("## Tale", "¦## Tale"));
    assert_clean(Kind::Guide, &format!("{GUIDE}{}", page(200)));
}
