import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { machineFormats } from './machine-formats';
import { errorsOf } from './watched-page';

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];

/** Rows of which a part has less than two thirds of the width of a phone: a word a line. */
const squeezed = (page: Page): Promise<string[]> =>
  page.evaluate<
    string[]
  >(`innerWidth > 400 ? [] : [...document.querySelectorAll('.queue > li')].flatMap((row) =>
    [...row.children].filter((part) => part.textContent.trim().length > 30 &&
      part.getBoundingClientRect().height > 0 && part.getBoundingClientRect().width < row.clientWidth * 0.66)
      .map((part) => part.textContent.trim()))`);

/** What a finger would miss on a phone: targets of less than 44 px, but links in the run of a sentence. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate<
    string[]
  >(`innerWidth > 400 ? [] : [...document.querySelectorAll('a, button, select, summary, textarea, input')]
    .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((one) => !(one.tagName === 'A' && getComputedStyle(one).display === 'inline'))
    .filter((one) => one.tabIndex >= 0 && !one.closest('.skip'))
    .map((one) => [one, /^(?:checkbox|radio|file)$/.test(one.type) ? one.closest('label') ?? one : one])
    .filter(([, target]) => target.getBoundingClientRect().height < 43.5)
    .map(([one, target]) => one.tagName + ' ' + (one.textContent.trim() || target.textContent.trim()).slice(0, 40) + ' '
      + Math.round(target.getBoundingClientRect().height))`);

/** What touches what is above or beside it: panels with less than 8 px between them, buttons with less than 4. */
const touching = (page: Page): Promise<string[]> =>
  page.evaluate<
    string[]
  >(`[['.page .panel, .page .side', 8], ['.page .ui-button:not([data-variant=quiet])', 4]]
    .flatMap(([which, gap]) => {
      const shown = [...document.querySelectorAll(which)].filter((one) => one.checkVisibility())
        .map((one) => [one, one.getBoundingClientRect()]);
      const beside = (from, until, otherFrom, otherUntil) => from < otherUntil + gap - 0.5 && otherFrom < until + gap - 0.5;
      return shown.flatMap(([one, a], at) => shown.slice(at + 1)
        .filter(([other, b]) => !one.contains(other) && !other.contains(one)
          && beside(a.left, a.right, b.left, b.right) && beside(a.top, a.bottom, b.top, b.bottom))
        .map(([other]) => [one, other].map((it) => it.textContent.trim().slice(0, 30)).join(' | ')));
    })`);

/** Heads of columns that do not have room for their words. */
const clippedHeads = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('.ui-table thead th')]
    .filter((head) => head.checkVisibility() && head.clientWidth > 1 && !head.querySelector('.sr-only'))
    .filter((head) => head.scrollWidth > head.clientWidth + 1).map((head) => head.textContent.trim())`);

/** No error for axe on a phone and on a session, in light and dark; nothing wider than the screen, nor as programs write it. */
export async function screenLooksRight(page: Page, name: string): Promise<void> {
  for (const width of [320, 390, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect([name, width, colorScheme, await errorsOf(page)]).toEqual([name, width, colorScheme, []]);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([name, width, overflow]).toEqual([name, width, 0]);
      expect([name, width, await squeezed(page)]).toEqual([name, width, []]);
      expect([name, width, await smallTargets(page)]).toEqual([name, width, []]);
      expect([name, width, await touching(page)]).toEqual([name, width, []]);
      if (width === 1280) expect([name, await clippedHeads(page)]).toEqual([name, []]);
      expect([name, machineFormats(await page.locator('body').innerText())]).toEqual([name, []]);
      if (PICTURES && width !== 320) {
        mkdirSync(PICTURES, { recursive: true });
        await page.screenshot({ path: `${PICTURES}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}
