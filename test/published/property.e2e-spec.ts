import {
  emptyProfile,
  type FacetsAnswer,
  hoursFields,
  type ListingProfile,
  pathTo,
  type SearchAnswer,
} from '@halles/contracts';
import { Clock, DAY, MINUTE, required } from '@halles/kernel';
import { SERVICE_MODES } from '@halles/domain/hours';
import { GENEROUS, writeListings } from '@halles/testing';
import fc from 'fast-check';
import { DomUtils, parseDocument } from 'htmlparser2';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { editorForms } from '../../apps/portal/src/profiles/forms/editor-forms';
import { plain, typedForms } from './fields';
import { clockSpans, machineHoursIn, machineSpansOn, readingOf, spansOn, spanWords } from './readers';
import { PublishedStage } from './stage';
import { type Made, madePages, type Span } from './values';

/**
 * Few and rich: each publishes every field of every form, and reads all of it everywhere. The suite tries the same ones each
 * time; `PUBLISHED_SEED=7 PUBLISHED_RUNS=50 npm test -- published/property` tries others.
 */
const RUNS = Number(process.env['PUBLISHED_RUNS'] ?? 3);
const SEED = Number(process.env['PUBLISHED_SEED'] ?? 20_261_126);

jest.setTimeout(MINUTE + RUNS * 20_000);

/** A Monday: the days with dates follow, Christmas within the two weeks that search knows, New Year behind them. */
const NOW = new Date('2026-12-14T10:00:00Z');

const dayAfter = (days: number): string => new Date(NOW.getTime() + days * DAY).toISOString().slice(0, 10);

/** Words of a page, as a person reads them. */
const textOf = (html: string): string =>
  plain(DomUtils.textContent(parseDocument(html))).replaceAll(/\s+/g, ' ');

/** The terms of a page with their values, and the rows of its tables. */
function factsOf(html: string): string[] {
  const all = DomUtils.getElementsByTagName('*', parseDocument(html));
  let term = '';
  return all.flatMap((element) => {
    const text = plain(DomUtils.textContent(element)).replaceAll(/\s+/g, ' ').trim();
    if (element.name === 'dt') term = text;
    if (element.name === 'tr') return [text];
    return element.name === 'dd' ? [`${term}: ${text}`] : [];
  });
}

/** A moment that is open on a day, and one that is not. */
function momentsOf(spans: readonly Span[]): { readonly open: number | null; readonly shut: number } {
  const [first] = spans;
  const last = spans.at(-1);
  const open = first ? Math.floor((first.from + first.until) / 2) : null;
  // Before anything opens, after every night has ended; or at the end of the day.
  return { open, shut: last && last.until > 1_430 ? 330 : Math.max(last?.until ?? 0, 600) + 5 };
}

const CLOSED = { state: 'closed', since: '2026-11-30' } as const;

/** What is stored of a made page. */
const contentOf = (
  { weeks: _weeks, ...content }: Made,
  state: ListingProfile['state'] = null,
): ListingProfile => ({ ...emptyProfile, ...content, state });

describe('whatever is published is what the public reads', () => {
  let portal: Portal;
  let stage: PublishedStage;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    stage = new PublishedStage(portal, NOW);
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await portal.close();
  });

  const aShop = async (): Promise<number> => {
    const facts = { displayName: 'Dupont', category: 'bakery' };
    const [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
    return listing;
  };
  const read = async (path: string): Promise<string> => (await portal.ask('ici-bourg', path)).body;
  const isFound = async (listing: number, query: Readonly<Record<string, string>>): Promise<boolean> => {
    const asked = new URLSearchParams({ limit: '100', ...query }).toString();
    const { results } = JSON.parse(await read(`/api/v1/search?${asked}`)) as SearchAnswer;
    return results.some(({ id }) => id === listing);
  };

  async function publishAll(made: Made, by: 'merchant' | 'agent') {
    const listing = await aShop();
    const { owner, author } = await stage.cookiesOf(listing, by);
    for (const form of typedForms(contentOf(made))) {
      if (by === 'agent' && form.path === 'profile.legal') continue;
      const { status, headers, body } = await stage.publish(listing, author, form);
      const problems = DomUtils.getElementsByClassName('field__error', parseDocument(body)).map((one) =>
        DomUtils.textContent(one).trim(),
      );
      expect([form.path, status, headers.location, problems]).toEqual([
        form.path,
        303,
        expect.stringMatching(/fait=\d/),
        [],
      ]);
    }
    return { listing, owner, author };
  }

  /** On the page in both languages, and in its data. */
  async function expectPage(listing: number, made: Made, by: 'merchant' | 'agent'): Promise<void> {
    const reading = readingOf(made, by);
    const { html, data } = await stage.page(listing);
    const [text, facts] = [textOf(html), factsOf(html)];
    expect(reading.page.filter((words) => !text.includes(words))).toEqual([]);
    expect(
      reading.facts.filter(
        ([term, value]) => !facts.some((fact) => fact.startsWith(`${term}: `) && fact.includes(value)),
      ),
    ).toEqual([]);
    const hrefs = DomUtils.getElementsByTagName('a', parseDocument(html)).map(
      ({ attribs }) => attribs['href'],
    );
    expect(reading.links.filter((href) => !hrefs.includes(href))).toEqual([]);
    expect(reading.data.filter((words) => !data.includes(words))).toEqual([]);
    const english = /hreflang="en" href="([^"]+)"|href="([^"]+)"[^>]* hreflang="en"/.exec(html);
    const there = new URL(english?.[1] ?? english?.[2] ?? '', 'https://x.example/').pathname;
    const translated = textOf(await read(there));
    expect(reading.english.filter((words) => !translated.includes(words))).toEqual([]);
    expectHours(made, { text, facts, data });
  }

  function expectHours(
    made: Made,
    {
      text,
      facts,
      data,
    }: { readonly text: string; readonly facts: readonly string[]; readonly data: string },
  ): void {
    for (const date of [0, 1, 2, 3, 4, 5, 6].map(dayAfter)) {
      const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
      if (made.exceptions.some(({ from, until }) => from <= date && date <= until)) continue;
      for (const { week, nth } of Object.values(made.weeks))
        if (nth?.weekday !== weekday)
          for (const span of week[weekday] ?? []) expect(text).toContain(spanWords([span]));
    }
    const factOf = (day: string): string | undefined =>
      facts.find((fact) => new RegExp(`(?<!\\d)${day}\\b`).test(fact));
    for (const { from, spans, note } of made.exceptions) {
      const line = factOf(`${Number(from.slice(-2))} décembre`);
      expect(line).toContain(spans.length === 0 ? 'Fermé' : spanWords(spans));
      expect(line).toContain(note ?? '');
    }
    const christmas = spansOn(made, '2026-12-25');
    if (christmas !== null)
      expect(factOf('25 décembre')).toContain(christmas.length === 0 ? 'Fermé' : spanWords(christmas));
    const [away] = made.vacations;
    expect(factOf(`${Number(away?.from.slice(-2))} janvier`)).toContain('Fermé');
    const hours = machineHoursIn(data);
    const days = Array.from({ length: 28 }, (_, at) => at);
    for (const date of days.map(dayAfter)) {
      const spans = spansOn(made, date);
      if (spans !== null) expect([date, machineSpansOn(hours, date)]).toEqual([date, clockSpans(spans)]);
    }
  }

  async function expectSearch(listing: number, made: Made, by: 'merchant' | 'agent'): Promise<void> {
    const { queries, features } = readingOf(made, by);
    for (const q of queries) expect([q, await isFound(listing, { q })]).toEqual([q, true]);
    const q = made.name;
    for (const name of features.has)
      expect([name, await isFound(listing, { q, features: name })]).toEqual([name, true]);
    for (const name of features.lacks)
      expect([name, await isFound(listing, { q, features: name })]).toEqual([name, false]);
    expect(await isFound(listing, { category: made.category })).toBe(true);
    for (const date of [1, 3, 5, 6, 8, 9, 11, 12].map(dayAfter)) {
      const spans = spansOn(made, date);
      if (spans === null) continue;
      const { open, shut } = momentsOf(spans);
      for (const [minute, is] of [
        [open, true],
        [shut, false],
      ] as const) {
        if (minute === null) continue;
        const at = `${date}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        expect([at, await isFound(listing, { q, open: at })]).toEqual([at, is]);
        const facets = JSON.parse(
          await read(`/api/v1/facets?${new URLSearchParams({ q, open: at }).toString()}`),
        ) as FacetsAnswer;
        expect([at, facets.total]).toEqual([at, is ? 1 : 0]);
      }
    }
  }

  async function expectFiles(listing: number, made: Made, by: 'merchant' | 'agent'): Promise<void> {
    const { file, data } = readingOf(made, by);
    const { row, point, node } = await stage.inOpenData(listing);
    const cells = JSON.parse(row) as Readonly<Record<string, string>>;
    const { properties, geometry } = JSON.parse(point) as {
      properties: Readonly<Record<string, string | null>>;
      geometry: { coordinates: readonly number[] } | null;
    };
    expect(cells).toMatchObject(file);
    const { longitude, latitude, ...others } = file;
    expect(geometry?.coordinates.map(String)).toEqual([longitude, latitude]);
    for (const [name, value] of Object.entries(others))
      expect([name, properties[name] ?? '']).toEqual([name, value]);
    for (const { from } of made.exceptions) expect(cells['horaires']).toContain(`2026 Dec ${from.slice(-2)}`);
    expect(properties['horaires']).toBe(cells['horaires']);
    expect(data.filter((words) => !node.includes(words))).toEqual([]);
  }

  /** In the monthly mail, and in « Tout est exact ? ». */
  async function expectQuestions(
    { listing, owner }: { readonly listing: number; readonly owner: string },
    made: Made,
    by: 'merchant' | 'agent',
  ): Promise<void> {
    const reading = readingOf(made, by);
    const mail = await stage.monthlyMail(listing);
    expect(reading.mail.filter((words) => !mail.includes(words))).toEqual([]);
    const path = pathTo('freshness.confirm', 'fr', { listing });
    const { status, body } = await portal.ask('ici-bourg', path, { headers: { cookie: owner } });
    expect(status).toBe(200);
    const check = textOf(body);
    expect(reading.check.filter((words) => !check.includes(words))).toEqual([]);
    for (const date of [0, 1, 2, 3, 4, 5, 6].map(dayAfter)) {
      const spans = spansOn(made, date);
      if (spans === null || spans.length === 0) continue;
      for (const text of [mail, check])
        expect([date, text]).toEqual([date, expect.stringContaining(spanWords(spans))]);
    }
    for (const { spans, note } of made.exceptions)
      for (const text of [mail, check]) {
        expect(text).toContain(note ?? '');
        expect(text).toContain(spans.length === 0 ? 'Fermé' : spanWords(spans));
      }
  }

  /** Closed for good: read everywhere at once, and nowhere any more that it is open. */
  async function expectClosed(
    { listing, author }: { readonly listing: number; readonly author: string },
    made: Made,
  ): Promise<void> {
    const form = typedForms(contentOf(made, CLOSED)).find(({ path }) => path === 'profile.information');
    const { status } = await stage.publish(listing, author, required(form, 'the form'));
    expect(status).toBe(303);
    const { html, data } = await stage.page(listing);
    expect(textOf(html)).toContain('fermé définitivement depuis le 30 novembre 2026');
    expect(data).not.toContain('"opens"');
    expect(await isFound(listing, { q: made.name })).toBe(false);
    expect(Object.values(await stage.inOpenData(listing))).toEqual(['{}', '{}', '{}']);
  }

  const samples = fc.sample(madePages, { numRuns: 2 * RUNS, seed: SEED });
  const cases = samples.map((_, at) => [at, at % 2 === 0 ? 'merchant' : 'agent'] as const);
  it.each(cases)(
    'page %i, typed in all its forms by a %s: in every field on the page, in search, in data, files and mail',
    async (at, by) => {
      const made = required(samples[at], 'a page');
      const kept = await publishAll(made, by);
      await expectPage(kept.listing, made, by);
      await expectSearch(kept.listing, made, by);
      await expectFiles(kept.listing, made, by);
      await expectQuestions(kept, made, by);
      await expectClosed(kept, made);
    },
  );

  /** Inputs that say nothing of a page: what is sent with every form, and what copies from one day to others. */
  const NO_FIELD =
    /^(?:version|do|mode|asText|text|copyFrom|copyTo|span|placedFor|longitude|latitude|plan|closing)$/;
  const kindOf = (name: string): string =>
    name
      .replace(/^h\d{4}-\d\d-\d\d/, 'h#')
      .replace(/^(?:[dsnvx]\d+)+/, (rows) => rows.replaceAll(/\d+/g, '#'));

  it('leaves no input of any form out', async () => {
    const listing = await aShop();
    const { owner: cookie } = await stage.cookiesOf(listing, 'merchant');
    const pages = ['profile.hours', 'profile.address', ...editorForms.map(({ page }) => `profile.${page}`)];
    const inputs = new Set<string>();
    for (const page of pages) {
      const { body } = await portal.ask('ici-bourg', pathTo(page as 'profile.hours', 'fr', { listing }), {
        headers: { cookie },
      });
      for (const { name, attribs } of DomUtils.getElementsByTagName('*', parseDocument(body))) {
        const isInput = ['input', 'select', 'textarea'].includes(name) && attribs['type'] !== 'hidden';
        const named = attribs['name'];
        if (isInput && named !== undefined && !NO_FIELD.test(named)) inputs.add(kindOf(named));
      }
    }
    expect(inputs.size).toBeGreaterThan(70);
    const filled = new Set<string>();
    for (const made of fc.sample(madePages, { numRuns: 60, seed: 1 }))
      for (const { values } of typedForms(contentOf(made, CLOSED)))
        for (const [name, all] of Object.entries(values))
          if (all?.some((value) => value !== '')) filled.add(kindOf(name));
    expect([...inputs].filter((name) => !filled.has(name))).toEqual([]);
    expect(SERVICE_MODES.map((mode) => hoursFields[mode]).toSorted()).toEqual(
      Object.values(hoursFields).toSorted(),
    );
  });
});
