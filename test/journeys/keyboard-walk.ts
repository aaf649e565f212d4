import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';

/** Where the focus is: number and name of the stop (-1 for what should be none), and what is wrong with it there. */
interface Focus {
  readonly index: number;
  readonly name: string;
  /** Whether it has parts that Tab visits one by one. */
  readonly parted: boolean;
  readonly errors: readonly string[];
}

/** A day, a month, a year, an hour, minutes, seconds, and the calendar that opens. */
const MAX_PARTS = 7;

/** How something that opens and closes stands. */
interface Opening {
  readonly name: string;
  readonly open: boolean;
  readonly shown: boolean;
  /** Whether Escape closes it. */
  readonly escapes: boolean;
  readonly focused: boolean;
}

const SOURCE = readFileSync(join(process.cwd(), 'test', 'journeys', 'page-probe.mjs'), 'utf8');

/** In a scope of its own. */
const PROBE = `{ ${SOURCE} }`;

/** What a document answers that was not asked yet. */
const UNKNOWN = 'this document does not know the probe';

/**
 * Asks the page from inside: `question` is a call of what `page-probe.mjs` gives, as `begin()`. The probe itself is sent
 * once a document: a page is asked forty times.
 */
export async function probe<T>(page: Page, question: string): Promise<T> {
  const call = `pageProbe.${question}`;
  const answer = await page.evaluate<T | typeof UNKNOWN>(
    `'pageProbe' in globalThis ? ${call} : ${JSON.stringify(UNKNOWN)}`,
  );
  if (answer !== UNKNOWN) return answer;
  await page.evaluate(PROBE);
  return page.evaluate<T>(call);
}

/** As the browser's protocol says it; the modifier is that of Shift. */
const TAB = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
const KEYS = { Tab: TAB, 'Shift+Tab': { ...TAB, modifiers: 8 } } as const;

/** Where each press of a row of them left the focus (`null`: outside the page), and where it was in the end. */
interface Presses {
  readonly visited: readonly (Focus | null)[];
  readonly now: Focus | null;
}

/**
 * Presses a key several times without waiting for each: the page writes down itself where the focus is. To ask it after
 * every press, with a frame drawn for each, took five times as long.
 */
async function press(page: Page, keys: CDPSession, key: keyof typeof KEYS, times: number): Promise<Presses> {
  await probe(page, 'record()');
  const events = Array.from({ length: times }).flatMap(() => ['rawKeyDown', 'keyUp'] as const);
  await Promise.all(events.map((type) => keys.send('Input.dispatchKeyEvent', { type, ...KEYS[key] })));
  return probe<Presses>(page, 'recorded()');
}

const isSamePart = (focus: Focus | null, last: Focus | null | undefined): boolean =>
  focus?.parted === true && focus.index === last?.index;

/** Presses a key from outside the page until it should have come to the last stop, and gives those it came to. */
async function comeThrough(
  page: Page,
  keys: CDPSession,
  key: keyof typeof KEYS,
  count: number,
): Promise<(Focus | null)[]> {
  const stops: (Focus | null)[] = [];
  let now: Focus | null = null;
  // No press leads further than one stop, so what is left to visit is never too many of them.
  for (let rounds = 0; stops.length < count && rounds < count * MAX_PARTS; rounds += 1) {
    const presses = await press(page, keys, key, count - stops.length);
    now = presses.now;
    for (const focus of presses.visited) if (!isSamePart(focus, stops.at(-1))) stops.push(focus);
    if (presses.visited.length === 0) break;
  }
  return now?.index === stops.at(-1)?.index ? stops : [...stops.slice(0, -1), now];
}

/** Where a key leads from the last stop, all parts of it passed: `null` is outside the page. */
async function goBeyond(
  page: Page,
  keys: CDPSession,
  key: keyof typeof KEYS,
  last: Focus | null | undefined,
) {
  for (let presses = 1; ; presses += 1) {
    const { now } = await press(page, keys, key, 1);
    if (!isSamePart(now, last) || presses >= MAX_PARTS) return now;
  }
}

/**
 * Walks through the page with Tab and back with Shift+Tab, from outside it to outside it, and says what a person at
 * the keyboard would run into: something passed over or out of order, a trap, a focus that cannot be seen or lies
 * under something, something for the pointer only. Empty is what is hoped for.
 */
export async function walkErrors(page: Page): Promise<string[]> {
  const names = await probe<string[]>(page, 'begin()');
  const errors = await probe<string[]>(page, 'pointerOnly()');
  const forward = names.map((_, index) => index);
  const orders = { Tab: forward, 'Shift+Tab': forward.toReversed() } as const;
  const keys = await page.context().newCDPSession(page);
  for (const key of ['Tab', 'Shift+Tab'] as const) {
    const stops = await comeThrough(page, keys, key, names.length);
    for (const [at, expected] of orders[key].entries()) {
      const focus = stops[at];
      if (focus) errors.push(...focus.errors.map((error) => `${focus.name} ${error}`));
      if (focus?.index === expected) continue;
      errors.push(`${key} comes to ${focus?.name ?? 'nothing'} and not to ${names[expected] ?? ''}`);
      return unique(errors);
    }
    const beyond = await goBeyond(page, keys, key, stops.at(-1));
    if (beyond) errors.push(`${key} does not leave the page: after the last stop comes ${beyond.name}`);
  }
  await keys.detach();
  return unique(errors);
}

/**
 * Opens and closes by key all that opens: Enter opens it and opens it truly, Enter or Escape closes it, and the focus
 * stays on what was pressed.
 */
export async function disclosureErrors(page: Page): Promise<string[]> {
  await probe(page, 'begin()');
  const errors: string[] = [];
  for (const index of await probe<number[]>(page, 'disclosures()')) {
    await probe(page, `go(${index})`);
    const stands = (): Promise<Opening> => probe<Opening>(page, `opening(${index})`);
    const first = await stands();
    for (const key of first.open ? ['Enter', 'Enter'] : ['Enter', first.escapes ? 'Escape' : 'Enter']) {
      const before = await stands();
      await page.keyboard.press(key);
      const after = await stands();
      if (after.open === before.open) errors.push(`${after.name}: ${key} changes nothing`);
      if (after.open !== after.shown) errors.push(`${after.name}: says open and is not, or the reverse`);
      if (!after.focused) errors.push(`${after.name}: ${key} loses the focus`);
    }
  }
  return unique(errors);
}

/** Presses Tab until the focus is on what the selector names, and stops there; fails after a hundred. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    const arrived = `document.activeElement?.matches(${JSON.stringify(selector)})`;
    if (await page.evaluate<boolean>(arrived)) return;
  }
  throw new Error(`Tab never came to ${selector}`);
}

const unique = (lines: readonly string[]): string[] => [...new Set(lines)];
