import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import OpeningHours from 'opening_hours';
import type { Place, RuleState } from './schedule';
import { formatOpeningHours, formatTime } from './syntax-format';
import { scheduleOfTexts } from './schedule-of-texts';
import { parseOpeningHours } from './syntax-parse';
import { timelineOf, walk, type Interval } from './timeline';

const SEED = 20_261_125;
const RUNS = 400;
/** The library reads the wall clock of the process; so does our side here, whatever that zone is. */
const HERE: Place = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, department: '33' };
const BORDEAUX = { lat: 44.84, lon: -0.58, address: { country_code: 'fr', state: 'Nouvelle-Aquitaine' } };
/** South of the equator the library is a week off in winter: it divides milliseconds by days of 24 hours. */
const SUMMER_AT_NEW_YEAR =
  new Date(2026, 0, 1).getTimezoneOffset() < new Date(2026, 6, 1).getTimezoneOffset();
const WINDOWS: readonly (readonly [Date, Date])[] = [
  [new Date(2021, 2, 24), new Date(2021, 3, 20)],
  [new Date(2026, 9, 23), new Date(2026, 10, 16)],
];

type Reading = readonly (readonly [number, number, RuleState])[];

/** `2021 Mar 28-Apr 16`: clear, but the library wants the year twice. */
const withBothYears = (text: string): string =>
  text.replace(/(\d{4}) (\w{3} \d+)-(\w{3} \d+)/g, '$1 $2-$1 $3');

/** Joins neighbours in one state: the library also cuts where the comment changes. */
function joinStates(reading: Reading): Reading {
  const joined: [number, number, RuleState][] = [];
  for (const [from, until, state] of reading) {
    const last = joined.at(-1);
    if (last && last[1] === from && last[2] === state) last[1] = until;
    else joined.push([from, until, state]);
  }
  return joined;
}

/** What the library reads, or null where it refuses. */
function theirs(text: string, [from, until]: readonly [Date, Date]): Reading | null {
  let library: InstanceType<typeof OpeningHours>;
  try {
    library = new OpeningHours(text, BORDEAUX, 0);
  } catch {
    return null;
  }
  return joinStates(
    library
      .getOpenIntervals(from, until)
      .map(([start, end, unknown]) => [start.getTime(), end.getTime(), unknown ? 'unknown' : 'open']),
  );
}

/** What we read, or null where we keep the text. */
function ours(text: string, [from, until]: readonly [Date, Date]): Reading | null {
  const parsed = parseOpeningHours(text, HERE);
  if ('unreadable' in parsed) return null;
  const timeline = timelineOf(parsed.schedule, 'shop');
  if (!timeline) return null;
  const cut =
    (state: RuleState) =>
    (interval: Interval): readonly [number, number, RuleState] => [
      Math.max(interval.from, from.getTime()),
      Math.min(interval.until, until.getTime()),
      state,
    ];
  const states: RuleState[] = ['open', 'unknown'];
  return joinStates(
    states
      .flatMap((state) => [...walk(timeline, from.getTime(), until.getTime(), state)].map(cut(state)))
      .sort(([a], [b]) => a - b),
  );
}

const show = (reading: Reading | null): string =>
  (reading ?? [])
    .map(
      ([from, until, state]) =>
        `${new Date(from).toString().slice(0, 21)} → ${new Date(until).toString().slice(0, 21)} ${state}`,
    )
    .join('\n');

const realTexts = readFileSync(join(__dirname, 'fixtures', 'opening-hours-real.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const WEEKDAY = fc.constantFrom('Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su');
const MONTH = fc.constantFrom(
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
);

const range = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(item, item).map(([from, until]) => `${from}-${until}`);

/** Quarters of an hour, away from those that a jump of the clock skips or repeats. */
const TIME = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
const SPAN = fc.tuple(TIME, fc.integer({ min: 1, max: 72 })).map(([from, quarters]) => {
  const until = from + quarters * 15;
  return `${formatTime(from)}-${formatTime(until > 1_440 ? until - 1_440 : until)}`;
});
const SPANS = fc.array(SPAN, { minLength: 1, maxLength: 2 }).map((spans) => spans.join(','));

const NTH = fc
  .tuple(WEEKDAY, fc.constantFrom('1', '2', '3', '4', '5', '-1', '-2', '1,3', '2-4'))
  .map(([day, nth]) => `${day}[${nth}]`);
const DAYS = fc
  .array(fc.oneof(WEEKDAY, range(WEEKDAY), NTH, fc.constant('PH')), { minLength: 1, maxLength: 3 })
  .map((days) => days.join(','));

const DAY_OF_MONTH = fc.integer({ min: 1, max: 28 });
const DATE = fc.tuple(MONTH, DAY_OF_MONTH).map(([month, day]) => `${month} ${day}`);
const YEAR = fc.integer({ min: 2019, max: 2029 });
const CALENDAR = fc.oneof(
  MONTH,
  range(MONTH),
  fc.tuple(MONTH, MONTH).map(([a, b]) => `${a},${b}`),
  DATE,
  range(DATE),
  fc
    .tuple(MONTH, DAY_OF_MONTH, fc.integer({ min: 0, max: 9 }))
    .map(([m, d, n]) => `${m} ${d}-${Math.min(d + n, 28)}`),
  fc.tuple(YEAR, DATE).map(([year, date]) => `${year} ${date}`),
  fc.tuple(YEAR, DATE, DATE).map(([year, a, b]) => `${year} ${a}-${year + 1} ${b}`),
  fc.constantFrom('easter', 'easter -2 days', 'easter +1 day', 'week 10-30', 'week 1-53/2', 'week 5,40-44'),
  fc
    .tuple(YEAR, fc.integer({ min: 0, max: 4 }))
    .map(([year, more]) => (more === 0 ? `${year}` : `${year}-${year + more}`)),
  YEAR.map((year) => `${year}+`),
);

const STATE = fc.constantFrom('', '', '', ' off', ' open "x"', ' "sur rendez-vous"', ' unknown');
const SEPARATOR = fc.constantFrom('; ', '; ', '; ', ', ', ' || ');

const RULE = fc
  .record({
    calendar: fc.option(CALENDAR, { freq: 4, nil: '' }),
    days: fc.option(DAYS, { freq: 1, nil: '' }),
    spans: SPANS,
    state: STATE,
  })
  .map(({ calendar, days, spans, state }) => [calendar, days, spans].filter(Boolean).join(' ') + state);
const CLOSING = fc.oneof(
  fc.constant('PH off'),
  DAYS.map((days) => `${days} off`),
  DATE.map((date) => `${date} off`),
);

/** Values of `opening_hours` as people write them, of one to four rules. */
function anOpeningHours(): fc.Arbitrary<string> {
  return fc
    .tuple(RULE, fc.array(fc.tuple(SEPARATOR, RULE), { maxLength: 3 }), fc.option(CLOSING, { nil: '' }))
    .map(
      ([first, others, closing]) =>
        others.reduce((text, [separator, rule]) => text + separator + rule, first) +
        (closing === '' ? '' : `; ${closing}`),
    );
}

describe('our reader beside opening_hours.js', () => {
  it('reads the real values as the library does, or keeps them as text', () => {
    const kept: string[] = [];
    const wrong: string[] = [];
    for (const text of realTexts) {
      const readings = WINDOWS.map(
        (window) => [ours(text, window), theirs(withBothYears(text), window)] as const,
      );
      if (readings.some(([mine]) => mine === null)) kept.push(text);
      else if (readings.some(([mine, library]) => library === null || show(mine) !== show(library)))
        wrong.push(text);
    }
    expect(wrong).toEqual([]);
    expect(kept).toEqual(['sunset-sunrise open "Beware of vampires!"; PH off', '22:00+; PH off']);
    expect(realTexts).toHaveLength(97);
  });

  it(`reads generated values as the library does (seed ${SEED})`, () => {
    let refused = 0;
    fc.assert(
      fc.property(anOpeningHours(), fc.integer({ min: 0, max: 3_000 }), (text, offset) => {
        const from = new Date(2020, 0, 1 + offset);
        const window = [from, new Date(2020, 0, 25 + offset)] as const;
        // Where the clock jumps, the library moves what does not exist by an hour; we leave it out (see daylight-saving).
        fc.pre(window[0].getTimezoneOffset() === window[1].getTimezoneOffset());
        fc.pre(!(SUMMER_AT_NEW_YEAR && text.includes('week')));
        const mine = ours(text, window);
        const library = theirs(text, window);
        if (!mine || !library) {
          refused += 1;
          return;
        }
        expect(`${text}\n${show(mine)}`).toBe(`${text}\n${show(library)}`);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(refused).toBeLessThan(RUNS / 5);
  });

  it(`writes what it read so that the library still reads the same (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anOpeningHours(), (text) => {
        const parsed = parseOpeningHours(text, HERE);
        if ('unreadable' in parsed) return;
        const written = formatOpeningHours(parsed.schedule) ?? '';
        const window = [new Date(2026, 9, 20), new Date(2026, 9, 20 + 20)] as const;
        expect(show(ours(written, window))).toBe(show(ours(text, window)));
        expect(theirs(written, window)).not.toBeNull();
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it.each([
    'Mo-Su 18:00-02:00; 2026 Oct 24-26 02:00-26:00 off',
    'Mo-Su 18:00-02:00; PH 02:00-26:00 off, PH 20:00-22:00; 2026 Oct 24 02:00-26:00 off, 2026 Oct 24 10:00-01:00',
    'Th 18:00-01:00, Fr-Sa 18:00-02:00; PH 02:00-26:00 off',
  ])('closes whole nights so that the library understands: %s', (text) => {
    const window = [new Date(2026, 9, 20), new Date(2026, 10, 16)] as const;
    expect(formatOpeningHours(scheduleOfTexts(HERE, { shop: text }))).toBe(text);
    expect(show(ours(text, window))).toBe(show(theirs(text, window)));
  });

  it('has the same eleven public holidays', () => {
    const window = [new Date(2026, 0, 1), new Date(2028, 11, 31)] as const;
    expect(show(ours('PH 10:00-11:00', window))).toBe(show(theirs('PH 10:00-11:00', window)));
    expect(theirs('PH 10:00-11:00', window)).toHaveLength(33);
  });
});
