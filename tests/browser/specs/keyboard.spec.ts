// Everything by keyboard alone: no click, no tap.
import { test, expect } from '../fixtures';
import { CHARTER, LESSON, familyOf, linkPath, nextFamily, onPage, tabTo } from './people';

test('a lesson is played by keyboard alone', async ({ page }) => {
  await page.goto(LESSON);
  await onPage(page, 'Private or okay to share?');
  await tabTo(page, /^Start$/);
  await page.keyboard.press('Enter');
  for (const asked of ['A message in the game', 'A friend wants the password']) {
    await onPage(page, asked);
    const first = page.getByRole('radio').first();
    await tabTo(page, (await first.locator('xpath=..').innerText()).trim());
    await page.keyboard.press('Space');
    await expect(first).toBeChecked();
    await tabTo(page, /^Next$/);
    await page.keyboard.press('Enter');
  }
  await onPage(page, "Today's big question");
  await tabTo(page, /^Next$/);
  await page.keyboard.press('Enter');
  await onPage(page, 'What is private information?');
  await tabTo(page, /^Next$/);
  await page.keyboard.press('Enter');
  await onPage(page, 'A message in the game');
  await tabTo(page, (await page.getByRole('radio').first().locator('xpath=..').innerText()).trim());
  await page.keyboard.press('Space');
  const wanted = page.getByRole('radio', { name: 'Keep it private and tell a trusted adult.' });
  for (let presses = 0; presses < 5 && !(await wanted.isChecked()); presses += 1) await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Well done' })).toBeFocused();
  await tabTo(page, /^Next$/);
  await page.keyboard.press('Enter');
  await onPage(page, 'Clues join up');
  await tabTo(page, /^Next$/);
  await page.keyboard.press('Enter');
  await onPage(page, 'Sort the cards');
  await tabTo(page, 'My password');
  await page.keyboard.press('Space');
  await tabTo(page, 'Put “My password” in “Keep private”');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Keep private' }).getByRole('button', { name: 'My password' })).toBeVisible();
});

test('a charter is signed by keyboard alone', async ({ page, shine }) => {
  const family = nextFamily(shine);
  await page.goto(linkPath(family));
  await onPage(page, `Hello, ${family.adult}`);
  await tabTo(page, /^Read and sign$/);
  await page.keyboard.press('Enter');
  await onPage(page, `Read and sign: ${CHARTER}`);
  await tabTo(page, /^Your full name/);
  await page.keyboard.type(family.adult);
  await tabTo(page, /^How you are related/);
  await page.keyboard.type('father');
  await tabTo(page, /^Sign the /);
  await page.keyboard.press('Enter');
  await onPage(page, 'Thank you. It is signed.');
  await expect(page.locator('h1')).toBeFocused();
});

test('the first Tab offers to skip to the content, and the focus is always seen', async ({ page, shine }) => {
  await page.goto(linkPath(familyOf(shine, 0)));
  await onPage(page, /Hello/);
  await page.keyboard.press('Tab');
  const first = page.locator(':focus');
  await expect(first).toHaveText('Skip to main content');
  await page.keyboard.press('Enter');
  await tabTo(page, /./);
  const outline = await page.locator(':focus').evaluate((element) => {
    const style = getComputedStyle(element);
    return parseFloat(style.outlineWidth) + (style.boxShadow === 'none' ? 0 : 3);
  });
  expect(outline).toBeGreaterThanOrEqual(3);
});
