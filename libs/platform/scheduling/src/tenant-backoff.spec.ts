import { HOUR, MINUTE, SECOND } from '@halles/kernel';
import { TenantBackoff } from './tenant-backoff';

describe('a tenant for which a task fails', () => {
  const often = { name: 'often', interval: 15 * SECOND };

  /** Of so many runs, one each `pace` ms, those that try it. */
  function triesOf(
    backoff: TenantBackoff,
    schedule: typeof often,
    runs: number,
    pace = schedule.interval,
  ): number[] {
    const tries: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      if (backoff.leavesOut(schedule, 'here', run * pace)) continue;
      tries.push(run);
      backoff.note(schedule, 'here', { isDone: false, at: run * pace });
    }
    return tries;
  }

  it('is left alone twice as long after each failure, as long as the pause is no longer than said', () => {
    // At a quarter of a minute: 15 s, 30 s, 1, 2, 4, 8 and 15 minutes, again and again.
    const tries = triesOf(new TenantBackoff(15 * MINUTE), often, 250);
    expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
  });

  it('waits no longer than said where runs take longer than their interval', () => {
    const pace = 3 * MINUTE;
    const tries = triesOf(new TenantBackoff(15 * MINUTE), often, 40, pace);
    const pauses = tries.slice(1).map((run, index) => (run - (tries[index] ?? 0)) * pace);
    expect(Math.max(...pauses)).toBe(15 * MINUTE);
  });

  it('is left out of no run of a task that runs seldom', () => {
    const seldom = { name: 'seldom', interval: HOUR };
    expect(triesOf(new TenantBackoff(15 * MINUTE), seldom, 5)).toEqual([0, 1, 2, 3, 4]);
  });

  it('is as any other once it went well, and nobody else’s failures are its own', () => {
    const backoff = new TenantBackoff(15 * MINUTE);
    triesOf(backoff, often, 20);
    const at = 20 * often.interval;
    expect(backoff.leavesOut(often, 'here', at)).toBe(true);
    expect(backoff.leavesOut(often, 'there', at)).toBe(false);
    expect(backoff.leavesOut({ ...often, name: 'other' }, 'here', at)).toBe(false);
    backoff.note(often, 'here', { isDone: true, at });
    backoff.note(often, 'here', { isDone: false, at });
    expect(backoff.leavesOut(often, 'here', at + often.interval)).toBe(false);
  });
});
