import { HOUR } from '@halles/kernel';
import { ASKED_AFTER, PAUSED_AFTER, silenceStep } from './silence';

const now = new Date('2026-12-01T12:00:00Z');
const before = (ms: number): Date => new Date(now.getTime() - ms);

describe('a shop that does not answer', () => {
  it('is asked after so many orders, and no sooner', () => {
    expect(silenceStep({ missed: ASKED_AFTER - 1, askedAt: null }, false, now)).toBeNull();
    expect(silenceStep({ missed: ASKED_AFTER, askedAt: null }, false, now)).toBe('ask');
  });

  it('is paused after more, but has an hour to answer however many end at once', () => {
    const asked = (missed: number, ms: number) => silenceStep({ missed, askedAt: before(ms) }, false, now);
    expect(asked(PAUSED_AFTER - 1, 2 * HOUR)).toBeNull();
    expect(asked(PAUSED_AFTER, HOUR - 1)).toBeNull();
    expect(asked(PAUSED_AFTER, HOUR)).toBe('pause');
  });

  it('is left alone while it is paused', () => {
    expect(silenceStep({ missed: 40, askedAt: null }, true, now)).toBeNull();
    expect(silenceStep({ missed: 40, askedAt: before(9 * HOUR) }, true, now)).toBeNull();
  });
});
