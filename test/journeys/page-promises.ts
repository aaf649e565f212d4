import { type Locale, MINUTE } from '@halles/kernel';
import type { Page, Response } from 'playwright-core';
import { disclosureErrors, probe, tabTo, walkErrors } from './keyboard-walk';
import { openPortalStage, type PortalStage, TERRITORIES, type Visit } from './portal-stage';
import type { PublicPage } from './public-pages';
import { errorsOf } from './watched-page';

/** How a page is looked at. */
interface Seen {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

const ON_A_DESKTOP: Seen = { width: 1280, height: 900, colorScheme: 'light' };

/** WCAG 2.2, 1.4.10: a window of 1280 × 1024 px seen at 400 %. */
const AT_400_PERCENT: Seen = { width: 320, height: 256, colorScheme: 'dark' };

interface Subject {
  readonly page: PublicPage;
  readonly locale: Locale;
  readonly slug: string;
  readonly title: string;
}

/** Rows take turns on the territories, and the languages are shifted: each page is seen in two themes. */
function subjectsOf(pages: readonly PublicPage[], locale: Locale): Subject[] {
  const shift = locale === 'fr' ? 0 : 2;
  return pages.map((page, index) => {
    const slug = page.slug ?? TERRITORIES[(index + shift) % TERRITORIES.length] ?? TERRITORIES[0];
    return { page, locale, slug, title: `${page.name}, ${locale}, ${slug}` };
  });
}

/** Tests that each page keeps what all pages promise: see `public-pages.ts`. */
export function describePages(
  pages: readonly PublicPage[],
  locale: Locale,
  env: Readonly<Record<string, string>> = {},
): void {
  jest.setTimeout(3 * MINUTE);
  let stage: PortalStage;
  /** For each territory a browser with scripts and one without: to start them for each page takes longer than the page. */
  const visits = new Map<string, Visit>();
  beforeAll(async () => {
    stage = await openPortalStage(env);
  });
  afterAll(() => stage.close());

  async function visitOf(slug: string, javaScriptEnabled: boolean): Promise<Visit> {
    const key = `${slug} ${javaScriptEnabled}`;
    const visit = visits.get(key) ?? (await stage.visit(slug, { javaScriptEnabled }));
    visits.set(key, visit);
    return visit;
  }

  describe.each(subjectsOf(pages, locale))('$title', (subject) => {
    let visit: Visit;
    let plain: Visit;
    beforeAll(async () => {
      visit = await visitOf(subject.slug, true);
      plain = await visitOf(subject.slug, false);
    });
    // A page that broke a promise is one failure: the next begins with a browser that knows nothing of it.
    afterAll(async () => {
      for (const { context, page, misdeeds } of [visit, plain]) {
        await context.clearCookies();
        await page.goto('about:blank');
        misdeeds.errors.length = 0;
        misdeeds.elsewhere.length = 0;
      }
    });

    const means: Means = {
      visit: () => visit,
      plain: () => plain,
      address: () => stage.originOf(subject.slug) + subject.page.path[locale],
      arrive: async (by, seen = ON_A_DESKTOP) => {
        await look(by.page, seen);
        return subject.page.arrive
          ? subject.page.arrive(by.page, means.address())
          : by.page.goto(means.address());
      },
    };
    readPromises(subject, means);
    keyPromises(subject, means);

    it('has set no cookie, asked nobody else and broken no rule of its policy', async () => {
      for (const { context, misdeeds } of [visit, plain]) {
        expect(await context.cookies()).toEqual([]);
        expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      }
    });
  });
}

interface Means {
  /** What all promises share, up to the last: what it remembers must be nothing. */
  visit(): Visit;
  /** The same without scripts. */
  plain(): Visit;
  address(): string;
  /** Goes to the page, on a desktop by day unless said. */
  arrive(visit: Visit, seen?: Seen): Promise<Response | null>;
}

/** Pictures come once they are scrolled to, where scripts run: all of them, now. */
const FETCHED = `Promise.all([...document.images].map((one) => {
  one.loading = 'eager';
  return one.decode().catch(() => undefined);
}))`;

async function look(page: Page, { colorScheme, ...viewport }: Seen): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
}

/** What a page promises to those who read it. */
function readPromises({ page: row, locale }: Subject, means: Means): void {
  it(`answers ${row.status ?? 200} in its language and says what it is for, whole without scripts`, async () => {
    const plain = means.plain();
    const answer = await means.arrive(plain);
    expect(answer?.status()).toBe(row.status ?? 200);
    expect(await plain.page.getAttribute('html', 'lang')).toBe(locale);
    expect(await plain.page.textContent('main')).toContain(row.says[locale]);
    expect(await plain.page.locator('h1').count()).toBe(1);
    expect(await probe(plain.page, 'deadAnchors()')).toEqual([]);
    await means.arrive(means.visit());
    await means.visit().page.evaluate(FETCHED);
    const said = `said(${JSON.stringify(row.addedByScripts ?? '')})`;
    const without = await probe<string[]>(plain.page, said);
    expect(without).toEqual(await probe<string[]>(means.visit().page, said));
    expect(without.filter((line) => line.startsWith('broken'))).toEqual([]);
  });
}

/** Asks axe of the page as it stands there: a failure says how it was looked at. */
async function expectNoErrors(page: Page, seen: Seen): Promise<void> {
  expect({ seen, errors: await errorsOf(page) }).toEqual({ seen, errors: [] });
}

/** What a page promises to those who have a keyboard and no pointer, on a desktop by day and by night at 400 %. */
function keyPromises({ page: row, locale }: Subject, means: Means): void {
  it('by day shows axe no error and is walked through with Tab, there and back: in its order, each stop seen', async () => {
    const { page } = means.visit();
    await means.arrive(means.visit());
    await expectNoErrors(page, ON_A_DESKTOP);
    expect(await walkErrors(page)).toEqual([]);
    expect(await disclosureErrors(page)).toEqual([]);
  });

  it('by night at 400 % shows axe no error, hides and cuts nothing, scrolls one way only, and is still walked through', async () => {
    const { page } = means.visit();
    await means.arrive(means.visit(), AT_400_PERCENT);
    await expectNoErrors(page, AT_400_PERCENT);
    expect(await probe(page, 'reflow()')).toEqual([]);
    expect(await walkErrors(page)).toEqual([]);
  });

  it('is skipped into with the first key', async () => {
    const { page } = means.visit();
    await means.arrive(means.visit());
    await probe(page, 'begin()');
    await page.keyboard.press('Tab');
    expect(await page.getAttribute(':focus', 'href')).toBe('#contenu');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement?.id')).toBe('contenu');
    await page.keyboard.press('Tab');
    const passed =
      "document.activeElement?.closest('header') !== null && document.activeElement !== document.body";
    expect(await page.evaluate(passed)).toBe(false);
  });

  const target = row.switchesTo === undefined ? row.path : row.switchesTo;
  const other = locale === 'fr' ? 'en' : 'fr';
  if (target !== null)
    it('changes language by key, to the same page', async () => {
      const { page } = means.visit();
      await means.arrive(means.visit());
      await tabTo(page, `a[hreflang="${other}"]`);
      const [answer] = await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(page.url()).toBe(new URL(target[other], means.address()).href);
      expect([answer?.status(), await page.getAttribute('html', 'lang')]).toEqual([200, other]);
    });
}
