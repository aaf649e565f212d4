import fc from 'fast-check';
import { formatRules, weeklyRules } from '@halles/domain/hours';
import { LONGEST_QUIET_HOURS, plainWeekText, quietHoursOf, quietHoursWords } from './quiet-hours';

const place = { timeZone: 'Europe/Paris', department: '33' };
const stored = (typed: string): string | null => plainWeekText(quietHoursOf(typed), place);

describe('quiet hours as people write them', () => {
  it.each([
    ['mardi 14 h à 16 h, samedi 9h-10h', 'Tu 14 h-16 h, Sa 9h-10h'],
    ['mardi 18 h à minuit', 'Tu 18 h-24:00'],
    ['le samedi de minuit à 2 h', 'Sa 00:00-2 h'],
    ['lundi midi à 14 h', 'Mo 12:00-14 h'],
    ['tous les jours 7h-midi', 'Mo-Su 7h-12:00'],
    ['lundi et mardi 14h-16h et 18h-19h', 'Mo,Tu 14h-16h,18h-19h'],
    ['mardi de 14 h à 16 h et le samedi de 9 h à 10 h', 'Tu 14 h-16 h; Sa 9 h-10 h'],
    ['Tuesday 9 am to noon, Friday 6:30 pm until midnight', 'Tu 09:00-12:00; Fr 18:30-24:00'],
  ])('are read: %s', (typed, text) => {
    expect(quietHoursOf(typed)).toBe(text);
  });

  it.each([
    ['fr', 'mardi 14 h à 16 h ; samedi 9 h à 10 h'],
    ['fr', 'tous les jours 7 h 30 à 12 h'],
    ['fr', 'lundi à vendredi, dimanche 14 h à 16 h et 18 h à minuit'],
    ['fr', 'samedi, dimanche 0 h à 2 h'],
    ['en', 'Tuesday 2 pm to 4 pm; Saturday 9 am to 10 am'],
    ['en', 'every day 7:30 am to noon and 6 pm to midnight'],
  ] as const)('come back as they were typed, in the language %s: %s', (locale, typed) => {
    expect(quietHoursWords(stored(typed) ?? '', place, locale)).toBe(typed);
  });

  it.each([
    'du lundi au vendredi de 14h à 16h',
    'mardi 18h-minuit',
    'Mondays 2pm-4pm',
    'tous les jours 7h-midi',
  ])('are the same once they are opened and saved again: %s', (typed) => {
    const text = stored(typed) ?? '';
    for (const locale of ['fr', 'en'] as const) {
      const shown = quietHoursWords(text, place, locale);
      expect([shown, stored(shown)]).toEqual([expect.not.stringMatching(/\d:\d\d-|\bMo\b/), text]);
    }
  });

  it('are read of their own words, whatever they are', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 30 }))
      .map(([from, length]) => ({ from: from * 15, until: (from + length) * 15 }))
      .filter(({ until }) => until <= 1_440);
    const week = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 7 }), span), { minLength: 1, maxLength: 5 })
      .map((days) => Object.fromEntries(days.map(([day, one]) => [day, [one]])));
    fc.assert(
      fc.property(week, fc.constantFrom('fr' as const, 'en' as const), (days, locale) => {
        const text = formatRules(weeklyRules(days));
        const shown = quietHoursWords(text, place, locale);
        expect(shown.length).toBeLessThanOrEqual(LONGEST_QUIET_HOURS);
        expect(stored(shown)).toBe(text);
      }),
    );
  });
});
