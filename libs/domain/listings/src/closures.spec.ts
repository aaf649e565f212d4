import { formatOpeningHours, scheduleOfTexts, weekTable } from '@halles/domain/hours';
import { withClosures } from './closures';

const PARIS = { timeZone: 'Europe/Paris', department: '33' };
const SUMMER = 'Mo-Sa 09:00-19:00; PH off; Jul-Aug Mo-Sa 09:00-13:00';

describe('holidays that are said to be as usual', () => {
  const laid = (publicHolidays: { general: 'as-usual' | null; days: Record<string, 'as-usual'> }) =>
    withClosures(scheduleOfTexts(PARIS, { shop: SUMMER }), {
      publicHolidays,
      exceptions: null,
      vacations: null,
    });
  const on = (schedule: ReturnType<typeof laid>, date: string) =>
    weekTable(schedule, date, 'en').days[0]?.hours.map(({ text }) => text);

  it('are, whatever a rule between those of other sources says of them', () => {
    const all = laid({ general: 'as-usual', days: {} });
    expect(formatOpeningHours(all)).toBe('Mo-Sa 09:00-19:00; Jul-Aug Mo-Sa 09:00-13:00');
    const christmas = laid({ general: null, days: { '2026-12-25': 'as-usual' } });
    expect([on(christmas, '2026-12-25'), on(christmas, '2027-01-01')]).toEqual([
      ['9\u00a0am\u00a0– 7\u00a0pm'],
      ['Closed'],
    ]);
  });
});
