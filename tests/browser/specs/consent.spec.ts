// A parent is asked about photographs: one question at a time, for one child at a time, free to change their mind.
import type { Page } from '@playwright/test';
import { test, expect } from '../fixtures';
import { CONSENT, familyOf, nextFamily, onPage, openLink, tabTo, task, type Family } from './people';

const WEBSITE = "May we show your child's photograph on our website?";
const PRESS = "May the news media use your child's picture?";
const FULL_NAME = "May we write your child's full name beside a picture?";
const WORK = "May we publish your child's own work?";

/** What waits for a yes or a no, in the order of the page. */
const ASKED = [
  WEBSITE,
  "May we use your child's photograph in our newsletter?",
  "May we print your child's photograph in leaflets about our school?",
  PRESS,
  "May we give the news media your child's name?",
  'May we record your child on video?',
  "May we show your child's picture on the school's social media pages?",
  FULL_NAME,
  WORK,
];
/** What the school does without asking, and parents may object to. */
const TOLD = "May we put your child's photograph on display boards in school?";

const FACTS = ['Why', 'Where it is kept', 'How long', 'Who sees it'];

type Choice = 'Yes' | 'No' | "I'll decide later";
type Choices = (words: string, at: number) => Choice;

const MIXED: Choices = (_words, at) => (['Yes', 'No', "I'll decide later"] as const)[at % 3];
const ONLY_WEBSITE: Choices = (words) => (words === WEBSITE ? 'Yes' : 'No');

const question = (page: Page, words: string) => page.getByRole('group', { name: words });
const radio = (page: Page, words: string, choice: Choice) =>
  question(page, words).getByRole('radio', { name: new RegExp(`^${choice}`) });
const told = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: TOLD }) });
/** What a list says of a question: the answers to check, the answers that stand, a receipt. */
const row = (page: Page, words: string) => page.locator('dl > div').filter({ hasText: words });
const said = (page: Page, words: string) => row(page, words).locator('strong');
const checkButton = (page: Page) => page.getByRole('button', { name: 'Check my answers' });
const saveButton = (page: Page, child: string) => page.getByRole('button', { name: `Save my answers for ${child}` });
const childOf = (family: Family, at = 0) => family.children[at].first_name;

async function openConsent(page: Page, child: string): Promise<void> {
  await task(page, CONSENT, child).getByRole('link', { name: 'Answer the questions' }).click();
  await onPage(page, `${CONSENT}: ${child}`);
}

async function chooseAll(page: Page, choices: Choices): Promise<void> {
  for (const [at, words] of ASKED.entries()) await radio(page, words, choices(words, at)).check();
}

async function toCheck(page: Page, child: string): Promise<void> {
  await checkButton(page).click();
  await onPage(page, `Check your answers for ${child}`);
}

async function typeWho(page: Page, family: Family): Promise<void> {
  await page.getByLabel('Your full name').fill(family.adult);
  await page.getByLabel('How you are related').fill('mother');
}

/** From the family page, over questions and check, to the receipt. */
async function answerAll(page: Page, family: Family, child: string, choices: Choices): Promise<void> {
  await openConsent(page, child);
  await chooseAll(page, choices);
  await toCheck(page, child);
  await typeWho(page, family);
  await saveButton(page, child).click();
  await onPage(page, 'Thank you. Your answers are saved.');
}

async function backToFamily(page: Page, family: Family): Promise<void> {
  await page.getByRole('link', { name: 'Back to your family page' }).click();
  await onPage(page, `Hello, ${family.adult}`);
}

async function openAnswers(page: Page, child: string): Promise<void> {
  await task(page, CONSENT, child).getByRole('link', { name: 'See or change my answers' }).click();
  await onPage(page, `${CONSENT}: ${child}`);
}

test('every question has its facts, nothing is chosen, and what was left open is named', async ({ page, shine, axe }) => {
  const family = nextFamily(shine, 1);
  await openLink(page, family);
  await expect(task(page, CONSENT).getByText('Waiting for your answers', { exact: true })).toBeVisible();
  await openConsent(page, childOf(family));
  for (const part of [...ASKED.map((words) => question(page, words)), told(page)]) {
    await expect(part.locator('dt')).toHaveText(FACTS);
    for (const fact of await part.locator('dd').allTextContents()) expect(fact.trim()).not.toBe('');
  }
  await expect(page.getByRole('radio')).toHaveCount(3 * ASKED.length);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(told(page).getByRole('radio')).toHaveCount(0);
  for (const words of [FULL_NAME, WORK]) {
    await expect(question(page, words).getByText('Every parent or carer who may answer has to say yes to this.')).toBeVisible();
  }
  await expect(question(page, WEBSITE).getByText(/Every parent or carer/)).toHaveCount(0);
  await expect(question(page, WORK).getByText('Your child is asked too, in school.')).toBeVisible();

  await checkButton(page).click();
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(`Error: ${CONSENT}: ${childOf(family)} – SHINE Casterton`);
  await expect(summary.getByRole('link')).toHaveText(ASKED.map((words) => `Choose yes, no or later: ${words}`));
  await axe();
  await summary.getByRole('link', { name: PRESS }).click();
  await expect(radio(page, PRESS, 'Yes')).toBeFocused();
  await expect(question(page, PRESS)).toHaveAccessibleDescription(`Choose yes, no or later: ${PRESS}`);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);

  await radio(page, PRESS, 'No').check();
  await checkButton(page).click();
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveCount(ASKED.length - 1);
  await expect(summary.getByRole('link', { name: PRESS })).toHaveCount(0);
});

test('answers are checked, changed, saved and kept', async ({ page, shine, axe }) => {
  const family = nextFamily(shine, 1);
  const child = childOf(family);
  await openLink(page, family);
  await openConsent(page, child);
  await chooseAll(page, MIXED);
  await axe();
  await toCheck(page, child);
  await expect(page.locator('dl dt')).toHaveText(ASKED);
  for (const [at, words] of ASKED.entries()) await expect(said(page, words)).toHaveText(MIXED(words, at));
  await expect(page.getByText('I have read each question, and these are my choices.')).toBeVisible();
  await axe();

  await row(page, PRESS).getByRole('button', { name: /^Change/ }).click();
  await onPage(page, `${CONSENT}: ${child}`);
  await expect(radio(page, PRESS, 'Yes')).toBeFocused();
  for (const [at, words] of ASKED.entries()) await expect(radio(page, words, MIXED(words, at))).toBeChecked();
  await radio(page, PRESS, 'No').check();
  const choices: Choices = (words, at) => (words === PRESS ? 'No' : MIXED(words, at));
  await toCheck(page, child);
  for (const [at, words] of ASKED.entries()) await expect(said(page, words)).toHaveText(choices(words, at));

  await saveButton(page, child).click();
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    'Enter your full name',
    'Enter how you are related, for example mother',
  ]);
  await typeWho(page, family);
  await saveButton(page, child).click();
  await onPage(page, 'Thank you. Your answers are saved.');
  await expect(page.getByRole('heading', { name: 'What you said' })).toBeVisible();
  await expect(page.locator('dl').first().locator('dt')).toHaveCount(ASKED.length);
  for (const [at, words] of ASKED.entries()) await expect(said(page, words)).toHaveText(choices(words, at));
  await expect(page.getByText(`${family.adult} (mother)`)).toBeVisible();
  await axe();

  await backToFamily(page, family);
  await expect(task(page, CONSENT, child).getByText('Answered', { exact: true })).toBeVisible();
  await axe();
  await openAnswers(page, child);
  for (const [at, words] of ASKED.entries()) await expect(said(page, words)).toHaveText(choices(words, at));
  await axe();
});

test('a yes is taken back with one button', async ({ page, shine, axe }) => {
  const family = nextFamily(shine, 1);
  const child = childOf(family);
  await openLink(page, family);
  await answerAll(page, family, child, ONLY_WEBSITE);
  await backToFamily(page, family);
  await openAnswers(page, child);
  await row(page, PRESS).getByRole('link', { name: /^Change/ }).click();
  await onPage(page, `${child}: ${PRESS}`);
  await expect(page.getByRole('button', { name: 'Take back my yes' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Back to all answers' }).click();
  await onPage(page, `${CONSENT}: ${child}`);

  await row(page, WEBSITE).getByRole('link', { name: /^Change/ }).click();
  await onPage(page, `${child}: ${WEBSITE}`);
  await expect(page.getByLabel('Your full name')).toHaveValue(family.adult);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await axe();
  await page.getByRole('button', { name: 'Take back my yes' }).click();
  await onPage(page, 'Done. Your yes is taken back.');
  await expect(page.getByText('Took a yes back', { exact: true })).toBeVisible();
  await expect(said(page, WEBSITE)).toHaveText('Yes taken back: counts as no');
  await axe();

  await backToFamily(page, family);
  await openAnswers(page, child);
  await expect(said(page, WEBSITE)).toHaveText('Yes taken back: counts as no');
  for (const words of ASKED.filter((words) => words !== WEBSITE)) await expect(said(page, words)).toHaveText('No');
  await row(page, WEBSITE).getByRole('link', { name: /^Change/ }).click();
  await onPage(page, `${child}: ${WEBSITE}`);
  await expect(page.getByRole('button', { name: 'Take back my yes' })).toHaveCount(0);
});

test('what the school does without asking can be objected to', async ({ page, shine, axe }) => {
  const family = nextFamily(shine, 1);
  const child = childOf(family);
  await openLink(page, family);
  await openConsent(page, child);
  await expect(told(page).getByText('(public task)')).toBeVisible();
  await told(page).getByRole('link', { name: 'I object to this' }).click();
  await onPage(page, `${child}: ${TOLD}`);
  await axe();
  await typeWho(page, family);
  await page.getByRole('button', { name: 'I object to this' }).click();
  await onPage(page, 'Your objection is noted.');
  await expect(said(page, TOLD)).toHaveText('You objected');
  await axe();

  await backToFamily(page, family);
  await openConsent(page, child);
  await expect(told(page).getByText('You objected. The school has stopped, and will tell you what it decides.')).toBeVisible();
  await expect(told(page).getByRole('link', { name: 'I object to this' })).toHaveCount(0);
});

test('each child has questions of their own; only who answers is offered again', async ({ page, shine }) => {
  const family = nextFamily(shine, 2);
  const [first, second] = [childOf(family, 0), childOf(family, 1)];
  await openLink(page, family);
  await answerAll(page, family, first, () => 'Yes');
  await backToFamily(page, family);
  await expect(task(page, CONSENT, first).getByText('Answered', { exact: true })).toBeVisible();
  await expect(task(page, CONSENT, second).getByText('Waiting for your answers', { exact: true })).toBeVisible();

  await openConsent(page, second);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByText(/^Last time/)).toHaveCount(0);
  await chooseAll(page, () => 'No');
  await toCheck(page, second);
  await expect(page.getByLabel('Your full name')).toHaveValue(family.adult);
  await expect(page.getByLabel('How you are related')).toHaveValue('mother');
  await saveButton(page, second).click();
  await onPage(page, 'Thank you. Your answers are saved.');
  await backToFamily(page, family);
  await openAnswers(page, first);
  for (const words of ASKED) await expect(said(page, words)).toHaveText('Yes');
  await backToFamily(page, family);
  await openAnswers(page, second);
  for (const words of ASKED) await expect(said(page, words)).toHaveText('No');
});

test('all questions are answered by keyboard alone', async ({ page, shine }) => {
  const family = nextFamily(shine, 1);
  const child = childOf(family);
  await openLink(page, family);
  await tabTo(page, /^Answer the questions$/);
  await page.keyboard.press('Enter');
  await onPage(page, `${CONSENT}: ${child}`);
  for (const [at, words] of ASKED.entries()) {
    await tabTo(page, /^Yes$/);
    await expect(radio(page, words, 'Yes')).toBeFocused();
    const keys = [['Space'], ['ArrowDown'], ['ArrowDown', 'ArrowDown']][at % 3];
    for (const key of keys) await page.keyboard.press(key);
    await expect(radio(page, words, MIXED(words, at))).toBeChecked();
  }
  await tabTo(page, /^Check my answers$/);
  await page.keyboard.press('Enter');
  await onPage(page, `Check your answers for ${child}`);
  await expect(page.locator('h1')).toBeFocused();
  for (const [at, words] of ASKED.entries()) await expect(said(page, words)).toHaveText(MIXED(words, at));
  await tabTo(page, /^Your full name/);
  await page.keyboard.type(family.adult);
  await tabTo(page, /^How you are related/);
  await page.keyboard.type('father');
  await tabTo(page, /^Save my answers for /);
  await page.keyboard.press('Enter');
  await onPage(page, 'Thank you. Your answers are saved.');
  await expect(page.locator('h1')).toBeFocused();
});

test('answers that could not be sent stay, say so, and count once', async ({ page, shine, complaints, axe }) => {
  complaints.allow(/ERR_FAILED|Failed to load resource/);
  const family = nextFamily(shine, 1);
  const child = childOf(family);
  await openLink(page, family);
  await openConsent(page, child);
  await chooseAll(page, MIXED);
  await toCheck(page, child);
  await typeWho(page, family);
  const keys: string[] = [];
  await page.route('**/api/v1/family/records', async (route) => {
    keys.push(route.request().postDataJSON().key);
    if (keys.length === 1) return route.abort();
    if (keys.length === 2) {
      await route.fetch(); // It arrives, but the answer is lost.
      return route.abort();
    }
    return route.continue();
  });
  await saveButton(page, child).click();
  await expect(page.getByText('Not sent yet')).toBeVisible();
  await axe();
  for (const [at, words] of ASKED.entries()) await expect(said(page, words)).toHaveText(MIXED(words, at));
  await expect(page.getByLabel('Your full name')).toHaveValue(family.adult);
  const again = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/v1/family/records'));
  await saveButton(page, child).click();
  await again;
  await expect(page.getByText('Not sent yet')).toBeVisible();
  await saveButton(page, child).click();
  await onPage(page, 'Thank you. Your answers are saved.');
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  await backToFamily(page, family);
  await expect(task(page, CONSENT, child).getByRole('link', { name: /^See the receipt/ })).toHaveCount(1);
});

test('two parents of one child answer apart, and neither sees the other', async ({ page, browser, shine }) => {
  const [alma, otto] = [familyOf(shine, 0), familyOf(shine, 2)];
  const child = childOf(alma);
  await openLink(page, alma);
  await answerAll(page, alma, child, ONLY_WEBSITE);
  const before = await whatIsSeen(page, alma);

  const context = await browser.newContext({ baseURL: shine.url });
  const other = await context.newPage();
  await openLink(other, otto);
  await expect(task(other, CONSENT, child).getByText('Waiting for your answers', { exact: true })).toBeVisible();
  await expect(other.getByText('Alma')).toHaveCount(0);
  await openConsent(other, child);
  await expect(other.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(other.getByText(/^Last time/)).toHaveCount(0);
  await backToFamily(other, otto);
  await answerAll(other, otto, child, () => 'No');
  const ottos = await whatIsSeen(other, otto);
  await context.close();

  expect(ottos.sent).not.toContain('Alma');
  expect(await whatIsSeen(page, alma)).toEqual(before);
  await expect(said(page, WEBSITE)).toHaveText('Yes');
});

/** All this parent is shown and sent. */
async function whatIsSeen(page: Page, family: Family): Promise<{ home: string; answers: string; sent: string }> {
  await page.goto('/family');
  await onPage(page, `Hello, ${family.adult}`);
  const home = await page.getByRole('main').innerText();
  await openAnswers(page, childOf(family));
  const answers = await page.getByRole('main').innerText();
  const sent = await page.evaluate(async () => (await fetch('/api/v1/family')).text());
  return { home, answers, sent };
}
