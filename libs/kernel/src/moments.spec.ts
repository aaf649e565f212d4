import { momentWords } from './moments';

const PARIS = 'Europe/Paris';

describe('a moment in words', () => {
  it.each([
    ['full', 'mardi 1er décembre 2026 à 13\u00a0h\u00a018', 'Tuesday 1 December 2026 at 13:18'],
    ['long', '1er décembre 2026 à 13\u00a0h\u00a018', '1 December 2026 at 13:18'],
    ['recent', 'mardi 1er décembre à 13\u00a0h\u00a018', 'Tuesday 1 December at 13:18'],
    ['medium', '1er déc. 2026 à 13\u00a0h\u00a018', '1 Dec 2026 at 13:18'],
  ] as const)('is written as each language does: %s', (form, french, english) => {
    const at = new Date('2026-12-01T12:18:59Z');
    expect(momentWords(at, { locale: 'fr', timeZone: PARIS }, form)).toBe(french);
    expect(momentWords(at, { locale: 'en', timeZone: PARIS }, form)).toBe(english);
  });

  it('is of the clock of the place, and says no minutes of a full hour in French', () => {
    const at = new Date('2026-06-30T22:00:00Z');
    expect(momentWords(at, { locale: 'fr', timeZone: PARIS })).toBe('1er juillet 2026 à 0\u00a0h');
    expect(momentWords(at, { locale: 'fr', timeZone: 'UTC' })).toBe('30 juin 2026 à 22\u00a0h');
    expect(momentWords(at, { locale: 'en', timeZone: PARIS })).toBe('1 July 2026 at 00:00');
  });
});
