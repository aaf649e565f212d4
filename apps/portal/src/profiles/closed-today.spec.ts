import type { ProfileException } from '@halles/contracts';
import { isClosedOn, withToday } from './closed-today';

const TODAY = '2026-12-23';
const christmas: ProfileException = { from: '2026-12-25', until: '2026-12-26', spans: [] };
const week: ProfileException = { from: '2026-12-21', until: '2026-12-27', spans: [], note: 'Travaux' };

describe('closed today, in one tap', () => {
  it('keeps the days to come however many days gone by are still written', () => {
    const gone = Array.from({ length: 23 }, (_, at): ProfileException => {
      const day = `2026-11-${String(at + 1).padStart(2, '0')}`;
      return { from: day, until: day, spans: [] };
    });
    expect(withToday([christmas, ...gone], TODAY, true)).toEqual([
      christmas,
      { from: TODAY, until: TODAY, spans: [] },
    ]);
  });

  it('opens today alone of a closing of several days', () => {
    const opened = withToday([week], TODAY, false);
    expect(opened).toEqual([{ ...week, from: '2026-12-24' }]);
    expect(['2026-12-23', '2026-12-24'].map((day) => isClosedOn(day, opened))).toEqual([false, true]);
  });

  it('opens the last day of a closing, and leaves the other hours of today alone', () => {
    expect(withToday([{ ...week, until: TODAY }], TODAY, false)).toBeNull();
    const evening: ProfileException = { ...week, spans: [{ from: 480, until: 720 }] };
    expect(withToday([evening], TODAY, false)).toEqual([evening]);
    expect(withToday([evening], TODAY, true)).toEqual([evening, { from: TODAY, until: TODAY, spans: [] }]);
  });

  it('says it once, whatever was said of today before', () => {
    const closed = withToday(null, TODAY, true);
    expect(withToday(closed, TODAY, true)).toEqual(closed);
    expect(withToday(closed, TODAY, false)).toBeNull();
  });
});
