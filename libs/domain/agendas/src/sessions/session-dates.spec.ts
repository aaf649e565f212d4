import { dayOfIso, isoOfDay } from '@halles/domain/hours';
import { MAX_REPEATED, type Recurrence, recurringDays } from './session-dates';

const days = (repeat: Recurrence['repeat'], first: string, until: string, except: readonly string[] = []) =>
  recurringDays({
    ...{ first: dayOfIso(first), repeat, until: dayOfIso(until) },
    except: except.map(dayOfIso),
  }).map(isoOfDay);

describe('the days of a session that is repeated', () => {
  it('are one, each week or each other week, but for exceptions', () => {
    expect(days('none', '2026-12-05', '2027-12-05')).toEqual(['2026-12-05']);
    expect(days('none', '2026-12-05', '2026-12-05', ['2026-12-05'])).toEqual([]);
    expect(days('weekly', '2026-12-05', '2026-12-26', ['2026-12-19'])).toEqual([
      ...['2026-12-05', '2026-12-12', '2026-12-26'],
    ]);
    expect(days('fortnightly', '2026-12-05', '2027-01-01')).toEqual(['2026-12-05', '2026-12-19']);
  });

  it('are the same weekday of each month, over the new year; a fifth one is not in every month', () => {
    expect(days('monthly', '2026-12-12', '2027-03-31')).toEqual([
      ...['2026-12-12', '2027-01-09', '2027-02-13', '2027-03-13'],
    ]);
    expect(days('monthly', '2026-10-31', '2027-02-28')).toEqual(['2026-10-31', '2027-01-30']);
  });

  it('are one more than may be made at most, however long it goes on', () => {
    expect(days('weekly', '2026-12-05', '2036-12-05')).toHaveLength(MAX_REPEATED + 1);
  });
});
