// What people do, in their own words; every spec speaks through these.
import type { Page } from '@playwright/test';
import { expect, type Shine } from '../fixtures';

export interface Family {
  readonly adult: string;
  readonly link: string;
  readonly code: string;
  readonly children: readonly { first_name: string; class_name: string }[];
}

/** A family nobody else of this worker has signed for yet. */
let taken = 2;
export function nextFamily(shine: Shine): Family {
  const family = shine.demo.families[taken++];
  if (!family) throw new Error('the demonstration has no more families: give it more in src/server/src/demo.rs');
  return family;
}

/** The first family has one child, the second two. */
export const familyOf = (shine: Shine, index: number): Family => shine.demo.families[index];

/** Where the link leads, without the site's address: tests have a port of their own. */
export const linkPath = (family: Family): string => new URL(family.link).pathname + new URL(family.link).hash;

/** Waits until the page with this heading is there and has taken the place of any other. */
export async function onPage(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await expect(page.locator('h1')).toHaveCount(1);
}

/** Opens a family's private link. */
export async function openLink(page: Page, family: Family): Promise<void> {
  await page.goto(linkPath(family));
  await onPage(page, `Hello, ${family.adult}`);
}

/** Opens the parents' charter from the family's page and types who is signing. */
export async function beginSigning(page: Page, family: Family): Promise<void> {
  await openLink(page, family);
  await page.getByRole('link', { name: /Read and sign/ }).first().click();
  await onPage(page, /Read and sign/);
  await page.getByLabel('Your full name').fill(family.adult);
  await page.getByLabel('How you are related').fill('parent');
}

/** The button that names the act. */
export const signButton = (page: Page) => page.getByRole('button', { name: /^Sign the / });

export const LESSON = '/lessons/private-or-okay-to-share';

/** Chooses an option of the question on the screen and has it checked. */
export async function choose(page: Page, option: string): Promise<void> {
  await page.getByRole('radio', { name: option }).check();
  await page.getByRole('button', { name: 'Check my answer' }).click();
}

export const next = (page: Page) => page.getByRole('link', { name: 'Next', exact: true }).click();
