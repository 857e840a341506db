// A child plays the lesson on a shared tablet.
import { test, expect } from '../fixtures';
import { choose, holdProgram, LESSON, next, onPage, started } from './people';

const KEEP = ['My full name', 'The name of my school', 'My password', 'Where I am going after school'];
const SHARE = ['My favourite animal', 'A joke that made me laugh', 'What I think of a book', 'Which level I like best'];

test('a child plays the lesson to its end and nothing stays on the tablet', async ({ page, axe }) => {
  await page.goto('/pupils');
  await page.getByRole('link', { name: /Years 3 and 4/ }).click();
  await page.getByRole('link', { name: /Private or okay to share/ }).click();
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await onPage(page, 'A message in the game');
  await expect(page.getByText('Step 1 of')).toBeVisible();
  await next(page);
  await expect(page.locator('.c-ways__hint')).toHaveText('Pick one, then press Next. Not sure is a good answer too.');
  await page.getByRole('radio', { name: "I'm not sure yet." }).check();
  await axe();
  await next(page);
  await onPage(page, 'A friend wants the password');
  await page.getByRole('radio', { name: "I'm not sure yet." }).check();
  await next(page);
  await onPage(page, "Today's big question");
  await next(page);
  await onPage(page, 'What is private information?');
  await next(page);

  await onPage(page, 'A message in the game');
  await next(page);
  await onPage(page, 'A message in the game'); // First there is something to answer.
  await choose(page, 'Tell them. They sound friendly.');
  await expect(page.getByRole('heading', { name: 'Have another think' })).toBeVisible();
  await axe();
  await choose(page, 'Keep it private and tell a trusted adult.');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
  await axe();
  await next(page);
  await onPage(page, 'Clues join up');
  await next(page);

  await onPage(page, 'Sort the cards');
  await axe();
  for (const [group, cards] of [['Keep private', [...KEEP, SHARE[0]]], ['Okay to share', SHARE.slice(1)]] as const) {
    for (const card of cards) {
      await page.getByRole('button', { name: card, exact: true }).click();
      await page.getByRole('button', { name: `in “${group}”` }).click();
    }
  }
  await page.getByRole('button', { name: 'Check my cards' }).click();
  await expect(page.getByText('Nearly there. Have another think about 1 card.')).toBeVisible();
  await axe();
  await page.getByRole('button', { name: `${SHARE[0]} look again` }).click();
  await page.getByRole('button', { name: 'in “Okay to share”' }).click();
  await page.getByRole('button', { name: 'Check my cards' }).click();
  await expect(page.getByText('Every card is in a good place.')).toBeVisible();
  await next(page);

  await choose(page, 'Ask an adult at home, and take a new photo without the clues.');
  await next(page);
  await onPage(page, 'It depends who is asking');
  await next(page);
  await choose(page, "I'm not sure yet.");
  await next(page); // Not being sure is an answer.
  await onPage(page, 'Oops! I already shared it');
  await next(page);
  await choose(page, 'Tell an adult, even though it feels hard.');
  await next(page);
  await onPage(page, 'My three promises');
  await axe();
  for (const promise of await page.getByRole('checkbox').all()) await promise.check();
  await next(page);
  await onPage(page, 'A message in the game');
  await page.getByRole('radio', { name: 'Keep it private and tell a trusted adult.' }).check();
  await next(page);
  await onPage(page, 'A friend wants the password');
  await page.getByRole('radio', { name: "I'm not sure yet." }).check();
  await next(page);
  await onPage(page, 'Talk about it at home');
  await page.getByRole('link', { name: 'Finish' }).click();
  await onPage(page, 'You finished!');
  const moved = page.getByRole('region', { name: 'What has moved' });
  await expect(moved.getByText('Your thinking has grown.')).toHaveCount(1);
  await expect(moved.getByText('This one is still growing. Talk about it with your grown-up.')).toHaveCount(1);
  await expect(moved.getByText('Keep it private and tell a trusted adult.')).toBeVisible();
  await moved.getByText('For the grown-up: before and after').click();
  await expect(moved.getByRole('row').nth(1)).toHaveText(/PS-Y4-1\s*A message in the game\s*Not sure yet\s*Secure/);
  await axe();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
  expect(kept).not.toContain('tried');
  expect(kept).not.toContain('made');
});

test('a reload keeps what was answered', async ({ page }) => {
  await page.goto(`${LESSON}/game-message`);
  await choose(page, 'Make up a different school.');
  await expect(page.getByRole('heading', { name: 'Have another think' })).toBeVisible();
  await page.reload();
  await onPage(page, 'A message in the game');
  await expect(page.getByRole('radio', { name: 'Make up a different school.' })).toBeChecked();
  await expect(page.getByRole('heading', { name: 'Have another think' })).toBeVisible();
});

test('a fresh visit asks whose answers these are before it shows them', async ({ context, page, axe }) => {
  await page.goto(`${LESSON}/game-message`);
  await choose(page, 'Keep it private and tell a trusted adult.');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
  await page.close();

  const other = await context.newPage();
  await other.goto(`${LESSON}/game-message`);
  await expect(other.getByText('Was it you?')).toBeVisible();
  await axe(other);
  await expect(other.getByRole('heading', { name: 'Well done' })).toHaveCount(0);
  await other.getByRole('button', { name: /Yes, it was me/ }).click();
  await expect(other.getByRole('heading', { name: 'Well done' })).toBeVisible();
  await other.close();

  const third = await context.newPage();
  await third.goto(LESSON);
  await third.getByRole('button', { name: /No, wipe it/ }).click();
  await onPage(third, 'A message in the game');
  await third.goto(`${LESSON}/game-message`);
  await expect(third.getByRole('radio', { checked: true })).toHaveCount(0);
});

test('answers of an earlier school day are wiped unseen', async ({ context, page }) => {
  await page.clock.install({ time: new Date('2026-11-23T10:00:00Z') });
  await page.goto(`${LESSON}/game-message`);
  await choose(page, 'Make up a different school.');
  await expect(page.getByRole('heading', { name: 'Have another think' })).toBeVisible();
  await page.close();
  const tomorrow = await context.newPage();
  await tomorrow.clock.install({ time: new Date('2026-11-24T10:00:00Z') });
  await tomorrow.goto(LESSON);
  await expect(tomorrow.getByRole('link', { name: 'Start', exact: true })).toBeVisible();
  expect(await tomorrow.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('tried');
});

test("the adult's notes are not on the child's way", async ({ page, complaints }) => {
  complaints.allow(/404/);
  await page.goto(LESSON);
  await page.getByRole('link', { name: /For the adult/ }).click();
  await onPage(page, /For the adult/);
  await expect(page.getByText(/disclos|tells you something|worries you/i).first()).toBeVisible();
  await page.goto(`${LESSON}/before-you-teach`);
  await onPage(page, 'We could not find that page');
});

test('a child who is quicker than the program loses no promise', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto('/charters/children-ks2', { waitUntil: 'commit' });
  for (const at of [0, 2]) await page.getByRole('checkbox').nth(at).check();
  release();
  await started(page);
  for (const at of [0, 2]) await expect(page.getByRole('checkbox').nth(at)).toBeChecked();
  await expect(page.getByRole('checkbox').nth(1)).not.toBeChecked();
});

test('a child makes the promises of the charter, and nobody is sent them', async ({ page, axe }) => {
  await page.goto('/charters/children-ks2');
  await started(page);
  const promises = page.getByRole('checkbox');
  await expect(promises.first()).toBeVisible();
  const posted: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && posted.push(request.url()));
  for (const promise of await promises.all()) await promise.check();
  await expect(page.getByText('You made every promise').first()).toBeVisible();
  await axe();
  expect(posted).toEqual([]);
});

test('nothing is said about an answer before the lesson, and its place among the options is no help', async ({ page }) => {
  const words = async () => (await page.locator('.c-choose__words').allInnerTexts()).map((text) => text.trim());
  await page.goto(`${LESSON}/before/game-message`);
  await onPage(page, 'A message in the game');
  const before = await words();
  await page.getByRole('radio', { name: 'Tell them. They sound friendly.' }).check();
  await expect(page.getByText('Thank you. Press Next.')).toBeVisible();
  await expect(page.locator('#feedback')).toHaveCount(0);
  await expect(page.locator('.c-choose__option--again, .c-choose__option--right')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Tell them. They sound friendly.' })).toBeChecked();
  expect(await words()).toEqual(before);
  await page.goto(`${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  const within = await words();
  expect(within).not.toEqual(before);
  expect([before.at(-1), within.at(-1)]).toEqual(["I'm not sure yet.", "I'm not sure yet."]);
});

test('the end of a lesson that is not done leads back to what is left, and wipes nothing', async ({ page }) => {
  await page.goto(`${LESSON}/game-message`);
  await choose(page, 'Make up a different school.');
  await expect(page.getByRole('heading', { name: 'Have another think' })).toBeVisible();
  await page.goto(`${LESSON}/finished`);
  await onPage(page, 'This page comes later');
  await page.getByRole('link', { name: 'Go to my step' }).click();
  await onPage(page, 'Sort the cards');
  await page.goto(`${LESSON}/game-message`);
  await expect(page.getByRole('radio', { name: 'Make up a different school.' })).toBeChecked();
});
