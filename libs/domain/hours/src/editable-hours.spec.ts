import fc from 'fast-check';
import { editableOfRules, opensOnAnyDay, rulesOfEditable, type EditableHours } from './editable-hours';
import { intervals } from './timeline';
import { emptySchedule, type Rule } from './schedule';
import { formatRules } from './syntax-format';
import { parseRules } from './syntax-parse';

const PARIS = { timeZone: 'Europe/Paris', department: '33' };
const at = (text: string): number => Date.parse(text);
const openings = (rules: readonly Rule[], from: string, until: string): string[] =>
  intervals({ ...emptySchedule(PARIS), modes: { shop: { rules } } }, 'shop', at(from), at(until)).map(
    (span) =>
      `${new Date(span.from).toISOString().slice(5, 16)}/${new Date(span.until).toISOString().slice(5, 16)}`,
  );
const span = (from: number, until: number) => ({ from: from * 60, until: until * 60 });
const plain: EditableHours = {
  week: { 2: [span(9, 12), span(14, 19)], 3: [span(9, 12), span(14, 19)], 6: [span(9, 13)] },
  seasons: [],
  days: [],
};

describe('hours as a person fills them in', () => {
  it('are written as a week, a summer and a first Monday', () => {
    const rules = rulesOfEditable({
      ...plain,
      seasons: [{ from: { month: 7, day: 14 }, until: { month: 8, day: 31 }, week: { 6: [span(9, 12)] } }],
      days: [
        { weekday: 1, nth: 1, spans: [span(14, 18)] },
        { weekday: 6, nth: -1, spans: [] },
      ],
    });
    expect(formatRules(rules)).toBe(
      'Tu-We 09:00-12:00,14:00-19:00; Sa 09:00-13:00; Jul 14-Aug 31 off; Jul 14-Aug 31 Sa 09:00-12:00; ' +
        'Mo[1] 14:00-18:00; Sa[-1] off',
    );
    expect(openings(rules, '2026-08-03T00:00:00Z', '2026-08-10T00:00:00Z')).toEqual([
      '08-03T12:00/08-03T16:00',
      '08-08T07:00/08-08T10:00',
    ]);
  });

  it('leave the night before a season and a closed day whole', () => {
    const rules = rulesOfEditable({
      week: { 5: [span(20, 26)], 6: [span(20, 26)] },
      seasons: [{ from: { month: 8, day: 1 }, until: { month: 8, day: 15 }, week: {} }],
      days: [{ weekday: 6, nth: 2, spans: [] }],
    });
    // Friday 31 July 2026 runs into the closed season; Friday 11 September runs into a closed Saturday.
    expect(openings(rules, '2026-07-31T12:00:00Z', '2026-08-02T12:00:00Z')).toEqual([
      '07-31T18:00/08-01T00:00',
    ]);
    expect(openings(rules, '2026-09-11T12:00:00Z', '2026-09-13T12:00:00Z')).toEqual([
      '09-11T18:00/09-12T00:00',
    ]);
  });

  it('open on any day where the week, a season or a day of the month does', () => {
    const shut: EditableHours = { week: { 1: [] }, seasons: [], days: [] };
    const season = { from: { month: 7, day: 14 }, until: { month: 8, day: 31 } };
    const closed = {
      ...shut,
      seasons: [{ ...season, week: {} }],
      days: [{ weekday: 6, nth: 2, spans: [] }],
    };
    expect([shut, closed].map(opensOnAnyDay)).toEqual([false, false]);
    const open: EditableHours[] = [
      plain,
      { ...shut, seasons: [{ ...season, week: { 6: [span(9, 12)] } }] },
      { ...shut, days: [{ weekday: 1, nth: 1, spans: [span(14, 18)] }] },
    ];
    expect(open.map(opensOnAnyDay)).toEqual([true, true, true]);
  });

  const anySpans = fc
    .array(fc.integer({ min: 0, max: 47 }), { minLength: 0, maxLength: 4 })
    .map((halves) => [...new Set(halves)].sort((a, b) => a - b))
    .map((halves) =>
      halves.flatMap((half, index) =>
        index % 2 === 0 && halves[index + 1] !== undefined
          ? [{ from: half * 30, until: (halves[index + 1] ?? 0) * 30 }]
          : [],
      ),
    );
  const anyWeek = fc
    .array(anySpans, { minLength: 7, maxLength: 7 })
    .map((days) => Object.fromEntries(days.map((spans, index) => [index + 1, spans])));
  const anyHours = fc.record({
    week: anyWeek,
    seasons: fc
      .array(fc.record({ month: fc.integer({ min: 1, max: 11 }), week: anyWeek }), { maxLength: 2 })
      .map((list) =>
        [...new Map(list.map((season) => [season.month, season])).values()].map(({ month, week }) => ({
          from: { month, day: 3 },
          until: { month: month + 1, day: 4 },
          week,
        })),
      ),
    days: fc
      .array(
        fc.record({
          weekday: fc.integer({ min: 1, max: 7 }),
          nth: fc.constantFrom(1, 2, -1),
          spans: anySpans,
        }),
        {
          maxLength: 2,
        },
      )
      .map((list) => [...new Map(list.map((day) => [`${day.weekday} ${day.nth}`, day])).values()]),
  });

  it('come back from the text as they were written, and open at the same instants', () => {
    fc.assert(
      fc.property(anyHours, (hours) => {
        const rules = rulesOfEditable(hours);
        if (rules.length === 0) return;
        const read = parseRules(formatRules(rules));
        expect(read).toEqual(rules);
        const shown = editableOfRules(read);
        // A week without a day beside a season is no text that an editor has to know again.
        if (Object.values(hours.week).some((spans) => spans.length > 0)) expect(shown).not.toBeNull();
        if (shown) expect(formatRules(rulesOfEditable(shown))).toBe(formatRules(rules));
      }),
    );
  });

  it('keep the usual hours of the days of which a season of other sources says nothing', () => {
    const shown = editableOfRules(parseRules('Mo-Sa 09:00-19:00; Jul-Aug Sa 09:00-13:00'));
    const usual = [span(9, 19)];
    expect(shown?.seasons).toEqual([
      {
        from: { month: 7, day: 1 },
        until: { month: 8, day: 31 },
        week: { 1: usual, 2: usual, 3: usual, 4: usual, 5: usual, 6: [span(9, 13)] },
      },
    ]);
  });

  it('have a usual week where a year is made of seasons', () => {
    const shown = editableOfRules(parseRules('Apr-Sep Sa 09:00-19:00; Oct-Mar Sa 10:00-18:00'));
    expect(shown?.week).toEqual({ 6: [span(9, 19)] });
    expect(shown?.seasons).toEqual([
      { from: { month: 10, day: 1 }, until: { month: 3, day: 31 }, week: { 6: [span(10, 18)] } },
    ]);
  });

  it.each([
    'Mo-Fr 09:00-12:00 "sur rendez-vous"',
    'week 1-53/2 Mo 09:00-12:00',
    '2026 Jul 01-Aug 31 Mo 09:00-12:00',
    'Mo-Fr 09:00-12:00; PH off',
    'Mo[1,3] 09:00-12:00',
    'Mo-Sa 09:00-19:00; Jul-Aug Mo-Sa 09:00-13:00 "sans rendez-vous"',
    'Mo-Sa 09:00-19:00; Jul-Aug,Dec Mo-Sa 09:00-13:00',
    'Apr-Sep Mo-Sa 09:00-19:00; Oct-Feb Mo-Sa 10:00-18:00',
    // What is added to the usual week of one month stands beside what another says of some of its days.
    'Mo-Sa 09:00-19:00; Jul 15-Aug 31 Mo 10:00-12:00; Jul-Aug Tu off',
  ])('are none where a text says more: %s', (text) => expect(editableOfRules(parseRules(text))).toBeNull());

  it.each([
    'Mo-Fr 09:00-12:00',
    'Mo-Fr 09:00-12:00; Mo[1] off',
    'Mo 09:00-12:00; Jul 01-Aug 31 off',
    'Mo 08:30-13:00; Dec 05-20 off; Dec 05-20 Mo-Sa 09:00-21:00',
    'Mo 09:00-12:00; Jul 01-Aug 31 Mo 10:00-12:00',
    'Mo-Sa 09:00-19:00; Jul-Aug Mo-Sa 09:00-13:00',
    'Mo-Sa 09:00-19:00; Aug off',
    'Mo-Sa 09:00-19:00; Feb Sa off',
    'Apr-Oct Mo-Su 09:00-19:00; Nov-Mar Mo-Sa 10:00-12:00,14:00-17:00',
  ])('are shown of %s', (text) => expect(editableOfRules(parseRules(text))).not.toBeNull());
});
