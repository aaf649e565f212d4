import { openSentence } from './open-sentence';
import { scheduleOfTexts } from './schedule-of-texts';
import { formatOpeningHours } from './syntax-format';
import { weekTable } from './week-table';

const PARIS = { timeZone: 'Europe/Paris', department: '33' };
const CLOSED = '2026 Aug 03-22 off "congés"';
const at = (text: string): number => Date.parse(text);

describe('hours of several modes', () => {
  const both = scheduleOfTexts(PARIS, {
    shop: `Mo-Sa 09:00-19:00; PH off; ${CLOSED}`,
    pickup: `Mo-Sa 10:00-18:00; PH off; ${CLOSED}`,
  });

  it('share the vacation that each of them tells', () => {
    expect(both).toMatchObject({
      publicHolidays: [],
      vacations: [{ from: '2026-08-03', returns: '2026-08-23' }],
    });
    expect(openSentence(both, at('2026-08-10T10:00:00Z'), 'fr')).toBe(
      'Fermé pour congés, retour le 24\u00a0août',
    );
    expect(formatOpeningHours(both, 'pickup')).toBe(`Mo-Sa 10:00-18:00; PH off; ${CLOSED}`);
  });

  it('keep apart the day that only one of them changes', () => {
    const shut = scheduleOfTexts(PARIS, {
      shop: 'Mo-Sa 09:00-19:00; 2026 Aug 04 off',
      pickup: 'Mo-Sa 10:00-18:00',
    });
    expect(shut.exceptions).toEqual([
      { from: '2026-08-04', until: '2026-08-04', spans: [], modes: ['shop'] },
    ]);
    const [, tuesday] = weekTable(shut, '2026-08-03', 'fr').days;
    expect(tuesday?.hours.map(({ text }) => text)).toEqual(['Fermé', '10\u00a0h\u00a0– 18\u00a0h']);
  });

  it('keep their rules where their holidays differ', () => {
    const differ = scheduleOfTexts(PARIS, { shop: 'Mo-Sa 09:00-19:00; PH off', pickup: 'Mo-Sa 10:00-18:00' });
    expect(differ.publicHolidays).toBe('as-usual');
    expect(formatOpeningHours(differ, 'shop')).toBe('Mo-Sa 09:00-19:00; PH off');
    expect(formatOpeningHours(differ, 'pickup')).toBe('Mo-Sa 10:00-18:00');
  });

  it('say of a holiday that is told by its date that it is one', () => {
    const told = scheduleOfTexts(PARIS, { shop: 'Mo-Sa 09:00-19:00; 2026 Nov 11 off' });
    expect(openSentence(told, at('2026-11-11T10:00:00Z'), 'fr')).toMatch(
      /^Fermé \(Armistice\), ouvre demain/,
    );
  });
});
