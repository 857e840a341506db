//! The demonstration school: an invented roll, and a file that says what was invented, so that people can try
//! everything and tests need not read what was printed. Every name is plainly made up.

mod answers;
mod staff;

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Year;

pub(crate) use staff::list_demo_staff;

use crate::store::{NewAdult, NewClass, NewGuardian, NewPupil, NewRoll, Store, StoreError};
use crate::token::{FamilyToken, generate_person_id};

/// The file within the data folder that says what was invented.
pub const DEMO_FILE: &str = "demo.json";
/// The fact that marks a data folder as a demonstration's.
pub const DEMO_FACT: &str = "demo";

/// What was invented, and where to look at it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Demo {
    /// Always "Demonstration: invented people".
    pub notice: String,
    /// The school.
    pub school: String,
    /// The site's address, `http://…`, without a slash at its end.
    pub site: String,
    /// Every family link.
    pub families: Vec<DemoFamily>,
}

/// One adult's link.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DemoFamily {
    /// The adult's invented name.
    pub adult: String,
    /// The private link.
    pub link: String,
    /// The same secret as printed on a letter.
    pub code: String,
    /// Their children.
    pub children: Vec<DemoChild>,
}

/// An invented child.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DemoChild {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Class.
    pub class_name: String,
    /// Year word.
    pub year: String,
}

/// Why a demonstration cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder holds something real.
    #[error("this data folder holds records that are not a demonstration's: choose an empty folder for --demo")]
    NotADemo,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file failed.
    #[error("the demonstration's file {DEMO_FILE} cannot be read or written: {0}")]
    File(#[from] io::Error),
    /// The invented staff's password could not be worked on.
    #[error(transparent)]
    Password(#[from] crate::password::PasswordFault),
    /// No random numbers.
    #[error(transparent)]
    Seal(#[from] crate::seal::SealError),
}

const CLASSES: [(&str, &str, Year); 8] = [
    ("ladybirds", "Ladybirds", Year::Nursery),
    ("bumblebees", "Bumblebees", Year::Reception),
    ("hedgehogs", "Hedgehogs", Year::Y1),
    ("squirrels", "Squirrels", Year::Y2),
    ("otters", "Otters", Year::Y3),
    ("badgers", "Badgers", Year::Y4),
    ("kestrels", "Kestrels", Year::Y5),
    ("owls", "Owls", Year::Y6),
];

/// An invented family: the adult, the children's last name, each child's first name and the index of their class.
type InventedFamily = (&'static str, &'static str, &'static [(&'static str, usize)]);

/// The families. The links of the first two are printed at start.
const FAMILIES: [InventedFamily; 22] = [
    ("Alma Example", "Example", &[("Ada", 4)]),
    ("Sunil Sample", "Sample", &[("Bina", 7), ("Ravi", 1)]),
    ("Otto Example", "Example", &[("Ada", 4)]),
    ("Mo Madeup", "Madeup", &[("Mina", 0)]),
    ("Priya Pretend", "Pretend", &[("Asha", 0), ("Dev", 5)]),
    ("Tomasz Testowy", "Testowy", &[("Zosia", 1)]),
    ("Imran Invented", "Invented", &[("Sana", 2), ("Bilal", 6)]),
    ("Mary Makebelieve", "Makebelieve", &[("Poppy", 2)]),
    ("Gwen Notreal", "Notreal", &[("Rhys", 3)]),
    ("Ines Imaginary", "Imaginary", &[("Luca", 3), ("Mateo", 0)]),
    ("Frank Fictional", "Fictional", &[("Fern", 4)]),
    ("Sophie Storybook", "Storybook", &[("Max", 5)]),
    ("Nadia Nobody", "Nobody", &[("Lina", 5), ("Omar", 7)]),
    ("Walt Whatsit", "Whatsit", &[("Wren", 6)]),
    ("Debbie Demo", "Demo", &[("Jude", 6), ("Isla", 4)]),
    ("Percy Placeholder", "Placeholder", &[("Ned", 7)]),
    ("Umar Unreal", "Unreal", &[("Zara", 1)]),
    ("Dora Dummy", "Dummy", &[("Kit", 2)]),
    ("Hal Hypothetical", "Hypothetical", &[("Hope", 3)]),
    ("Cora Concocted", "Concocted", &[("Finn", 6)]),
    ("Ewa Wymyslona", "Wymyslona", &[("Ola", 7), ("Jan", 3)]),
    ("Fay Fable", "Fable", &[("Rowan", 0)]),
];

/// Fills an empty store with the invented roll, or takes up a demonstration that is there; writes its file.
/// `is_new` says that the data folder was empty.
///
/// # Errors
/// [`DemoError::NotADemo`] when the folder holds something else.
pub async fn prepare_demo(
    store: &Store,
    data: &Path,
    site: &str,
    folder: DataFolder,
    now: i64,
) -> Result<Demo, DemoError> {
    let is_demo = store.find_fact(DEMO_FACT).await?.is_some();
    let demo = match (folder, is_demo) {
        (DataFolder::New, false) => invent(store, site, now).await?,
        (_, true) => Demo { site: site.to_owned(), ..read_demo(data)? }.with_links_at(site),
        (DataFolder::Used, false) => return Err(DemoError::NotADemo),
    };
    staff::invent_staff(store, now).await?;
    write_demo(data, &demo)?;
    Ok(demo)
}

/// Has some invented families answer, once the consents are published.
///
/// # Errors
/// [`DemoError::Store`] when it cannot be written.
pub async fn prepare_answers(store: &Store, controller: &str, now: i64) -> Result<(), DemoError> {
    answers::invent_answers(store, controller, now).await
}

/// Whether a data folder held anything before this start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFolder {
    /// It was empty, or not there.
    New,
    /// It holds a database.
    Used,
}

impl Demo {
    fn with_links_at(mut self, site: &str) -> Self {
        for family in &mut self.families {
            if let Some((_, token)) = family.link.split_once('#') {
                family.link = format!("{site}/family#{token}");
            }
        }
        self
    }
}

async fn invent(store: &Store, site: &str, now: i64) -> Result<Demo, DemoError> {
    let mut roll = NewRoll::default();
    let mut families = Vec::new();
    for (id, name, year) in CLASSES {
        let id = Slug::try_from(id).expect("a class's id is a slug");
        roll.classes.push(NewClass { id, name: name.to_owned(), year });
    }
    for (adult, last_name, children) in FAMILIES {
        let token = FamilyToken::generate()?;
        let mut pupils = Vec::new();
        for (first_name, class) in children {
            let pupil = add_pupil(&mut roll, first_name, last_name, *class)?;
            pupils.push(NewGuardian { pupil, may_answer: true });
        }
        families.push(describe(site, adult, last_name, children, &token));
        let (id, name) = (generate_person_id('a')?, adult.to_owned());
        roll.adults.push(NewAdult { id, name, pupils, token });
    }
    store.record_roll(roll, now).await?;
    store.record_fact(DEMO_FACT, "invented people".to_owned()).await?;
    let notice = "Demonstration: invented people".to_owned();
    Ok(Demo { notice, school: store.school().to_string(), site: site.to_owned(), families })
}

/// Two adults of one family share their children.
fn add_pupil(
    roll: &mut NewRoll,
    first_name: &str,
    last_name: &str,
    class: usize,
) -> Result<shine_domain::ids::PersonId, DemoError> {
    let known = roll.pupils.iter().find(|pupil| pupil.first_name == first_name && pupil.last_name == last_name);
    if let Some(pupil) = known {
        return Ok(pupil.id.clone());
    }
    let id = generate_person_id('p')?;
    let class = roll.classes[class].id.clone();
    let (first_name, last_name) = (first_name.to_owned(), last_name.to_owned());
    roll.pupils.push(NewPupil { id: id.clone(), class, first_name, last_name });
    Ok(id)
}

fn describe(site: &str, adult: &str, last_name: &str, children: &[(&str, usize)], token: &FamilyToken) -> DemoFamily {
    let children = children.iter().map(|(first_name, class)| DemoChild {
        first_name: (*first_name).to_owned(),
        last_name: last_name.to_owned(),
        class_name: CLASSES[*class].1.to_owned(),
        year: CLASSES[*class].2.word().to_owned(),
    });
    DemoFamily {
        adult: adult.to_owned(),
        link: format!("{site}/family#{}", token.to_text()),
        code: token.to_code(),
        children: children.collect(),
    }
}

fn read_demo(data: &Path) -> Result<Demo, DemoError> {
    let text = std::fs::read_to_string(data.join(DEMO_FILE))?;
    serde_json::from_str(&text).map_err(|error| DemoError::File(error.into()))
}

fn write_demo(data: &Path, demo: &Demo) -> Result<(), DemoError> {
    let text = serde_json::to_string_pretty(demo).map_err(io::Error::from)?;
    let path = data.join(DEMO_FILE);
    let new = data.join(format!("{DEMO_FILE}.new"));
    std::fs::write(&new, text + "\n")?;
    Ok(std::fs::rename(new, path)?)
}
