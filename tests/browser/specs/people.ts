// What people do, in their own words; every spec speaks through these.
import type { Locator, Page } from '@playwright/test';
import { expect, type Shine } from '../fixtures';

export interface Family {
  readonly adult: string;
  readonly link: string;
  readonly code: string;
  readonly children: readonly { first_name: string; class_name: string }[];
}

/** The first two are for everybody to look at; the third is the other parent of the first one's child. */
const taken = new Set([0, 1, 2]);

/** A family nobody else of this worker has signed for yet; with so many children, if that matters. */
export function nextFamily(shine: Shine, children?: number): Family {
  const { families } = shine.demo;
  const fits = (family: Family) => children === undefined || family.children.length === children;
  const at = families.findIndex((family, index) => !taken.has(index) && fits(family));
  if (at < 0) throw new Error('the demonstration has no more such families: give it more in src/server/src/demo/mod.rs');
  taken.add(at);
  return families[at];
}

/** The first family has one child, the second two, the third is the other parent of the first one's child. */
export const familyOf = (shine: Shine, index: number): Family => shine.demo.families[index];

/** Where the link leads, without the site's address: tests have a port of their own. */
export const linkPath = (family: Family): string => new URL(family.link).pathname + new URL(family.link).hash;

/** Waits until the program has taken the place of the page that is read before it is there. */
export async function started(page: Page): Promise<void> {
  await expect(page.locator('#waiting')).toHaveCount(0);
}

/** Waits until the page with this heading is there, is the program's, and has taken the place of any other. */
export async function onPage(page: Page, heading: string | RegExp): Promise<void> {
  const title = page.getByRole('heading', { level: 1, name: heading });
  await expect(title).toBeVisible();
  await started(page);
  await expect(title).toBeVisible();
  await expect(page.locator('h1')).toHaveCount(1);
}

/** Holds the program back on its way to the browser; what it answers lets it go. */
export async function holdProgram(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return () => release();
}

/** Opens a family's private link. */
export async function openLink(page: Page, family: Family): Promise<void> {
  await page.goto(linkPath(family));
  await onPage(page, `Hello, ${family.adult}`);
}

/** The charter each parent signs. */
export const CHARTER = 'SHINE charter for parents and carers';
/** The consent each parent answers, child by child. */
export const CONSENT = 'Photographs and video of your child';

/** What there is to do, or was, on the family page; of a consent that of one child. */
export function task(page: Page, title: string, child?: string): Locator {
  const heading = page.getByRole('heading', { level: 3, name: title, exact: true });
  const tasks = page.locator('section').filter({ has: heading });
  return child === undefined ? tasks : tasks.filter({ has: page.getByText(`For ${child}`, { exact: true }) });
}

/** Opens the parents' charter from the family's page and types who is signing. */
export async function beginSigning(page: Page, family: Family): Promise<void> {
  await openLink(page, family);
  await task(page, CHARTER).getByRole('link', { name: 'Read and sign', exact: true }).click();
  await onPage(page, `Read and sign: ${CHARTER}`);
  await page.getByLabel('Your full name').fill(family.adult);
  await page.getByLabel('How you are related').fill('parent');
}

/** The button that names the act. */
export const signButton = (page: Page) => page.getByRole('button', { name: /^Sign the / });

export const LESSON = '/lessons/private-or-okay-to-share';

/** Chooses an option of the question on the screen and has it checked. */
export async function choose(page: Page, option: string): Promise<void> {
  await started(page);
  await page.getByRole('radio', { name: option }).check();
  await page.getByRole('button', { name: 'Check my answer' }).click();
}

export async function next(page: Page): Promise<void> {
  await started(page);
  await page.getByRole('link', { name: 'Next', exact: true }).click();
}

/** Goes on to the next step, and waits until it is there. */
export async function onward(page: Page): Promise<void> {
  const before = page.url();
  await next(page);
  await expect(page).not.toHaveURL(before);
}

/** Answers the questions that are asked before and after the lesson of `LESSON`. */
export async function answerMap(page: Page): Promise<void> {
  for (const asked of ['A message in the game', 'A friend wants the password']) {
    await onPage(page, asked);
    await page.getByRole('radio').last().check();
    await next(page);
  }
}

/** Presses Tab until what has the focus has this name. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const text = await focused.evaluate((element) => {
      const input = element as HTMLInputElement;
      const label = element.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? element.textContent ?? '';
      return label.trim().replace(/\s+/g, ' ');
    }).catch(() => '');
    seen.push(text);
    if (typeof name === 'string' ? text === name || text.startsWith(name) : name.test(text)) return;
  }
  throw new Error(`Tab never reached ${name}; it passed ${[...new Set(seen)].join(' | ')}`);
}

/** How something is pressed. */
export type Press = (target: Locator) => Promise<void>;
const byMouse: Press = (target) => target.click();
/** With a finger. */
export const byTouch: Press = (target) => target.tap();
/** With the keyboard alone: reached, then pressed with Space. */
export const byKeyboard: Press = async (target) => {
  await target.focus();
  await target.press('Space');
};

/** Answers whatever the step asks, somehow: nothing can be failed, so any answer leads on. */
export async function answerSomehow(page: Page, press: Press = byMouse): Promise<void> {
  const main = page.locator('main');
  const button = (name: string) => main.getByRole('button', { name, exact: true });
  const pressIfThere = async (name: string) => {
    if (await button(name).count()) await press(button(name));
  };
  for (const box of await main.locator('.c-promise__box').all()) await press(box);
  const boxes = main.locator('.c-choose__radio[type=checkbox]');
  if (await boxes.count()) await press(boxes.first());
  const radios = main.locator('.c-choose__radio[type=radio]');
  if (await radios.count()) await press(radios.first());
  await pressIfThere('Check my answer');
  while (await main.locator('.c-sort__loose .c-sort__card').count()) await press(main.locator('.c-sort__put').first());
  await pressIfThere('Check my cards');
  await pressIfThere('Check my order');
  for (const gap of await main.locator('.c-words__gap').all()) await gap.selectOption({ index: 1 });
  await pressIfThere('Check my words');
  while (await button('Show me one').count()) await press(button('Show me one'));
  while (await main.locator('.c-story__choice').count()) {
    const scene = await main.locator('.c-story__title').textContent();
    await press(main.locator('.c-story__choice').first());
    await expect(main.locator('.c-story__title')).not.toHaveText(scene ?? '');
  }
}

/** Starts a lesson from its first page. */
export async function open(page: Page, lesson: string): Promise<void> {
  await page.goto(`/lessons/${lesson}`);
  await started(page);
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await expect(page.getByText(/^Step 1 of/)).toBeVisible();
}
