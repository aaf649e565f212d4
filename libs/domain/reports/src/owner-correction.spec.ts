import { changesInAll } from './owner-correction';

const CHRISTMAS = { '2026-12-25': 'closed' } as const;
const NEW_YEAR = [{ from: '2026-12-29', until: '2027-01-02', spans: [] }];

describe('what a page became in all', () => {
  it('is nothing of what is taken over from a source as it was read', () => {
    const changes = {
      shopHours: { before: null, after: 'Mo-Sa 09:00-19:00' },
      exceptions: { before: null, after: NEW_YEAR },
      publicHolidays: {
        before: { general: null, days: CHRISTMAS },
        after: { general: 'closed', days: CHRISTMAS },
      },
    };
    const readBefore = {
      shopHours: 'Mo-Fr 09:00-19:00',
      exceptions: NEW_YEAR,
      publicHolidays: { general: 'closed', days: {} },
    } as const;
    expect(changesInAll([{ changes, readBefore }])).toEqual({
      shopHours: { before: 'Mo-Fr 09:00-19:00', after: 'Mo-Sa 09:00-19:00' },
    });
  });

  it('is what reads otherwise, by what was read before', () => {
    const changes = {
      publicHolidays: { before: null, after: { general: 'closed', days: CHRISTMAS } },
      exceptions: { before: null, after: [] },
    };
    const readBefore = { publicHolidays: { general: 'closed', days: {} }, exceptions: NEW_YEAR } as const;
    expect(changesInAll([{ changes, readBefore: { ...readBefore, exceptions: [...NEW_YEAR] } }])).toEqual({
      publicHolidays: { before: readBefore.publicHolidays, after: changes.publicHolidays.after },
      exceptions: { before: NEW_YEAR, after: [] },
    });
  });
});
