// One demonstration school of its own for each worker: its own data folder, its own port.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** One adult's private link. */
export interface DemoFamily {
  readonly adult: string;
  readonly link: string;
  /** The same secret as printed on a letter. */
  readonly code: string;
  readonly children: readonly {
    readonly first_name: string;
    readonly last_name: string;
    readonly class_name: string;
    readonly year: string;
  }[];
}

/** What `shine serve --demo` writes to demo.json in its data folder. */
export interface Demo {
  readonly notice: string;
  readonly school: string;
  readonly site: string;
  readonly families: readonly DemoFamily[];
}

export interface Shine {
  /** The site's address, without a slash at the end. */
  readonly url: string;
  /** The data folder, for tests that look at what was kept. */
  readonly data: string;
  /** demo.json as it was at the start. */
  readonly demo: Demo;
  /** All the server has said so far. */
  readonly said: () => string;
}

const STARTS_WITHIN = 30_000;
const ENDS_WITHIN = 5_000;

/** What a test may want of a server of its own. */
export interface Wishes {
  /** A content folder that the test may edit. */
  readonly content?: string;
  /** The port of a server that was ended before. */
  readonly port?: number;
}

/** A server, and what a test may do to it. */
export interface Running {
  readonly shine: Shine;
  /** Ends it, and forgets its data. */
  stop(): Promise<void>;
  /** Holds it: it takes requests and answers none, until it is ended. */
  hold(): void;
}

/** Starts a server and waits until it is well. */
export async function startShine(wishes: Wishes = {}): Promise<Running> {
  const data = await mkdtemp(join(tmpdir(), 'shine-browser-'));
  const port = wishes.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(needed('SHINE_BIN'), [
    'serve',
    '--demo',
    ...['--school', process.env.SHINE_SCHOOL ?? 'casterton-primary'],
    ...['--data', data],
    ...['--port', String(port)],
    ...['--content', wishes.content ?? needed('SHINE_CONTENT')],
    ...['--dist', needed('SHINE_DIST')],
  ]);
  let output = '';
  child.stdout.on('data', (bytes) => (output += bytes));
  child.stderr.on('data', (bytes) => (output += bytes));
  child.on('error', (error) => (output += error.message));
  const hold = () => void child.kill('SIGSTOP');
  const stop = async () => {
    child.kill('SIGCONT');
    await end(child);
    await rm(data, { recursive: true, force: true });
  };
  try {
    await untilWell(url, child, () => output);
    const demo: Demo = JSON.parse(await readFile(join(data, 'demo.json'), 'utf8'));
    return { shine: { url, data, demo, said: () => output }, stop, hold };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What `cargo xtask test browser` says in the variable `name`. */
export function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test browser\``);
  return value;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function untilWell(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + STARTS_WITHIN;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`shine ended with ${child.exitCode} before it was well:\n${said()}`);
    const answer = await fetch(`${url}/api/v1/health`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(25);
  }
  throw new Error(`shine was not well after ${STARTS_WITHIN / 1000} seconds:\n${said()}`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
