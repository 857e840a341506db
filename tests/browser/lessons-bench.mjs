// Lessons as a child meets them: how soon a tap is answered, how soon a lesson opens, what can be done on a cold first visit,
// and what ten lessons in a row leave in memory. In one run, on a phone's screen with its processor slowed four times. The
// figures of record are in docs/BENCHMARKS.md.
//
//   cargo xtask bench lessons                                                # all four parts, some minutes
//   node tests/browser/lessons-bench.mjs feedback open cold memory           # or only some
//
// SHINE_BIN, SHINE_DIST, SHINE_CONTENT and SHINE_CHROMIUM name others than the release build's. What is slow is a figure, not
// a failure: this fails only where it could not measure.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const SLOWER = 4;
const ROUNDS = { feedback: 3, open: 7, cold: 5 };
const IN_A_ROW = 10;
/** Milliseconds after which something that was waited for is not coming. */
const PATIENCE = 60_000;
/** Where all kinds of step say how an answer stands. */
const FEEDBACK = '#feedback';
const WANTED = { feedback: 100, open: 200, cold: 1.2 };
const PARTS = { feedback, open, cold, memory };

const root = new URL('../..', import.meta.url).pathname;
const shine = process.env.SHINE_BIN ?? join(root, 'target/release/shine');
const dist = process.env.SHINE_DIST ?? join(root, 'dist');
const content = process.env.SHINE_CONTENT ?? join(root, 'content');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part called ${unknown.join(', ')}: ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}

let base;
let browser;
const data = await mkdtemp(join(tmpdir(), 'shine-lessons-'));
const server = spawn(
  shine,
  ['serve', '--demo', '--data', data, '--port', '0', '--content', content, '--dist', dist],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
process.on('exit', () => server.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
try {
  base = await serverAddress();
  browser = await chromium.launch({
    executablePath: process.env.SHINE_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length === 0 || wanted.includes(name)) await part();
  }
} catch (error) {
  console.error('This could not be measured:', error);
  process.exitCode = 1;
} finally {
  await browser?.close();
  await ended();
  await rm(data, { recursive: true, force: true });
}

function serverAddress() {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (bytes) => {
      said += bytes;
      const found = /SHINE is at (\S+)\//.exec(said);
      if (found) resolve(found[1]);
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`${shine} ended with ${code} before it served anything`)));
  });
}

function ended() {
  if (server.exitCode !== null || server.pid === undefined) return undefined;
  return new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill();
  });
}

// ---- In the page -------------------------------------------------------------------------------------------------------

/** Runs in the page before anything of the site does; what it offers is `bench`. */
function inPage({ hearsEvents }) {
  const bench = { samples: [], events: [], heap: undefined };
  globalThis.bench = bench;

  // The program's own memory, as it is handed to the page.
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original.apply(WebAssembly, given);
      bench.heap = (result.instance ?? result).exports.memory ?? bench.heap;
      return result;
    };
  }

  if (hearsEvents) {
    const keep = ({ startTime, duration, interactionId }) => bench.events.push({ startTime, duration, interactionId });
    new PerformanceObserver((list) => list.getEntries().forEach(keep))
      .observe({ type: 'event', durationThreshold: 16, buffered: true });
  }

  bench.isLaidOut = (element) => element.getClientRects().length > 0;

  /** Resolves in the first frame in which `is` holds. */
  bench.until = (is, what, patience) => new Promise((resolve, reject) => {
    const end = performance.now() + patience;
    const look = () => {
      if (is()) resolve();
      else if (performance.now() > end) reject(new Error(`${what} did not come at ${location.pathname}`));
      else requestAnimationFrame(look);
    };
    look();
  });

  /**
   * From now on the first tap is timed until `selector` is something else than it was (or says `words`), and painted. What
   * was painted is known for sure in the frame after it, so every time is up to a frame too long, never too short.
   */
  bench.arm = (kind, selector, words, patience) => {
    const find = () => document.querySelector(selector);
    let before = find();
    const text = before?.textContent;
    bench.seen = new Promise((resolve, reject) => {
      let down, lifted;
      const onDown = (event) => (down ??= event.timeStamp);
      const onClick = (event) => {
        lifted ??= event.timeStamp;
        check();
      };
      addEventListener('pointerdown', onDown, true);
      addEventListener('click', onClick, true);
      const observer = new MutationObserver(check);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      const late = setTimeout(() => {
        stop();
        reject(new Error(`a tap (${kind}) at ${location.pathname} changed nothing in ${selector}`));
      }, patience);
      function stop() {
        removeEventListener('pointerdown', onDown, true);
        removeEventListener('click', onClick, true);
        observer.disconnect();
        clearTimeout(late);
        before = undefined;
      }
      function check() {
        const now = find();
        if (lifted === undefined || !now || !bench.isLaidOut(now)) return;
        if (words === undefined ? now === before && now.textContent === text : now.textContent.trim() !== words) return;
        stop();
        requestAnimationFrame(() => requestAnimationFrame(() => {
          const end = performance.now();
          const box = find()?.getBoundingClientRect();
          const isInView = box !== undefined && box.bottom > 0 && box.top < innerHeight;
          bench.samples.push({ kind, down, lifted, end, isInView });
          resolve();
        }));
      }
    });
    bench.seen.catch(() => {}); // It is waited for later, by `seen`.
  };

  /** What was timed since this was last asked, each with what the browser itself says of that tap. */
  bench.take = () => {
    const samples = bench.samples.map(({ kind, down, lifted, end, isInView }) => {
      const own = bench.events.filter((event) => event.interactionId > 0 && event.startTime >= down - 1 && event.startTime <= end);
      return { kind, lifted, ms: end - lifted, isInView, event: Math.max(0, ...own.map((event) => event.duration)) };
    });
    bench.samples = [];
    bench.events = [];
    return samples;
  };
}

// ---- Going about the site ----------------------------------------------------------------------------------------------

async function newPage({ isSlowed = true, hearsEvents = false } = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(inPage, { hearsEvents });
  const session = await context.newCDPSession(page);
  if (isSlowed) await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return { context, page, session };
}

/** Waits until the program shows the page at `path`. */
function arrived(page, path) {
  return page.evaluate(([path, patience]) => bench.until(() => {
    const heading = document.querySelector('#app h1');
    return location.pathname === path && heading && bench.isLaidOut(heading) && !document.querySelector('#waiting');
  }, path, patience), [path, PATIENCE]);
}

async function visit(page, path) {
  await page.goto(base + path, { waitUntil: 'commit' });
  await arrived(page, path);
}

/** Follows a link of the site's. */
async function follow(page, link) {
  const path = await link.getAttribute('href');
  await link.tap();
  await arrived(page, path);
}

function cardTo(page, path) {
  return page.locator(`.c-cards a[href="${path}"]`);
}

/** Every lesson with the list it is on, in the order of the site's own pages. Begins and ends at the bands. */
async function lessonsOfSite(page) {
  const hrefs = (links) => links.map((link) => link.getAttribute('href'));
  const bands = await page.locator('.c-bands a').evaluateAll(hrefs);
  const lessons = [];
  for (const band of bands) {
    await follow(page, page.locator(`.c-bands a[href="${band}"]`));
    const paths = await page.locator('.c-cards a[href^="/lessons/"]').evaluateAll(hrefs);
    lessons.push(...paths.map((path) => ({ path, band })));
    await follow(page, page.locator('.c-back__link'));
  }
  if (lessons.length === 0) throw new Error('there is no lesson on any list');
  return lessons;
}

/** From the bands into a lesson, through it, and back to the bands, all by the site's own links. */
async function doLesson(page, { path, band }) {
  await follow(page, page.locator(`.c-bands a[href="${band}"]`));
  await follow(page, cardTo(page, path));
  await follow(page, page.locator('.c-start a.c-button--sun'));
  while (await page.locator('.c-ways__next').count()) {
    await answer(page);
    await follow(page, page.locator('.c-ways__next'));
  }
  await follow(page, page.locator('.c-finish__ways a').first());
  await follow(page, page.locator('.c-back__link'));
}

async function largestLesson() {
  const folder = join(content, 'base/lessons');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.md'));
  const sizes = await Promise.all(files.map(async (name) => ({ name, size: (await stat(join(folder, name))).size })));
  const [largest] = sizes.sort((a, b) => b.size - a.size);
  return { path: `/lessons/${largest.name.replace(/(\.[a-z-]+)?\.md$/, '')}`, size: largest.size };
}

// ---- Answering, whatever is asked ----------------------------------------------------------------------------------------

/** Taps `target` and waits until what it does to `selector` is painted. */
async function tap(page, target, kind, selector) {
  await page.evaluate((given) => bench.arm(...given), [kind, selector, undefined, PATIENCE]);
  await target.tap();
  await page.evaluate(() => bench.seen);
}

/** What the step on the screen asks for, by what is there to be tapped; nothing, where there is only something to read. */
async function kindOf(page) {
  return page.evaluate(() => {
    const has = (selector) => document.querySelector(`#app ${selector}`) !== null;
    const count = (selector) => document.querySelectorAll(`#app ${selector}`).length;
    if (has('.c-sort')) return count('.c-sort__group') === count('.c-sort__card') ? 'match' : 'sort';
    if (has('.c-order')) return 'order';
    if (has('.c-spot__place')) return 'spot';
    if (has('.c-words__gap')) return 'words';
    if (has('.c-story')) return 'story';
    if (has('.c-promise__box')) return 'promise';
    if (has('.c-choose input[type=checkbox]')) return 'choose-many';
    if (has('.c-choose input[type=radio]') && /\/(before|after)\//.test(location.pathname)) return 'aside';
    if (has('.c-choose input[type=radio]')) return has('.c-choose [type=submit]') ? 'choose' : 'scale';
    return undefined;
  });
}

/** Answers the step on the screen in every way that is quickly found: nothing can be failed, so any answer leads on. */
async function answer(page) {
  const kind = await kindOf(page);
  if (kind === undefined) return;
  const main = page.locator('#app .c-step');
  const check = main.locator('.c-button--sun');
  const checked = () => tap(page, check, kind, FEEDBACK);
  const isTold = () => page.locator(FEEDBACK).count();
  const options = main.locator('.c-choose__option');
  switch (kind) {
    case 'choose':
      for (const option of await options.all()) {
        await option.tap();
        // Where whatever is picked is told the same, once is all there is to be seen.
        if ((await isTold()) || !(await check.count())) break;
        await checked();
      }
      break;
    case 'choose-many':
      for (const option of await options.all()) {
        await option.tap();
        if (await isTold()) break;
        await checked();
      }
      break;
    case 'aside':
      await options.first().tap();
      break;
    case 'scale':
      await tap(page, options.first(), kind, FEEDBACK);
      break;
    case 'sort':
    case 'match':
      for (let at = 0; await main.locator('.c-sort__loose .c-sort__card').count(); at += 1) {
        const groups = main.locator('.c-sort__put');
        const group = groups.nth(at % (await groups.count()));
        await tap(page, group, 'a card put (sort, match)', '.c-sort__loose');
      }
      await checked();
      break;
    case 'order':
      for (const move of ['first', 'last']) {
        const moves = main.locator('.c-order__move:not([disabled])');
        await tap(page, moves[move](), 'a card moved (order)', '.c-order__cards');
        if (await isTold()) break;
        await checked();
      }
      break;
    case 'spot': {
      for (const place of await main.locator('.c-spot__place').all()) await tap(page, place, kind, FEEDBACK);
      while (await main.locator('.c-spot__left button').count()) {
        await tap(page, main.locator('.c-spot__left button'), kind, FEEDBACK);
      }
      break;
    }
    case 'words':
      for (const gap of await main.locator('.c-words__gap').all()) await gap.selectOption({ index: 1 });
      await checked();
      await main.locator('.c-words__gap').first().selectOption({ index: 2 });
      if (!(await isTold())) await checked();
      break;
    case 'story': {
      const choices = main.locator('.c-story__choice');
      const toEnd = async (which) => {
        while (await choices.count()) await tap(page, choices[which](), kind, '#scene');
      };
      await toEnd('first');
      await tap(page, main.locator('.c-story .c-button--quiet'), kind, '#scene');
      await toEnd('last');
      break;
    }
    case 'promise': {
      const rows = await main.locator('.c-promise__row').all();
      for (const row of rows.slice(0, -1)) await row.tap();
      await tap(page, rows.at(-1), 'all promises made', '.c-promise__all');
      break;
    }
  }
}

// ---- The four parts ----------------------------------------------------------------------------------------------------

/** From a finger's lifting to the frame that shows what it did. */
async function feedback() {
  const samples = [];
  for (let round = 0; round < ROUNDS.feedback; round += 1) {
    const { context, page } = await newPage({ hearsEvents: true });
    await visit(page, '/pupils');
    for (const lesson of await lessonsOfSite(page)) {
      say(`feedback, round ${round + 1} of ${ROUNDS.feedback}: ${lesson.path}`);
      await doLesson(page, lesson);
      samples.push(...(await page.evaluate(() => bench.take())));
    }
    await context.close();
  }
  const told = samples.filter(({ kind }) => !kind.includes(' '));
  if (told.length < 30) throw new Error(`only ${told.length} taps could be timed`);
  const row = (name, some, want) => {
    const times = some.map(({ ms }) => ms);
    const events = some.map(({ event }) => event);
    const browsers = percentile(events, 95);
    return [
      name, some.length, ms(median(times)), ms(percentile(times, 95)), ms(Math.max(...times)),
      browsers === 0 ? 'under 16 ms' : ms(browsers), `${some.filter(({ isInView }) => isInView).length}`, want,
    ];
  };
  const of = (kind) => samples.filter((sample) => sample.kind === kind);
  const kinds = [...new Set(samples.map(({ kind }) => kind))].sort((a, b) => a.includes(' ') - b.includes(' ') || (a < b ? -1 : 1));
  const p95 = percentile(told.map((sample) => sample.ms), 95);
  table(
    'From a tap to visible feedback',
    `Every asking step of every lesson, ${ROUNDS.feedback} rounds. From the lifted finger to the frame after the one with the`
      + ' feedback: up to 16 ms too long. Beside it what the browser itself counts from the tap to the next frame (Event Timing).',
    ['kind of step', 'taps', 'median', 'p95', 'longest', 'p95 by Event Timing', 'of these in view', 'wanted'],
    [
      ...kinds.filter((kind) => !kind.includes(' ')).map((kind) => row(kind, of(kind), '')),
      row('**all of these**', told, beside(p95, WANTED.feedback, `p95 under ${WANTED.feedback} ms`)),
      ...kinds.filter((kind) => kind.includes(' ')).map((kind) => row(kind, of(kind), '')),
    ],
  );
}

/** From a tap on the largest lesson's card to its heading. */
async function open() {
  const lesson = await largestLesson();
  const first = [];
  const again = [];
  const fetched = [];
  for (let round = 0; round < ROUNDS.open; round += 1) {
    say(`open, ${round + 1} of ${ROUNDS.open}: ${lesson.path}`);
    const { context, page } = await newPage();
    await visit(page, '/pupils');
    const { band } = (await lessonsOfSite(page)).find(({ path }) => path === lesson.path) ?? {};
    if (band === undefined) throw new Error(`${lesson.path} is on no list`);
    await follow(page, page.locator(`.c-bands a[href="${band}"]`));
    for (const times of [first, again]) {
      const title = (await cardTo(page, lesson.path).locator('.c-card__title').textContent()).trim();
      await page.evaluate((given) => bench.arm(...given), ['open', '#app h1', title, PATIENCE]);
      await cardTo(page, lesson.path).tap();
      await page.evaluate(() => bench.seen);
      const [sample] = await page.evaluate(() => bench.take());
      times.push(sample.ms);
      if (times === first) fetched.push((await page.evaluate(textArrived, lesson.path)) - sample.lifted);
      await arrived(page, lesson.path);
      await follow(page, page.locator('.c-back__link'));
    }
    await context.close();
  }
  const row = (name, times, limit) => [
    name, times.map((time) => Math.round(time)).join(' · '), ms(median(times)),
    limit === undefined ? '' : beside(median(times), limit, `under ${limit} ms`),
  ];
  table(
    `Opening the largest lesson (\`${lesson.path}\`, ${thousands(lesson.size)} bytes)`,
    'From a tap on its card, the program being there, to its heading painted; the server on this machine, no slower network.',
    ['what', 'figures', 'median', 'wanted'],
    [row('not fetched before', first, WANTED.open), row('of this until its text was here', fetched), row('opened again', again)],
  );
}

/** Runs in the page: when the text of the lesson at `path` had arrived. */
function textArrived(path) {
  const texts = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.startsWith(`/content${path}.`));
  if (texts.length !== 1) throw new Error(`the text of ${path} was fetched ${texts.length} times`);
  return texts[0].responseEnd;
}

/** What somebody who taps as soon as there is something to tap sees on a first visit. */
async function cold() {
  const path = await firstQuestion();
  const visits = [];
  for (let round = 0; round < ROUNDS.cold; round += 1) {
    say(`cold, ${round + 1} of ${ROUNDS.cold}: ${path}`);
    const { context, page, session } = await newPage();
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
    await page.addInitScript(inColdPage);
    await page.goto(base + path, { waitUntil: 'commit' });
    const times = await page.evaluate(async (patience) => {
      await bench.until(() => bench.cold.told && performance.getEntriesByName('first-contentful-paint').length, 'feedback', patience);
      return { ...bench.cold, painted: performance.getEntriesByName('first-contentful-paint')[0].startTime };
    }, PATIENCE);
    if (times.wasToldBefore) throw new Error(`feedback is shown at ${path} before anything is answered: is the site older than the server?`);
    // What was seen must not be lost when the program takes over.
    await arrived(page, path);
    const isKept = await page.evaluate((patience) =>
      bench.until(() => document.querySelector('#app #feedback'), 'kept feedback', patience).then(() => true, () => false), 5_000);
    const taken = await page.evaluate(() => performance.now());
    visits.push({ ...times, isKept, taken });
    await context.close();
  }
  const of = (name) => visits.map((one) => one[name]);
  const ratio = median(of('told')) / median(of('painted'));
  const row = (name, numbers, want = '') => [name, numbers.map((number) => Math.round(number)).join(' · '), ms(median(numbers)), want];
  table(
    `A cold first visit to a question (\`${path}\`)`,
    'At 1.6 Mbit/s, 150 ms, nothing cached; from the start of the navigation. The option is tapped in the frame after the one it is'
      + ' first seen in; feedback counts in the frame after its own.',
    ['what', 'figures', 'median', 'wanted'],
    [
      row('first contentful paint', of('painted')),
      row('option tapped', of('tapped')),
      row('first feedback', of('told')),
      row('program in charge', of('taken')),
      ['first feedback ÷ first paint', visits.map(({ told, painted }) => (told / painted).toFixed(2)).join(' · '), ratio.toFixed(2),
        beside(ratio, WANTED.cold, `at most ${WANTED.cold}`)],
      ['feedback still there with the program', visits.map(({ isKept }) => (isKept ? 'yes' : 'no')).join(' · '), '', 'yes'],
    ],
  );
}

/** Runs in the page before anything of the site does: taps the first option once it is painted, and sees what comes of it. */
function inColdPage() {
  const times = {};
  bench.cold = times;
  const isShown = (selector) => [...document.querySelectorAll(selector)].some(bench.isLaidOut);
  const told = '.c-choose__told, #feedback';
  let wasDrawn = false;
  const look = () => {
    const option = document.querySelector('input[type=radio]');
    const isDrawn = option !== null && bench.isLaidOut(option);
    if (times.tapped === undefined && isDrawn && wasDrawn) {
      times.wasToldBefore = isShown(told);
      times.tapped = performance.now();
      option.click();
    }
    wasDrawn = isDrawn;
    if (times.tapped !== undefined && isShown(told)) {
      requestAnimationFrame(() => requestAnimationFrame(() => (times.told = performance.now())));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/** The address of a question that nothing else has to be answered before: the program would send its reader back there. */
async function firstQuestion() {
  const { context, page } = await newPage({ isSlowed: false });
  await visit(page, '/pupils');
  const lessons = (await lessonsOfSite(page)).map(({ path }) => path);
  const largest = await largestLesson();
  await context.close();

  // The drawn pages, as they are read without a program.
  const reader = await browser.newContext({ javaScriptEnabled: false });
  const drawn = await reader.newPage();
  let spare;
  try {
    for (const lesson of [largest.path, ...lessons.filter((path) => path !== largest.path)]) {
      await drawn.goto(base + lesson);
      let path = await drawn.locator('.c-start a.c-button--sun').getAttribute('href');
      for (;;) {
        await drawn.goto(base + path);
        const asking = '.c-choose, .c-sort, .c-order, .c-spot, .c-words, .c-story';
        // Nothing is said about an answer before the lesson, and nobody has to give one to read on by address.
        if ((await drawn.locator(asking).count()) && !path.includes('/before/')) break;
        const next = drawn.locator('.c-ways__next');
        if (!(await next.count())) break;
        path = await next.getAttribute('href');
      }
      if (await drawn.locator('.c-choose__told').count()) return path;
      if (await drawn.locator('.c-choose input[type=radio]').count()) spare ??= path;
    }
  } finally {
    await reader.close();
  }
  if (spare === undefined) throw new Error('no lesson begins with a question');
  return spare;
}

/** What is left in memory by lessons done one after the other in one page. */
async function memory() {
  const { context, page, session } = await newPage({ isSlowed: false });
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  await visit(page, '/pupils');
  const lessons = await lessonsOfSite(page);
  const readings = [await reading(page, session)];
  for (let at = 0; at < IN_A_ROW; at += 1) {
    const lesson = lessons[at % lessons.length];
    say(`memory, ${at + 1} of ${IN_A_ROW}: ${lesson.path}`);
    await doLesson(page, lesson);
    await page.evaluate(() => void bench.take());
    readings.push(await reading(page, session));
  }
  await context.close();

  const names = {
    heap: 'script heap, bytes', wasm: 'the program\'s memory, bytes (it never shrinks)', nodes: 'nodes', listeners: 'listeners',
  };
  const all = Math.min(lessons.length, IN_A_ROW - 1);
  table(
    `Memory over ${IN_A_ROW} lessons in a row`,
    `One page, never loaded anew; read on the same page after each lesson, garbage collected first. The first ${all} lessons are`
      + ` each a new one, whose text stays in the program; from lesson ${all + 1} on they are done a second time.`,
    ['what', 'before any', 'after 2', `after ${all}`, `after ${IN_A_ROW}`, `from 2 to ${IN_A_ROW}`, `from ${all} to ${IN_A_ROW}`, 'wanted'],
    Object.entries(names).filter(([name]) => readings[0][name] !== undefined).map(([name, words]) => {
      const at = (lesson) => readings[lesson][name];
      const growth = (from) => {
        const grown = at(IN_A_ROW) - at(from);
        return `${grown > 0 ? '+' : ''}${thousands(grown)} (${((100 * grown) / at(from)).toFixed(1)} %)`;
      };
      return [words, thousands(at(0)), thousands(at(2)), thousands(at(all)), thousands(at(IN_A_ROW)), growth(2), growth(all), 'no growth'];
    }),
  );
  console.log('Lesson by lesson, script heap / the program\'s memory / nodes / listeners:\n');
  readings.forEach(({ heap, wasm, nodes, listeners }, at) => {
    console.log(`    ${String(at).padStart(2)}  ${[heap, wasm ?? 0, nodes, listeners].map((one) => thousands(one).padStart(12)).join('')}`);
  });
}

async function reading(page, session) {
  // What a first collection lets go, such as nodes held by the program's own tables, a second one finds.
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name) => metrics.find((one) => one.name === name)?.value;
  const wasm = await page.evaluate(() => bench.heap?.buffer.byteLength);
  return { heap: usedSize, wasm, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

// ---- Figures -----------------------------------------------------------------------------------------------------------

function percentile(numbers, percent) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
}

function median(numbers) {
  return percentile(numbers, 50);
}

function ms(number) {
  return `${Math.round(number)} ms`;
}

function thousands(number) {
  return Math.round(number).toLocaleString('en-GB');
}

/** What is wanted of a figure, and whether it is so. */
function beside(figure, limit, words) {
  return figure <= limit ? words : `${words}: **missed**`;
}

function table(title, note, head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  console.log(`\n### ${title}\n\n${note}\n\n${line(head)}\n|${head.map(() => '---').join('|')}|`);
  for (const cells of rows) console.log(line(cells));
  console.log('');
}

/** Says how far it has got, to whoever waits; not part of the figures. */
function say(words) {
  console.error(`  ${words}`);
}
