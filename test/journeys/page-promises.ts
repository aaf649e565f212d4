import { type Locale, MINUTE, required } from '@halles/kernel';
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
  /** Whether axe is asked of it and it is walked through with Tab, by day and by night. */
  readonly isExamined: boolean;
}

/** In which languages rows are seen: in both, by a journey for each, or in this one alone. */
export type Seeing = 'both languages' | 'one language';

/**
 * Rows take turns on the territories, and the languages are shifted: each page is seen in two themes. What costs most and
 * asks little of the language, axe and the walks, is asked of a row that is seen in both in one of them: they take turns.
 */
export function subjectsOf(pages: readonly PublicPage[], locale: Locale, seeing: Seeing): Subject[] {
  const [shift, turn] = locale === 'fr' ? [0, 0] : [2, 1];
  return pages.map((page, index) => {
    const slug = page.slug ?? TERRITORIES[(index + shift) % TERRITORIES.length] ?? TERRITORIES[0];
    const isExamined = seeing === 'one language' || index % 2 === turn;
    return { page, locale, slug, title: `${page.name}, ${locale}, ${slug}`, isExamined };
  });
}

/** Tests that each page keeps what all pages promise: see `public-pages.ts`. */
export function describePages(
  pages: readonly PublicPage[],
  locale: Locale,
  seeing: Seeing,
  open: () => Promise<PortalStage> = openPortalStage,
): void {
  jest.setTimeout(3 * MINUTE);
  let stage: PortalStage;
  /** For each territory a browser with scripts and one without: to start them for each page takes longer than the page. */
  const visits = new Map<string, Visit>();
  beforeAll(async () => {
    stage = await open();
  });
  afterAll(() => stage.close());

  async function visitOf(slug: string, javaScriptEnabled: boolean): Promise<Visit> {
    const key = `${slug} ${javaScriptEnabled}`;
    const visit = visits.get(key) ?? (await stage.visit(slug, { javaScriptEnabled }));
    visits.set(key, visit);
    return visit;
  }

  describe.each(subjectsOf(pages, locale, seeing))('$title', (subject) => {
    const means = new Means(subject, () => stage.originOf(subject.slug));
    beforeAll(async () => {
      means.meet(await visitOf(subject.slug, true), await visitOf(subject.slug, false));
    });
    // A page that broke a promise is one failure: the next begins with a browser that knows nothing of it.
    afterAll(() => means.forget());
    readPromises(subject, means);
    keyPromises(subject, means);

    it('has set no cookie, asked nobody else and broken no rule of its policy', async () => {
      for (const { context, misdeeds } of means.visits) {
        expect(await context.cookies()).toEqual([]);
        expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      }
    });
  });
}

const minuteOf = (instant: number): number => Math.floor(instant / MINUTE);

/** The two browsers in which a page is looked at, and where they stand. */
class Means {
  private opened: readonly [visit: Visit, plain: Visit] | undefined;
  private stands: Seen | null = null;

  constructor(
    private readonly subject: Subject,
    private readonly origin: () => string,
  ) {}

  /** What all promises share, up to the last: what they remember must be nothing. */
  get visits(): readonly [visit: Visit, plain: Visit] {
    return required(this.opened, 'the browsers');
  }

  get address(): string {
    return this.origin() + this.subject.page.path[this.subject.locale];
  }

  meet(visit: Visit, plain: Visit): void {
    this.opened = [visit, plain];
  }

  /**
   * Goes to the page without scripts and with them, on a desktop by day. A page says what is open now: where the minute
   * turned between the two, they are fetched again.
   */
  async arriveTwice(): Promise<{
    readonly plain: Page;
    readonly page: Page;
    readonly answer: Response | null;
  }> {
    for (;;) {
      const minute = minuteOf(Date.now());
      const { page: plain } = this.visits[1];
      const answer = await this.arrive(plain, ON_A_DESKTOP);
      this.leave();
      const page = await this.stand();
      if (minuteOf(Date.now()) === minute) return { plain, page, answer };
    }
  }

  /**
   * Has the page with scripts, on a desktop by day unless said; a promise that finds it there as the last one left it begins
   * at its head (`begin()`). Looked at in another way it is the same document: what of ours asks for the width or the colours
   * of the window follows them, and axe takes a third of the time in a document that it knows.
   */
  async stand(seen: Seen = ON_A_DESKTOP): Promise<Page> {
    const { page } = this.visits[0];
    if (this.stands === null) await this.arrive(page, seen);
    else if (this.stands !== seen) {
      await look(page, seen);
      // The focus may be where the last promise left it, on what lies over the page as long as it has it.
      await probe(page, 'begin()');
    }
    this.stands = seen;
    return page;
  }

  /** The page is left: the next promise goes there again. */
  leave(): void {
    this.stands = null;
  }

  async forget(): Promise<void> {
    for (const { context, page, misdeeds } of this.visits) {
      await context.clearCookies();
      // Nothing of ours runs there. A blank page is of another site: the browser would end the process of this one, and
      // begin the next page with a new one, in which nothing is compiled yet.
      await page.goto(`${this.origin()}/robots.txt`);
      misdeeds.errors.length = 0;
      misdeeds.elsewhere.length = 0;
    }
  }

  private async arrive(page: Page, seen: Seen): Promise<Response | null> {
    await look(page, seen);
    const { arrive } = this.subject.page;
    return arrive ? arrive(page, this.address) : page.goto(this.address);
  }
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
    const { plain, page, answer } = await means.arriveTwice();
    expect(answer?.status()).toBe(row.status ?? 200);
    expect(await plain.getAttribute('html', 'lang')).toBe(locale);
    expect(await plain.textContent('main')).toContain(row.says[locale]);
    expect(await plain.locator('h1').count()).toBe(1);
    expect(await probe(plain, 'deadAnchors()')).toEqual([]);
    await page.evaluate(FETCHED);
    const said = `said(${JSON.stringify(row.addedByScripts ?? '')})`;
    const without = await probe<string[]>(plain, said);
    expect(without).toEqual(await probe<string[]>(page, said));
    expect(without.filter((line) => line.startsWith('broken'))).toEqual([]);
  });
}

/** Asks axe of the page as it stands there: a failure says how it was looked at. */
async function expectNoErrors(page: Page, seen: Seen): Promise<void> {
  expect({ seen, errors: await errorsOf(page) }).toEqual({ seen, errors: [] });
}

/** What a page promises to those who have a keyboard and no pointer, on a desktop by day and by night at 400 %. */
function keyPromises({ page: row, locale, isExamined }: Subject, means: Means): void {
  if (isExamined)
    it('by day shows axe no error and is walked through with Tab, there and back: in its order, each stop seen', async () => {
      const page = await means.stand();
      await expectNoErrors(page, ON_A_DESKTOP);
      expect(await walkErrors(page)).toEqual([]);
      expect(await disclosureErrors(page)).toEqual([]);
    });

  it('is skipped into with the first key', async () => {
    const page = await means.stand();
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

  it('by night at 400 % hides and cuts nothing, and scrolls one way only', async () => {
    const page = await means.stand(AT_400_PERCENT);
    expect(await probe(page, 'reflow()')).toEqual([]);
  });

  if (isExamined)
    it('by night at 400 % shows axe no error, and is still walked through', async () => {
      const page = await means.stand(AT_400_PERCENT);
      await expectNoErrors(page, AT_400_PERCENT);
      expect(await walkErrors(page)).toEqual([]);
    });

  // It leads elsewhere: last.
  const target = row.switchesTo === undefined ? row.path : row.switchesTo;
  const other = locale === 'fr' ? 'en' : 'fr';
  if (target !== null)
    it('changes language by key, to the same page', async () => {
      const page = await means.stand();
      await probe(page, 'begin()');
      await tabTo(page, `a[hreflang="${other}"]`);
      means.leave();
      const [answer] = await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(page.url()).toBe(new URL(target[other], means.address).href);
      expect([answer?.status(), await page.getAttribute('html', 'lang')]).toEqual([200, other]);
    });
}
