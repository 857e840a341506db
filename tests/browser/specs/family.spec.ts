// A parent signs on a phone, in a hurry.
import { readFile } from 'node:fs/promises';
import { test, expect } from '../fixtures';
import { CHARTER, beginSigning, familyOf, linkPath, nextFamily, onPage, openLink, signButton, task } from './people';

test('a parent of two signs once, keeps the receipt, and comes back to the very words', async ({ page, shine, axe }) => {
  const family = familyOf(shine, 1);
  await openLink(page, family);
  expect(page.url()).not.toContain('#');
  for (const child of family.children) await expect(page.getByText(child.first_name).first()).toBeVisible();
  await axe();
  await page.reload();
  await onPage(page, `Hello, ${family.adult}`);

  await beginSigning(page, family);
  await axe();
  await signButton(page).click();
  await onPage(page, 'Thank you. It is signed.');
  for (const child of family.children) await expect(page.getByText(child.first_name).first()).toBeVisible();
  await axe();
  const reference = page.url().split('/').pop() ?? '';
  expect(reference).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
  await expect(page.getByText(reference).first()).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download this receipt' }).or(page.getByRole('link', { name: 'Download this receipt' })).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`shine-receipt-${reference}.json`);
  const receipt = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(receipt.receipt.reference).toBe(reference);
  expect(receipt.signature).toMatch(/^[0-9a-f]{128}$/);

  await page.reload();
  await expect(page.getByText(reference).first()).toBeVisible();
  await openLink(page, family);
  await expect(task(page, CHARTER).getByText('Signed', { exact: true })).toBeVisible();
  await axe();
  await task(page, CHARTER).getByRole('link', { name: `See the receipt ${reference}` }).click();
  await onPage(page, 'Thank you. It is signed.');
  await page.getByRole('link', { name: 'Read word for word what you signed' }).click();
  await expect(page.getByText('These are the exact words you signed.')).toBeVisible();
  await expect(page.getByText('Casterton Primary Academy').first()).toBeVisible();
  await axe();
});

test('a parent of one sees that child and no other', async ({ page, shine }) => {
  const family = familyOf(shine, 0);
  await openLink(page, family);
  await expect(page.getByText(family.children[0].first_name).first()).toBeVisible();
  for (const other of familyOf(shine, 1).children) await expect(page.getByText(other.first_name)).toHaveCount(0);
});

test('a parent who wants to talk first says so, and can sign later', async ({ page, shine, axe }) => {
  const family = nextFamily(shine);
  await beginSigning(page, family);
  await page.getByRole('button', { name: 'I want to talk to the school first' }).click();
  await onPage(page, 'Thank you. We will be in touch.');
  await axe();
  await openLink(page, family);
  await expect(task(page, CHARTER).getByText('You asked to talk first', { exact: true })).toBeVisible();
  await beginSigning(page, family);
  await signButton(page).click();
  await onPage(page, 'Thank you. It is signed.');
});

test('what is missing is named at the top and by its field', async ({ page, shine, axe }) => {
  const family = nextFamily(shine);
  await beginSigning(page, family);
  await page.getByLabel('Your full name').fill('');
  await page.getByLabel('How you are related').fill('x'.repeat(61));
  await signButton(page).click();
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(summary.getByRole('link')).toHaveText([
    'Enter your full name',
    'How you are related must be 60 characters or fewer',
  ]);
  await axe();
  await summary.getByRole('link', { name: 'Enter your full name' }).click();
  await expect(page.getByLabel('Your full name')).toBeFocused();
  await expect(page.getByLabel('Your full name')).toHaveAccessibleDescription(/Enter your full name/);
  await expect(page.getByLabel('How you are related')).toHaveValue('x'.repeat(61));
});

test('a link that opens nothing is answered kindly, and the printed code opens the page', async ({ page, shine, axe, complaints }) => {
  complaints.allow(/401/);
  await page.goto('/family#00000000000000000000000000');
  await expect(page.getByText('This link or code does not open anything.').first()).toBeVisible();
  expect(page.url()).not.toContain('#0000');
  await axe();
  const family = familyOf(shine, 0);
  await page.getByLabel('Your private link or code').fill(family.code.toLowerCase());
  await page.getByRole('button', { name: 'Open my page' }).click();
  await onPage(page, `Hello, ${family.adult}`);
});

test('a pasted link opens the page too', async ({ page, shine, complaints }) => {
  complaints.allow(/401/);
  const family = familyOf(shine, 0);
  await page.goto('/family');
  await page.getByLabel('Your private link or code').fill(` ${family.link} `);
  await page.getByRole('button', { name: 'Open my page' }).click();
  await onPage(page, `Hello, ${family.adult}`);
});

test('a signature that could not be sent stays, says so, and counts once', async ({ page, shine, complaints, axe }) => {
  complaints.allow(/ERR_FAILED|Failed to load resource/);
  const family = nextFamily(shine);
  await beginSigning(page, family);
  const keys: string[] = [];
  let attempts = 0;
  await page.route('**/api/v1/family/records', async (route) => {
    keys.push(route.request().postDataJSON().key);
    attempts += 1;
    if (attempts === 1) return route.abort();
    if (attempts === 2) {
      await route.fetch(); // It arrives, but the answer is lost.
      return route.abort();
    }
    return route.continue();
  });
  await signButton(page).click();
  await expect(page.getByText('Not sent yet')).toBeVisible();
  await axe();
  await expect(page.getByLabel('Your full name')).toHaveValue(family.adult);
  await signButton(page).click();
  await expect(page.getByText('Not sent yet')).toBeVisible();
  await signButton(page).click();
  await onPage(page, 'Thank you. It is signed.');
  expect(new Set(keys).size).toBe(1);
  await openLink(page, family);
  await expect(task(page, CHARTER).getByRole('link', { name: /^See the receipt/ })).toHaveCount(1);
});

test('the secret of the link is kept nowhere in the browser', async ({ page, shine, context }) => {
  const family = familyOf(shine, 0);
  await openLink(page, family);
  const secret = linkPath(family).split('#')[1];
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
  expect(kept).not.toContain(secret);
  for (const cookie of await context.cookies()) {
    expect(cookie.httpOnly).toBe(true);
    expect(cookie.value).not.toContain(secret);
  }
});
