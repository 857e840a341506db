// What every browser test gets: a school of its own, a page whose errors fail the test, and axe.
//
//   import { test, expect } from '../fixtures';
//   test('a family reads the charter', async ({ page, shine, axe }) => { … });
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { startShine, type DemoFamily, type Shine } from './server';

export { expect };
export type { DemoFamily, Shine };

/** What the browser has complained about: console errors, exceptions, policy reports. */
export interface Complaints {
  /** All of them so far. */
  readonly all: readonly string[];
  /** Says that this test provokes such a complaint on purpose, such as a blocked script; any other still fails it. */
  allow(pattern: RegExp): void;
}

interface Fixtures {
  /** Fails the test where the page, as it is now, breaks an accessibility rule, contrast included. */
  axe: (page?: Page) => Promise<void>;
  /** Watched in every test: one that was not allowed fails it. */
  complaints: Complaints;
}

interface WorkerFixtures {
  /** The running demonstration school, shared by the tests of one worker. */
  shine: Shine;
}

/** The rules of accessibility every page is held to, contrast included. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const test = base.extend<Fixtures, WorkerFixtures>({
  shine: [
    async ({}, use) => {
      const { shine, stop } = await startShine();
      await use(shine);
      await stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  baseURL: async ({ shine }, use) => use(shine.url),

  complaints: [
    async ({ context }, use) => {
      const all: string[] = [];
      const allowed: RegExp[] = [];
      await listen(context, all);
      await use({ all, allow: (pattern) => void allowed.push(pattern) });
      const unexpected = all.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      expect(unexpected, 'the browser complained').toEqual([]);
    },
    { auto: true },
  ],

  axe: async ({ page }, use) => {
    await use(async (other?: Page) => {
      expect(await barriers(other ?? page), `accessibility of ${(other ?? page).url()}`).toEqual([]);
    });
  },
});

/** What of `page`, as it is now, breaks a rule of accessibility, and where. */
export async function barriers(page: Page): Promise<{ rule: string; where: string[] }[]> {
  // No page of ours has frames: without looking for some in a window of its own, axe needs half the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze();
  return violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }));
}

async function listen(context: BrowserContext, complaints: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    complaints.push(`console: ${message.text()}${url ? ` (${url})` : ''}`);
  });
  context.on('weberror', (error) => complaints.push(`exception: ${error.error().stack ?? error.error().message}`));
  // A policy that only reports says nothing on the console.
  await context.exposeBinding('__reportPolicy', (_source, text: string) => complaints.push(`policy: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { __reportPolicy: (text: string) => void }).__reportPolicy;
      report(`${event.effectiveDirective} forbids ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
    });
  });
}
