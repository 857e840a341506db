// One tablet for many children, a board for a whole class, and a screen that can be hidden.
import { test, expect } from '../fixtures';
import { choose, LESSON, onPage, started } from './people';

test("someone else's turn wipes what was answered, and only when one is sure", async ({ page, axe }) => {
  await page.goto(`${LESSON}/game-message`);
  await choose(page, 'Make up a different school.');
  await page.getByText("Someone else's turn").click();
  await axe();
  await expect(page.getByRole('radio', { name: 'Make up a different school.' })).toBeChecked();
  await page.getByRole('button', { name: 'Wipe and start again' }).click();
  await onPage(page, 'Private or okay to share?');
  await expect(page.getByRole('link', { name: 'Start', exact: true })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('tried');
});

test("someone else's turn leaves no other lesson's answers behind either", async ({ page }) => {
  await page.goto('/lessons/is-it-true/before/the-purple-otter');
  await onPage(page, 'The purple otter');
  await page.getByRole('radio').first().check();
  await page.goto(`${LESSON}/before/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('radio').first().check();
  await page.getByText("Someone else's turn").click();
  await page.getByRole('button', { name: 'Wipe and start again' }).click();
  await onPage(page, 'Private or okay to share?');
  const kept = await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)));
  expect(kept.filter((key) => /answers|visit/.test(key))).toEqual([]);
});

test('a tablet that is looked at again on another day shows nothing of the day before', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-23T15:00:00Z') });
  await page.goto(`${LESSON}/before/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('radio', { name: 'Make up a different school.' }).check();
  await page.clock.setFixedTime(new Date('2026-11-24T08:30:00Z'));
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('tried');
});

test("from families' pages help can be hidden as well", async ({ page, complaints }) => {
  complaints.allow(/401/);
  await page.goto('/family');
  await started(page);
  await page.getByRole('banner').getByRole('link', { name: 'Tell someone' }).click();
  await onPage(page, 'Tell someone');
  await page.getByRole('link', { name: 'Hide this screen' }).click();
  await onPage(page, 'Times tables');
});

test('a screen is hidden by one tap, and going back does not bring it back', async ({ page, axe }) => {
  await page.goto('/pupils');
  await onPage(page, 'Which class are you in?');
  await page.getByRole('link', { name: 'Tell someone' }).first().click();
  await onPage(page, 'Tell someone');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByRole('link', { name: 'Hide this screen' }).click();
  await onPage(page, 'Times tables');
  await expect(page.locator('header')).toHaveCount(0);
  await expect(page.getByText(/Tell someone|SHINE|Childline/).filter({ visible: true })).toHaveCount(0);
  await expect(page).toHaveTitle('Times tables');
  expect(asked.filter((url) => !url.includes('/icons/')), 'nobody is told').toEqual([]);
  await axe();
  await page.goBack();
  await onPage(page, 'Which class are you in?');
});

test('three taps on Shift hide a step, and no other key in between', async ({ page }) => {
  await page.goto(`${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  for (const key of ['Shift', 'Shift', 'Tab', 'Shift']) await page.keyboard.press(key);
  await onPage(page, 'A message in the game');
  for (const key of ['Shift', 'Shift']) await page.keyboard.press(key);
  await onPage(page, 'Times tables');
});

test('before the program is there the screen can be hidden as well', async ({ browser, shine }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${shine.url}/tell-someone`);
  await page.getByRole('link', { name: 'Hide this screen' }).click();
  await expect(page.getByRole('heading', { name: 'Times tables' })).toBeVisible();
  await context.close();
});

test.describe('on the board', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('a lesson is moved on by clicker and by keyboard, with nothing around it', async ({ page, context, axe }) => {
    await page.goto(`${LESSON}/adult`);
    await onPage(page, /For the adult/);
    const size = () => page.locator('h1').evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize));
    const small = await size();
    await page.getByRole('button', { name: 'Show this lesson on the board' }).click();
    await onPage(page, 'A message in the game');
    await expect(page.locator('header')).toBeHidden();
    await expect(page.locator('footer')).toBeHidden();
    expect(await size()).toBeGreaterThan(small * 1.2);
    await axe();
    // A class may talk about a question without answering it.
    // What is below is seen first.
    await expect(async () => {
      await page.keyboard.press('PageDown');
      await expect(page.getByRole('heading', { level: 1, name: 'A friend wants the password' })).toBeVisible({ timeout: 500 });
    }).toPass();
    await onPage(page, 'A friend wants the password');
    await page.keyboard.press('ArrowRight');
    await onPage(page, "Today's big question");
    await page.keyboard.press('PageUp');
    await onPage(page, 'A friend wants the password');
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowRight');
    await onPage(page, 'A friend wants the password'); // The arrow picked the next answer.
    await expect(page.getByText(/Before you teach|Ground rules/)).toHaveCount(0);

    const [notes] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Notes in another window' }).click()]);
    await onPage(notes, /For the adult/);
    await expect(notes.locator('header')).toBeVisible();
    await notes.close();

    // At the end there is the way back, the way out, and no trap.
    await page.goto(`${LESSON}/finished`);
    await onPage(page, 'You finished!');
    await page.keyboard.press('PageUp');
    await onPage(page, 'Talk about it at home');
    await page.goto('/tell-someone');
    await onPage(page, 'Tell someone');
    await expect(page.locator('header')).toBeVisible();
    await page.goBack();
    await onPage(page, 'Talk about it at home');
    await expect(page.locator('header')).toBeHidden();

    await page.keyboard.press('Escape');
    await onPage(page, 'Private or okay to share?');
    await expect(page.locator('header')).toBeVisible();
    await page.reload();
    await started(page);
    await expect(page.locator('header')).toBeVisible();
  });
});
