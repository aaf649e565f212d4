import { pickupRulesSchema } from '@halles/contracts';
import { MINUTE } from '@halles/kernel';
import {
  controlsAt,
  daysWithoutOrders,
  isClosed,
  rulesAt,
  seenControls,
  withoutPause,
  withPause,
} from './ordering-controls';

const NOW = new Date('2026-12-01T06:00:00Z');
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE);
const stretch = (from: number, until: number) => ({ from, until });

describe('what a shop switches on for a while', () => {
  it('is over by itself at its time', () => {
    const on = { pausedUntil: later(10), rush: { minutes: 20, until: later(30) } };
    expect(controlsAt(on, NOW)).toEqual(on);
    expect(controlsAt(on, later(10))).toEqual({ pausedUntil: null, rush: on.rush });
    expect(controlsAt(on, later(30))).toEqual({ pausedUntil: null, rush: null });
    expect(seenControls(on, later(30))).toBe(seenControls({ pausedUntil: null, rush: null }, NOW));
  });

  it('makes everything take longer as long as the rush lasts', () => {
    const settings = {
      isOpen: true,
      takesLists: false,
      kind: 'order',
      pausedUntil: null,
      weightTolerance: 10,
      confirmsContact: false,
      cancellation: 'slot',
    } as const;
    const pickup = pickupRulesSchema.parse({});
    const rush = { minutes: 20, until: later(30) };
    expect(rulesAt({ ...settings, pickup, rush }, NOW)).toEqual({ ...pickup, rush: 20 });
    expect(rulesAt({ ...settings, pickup, rush }, later(30))).toEqual(pickup);
  });

  it('closes slots once, and opens one of several that were closed', () => {
    const twice = withPause(withPause([], stretch(10, 20), 0), stretch(10, 20), 0);
    expect(twice).toEqual([stretch(10, 20)]);
    const row = [stretch(20, 30), stretch(0, 10), stretch(10, 20)].reduce(
      (pauses, slot) => withPause(pauses, slot, 0),
      [] as ReturnType<typeof withPause>,
    );
    expect(row).toEqual([stretch(0, 30)]);
    const opened = withoutPause(row, stretch(10, 20), 0);
    expect(opened).toEqual([stretch(0, 10), stretch(20, 30)]);
    expect([5, 15, 25].map((from) => isClosed(opened, stretch(from, from + 1)))).toEqual([true, false, true]);
    expect(withoutPause(opened, stretch(10, 20), 0)).toEqual(opened);
  });

  it('forgets what is over', () => {
    expect(withPause([stretch(0, 10)], stretch(20, 30), 10)).toEqual([stretch(20, 30)]);
    expect(withoutPause([stretch(0, 10), stretch(40, 50)], stretch(20, 30), 10)).toEqual([stretch(40, 50)]);
  });

  it('closes whole days for deliveries too, and no single slot', () => {
    const zone = 'Europe/Paris';
    const at = (text: string): number => Date.parse(text);
    // From noon on, of a day that begins at 23:00 UTC: to its midnight, and the next day whole.
    const noon = at('2026-12-01T11:00:00Z');
    const midnight = at('2026-12-02T23:00:00Z');
    expect(daysWithoutOrders([stretch(noon, midnight)], zone)).toEqual([stretch(noon, midnight)]);
    expect(daysWithoutOrders([stretch(noon, midnight + 60 * MINUTE)], zone)).toEqual([
      stretch(noon, midnight),
    ]);
    expect(daysWithoutOrders([stretch(noon, noon + 90 * MINUTE)], zone)).toEqual([]);
    // The day on which clocks go back has 25 hours.
    const long = stretch(at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'));
    expect(daysWithoutOrders([long], zone)).toEqual([long]);
  });
});
