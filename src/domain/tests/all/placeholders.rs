//! Placeholders: what they become, in words, in Markdown, in addresses; and what is wrong with them.

use expect_test::expect;
use shine_domain::SourceText;
use shine_domain::authoring::resolve::resolve;
use shine_domain::authoring::school::parse_school;
use shine_domain::vocabulary::Kind;

use crate::support::{GUIDE, SCHOOL, assert_fault, findings, name, slug};

pub(crate) const CASES: &[(&str, &str)] = &[
    ("unknown-placeholder", "Ring ¦{{ school.nmae }}.\n"),
    ("unknown-placeholder", "Ring ¦{{ name }}.\n"),
    ("unknown-placeholder", "Ring ¦{{ switches.withhold-access-until-signed }}.\n"),
    ("unknown-placeholder", "Ring ¦{{ School.Name }}.\n"),
    ("placeholder-empty", "We belong to ¦{{ school.trust }}.\n"),
    ("placeholder-unclosed", "Ring ¦{{ school.name }.\n"),
];

#[test]
fn every_fault_of_a_placeholder_is_told_once_at_its_place() {
    for (code, text) in CASES {
        assert_fault(code, Kind::Guide, &format!("{GUIDE}## A\n\n{{{{ school.name }}}} and then: {text}"));
    }
}

#[test]
fn a_fault_after_a_placeholder_has_its_true_column() {
    assert_fault(
        "raw-html",
        Kind::Guide,
        &format!("{GUIDE}## A\n\n{{{{ school.name }}}} ¦<b> {{{{ school.phone }}}}\n"),
    );
}

#[test]
fn a_misspelt_placeholder_is_met_with_what_was_meant() {
    for (key, near) in [("school.nmae", "school.name"), ("words.moto", "words.motto"), ("role.dsl", "roles.dsl")] {
        let found = findings(Kind::Guide, &format!("{GUIDE}## A\n\n{{{{ {key} }}}}\n"));
        assert!(found[0].help.contains(&format!("Did you mean \"{near}\"?")), "{}", found[0].help);
    }
}

fn resolved(body: &str) -> String {
    let (school, _) = parse_school(&slug("hill"), &SourceText::new(SCHOOL));
    let authored = SourceText::new(&format!("{GUIDE}{body}"));
    resolve(&name(Kind::Guide, "page"), &authored, &school).text.as_str().to_owned()
}

#[test]
fn the_resolved_text_is_one_line_of_facts_and_the_body_as_written() {
    let body = "## {{ words.agreement }}\n\n{{ school.name }}:  *{{ words.motto }}*.\n\n\
                Tell {{reporting.trusted-adults}}. [Ring](tel:{{ school.phone }}) or [write](mailto:{{ school.email }}).\n\
                \n- kept   as it is\t\n";
    expect![[r#"
        +++
        {"audience":"pupils","title":"A guide"}
        +++

        ## charter

        Hill\_Top \& Dale (CE) School:  *\*Up\* we go*.

        Tell your class teacher, the Headteacher or Mr Owl. [Ring](tel:01632960789) or [write](mailto:office@hill.example).

        - kept   as it is	
    "#]]
    .assert_eq(&resolved(body));
}

#[test]
fn a_placeholder_in_front_matter_becomes_plain_words() {
    let (school, _) = parse_school(&slug("hill"), &SourceText::new(SCHOOL));
    let authored =
        SourceText::new("+++\ntitle = \"At {{ school.name }}\"\naudience = \"pupils\"\n+++\n## A\n\nText.\n");
    let text = resolve(&name(Kind::Guide, "page"), &authored, &school).text;
    expect![[r#"
        +++
        {"audience":"pupils","title":"At Hill_Top & Dale (CE) School"}
        +++
        ## A

        Text.
    "#]]
    .assert_eq(text.as_str());
}
