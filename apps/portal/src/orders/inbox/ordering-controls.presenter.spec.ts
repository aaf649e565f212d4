import { HOUR } from '@halles/kernel';
import { scopeOf, territory } from '../../../testing/page-scopes';
import { presentControls } from './ordering-controls.presenter';

const TEN = Date.parse('2026-12-01T09:00:00Z');

describe('the slots to come in the inbox of a shop', () => {
  it('have a button each, except those that a rule of the territory closes', () => {
    const slot = { from: TEN, until: TEN + HOUR / 2, orders: 0 };
    const slots = [
      { ...slot, isClosed: false, isClosedByRule: false },
      { ...slot, isClosed: true, isClosedByRule: false },
      { ...slot, isClosed: true, isClosedByRule: true },
    ];
    const controls = { pausedUntil: null, rush: null, seen: '', slots };
    const { next } = presentControls(7, controls, new Date(TEN - HOUR), scopeOf(territory(), 'fr'));
    expect(
      next.flatMap((day) => day.slots.map(({ words, button }) => [words, button?.value ?? null])),
    ).toEqual([
      [expect.stringMatching(/^10\sh – 10\sh\s30/), 'closeSlot'],
      [expect.stringMatching(/ · fermé$/), 'openSlot'],
      [expect.stringMatching(/ · fermé par une règle de la collectivité$/), null],
    ]);
  });
});
