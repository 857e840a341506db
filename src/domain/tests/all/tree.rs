//! The tree a text becomes.

use expect_test::{Expect, expect};
use shine_domain::SourceText;
use shine_domain::document::{Block, Inline, Link, label_text, plain_text};
use shine_domain::parse::parse_document;
use shine_domain::steps::{Step, StepBody};
use shine_domain::vocabulary::Kind;

use crate::support::{CONSENT, GUIDE, LESSON, document, name};

/// A tree as a few short lines.
fn show(kind: Kind, text: &str) -> String {
    let document = document(kind, text);
    let mut lines: Vec<String> = document.intro.iter().flat_map(|block| show_block(block, 0)).collect();
    document.steps.iter().for_each(|step| lines.extend(show_step(step)));
    lines.join("\n") + "\n"
}

fn show_step(step: &Step) -> Vec<String> {
    let map = if step.is_map { " map" } else { "" };
    let mut lines = vec![format!("## #{}{map} {}", step.id, show_inlines(&step.heading))];
    let blocks = |what: &str, blocks: &[Block]| -> Vec<String> {
        let inner = blocks.iter().flat_map(|block| show_block(block, 2));
        std::iter::once(format!("  {what}")).chain(inner.map(|line| format!("  {line}"))).collect()
    };
    match &step.body {
        StepBody::Reading(inner) => lines.extend(blocks("reading", inner)),
        StepBody::Adult(inner) => lines.extend(blocks("adult", inner)),
        StepBody::Home(inner) => lines.extend(blocks("home", inner)),
        StepBody::ChooseMany(choose) => {
            lines.extend(blocks("choose many", &choose.prompt));
            for option in &choose.options {
                lines.push(format!("    [{}] {}", if option.is_right { 'x' } else { ' ' }, show_inlines(&option.text)));
                lines.extend(option.feedback.iter().flat_map(|block| show_block(block, 6)));
            }
        }
        StepBody::Order(order) => {
            lines.extend(blocks("order", &order.prompt));
            lines.extend(order.cards.iter().map(|card| format!("    {}", show_inlines(card))));
        }
        StepBody::Pairs(pairs) => {
            lines.extend(blocks(
                &format!("match {:?}", pairs.columns.each_ref().map(|one| plain_text(one))),
                &pairs.table.prompt,
            ));
            lines.extend(pairs.table.cards.iter().map(|card| {
                format!("    {} - {}", show_inlines(&card.text), show_inlines(&pairs.table.groups[card.group]))
            }));
        }
        StepBody::Spot(spot) => {
            lines.extend(blocks("spot", &spot.text));
            lines.extend(spot.spots.iter().map(|one| format!("    {} {} ({})", one.is_clue, one.words, one.why)));
        }
        StepBody::Words(words) => {
            lines.extend(blocks("words", &words.text));
            lines.push(format!("    gaps {:?} bank {:?}", words.gaps, words.bank));
        }
        StepBody::Story(story) => {
            lines.extend(blocks("story", &story.prompt));
            for scene in &story.scenes {
                lines.push(format!("    #{} {} {:?}", scene.id, show_inlines(&scene.heading), scene.ending));
                lines.extend(scene.text.iter().flat_map(|block| show_block(block, 6)));
                lines
                    .extend(scene.choices.iter().map(|one| format!("      {} -> {}", show_inlines(&one.text), one.to)));
            }
        }
        StepBody::Scale(scale) => {
            lines.extend(blocks("scale", &scale.prompt));
            lines.extend(scale.points.iter().map(|point| format!("    {}", show_inlines(point))));
            lines.extend(scale.after.iter().flat_map(|block| show_block(block, 6)));
        }
        StepBody::Choose(choose) => {
            lines.extend(blocks("choose", &choose.prompt));
            for option in &choose.options {
                let tick = if option.is_right { 'x' } else { ' ' };
                let level = option.level.map_or_else(String::new, |level| format!(" .{}", level.word()));
                lines.push(format!("    [{tick}] {}{level}", show_inlines(&option.text)));
                lines.extend(option.feedback.iter().flat_map(|block| show_block(block, 6)));
            }
        }
        StepBody::Sort(sort) => {
            lines.extend(blocks("sort", &sort.prompt));
            lines.extend(sort.groups.iter().map(|group| format!("    group {}", show_inlines(group))));
            lines.extend(sort.cards.iter().map(|card| format!("    card {} {}", card.group, show_inlines(&card.text))));
        }
        StepBody::Promise(promise) => {
            lines.extend(blocks(&format!("promise {:?}", promise.letter), &promise.prompt));
            lines.extend(promise.promises.iter().map(|one| format!("    {}", show_inlines(one))));
        }
        StepBody::Ask(ask) => {
            lines.extend(blocks(&format!("ask {:?} child={}", ask.channel, ask.needs_child), &ask.prompt));
            let facts = &ask.facts;
            let facts = [&facts.why, &facts.where_kept, &facts.how_long, &facts.who_sees_it];
            lines.extend(facts.map(|fact| format!("    {fact}")));
        }
    }
    lines
}

fn show_block(block: &Block, indent: usize) -> Vec<String> {
    let pad = " ".repeat(indent);
    let nested = |what: &str, blocks: &[Block]| -> Vec<String> {
        let inner = blocks.iter().flat_map(|block| show_block(block, indent + 2));
        std::iter::once(format!("{pad}{what}")).chain(inner).collect()
    };
    match block {
        Block::Paragraph(text) => vec![format!("{pad}{}", show_inlines(text))],
        Block::Heading { level, text } => vec![format!("{pad}h{level} {}", show_inlines(text))],
        Block::List { start, items } => {
            items.iter().flat_map(|item| nested(&format!("item {start:?}"), item)).collect()
        }
        Block::Quote(blocks) => nested("quote", blocks),
        Block::Code(text) => vec![format!("{pad}code {text:?}")],
        Block::Table { head, rows } => {
            let row =
                |cells: &[Vec<Inline>]| cells.iter().map(|cell| show_inlines(cell)).collect::<Vec<_>>().join(" | ");
            std::iter::once(head).chain(rows).map(|cells| format!("{pad}{}", row(cells))).collect()
        }
        Block::Rule => vec![format!("{pad}rule")],
    }
}

fn show_inlines(inlines: &[Inline]) -> String {
    let show = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Emphasis(inner) => format!("<em>{}</em>", show_inlines(inner)),
        Inline::Strong(inner) => format!("<strong>{}</strong>", show_inlines(inner)),
        Inline::Strikethrough(inner) => format!("<del>{}</del>", show_inlines(inner)),
        Inline::Code(text) => format!("<code>{text}</code>"),
        Inline::Link { to, text } => format!("<{}>{}</>", show_link(to), show_inlines(text)),
        Inline::Picture { name, description } => format!("<picture {name}: {description}>"),
        Inline::Mark { mark, text, .. } => format!("<{mark:?}>{}</>", show_inlines(text)),
        Inline::Break => "<break>".to_owned(),
    };
    inlines.iter().map(show).collect()
}

fn show_link(link: &Link) -> String {
    match link {
        Link::Document { kind, slug, step } => format!("{} {slug} {step:?}", kind.link_word()),
        Link::Step(step) => format!("step {step}"),
        Link::Web(address) => format!("web {address}"),
        Link::Telephone(number) => format!("tel {number}"),
        Link::Email(address) => format!("mail {address}"),
    }
}

fn check(kind: Kind, text: &str, expected: Expect) {
    expected.assert_eq(&show(kind, text));
}

#[test]
fn text_becomes_blocks_and_inlines() {
    let text = "Intro.\n\n## Hello *you*\n\nOne **two** ~~three~~ `four`  \nfive\nsix\n\n- a\n- b\n  1. c\n\n3. d\n\n> quote\n\n\
                ### Small\n\n| A | B |\n|---|---|\n| 1 |\n\n***\n\n```\ncode <b>\n```\n";
    check(
        Kind::Guide,
        &format!("{GUIDE}{text}"),
        expect![[r#"
        Intro.
        ## #hello-you Hello <em>you</em>
          reading
            One <strong>two</strong> <del>three</del> <code>four</code><break>five six
            item None
              a
            item None
              b
              item Some(1)
                c
            item Some(3)
              d
            quote
              quote
            h3 Small
            A | B
            1 | 
            rule
            code "code <b>\n"
    "#]],
    );
}

#[test]
fn links_lead_to_the_few_places_there_are() {
    let text = "## Here {#here}\n\n[a](guide:other) [b](guide:other#there) [c](#here) [d](https://example.org/a?b=c#d) \
                <https://example.org> [e](tel:0800 1111) [f](<tel:0800 1111>) [g](mailto:a.b@example.org) <a@example.org> \
                [h][ref] ![A key](picture:key) [<](javascript:x)\n\n[ref]: guide:other \"title\"\n";
    check(
        Kind::Guide,
        &format!("{GUIDE}{text}"),
        expect![[r###"
        ## #here Here
          reading
            <guide other None>a</> <guide other Some("there")>b</> <step here>c</> <web https://example.org/a?b=c#d>d</> <web https://example.org>https://example.org</> [e](tel:0800 1111) <tel 0800 1111>f</> <mail a.b@example.org>g</> <mail a@example.org>a@example.org</> <guide other None>h</> <picture key: A key> <
    "###]],
    );
}

#[test]
fn a_question_becomes_options_with_levels_and_feedback() {
    let text = "## Which? {.choose #which .map}\n\n![A key](picture:key)\n\nA story.\n\n- [ ] Tell *them*. {.misconception}\n  > Hm.\n  >\n  > More.\n\
                - [x] Say no.\n  {.secure}\n  > Yes.\n\n- [ ] I'm not sure. {.unsure}\n\n  > Fine.\n";
    check(
        Kind::Lesson,
        &format!("{LESSON}{text}"),
        expect![[r#"
        ## #which map Which?
          choose
            <picture key: A key>
            A story.
            [ ] Tell <em>them</em>. .misconception
              Hm.
              More.
            [x] Say no. .secure
              Yes.
            [ ] I'm not sure. .unsure
              Fine.
    "#]],
    );
}

#[test]
fn cards_promises_and_notes_become_steps() {
    let text = "## Sort {.sort #sort}\n\nWhere?\n\n- Keep *private*\n  - My name\n  - My school\n- Okay\n\n  - A joke\n\n## Mine {.promise #mine letter=S}\n\nRead.\n\n- I am kind.\n\n- I ask.\n\n\
                ## For the adult {.adult}\n\nNote.\n\n## At home {.home}\n\nAsk.\n";
    check(
        Kind::Lesson,
        &format!("{LESSON}{text}"),
        expect![[r#"
        ## #sort Sort
          sort
            Where?
            group Keep <em>private</em>
            group Okay
            card 0 My name
            card 0 My school
            card 1 A joke
        ## #mine Mine
          promise Some('S')
            Read.
            I am kind.
            I ask.
        ## #for-the-adult For the adult
          adult
            Note.
        ## #at-home At home
          home
            Ask.
    "#]],
    );
}

#[test]
fn the_other_kinds_of_step_become_what_they_are_made_of() {
    let text = "## Many {.choose-many #many}\n\n- [x] One\n  > 1\n- [ ] Two\n  > 2\n- [x] Three\n  > 3\n\n\
                ## Row {.order #row}\n\nFirst?\n\n1. One\n2. Two\n3. Three\n\n\
                ## Pairs {.match #pairs}\n\n| Word | Means |\n|---|---|\n| a | A |\n| b | B |\n| c | C |\n\n\
                ## Look {.spot #look}\n\nHi, [hurry](#clue \"they rush you\") *and [thanks](#fine \"polite\")*.\n\n\
                ## Gaps {.words #gaps}\n\nMy [password](#gap) is [secret](#gap).\n\n- banana\n\n\
                ## Tale {.story #tale}\n\nOnce.\n\n### Home {#home}\n\nKit plays.\n\n- [Tell](#told)\n- [Hide *it*](#hid)\n\n\
                ### Told {#told .ending .secure}\n\nGood.\n\n### Hid {#hid .ending .emerging}\n\nHm.\n\n\
                ## Feel {.scale #feel}\n\n- Low\n- High\n\n> All are fine.\n";
    check(
        Kind::Lesson,
        &format!("{LESSON}{text}"),
        expect![[r###"
        ## #many Many
          choose many
            [x] One
              1
            [ ] Two
              2
            [x] Three
              3
        ## #row Row
          order
            First?
            One
            Two
            Three
        ## #pairs Pairs
          match ["Word", "Means"]
            a - A
            b - B
            c - C
        ## #look Look
          spot
            Hi, <Clue>hurry</> <em>and <Fine>thanks</></em>.
            true hurry (they rush you)
            false thanks (polite)
        ## #gaps Gaps
          words
            My <Gap>password</> is <Gap>secret</>.
            gaps ["password", "secret"] bank ["secret", "banana", "password"]
        ## #tale Tale
          story
            Once.
            #home Home None
              Kit plays.
              Tell -> 1
              Hide <em>it</em> -> 2
            #told Told Some(Secure)
              Good.
            #hid Hid Some(Emerging)
              Hm.
        ## #feel Feel
          scale
            Low
            High
              All are fine.
    "###]],
    );
}

#[test]
fn a_purpose_becomes_a_question_with_its_four_facts() {
    let text = "## May we use photographs? {.ask #photo-website channel=website needs-child=yes}\n\nOnly a first name.\n\n\
                **Why:** to show what our *children* do. **Where kept:** the picture library.\n\
                **How long:** until your child leaves. **Who sees it:** anyone.\n\n**Bold** words below.\n";
    check(
        Kind::Consent,
        &format!("{CONSENT}{text}"),
        expect![[r#"
        ## #photo-website May we use photographs?
          ask Some(Website) child=true
            Only a first name.
            <strong>Bold</strong> words below.
            to show what our children do.
            the picture library.
            until your child leaves.
            anyone.
    "#]],
    );
}

#[test]
fn what_is_wrong_still_becomes_as_much_of_a_document_as_it_can() {
    let text = "## Which? {.choose}\n\n- [ ] A\n> loose\n- B\n\n## Which? {.chose}\n\n<b>x</b> [a](x:y) ![p](https://x.example/p.png)\n\n## {.spot #Bad}\n\nText\n---\n";
    check(
        Kind::Lesson,
        &format!("{LESSON}{text}"),
        expect![[r#"
            ## #which Which?
              choose
                [ ] A
                  loose
                [ ] B
            ## #which-2 Which?
              reading
                <b>x</b> a p
            ## #step-3 
              spot
                Text
        "#]],
    );
}

#[test]
fn no_card_of_a_pair_lies_where_its_partner_does() {
    for count in 2..12 {
        let rows: String = (0..count).map(|at| format!("| left {at} | right {at} |\n")).collect();
        let text = format!("{LESSON}## Pairs {{.match #pairs}}\n\n| a | b |\n|---|---|\n{rows}");
        let document = document(Kind::Lesson, &text);
        let StepBody::Pairs(pairs) = &document.steps[0].body else { panic!("no pairs") };
        for (place, card) in pairs.table.shown_order().into_iter().enumerate() {
            assert_ne!(pairs.table.cards[card].group, place, "{count} pairs, card {card}");
        }
    }
}

#[test]
fn a_card_is_named_by_its_words_and_only_a_picture_alone_by_what_it_shows() {
    let picture = || Inline::Picture { name: crate::support::slug("ball"), description: "A red ball".to_owned() };
    assert_eq!(label_text(&[picture(), Inline::Text(" Moving".to_owned())]), "Moving");
    assert_eq!(label_text(&[picture()]), "A red ball");
}

#[test]
fn ids_are_made_from_headings_and_never_twice() {
    let ids = |text: &str| {
        let document = document(Kind::Guide, &format!("{GUIDE}{text}"));
        document.steps.iter().map(|step| step.id.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids("## Where it is kept, and who sees it\n\nA\n"), "where-it-is-kept-and-who-sees-it");
    assert_eq!(ids("## Zoë’s café: Łódź!\n\nA\n"), "zoes-cafe-lodz");
    assert_eq!(ids("## Same\n\nA\n\n## Same\n\nB\n\n## Own {#same-2}\n\nC\n"), "same same-3 same-2");
    assert_eq!(ids("## سلام\n\nA\n\n## 日本\n\nB\n"), "step-1 step-2");
    let long = ids(&format!("## {}\n\nA\n", "word ".repeat(60)));
    assert!(long.len() <= 64 && long.ends_with("word"), "{long}");
}

#[test]
fn a_steps_digest_changes_with_the_step_and_with_nothing_else() {
    let digests = |text: &str| {
        let steps = document(Kind::Guide, &format!("{GUIDE}{text}")).steps;
        steps.iter().map(|step| step.digest).collect::<Vec<_>>()
    };
    let two = digests("## A\n\nOne.\n\n## B\n\nTwo.\n");
    let longer = digests("Intro.\n\n## A\n\nOne.\n\n\n## New\n\nNew.\n\n## B\n\nTwo.\n\n## Last\n\nLast.");
    assert_eq!((two[0], two[1]), (longer[0], longer[2]));
    let changed = digests("## A\n\nOne!\n\n## B\n\nTwo.");
    assert_ne!(two[0], changed[0]);
    assert_eq!(two[1], changed[1]);
}

#[test]
fn what_a_browser_gets_is_read_without_toml() {
    let source =
        SourceText::new("+++\n{\"title\":\"A\",\"version\":\"2.1\",\"signers\":[\"adult\"]}\n+++\n\n## A\n\nText.\n");
    let parsed = parse_document(&name(Kind::Charter, "page"), &source);
    assert_eq!(parsed.diagnostics, []);
    assert_eq!(parsed.document.meta.title, "A");
    assert_eq!(parsed.document.meta.version.map(|version| version.to_string()).as_deref(), Some("2.1"));
    assert_eq!(plain_text(&parsed.document.steps[0].heading), "A");
}

#[test]
fn damaged_facts_of_a_resolved_text_are_told_and_survived() {
    let parsed =
        parse_document(&name(Kind::Guide, "page"), &SourceText::new("+++\n{\"title\":\n+++\n\n## A\n\nText.\n"));
    assert_eq!(parsed.diagnostics.iter().map(|one| one.code).collect::<Vec<_>>(), ["front-matter-not-json"]);
    assert_eq!(parsed.document.steps.len(), 1);
}
