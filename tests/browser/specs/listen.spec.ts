// Reading aloud. No browser that runs here has a voice, so the device's speech is played by a stand-in: it says what it was
// asked to say, word by word, when it is told to go on.
import type { Page } from '@playwright/test';
import { test, expect } from '../fixtures';
import { choose, LESSON, onPage, started } from './people';

interface FakeVoice {
  lang: string;
  localService: boolean;
}

/** Gives the page these voices, and keeps what is said in `said()`. A voice that `fails` breaks off at once. */
async function withVoices(page: Page, voices: FakeVoice[], fails = false): Promise<void> {
  await page.addInitScript(({ voices, fails }) => {
    class Utterance extends EventTarget {
      voice: FakeVoice | null = null;
      lang = '';
      rate = 1;
      onstart: ((event: Event) => void) | null = null;
      onend: ((event: Event) => void) | null = null;
      onerror: ((event: Event) => void) | null = null;
      onboundary: ((event: Event) => void) | null = null;
      constructor(readonly text: string) {
        super();
      }
    }
    const said: { text: string; lang: string | undefined; isOnDevice: boolean | undefined }[] = [];
    const cancelled = { count: 0 };
    let speaking: Utterance | null = null;
    const speech = {
      getVoices: () => voices,
      speak(utterance: Utterance) {
        speaking = utterance;
        said.push({ text: utterance.text, lang: utterance.voice?.lang, isOnDevice: utterance.voice?.localService });
        queueMicrotask(() => utterance.onstart?.(new Event('start')));
        if (fails) queueMicrotask(() => utterance.onerror?.(new Event('error')));
      },
      cancel() {
        speaking = null;
        cancelled.count += 1;
      },
    };
    // The stand-in's word comes as what the page takes for the browser's own kind of event.
    class BoundaryEvent extends Event {
      constructor(readonly charIndex: number) {
        super('boundary');
      }
    }
    Object.defineProperty(window, 'SpeechSynthesisEvent', { value: BoundaryEvent, configurable: true });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true });
    Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
    Object.assign(window, {
      __said: said,
      __cancelled: cancelled,
      __word: (at: number) => speaking?.onboundary?.(new BoundaryEvent(at)),
      __finish: () => speaking?.onend?.(new Event('end')),
    });
  }, { voices, fails });
}

const said = (page: Page) => page.evaluate(() => (window as any).__said as { text: string; lang: string; isOnDevice: boolean }[]);
const finish = (page: Page) => page.evaluate(() => (window as any).__finish());
const BRITISH = { lang: 'en-GB', localService: true };

/** Lets everything be said to its end; gives the words. */
async function hearAll(page: Page): Promise<string[]> {
  await expect.poll(async () => (await said(page)).length).toBeGreaterThan(0);
  while (await page.getByRole('button', { name: 'Stop', exact: true }).count()) {
    const before = (await said(page)).length;
    await finish(page);
    await expect
      .poll(async () => (await said(page)).length > before || (await page.getByRole('button', { name: 'Stop', exact: true }).count()) === 0)
      .toBe(true);
  }
  return (await said(page)).map(({ text }) => text.replace(/\s+/g, ' ').trim());
}

test('every word of a question is read aloud by a voice of the device: heading, pictures, story, options', async ({ page, axe }) => {
  await withVoices(page, [{ lang: 'en-GB', localService: false }, { lang: 'en-US', localService: true }, BRITISH]);
  await page.goto(`${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  await axe();
  await page.getByRole('button', { name: 'Listen' }).click();
  const words = await hearAll(page);
  expect(words[0]).toBe('A message in the game');
  expect(words).toContain('A game controller');
  expect(words.join(' ')).toContain('Which school do you go to?');
  for (const option of ['Make up a different school.', "I'm not sure yet.", 'Check my answer']) expect(words).toContain(option);
  expect(words.join(' ')).not.toMatch(/Back|Next|Someone else|Listen/);
  expect((await said(page)).every((one) => one.isOnDevice && one.lang === 'en-GB')).toBe(true);
});

test('what is said about an answer is read aloud too, by its own button', async ({ page, axe }) => {
  await withVoices(page, [BRITISH]);
  await page.goto(`${LESSON}/game-message`);
  await choose(page, 'Make up a different school.');
  const panel = page.locator('#feedback');
  await panel.getByRole('button', { name: 'Listen' }).click();
  await axe();
  const words = await hearAll(page);
  expect(words[0]).toBe('Have another think');
  expect(words.join(' ')).toContain('a made-up answer keeps the chat going');
});

test('the part that is read is marked, and within it the word', async ({ page }) => {
  await withVoices(page, [BRITISH]);
  await page.goto(`${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('button', { name: 'Listen' }).click();
  await expect(page.locator('[data-spoken]')).toHaveText('A message in the game');
  await page.evaluate(() => (window as any).__word('A message in the game'.indexOf('message')));
  const marked = () => page.evaluate(() => [...((CSS as any).highlights.get('spoken') ?? [])].map(String));
  expect(await marked()).toEqual(['message']);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.locator('[data-spoken]')).toHaveCount(0);
  expect(await marked()).toEqual([]);
});

test('leaving the page ends the reading', async ({ page }) => {
  await withVoices(page, [BRITISH]);
  await page.goto(`${LESSON}/before/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('button', { name: 'Listen' }).click();
  await expect(page.locator('[data-spoken]')).toHaveCount(1);
  await page.evaluate(() => ((window as any).__cancelled.count = 0));
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await onPage(page, 'Private or okay to share?');
  expect(await page.evaluate(() => (window as any).__cancelled.count)).toBeGreaterThan(0);
  expect(await said(page)).toHaveLength(1);
});

test('where nothing can speak a grown-up is asked to read, and no voice of the network is used', async ({ page, axe }) => {
  await withVoices(page, [{ lang: 'en-GB', localService: false }]);
  await page.goto(`${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('button', { name: 'Listen' }).click();
  await expect(page.locator('main').getByText('Ask your grown-up to read this.')).toBeVisible();
  expect(await said(page)).toEqual([]);
  await axe();
});

test('a voice that breaks off is no dead end', async ({ page }) => {
  await withVoices(page, [BRITISH], true);
  await page.goto(`${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('button', { name: 'Listen' }).click();
  await expect(page.locator('main').getByText('Ask your grown-up to read this.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Listen' })).toBeVisible();
});

test('those who cannot read yet hear what they tap, once, and older children only what they ask for', async ({ page }) => {
  await withVoices(page, [BRITISH]);
  await page.goto('/lessons/ask-play-stop/what-first');
  await onPage(page, 'What first?');
  await page.getByText("I'm not sure").click();
  expect(await hearAll(page)).toEqual(['A thinking face', "I'm not sure"]);
  await expect(page.getByRole('radio', { name: "I'm not sure" })).toBeChecked();
  await page.goto(`${LESSON}/game-message`);
  await started(page);
  await page.getByText('Make up a different school.').click();
  expect(await said(page)).toEqual([]);
});

test('a tap of the youngest on a device without a voice answers, and changes nothing else on the page', async ({ page }) => {
  await withVoices(page, []);
  await page.clock.install();
  await page.goto('/lessons/ask-play-stop/what-first');
  await onPage(page, 'What first?');
  await page.getByText("I'm not sure").click();
  await page.clock.runFor(10_000);
  await expect(page.getByRole('radio', { name: "I'm not sure" })).toBeChecked();
  await expect(page.getByText('Ask your grown-up to read this.')).toHaveCount(0);
  await expect(page.locator('html[data-read-by-people]')).toHaveCount(0);
});

test('a device that is to keep still says nothing unasked', async ({ page }) => {
  await withVoices(page, [BRITISH]);
  await page.addInitScript(() => localStorage.setItem('shine.reading', 'calm=still'));
  await page.goto('/lessons/ask-play-stop/what-first');
  await onPage(page, 'What first?');
  await page.getByText("I'm not sure").click();
  await expect(page.getByRole('radio', { name: "I'm not sure" })).toBeChecked();
  expect(await said(page)).toEqual([]);
  await page.getByRole('button', { name: 'Listen' }).click();
  await expect.poll(async () => (await said(page)).length).toBe(1);
});

/** A lesson with a recording of one step; the browser's player is played by a stand-in that begins, or refuses to. */
async function withRecording(page: Page, refuses: boolean): Promise<void> {
  await page.addInitScript((refuses) => {
    const played: string[] = [];
    class Player extends EventTarget {
      onended: ((event: Event) => void) | null = null;
      onerror: ((event: Event) => void) | null = null;
      constructor(readonly src: string) {
        super();
      }
      play() {
        played.push(this.src);
        Object.assign(window, { __player: this });
        return refuses ? Promise.reject(new DOMException('no tap', 'NotAllowedError')) : Promise.resolve();
      }
      pause() {}
    }
    Object.assign(window, { Audio: Player, __played: played });
  }, refuses);
  await page.route('**/content/index.json', async (route) => {
    const index = await (await route.fetch()).json();
    const lesson = index.documents.find((one: { slug: string }) => one.slug === 'private-or-okay-to-share');
    lesson.recordings = ['private-or-okay-to-share.game-message.mp3'];
    await route.fulfill({ json: index });
  });
  const index = page.waitForResponse('**/content/index.json');
  await page.goto(`${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  await (await index).finished();
}

test("the school's own recording comes first, and where it breaks off the device reads", async ({ page }) => {
  await withVoices(page, [BRITISH]);
  await withRecording(page, false);
  await page.getByRole('button', { name: 'Listen' }).click();
  const played = () => page.evaluate(() => (window as any).__played);
  await expect.poll(played).toEqual(['/content/lessons/private-or-okay-to-share.game-message.mp3']);
  expect(await said(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await page.evaluate(() => (window as any).__player.onerror(new Event('error')));
  await expect.poll(async () => (await said(page))[0]?.text.trim()).toBe('A message in the game');
});

test('a recording that the browser refuses to begin is no dead end', async ({ page }) => {
  await withVoices(page, [BRITISH]);
  await withRecording(page, true);
  await page.getByRole('button', { name: 'Listen' }).click();
  await expect.poll(async () => (await said(page)).length).toBe(1);
});

test('every page of the youngest can be listened to, and help too', async ({ page }) => {
  await withVoices(page, [BRITISH]);
  for (const path of ['/pupils', '/pupils/eyfs', '/lessons/ask-play-stop', '/lessons/ask-play-stop/finished', '/tell-someone']) {
    await page.goto(path);
    await started(page);
    await page.getByRole('button', { name: 'Listen' }).first().click();
    await expect.poll(async () => (await said(page)).length, path).toBe(1);
    await page.getByRole('button', { name: 'Stop' }).click();
  }
});
