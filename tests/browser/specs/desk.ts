// What staff do at the desk, in their own words; every spec of the desk speaks through these.
import type { Browser, Page } from '@playwright/test';
import { expect, type Shine } from '../fixtures';
import { onPage, openLink, task, CONSENT, type Family } from './people';

/** That somebody has not signed in, or that a field is not right, the server says in a way that browsers call an error. */
export const ANSWERS = /401|422/;

export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/desk');
  await onPage(page, 'Sign in to the desk');
  await page.getByRole('button', { name }).click();
  await onPage(page, `Hello, ${name}`);
}

/** Another person's browser. */
export async function another(browser: Browser, shine: Shine): Promise<Page> {
  const context = await browser.newContext({ baseURL: shine.url, viewport: { width: 390, height: 844 } });
  return context.newPage();
}

/** The group of the list with this heading. */
export const group = (page: Page, heading: RegExp) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: heading }) });

/** Opens the list of a class. */
export async function openList(page: Page, className: string): Promise<void> {
  await page.goto('/desk');
  await page.getByRole('main').getByRole('link', { name: new RegExp(`^${className}`) }).click();
  await onPage(page, `No-images list: ${className}`);
}

/** Has the checker asked whether `child` may be shown on social media. */
export async function checkSocialMedia(page: Page, child: string): Promise<void> {
  await page.goto('/desk/check');
  await onPage(page, 'Check a picture');
  await page.getByLabel('Find a child').fill(child);
  await page.getByRole('button', { name: `+ ${child}` }).click();
  await page.getByLabel('Social media').check();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
}

export const SOCIAL_MEDIA = "May we show your child's picture on the school's social media pages?";

export const verdict = (page: Page) => page.getByRole('heading', { name: /^(You may use it|Do not use it)$/ });

/** Says yes to every question about the family's one child, and signs. */
export async function sayYes(page: Page, family: Family): Promise<void> {
  const child = family.children[0].first_name;
  await openLink(page, family);
  await task(page, CONSENT, child).getByRole('link', { name: 'Answer the questions' }).click();
  await onPage(page, `${CONSENT}: ${child}`);
  for (const yes of await page.getByRole('radio', { name: /^Yes/ }).all()) await yes.check();
  await page.getByRole('button', { name: 'Check my answers' }).click();
  await onPage(page, `Check your answers for ${child}`);
  await page.getByLabel('Your full name').fill(family.adult);
  await page.getByLabel('How you are related').fill('parent');
  await page.getByRole('button', { name: `Save my answers for ${child}` }).click();
  await onPage(page, 'Thank you. Your answers are saved.');
}

/** Takes the yes to social media back. */
export async function takeBack(page: Page, family: Family): Promise<void> {
  const child = family.children[0].first_name;
  await openLink(page, family);
  await task(page, CONSENT, child).getByRole('link', { name: 'See or change my answers' }).click();
  await onPage(page, `${CONSENT}: ${child}`);
  const answer = page.locator('dl > div').filter({ hasText: SOCIAL_MEDIA });
  await answer.getByRole('link', { name: /^Change/ }).click();
  await page.getByLabel('Your full name').fill(family.adult);
  await page.getByLabel('How you are related').fill('parent');
  await page.getByRole('button', { name: 'Take back my yes' }).click();
  await onPage(page, 'Done. Your yes is taken back.');
}

/** Forbids something for a child. */
export async function forbid(page: Page, child: string, what: string): Promise<void> {
  await page.goto('/desk/children');
  await page.getByLabel('Find a child').fill(child);
  await page.getByRole('link', { name: new RegExp(child) }).first().click();
  await page.getByText('Forbid something, or allow it again').click();
  const form = page.locator('details').filter({ hasText: 'Forbid something, or allow it again' });
  await form.getByLabel('Forbid', { exact: true }).check();
  await form.getByLabel(what).check();
  await form.getByLabel('Why?').fill('Invented, for a test.');
  await form.getByRole('button', { name: 'Write it down' }).click();
  await expect(page.getByRole('heading', { name: 'Forbidden by the school' })).toBeVisible();
}
