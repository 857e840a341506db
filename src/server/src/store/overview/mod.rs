//! The school at a glance: every child on the roll with what counts of their past, held in memory because names are kept
//! sealed. It is brought up to date before each look, from the ledger's own end, so that what was committed a moment ago is
//! in it. Permissions are not in it: they are computed at each look, from what was said.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use shine_domain::ids::{PersonId, Slug, StepId};
use shine_domain::past::ChildPast;
use shine_domain::permission::{Permission, Restriction};
use shine_domain::vocabulary::{Channel, Year};
use sqlx::AnyConnection;
use tokio::sync::RwLock;

pub(super) mod attention;
pub(super) mod board;
mod loading;
mod permitted;

use loading::{load_adults, load_children, load_classes};

use super::documents::Published;
use super::entries::signed;
use super::past::{list_touched, load_past};
use super::{Store, StoreError};
use crate::keys::Keys;

/// A class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedClass {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its year.
    pub year: Year,
}

/// Which children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Everybody on the roll.
    Everybody,
    /// Those of one class.
    Class(Slug),
    /// Those of one year.
    Year(Year),
    /// These.
    Children(Vec<PersonId>),
}

/// The effective permission of a child for one purpose, and whether the office should look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectivePermission {
    /// The consent.
    pub document: Slug,
    /// The question's id.
    pub step: StepId,
    /// Where it leads.
    pub channel: Option<Channel>,
    /// Whether it may be done.
    pub permission: Permission,
    /// Whether adults gave different answers: for the office only, never for a family.
    pub answers_differ: bool,
}

/// A child with everything that decides about pictures, as it stands at one moment.
#[derive(Clone, Debug)]
pub struct ListedChild {
    /// Who.
    pub id: PersonId,
    /// First name.
    pub first_name: String,
    /// Last name: for staff only.
    pub last_name: String,
    /// Class.
    pub class: ListedClass,
    /// Year: a class may have children of several.
    pub year: Year,
    /// What staff have forbidden.
    pub restrictions: Vec<Restriction>,
    /// The permission for each question of each consent, in order.
    pub permissions: Vec<EffectivePermission>,
}

/// A child as held in memory.
struct KnownChild {
    id: PersonId,
    first_name: String,
    last_name: String,
    class: Slug,
    year: Year,
    /// Names and class, folded, for finding.
    folded: String,
    /// Each adult with what they may do.
    guardians: Vec<KnownGuardian>,
    /// When they left, where they came back weeks later.
    away_from: Option<i64>,
    past: ChildPast,
}

/// What an adult may do for a child, as far as it decides anything here.
struct KnownGuardian {
    adult: PersonId,
    may_answer: bool,
    is_barred: bool,
}

/// An adult as held in memory.
struct KnownAdult {
    name: String,
    /// Where their children stand in the overview; those they are barred from not.
    children: Vec<usize>,
}

/// An adult with those children their link would show.
#[derive(Clone, Debug)]
pub struct ListedAdult {
    /// Who.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// By class and name.
    pub children: Vec<ListedChild>,
}

/// Everything in memory.
struct Overview {
    /// The ledger's last entry that is in it.
    entry: u64,
    /// The roll's edition that is in it.
    roll: u64,
    classes: BTreeMap<Slug, ListedClass>,
    /// By class, then by name.
    children: Vec<KnownChild>,
    places: HashMap<PersonId, usize>,
    adults: BTreeMap<PersonId, KnownAdult>,
}

/// Where a store keeps its overview.
#[derive(Default)]
pub(super) struct OverviewCell(RwLock<Option<Overview>>);

impl Store {
    /// The classes on the roll, by year and name.
    ///
    /// # Errors
    /// [`StoreError`] when the roll cannot be read or opened.
    pub async fn list_classes(&self) -> Result<Vec<ListedClass>, StoreError> {
        self.look(|overview| {
            // Last year's classes are empty: nobody looks for them.
            let used: HashSet<&Slug> = overview.children.iter().map(|child| &child.class).collect();
            let mut classes: Vec<ListedClass> =
                overview.classes.values().filter(|class| used.contains(&class.id)).cloned().collect();
            classes.sort_by(|a, b| (a.year, &a.name).cmp(&(b.year, &b.name)));
            classes
        })
        .await
    }

    /// The children of `selection` with their permissions under `consents` at `now`, by class and name. Ids that are
    /// nobody's on the roll are left out.
    ///
    /// # Errors
    /// [`StoreError`] when the roll or the ledger cannot be read or opened.
    pub async fn list_children(
        &self,
        selection: &Selection,
        consents: &[Arc<Published>],
        now: i64,
    ) -> Result<Vec<ListedChild>, StoreError> {
        self.look(|overview| overview.select(selection).map(|child| overview.listed(child, consents, now)).collect())
            .await
    }

    /// The children whose names or class begin with the words of `wanted`, at most `limit`, with their classes.
    ///
    /// # Errors
    /// [`StoreError`] when the roll cannot be read or opened.
    pub async fn find_children(&self, wanted: &str, limit: usize) -> Result<Vec<ListedChild>, StoreError> {
        let words: Vec<String> = fold(wanted).split(' ').map(|word| format!(" {word}")).collect();
        self.look(|overview| {
            let found = overview.children.iter().filter(|child| words.iter().all(|word| child.folded.contains(word)));
            found.take(limit).map(|child| overview.listed(child, &[], 0)).collect()
        })
        .await
    }

    /// The adults of the children of `selection`, each with all of their children, by the name of the first child and their
    /// own.
    ///
    /// # Errors
    /// [`StoreError`] when the roll cannot be read or opened.
    pub async fn list_adults(&self, selection: &Selection) -> Result<Vec<ListedAdult>, StoreError> {
        self.look(|overview| {
            let wanted: HashSet<&PersonId> = overview
                .select(selection)
                .flat_map(|child| &child.guardians)
                .filter(|guardian| !guardian.is_barred)
                .map(|guardian| &guardian.adult)
                .collect();
            let listed = |(id, adult): (&PersonId, &KnownAdult)| {
                let children = adult.children.iter().map(|place| overview.listed(&overview.children[*place], &[], 0));
                ListedAdult { id: id.clone(), name: adult.name.clone(), children: children.collect() }
            };
            let found = overview.adults.iter().filter(|(id, _)| wanted.contains(id));
            let mut adults: Vec<(usize, ListedAdult)> = found
                .map(|(id, adult)| (adult.children.first().copied().unwrap_or(usize::MAX), listed((id, adult))))
                .collect();
            adults.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
            adults.into_iter().map(|(_, adult)| adult).collect()
        })
        .await
    }

    /// The effective permissions of `pupil` for every purpose of `consent`, the version in force, at `now`. Computed
    /// anew from the ledger each time; none for somebody who is not on the roll.
    ///
    /// # Errors
    /// [`StoreError`] when the ledger cannot be read or opened.
    pub async fn list_permissions(
        &self,
        pupil: &PersonId,
        consent: &Arc<Published>,
        now: i64,
    ) -> Result<Vec<EffectivePermission>, StoreError> {
        let selection = Selection::Children(vec![pupil.clone()]);
        let children = self.list_children(&selection, std::slice::from_ref(consent), now).await?;
        Ok(children.into_iter().flat_map(|child| child.permissions).collect())
    }

    /// Looks at an overview that has every entry which was in the ledger when this was called.
    async fn look<T>(&self, at: impl FnOnce(&Overview) -> T) -> Result<T, StoreError> {
        let (entry, _) = self.find_head().await?;
        let roll = self.memory().roll_edition();
        let is_fresh = |known: &Overview| known.entry >= entry && known.roll == roll;
        let cell = &self.inner.overview.0;
        if let Some(known) = cell.read().await.as_ref().filter(|known| is_fresh(known)) {
            return Ok(at(known));
        }
        let mut held = cell.write().await;
        // One moment's school, whoever writes meanwhile.
        let mut connection = self.readers().begin().await?;
        let (school, keys) = (self.school(), self.keys());
        let mut known = match held.take() {
            Some(known) if known.roll == roll => known,
            older => Overview::load(&mut connection, school, keys, older, (entry, roll)).await?,
        };
        known.catch_up(&mut connection, school, keys, entry).await?;
        Ok(at(held.insert(known)))
    }
}

impl Overview {
    /// The roll as it is now. What was said about children who were in `older` is taken over from there.
    async fn load(
        connection: &mut AnyConnection,
        school: &Slug,
        keys: &Keys,
        older: Option<Self>,
        (entry, roll): (u64, u64),
    ) -> Result<Self, StoreError> {
        let classes = load_classes(connection, school).await?;
        let mut children = load_children(connection, school, keys, &classes).await?;
        children.sort_by_cached_key(|child| {
            let class = classes.get(&child.class).map(|class| (class.year, class.name.clone()));
            (class, child.folded.clone(), child.id.clone())
        });
        let places: HashMap<PersonId, usize> =
            children.iter().enumerate().map(|(at, child)| (child.id.clone(), at)).collect();
        let entry = older.as_ref().map_or(entry, |older| older.entry);
        let adults = load_adults(connection, school, keys).await?;
        let mut overview = Self { entry, roll, classes, children, places, adults };
        overview.load_guardians(connection, school).await?;
        let mut new: HashSet<PersonId> = overview.places.keys().cloned().collect();
        for child in older.into_iter().flat_map(|older| older.children) {
            if let Some(place) = overview.places.get(&child.id) {
                overview.children[*place].past = child.past;
                new.remove(&child.id);
            }
        }
        let new: Vec<PersonId> = new.into_iter().collect();
        overview.read_past(connection, school, keys, &new).await?;
        Ok(overview)
    }

    async fn load_guardians(&mut self, connection: &mut AnyConnection, school: &Slug) -> Result<(), StoreError> {
        let sql = "SELECT adult_id, pupil_id, may_answer, barred FROM guardians WHERE school_id = $1 ORDER BY adult_id";
        let rows: Vec<(String, String, i64, i64)> =
            sqlx::query_as(sql).bind(school.to_string()).fetch_all(connection).await?;
        for (adult, pupil, may_answer, barred) in rows {
            let damaged = |_| StoreError::Damaged("an adult's identifier");
            let (adult, pupil) =
                (PersonId::try_from(adult).map_err(damaged)?, PersonId::try_from(pupil).map_err(damaged)?);
            let Some(place) = self.places.get(&pupil).copied() else { continue };
            let is_barred = barred != 0;
            if let Some(known) = self.adults.get_mut(&adult).filter(|_| !is_barred) {
                known.children.push(place);
            }
            let may_answer = may_answer != 0 && !is_barred;
            self.children[place].guardians.push(KnownGuardian { adult, may_answer, is_barred });
        }
        self.adults.values_mut().for_each(|adult| adult.children.sort_unstable());
        Ok(())
    }

    /// Reads what is new in the ledger, up to at least `entry`.
    async fn catch_up(
        &mut self,
        connection: &mut AnyConnection,
        school: &Slug,
        keys: &Keys,
        entry: u64,
    ) -> Result<(), StoreError> {
        if self.entry >= entry {
            return Ok(());
        }
        let touched = list_touched(connection, school, signed(self.entry)?).await?;
        self.read_past(connection, school, keys, &touched).await?;
        self.entry = self.entry.max(entry);
        Ok(())
    }

    async fn read_past(
        &mut self,
        connection: &mut AnyConnection,
        school: &Slug,
        keys: &Keys,
        pupils: &[PersonId],
    ) -> Result<(), StoreError> {
        for some in pupils.chunks(super::past::MOST_AT_ONCE) {
            let mut past = load_past(connection, school, keys, some).await?;
            for pupil in some {
                if let Some(place) = self.places.get(pupil) {
                    self.children[*place].past = ChildPast::of(&past.remove(pupil).unwrap_or_default());
                }
            }
        }
        Ok(())
    }

    fn select<'a>(&'a self, selection: &'a Selection) -> Box<dyn Iterator<Item = &'a KnownChild> + 'a> {
        match selection {
            Selection::Everybody => Box::new(self.children.iter()),
            Selection::Class(class) => Box::new(self.children.iter().filter(move |child| child.class == *class)),
            Selection::Year(year) => Box::new(self.children.iter().filter(move |child| child.year == *year)),
            Selection::Children(wanted) => {
                let mut places: Vec<usize> = wanted.iter().filter_map(|id| self.places.get(id).copied()).collect();
                places.sort_unstable();
                places.dedup();
                Box::new(places.into_iter().map(|place| &self.children[place]))
            }
        }
    }
}

/// Small letters, single blanks.
fn fold(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
