import { noAccess } from '@halles/contracts';
import { baseCategories } from '@halles/domain/categories';
import { fieldWords } from './field-words';

const scope = {
  locale: 'fr',
  texts: {
    has: () => true,
    line: (key: string, values: Readonly<Record<string, string>> = {}) =>
      [key.split('.').at(-1), ...Object.values(values)].join(' '),
  },
} as const;
const context = {
  place: { timeZone: 'Europe/Paris', department: '33' },
  tree: baseCategories,
  today: '2026-11-28',
};
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the words of a field', () => {
  it('name the days that have quiet hours, and say nothing of the others', () => {
    const words = fieldWords('access', { ...noAccess, quietHours: 'Tu 14:00-16:00' }, scope, context);
    expect(plain(words)).toBe('quietHours : Mardi 14 h – 16 h');
  });

  it('put days in the order of their dates, whatever the order in which they were typed', () => {
    const day = (from: string) => ({ from, until: from, spans: [] });
    const exceptions = fieldWords('exceptions', [day('2026-12-31'), day('2026-12-24')], scope, context);
    expect(plain(exceptions)).toBe('24 décembre 2026 : closed · 31 décembre 2026 : closed');
    const away = [
      { from: '2027-07-01', returns: '2027-07-05' },
      { from: '2027-02-01', returns: '2027-02-05' },
    ];
    expect(plain(fieldWords('vacations', away, scope, context))).toMatch(/1er février.*1er juillet/);
    const days = { '2027-01-01': 'closed', '2026-12-25': 'closed' } as const;
    expect(plain(fieldWords('publicHolidays', { general: null, days }, scope, context))).toBe(
      '25 décembre 2026 : closed · 1er janvier 2027 : closed',
    );
  });

  it('name means of payment as the page does, whatever its sources call them', () => {
    const texts = { ...scope.texts, has: (key: string) => !key.endsWith('.bitcoin_cash') };
    const words = fieldWords(
      'payment',
      ['bitcoin_cash', 'visa', 'mastercard'] as never,
      { locale: 'fr', texts },
      context,
    );
    expect(words).toBe('cards, bitcoin cash');
  });
});
