import { emptySchedule } from '@halles/domain/hours';
import { isClosedOnDayOf } from './closed-day';

const place = { timeZone: 'Europe/Paris', department: '26' };
const NOON = new Date('2026-11-28T11:00:00Z');
const today = '2026-11-28';

describe('a day on which a shop is closed beside its usual hours', () => {
  const schedule = emptySchedule(place);

  it.each([
    ['nothing is said of it', {}, false],
    ['it is closed', { exceptions: [{ from: today, until: today, spans: [] }] }, true],
    ['another day is', { exceptions: [{ from: '2026-11-29', until: '2026-11-29', spans: [] }] }, false],
    [
      'deliveries alone are off',
      { exceptions: [{ from: today, until: today, spans: [], modes: ['delivery'] }] },
      false,
    ],
    [
      'it opens after all',
      {
        exceptions: [
          { from: '2026-11-27', until: '2026-11-30', spans: [] },
          { from: today, until: today, spans: [{ from: 540, until: 720 }] },
        ],
      },
      false,
    ],
    ['it is on time off', { vacations: [{ from: '2026-11-20', returns: '2026-11-29' }] }, true],
    ['it is back', { vacations: [{ from: '2026-11-20', returns: today }] }, false],
  ] as const)('where %s', (_, said, isClosed) => {
    expect(isClosedOnDayOf({ ...schedule, ...said }, NOON)).toBe(isClosed);
  });
});
