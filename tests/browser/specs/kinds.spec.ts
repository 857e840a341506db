// Every kind of step: by touch, by keyboard alone, and heard. The lessons are the school's own.
import type { Page } from '@playwright/test';
import { test, expect } from '../fixtures';
import { answerSomehow, byKeyboard, byTouch, onPage, open, onward, tabTo } from './people';

const LESSONS = [
  'uh-oh-i-can-tell', 'ask-play-stop', 'ask-before-you-share', 'who-made-it',
  'private-or-okay-to-share', 'kind-in-the-group-chat', 'is-it-true', 'what-others-see',
];

/** Goes on, answering somehow, to the step whose heading this is. */
async function goTo(page: Page, lesson: string, heading: string): Promise<void> {
  await open(page, lesson);
  const title = page.getByRole('heading', { level: 1 });
  const isThere = async () => (await title.textContent()) === heading && !page.url().includes('/before/');
  for (let steps = 0; steps < 30 && !(await isThere()); steps += 1) {
    await answerSomehow(page);
    await onward(page);
  }
  await onPage(page, heading);
}

for (const lesson of LESSONS) {
  test(`${lesson} can be done from beginning to end, whatever one answers`, async ({ page, axe }) => {
    test.setTimeout(180_000);
    await open(page, lesson);
    for (;;) {
      await axe();
      await answerSomehow(page);
      await axe();
      if (await page.getByRole('link', { name: 'Finish', exact: true }).count()) break;
      await onward(page);
    }
    await page.getByRole('link', { name: 'Finish', exact: true }).click();
    await onPage(page, 'You finished!');
  });
}

// Between them these four have every kind of step.
for (const [how, press] of [['touch', byTouch], ['keyboard', byKeyboard]] as const) {
  for (const lesson of ['uh-oh-i-can-tell', 'who-made-it', 'kind-in-the-group-chat', 'what-others-see']) {
    test(`${lesson} can be done by ${how} alone`, async ({ page }) => {
      test.setTimeout(120_000);
      await open(page, lesson);
      while ((await page.getByRole('link', { name: 'Finish', exact: true }).count()) === 0) {
        await answerSomehow(page, press);
        await onward(page);
      }
    });
  }
}

test('all that fit are picked by keyboard, and what is missing is said', async ({ page }) => {
  await goTo(page, 'is-it-true', 'Why would somebody make it up?');
  await page.getByRole('heading', { level: 1 }).focus();
  await tabTo(page, /To earn money/);
  await page.keyboard.press('Space');
  await tabTo(page, 'Check my answer');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is more to find.')).toBeVisible();
  await expect(page.locator('#feedback')).toBeFocused();
  const boxes = page.locator('.c-choose__option');
  for (const words of ['To make one group', 'As a joke', 'By mistake']) {
    await boxes.filter({ hasText: words }).getByRole('checkbox').focus();
    await page.keyboard.press('Space');
  }
  await page.getByRole('button', { name: 'Check my answer' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
});

test('cards are put in order by keyboard, and each move is said', async ({ page }) => {
  await goTo(page, 'is-it-true', 'Check it in order');
  const right = ['Stop before you tap', 'Look at the post', 'Leave the post', 'Decide'];
  for (const [place, words] of right.entries()) {
    const cards = page.locator('.c-order__card');
    for (;;) {
      const texts = await cards.allInnerTexts();
      if (texts.findIndex((text) => text.includes(words)) <= place) break;
      await cards.filter({ hasText: words }).getByRole('button', { name: /^Move up/ }).focus();
      await page.keyboard.press('Enter');
      await expect(page.locator('[aria-live=polite]').first()).toContainText(/is number \d of 4/);
    }
  }
  await page.getByRole('button', { name: 'Check my order' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is the right order.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('That is the right order.')).toBeVisible();
});

test('gaps are filled by keyboard with the browser\'s own lists', async ({ page }) => {
  await goTo(page, 'kind-in-the-group-chat', await wordsHeading(page, 'kind-in-the-group-chat'));
  const gaps = page.locator('.c-words__gap');
  await page.getByRole('button', { name: 'Check my words' }).click();
  await expect(page.locator('[aria-live=polite]').first()).toContainText('Choose a word for every gap first.');
  for (const gap of await gaps.all()) {
    await gap.focus();
    await page.keyboard.press('ArrowDown');
    await expect(gap).not.toHaveValue('');
  }
  await page.getByRole('button', { name: 'Check my words' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#feedback')).toBeFocused();
});

/** The heading of the lesson's step with gaps, from its own text. */
async function wordsHeading(page: Page, lesson: string): Promise<string> {
  const response = await page.request.get(`/content/lessons/${lesson}.en.md`);
  return /^## (.*?) \{\.words/m.exec(await response.text())?.[1] ?? '';
}

test('what is risky is tapped in a post, its reason is told at once, and a hint shows one at a time', async ({ page }) => {
  await goTo(page, 'is-it-true', 'Spot the clues');
  await expect(page.getByText('5 more to find.')).toBeVisible();
  await page.getByRole('button', { name: 'SkyFactsNow4U' }).tap().catch(() => page.getByRole('button', { name: 'SkyFactsNow4U' }).click());
  await expect(page.getByText('4 more to find.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'SkyFactsNow4U' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'The moon goes round the Earth.' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is fine', { exact: true })).toBeVisible();
  await expect(page.getByText('4 more to find.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await expect(page.getByText('There is more to find. If you are stuck, press Show me one.').first()).toBeVisible();
  for (let left = 4; left > 0; left -= 1) await page.getByRole('button', { name: 'Show me one' }).click();
  await expect(page.getByText('You found everything.').first()).toBeVisible();
});

test('a story is lived by keyboard, and any way can be taken back', async ({ page }) => {
  const response = await page.request.get('/content/lessons/what-others-see.en.md');
  const heading = /^## (.*?) \{\.story/m.exec(await response.text())?.[1] ?? '';
  await goTo(page, 'what-others-see', heading);
  const scene = page.locator('.c-story__title');
  const first = await scene.textContent();
  await page.locator('.c-story__choice').last().focus();
  await page.keyboard.press('Enter');
  await expect(scene).not.toHaveText(first ?? '');
  await expect(scene).toBeFocused();
  const second = await scene.textContent();
  await page.reload();
  await expect(scene).toHaveText(second ?? '');
  await page.getByRole('button', { name: /^Go back/ }).focus();
  await page.keyboard.press('Enter');
  await expect(scene).toHaveText(first ?? '');
});

test('a scale has no wrong answer, and everybody is told the same', async ({ page }) => {
  await goTo(page, 'ask-play-stop', 'Stopping can feel ...');
  await page.getByRole('radio', { name: /Hard/ }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('There is no wrong answer.')).toBeVisible();
  await page.getByRole('radio', { name: /Easy/ }).check();
  await expect(page.getByText('Take a big, slow breath.')).toBeVisible();
});

test('pairs are found card by card', async ({ page }) => {
  await goTo(page, 'is-it-true', 'Words to know');
  await page.getByRole('button', { name: 'fact', exact: true }).click();
  await page.getByRole('button', { name: 'Put “fact” in “something that can be checked and shown to be so”' }).click();
  await expect(page.locator('[aria-live=polite]').first()).toContainText('“fact” is in');
});
