// Two programs: a pupil's tablet fetches no signing, a family's phone no lessons, and nobody notices where one ends.
import { test, expect } from '../fixtures';
import { CHARTER, beginSigning, familyOf, onPage, openLink } from './people';

test('a pupil fetches nothing of the families\' program', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/lessons/private-or-okay-to-share');
  await page.getByRole('link', { name: 'Pupils', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(() => fetched.some((path) => path.includes('shine-site'))).toBe(true);
  expect(fetched.filter((path) => path.includes('shine-family'))).toEqual([]);
});

test('a family fetches nothing of the lessons, and looking up the privacy notice loses nothing they typed', async ({ page, shine }) => {
  const family = familyOf(shine, 0);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await openLink(page, family);
  await beginSigning(page, family);
  const name = await page.getByLabel('Your full name').inputValue();
  expect(name).not.toBe('');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Privacy' }).click();
  await expect(page).toHaveURL(/\/notices\/privacy$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goBack();
  await onPage(page, `Read and sign: ${CHARTER}`);
  expect(await page.getByLabel('Your full name').inputValue()).toBe(name);
  expect(fetched.filter((path) => path.includes('shine-site'))).toEqual([]);
});

test('back after loading anew opens the family\'s page with its own program again', async ({ page, shine }) => {
  const family = familyOf(shine, 0);
  await beginSigning(page, family);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Privacy' }).click();
  await expect(page).toHaveURL(/\/notices\/privacy$/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goBack();
  await onPage(page, `Read and sign: ${CHARTER}`);
});

test('from a family\'s page to the lessons and back, each page opens with its own program', async ({ page, shine }) => {
  await openLink(page, familyOf(shine, 0));
  await page.getByRole('navigation').getByRole('link', { name: 'Pupils', exact: true }).first().click();
  await expect(page).toHaveURL(/\/pupils$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goBack();
  await onPage(page, `Hello, ${familyOf(shine, 0).adult}`);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Check a receipt' }).click();
  await expect(page).toHaveURL(/\/verify$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
