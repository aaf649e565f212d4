import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where the focus is: number and name of the stop (-1 for what should be none), and what is wrong with it there. */
interface Focus {
  readonly index: number;
  readonly name: string;
  /** Whether it has parts that Tab visits one by one. */
  readonly parted: boolean;
  readonly errors: readonly string[];
}

/** A day, a month, a year, an hour, minutes, seconds, and the calendar that opens. */
const MOST_PARTS = 7;

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

/** Once a document, and in a scope of its own. */
const PROBE = `if (!('pageProbe' in globalThis)) { ${SOURCE} }`;

/** Asks the page from inside: `question` is a call of what `page-probe.mjs` gives, as `begin()`. */
export async function probe<T>(page: Page, question: string): Promise<T> {
  await page.evaluate(PROBE);
  return page.evaluate<T>(`pageProbe.${question}`);
}

/**
 * The stop at which the focus is once a key was pressed on a page that was begun, `null` where it left the page.
 * @param from number of the stop that it is pressed on: from one with parts it is pressed until it goes on
 */
async function press(page: Page, key: string, from: number): Promise<Focus | null> {
  for (let presses = 1; ; presses += 1) {
    await page.keyboard.press(key);
    const focus = await page.evaluate<Focus | null>('pageProbe.focus()');
    if (!focus?.parted || focus.index !== from || presses >= MOST_PARTS) return focus;
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
  const orders = {
    Tab: names.map((_, index) => index),
    'Shift+Tab': names.map((_, index) => index).reverse(),
  };
  for (const [key, order] of Object.entries(orders)) {
    let from = -1;
    for (const expected of order) {
      const focus = await press(page, key, from);
      from = expected;
      if (focus) errors.push(...focus.errors.map((error) => `${focus.name} ${error}`));
      if (focus?.index === expected) continue;
      errors.push(`${key} comes to ${focus?.name ?? 'nothing'} and not to ${names[expected] ?? ''}`);
      return unique(errors);
    }
    const beyond = await press(page, key, from);
    if (beyond) errors.push(`${key} does not leave the page: after the last stop comes ${beyond.name}`);
  }
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
