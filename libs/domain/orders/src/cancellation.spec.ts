import { CANCELLATION_RULES, type CancellationRule } from '@halles/contracts';
import { cancellableUntil, isTooLateToCancel } from './cancellation';
import { cancellationWords } from './cancellation-words';

const PARIS = 'Europe/Paris';
/** Sunday 6 December, ten o'clock in Paris. */
const slot = { from: new Date('2026-12-06T09:00:00Z'), until: new Date('2026-12-06T09:30:00Z') };
const until = (cancellation: CancellationRule | null, timeZone = PARIS, at = slot) =>
  cancellableUntil({ slot: at, cancellation }, timeZone)?.toISOString() ?? null;

describe('until when a customer may cancel by themselves', () => {
  it.each([
    ['slot', '2026-12-06T09:00:00.000Z'],
    ['two-hours', '2026-12-06T07:00:00.000Z'],
    ['eve', '2026-12-05T17:00:00.000Z'],
    ['day', '2026-12-05T09:00:00.000Z'],
    ['two-days', '2026-12-04T09:00:00.000Z'],
    ['accepted', null],
    [null, null],
  ] as const)('is by the rule %j %j', (rule, at) => {
    expect(until(rule)).toBe(at);
  });

  it('is 6 pm of the day before where the shop is, over a change of the clocks too', () => {
    // At eleven in the evening in Paris it is the next morning in Réunion.
    const late = { from: new Date('2026-12-06T22:00:00Z'), until: new Date('2026-12-06T22:30:00Z') };
    expect(until('eve', 'Indian/Reunion', late)).toBe('2026-12-06T14:00:00.000Z');
    expect(until('eve', 'America/Miquelon', late)).toBe('2026-12-05T21:00:00.000Z');
    const sunday = { from: new Date('2026-10-25T09:00:00Z'), until: new Date('2026-10-25T09:30:00Z') };
    expect(until('eve', PARIS, sunday)).toBe('2026-10-24T16:00:00.000Z');
  });

  it('is over at that very moment, of accepted orders alone', () => {
    const isLate = (cancellation: CancellationRule | null, state: 'received' | 'accepted', now: string) =>
      isTooLateToCancel({ slot, cancellation, state }, PARIS, new Date(now));
    expect(isLate('eve', 'accepted', '2026-12-05T16:59:59Z')).toBe(false);
    expect(isLate('eve', 'accepted', '2026-12-05T17:00:00Z')).toBe(true);
    expect(isLate('accepted', 'accepted', '2026-12-01T00:00:00Z')).toBe(true);
    for (const rule of CANCELLATION_RULES)
      expect(isLate(rule, 'received', '2026-12-06T12:00:00Z')).toBe(false);
    expect(isLate(null, 'accepted', '2026-12-06T12:00:00Z')).toBe(false);
  });

  it('is said in words of its own for each rule, in both languages, with the right of withdrawal apart', () => {
    for (const locale of ['fr', 'en'] as const) {
      const all = CANCELLATION_RULES.map((rule) => cancellationWords(rule, 'pickup', locale));
      expect(new Set(all).size).toBe(CANCELLATION_RULES.length);
      for (const words of all)
        expect(words).toContain(locale === 'fr' ? 'droit de rétractation' : 'right of withdrawal');
    }
    expect(cancellationWords('eve', 'delivery', 'fr')).toContain(
      'jusqu’à 18\u00a0h la veille, avant la livraison',
    );
    expect(cancellationWords('accepted', 'pickup', 'fr')).not.toContain('préparation');
    // Who is on the phone gets no page of the order.
    for (const locale of ['fr', 'en'] as const)
      for (const rule of CANCELLATION_RULES)
        expect(cancellationWords(rule, 'pickup', locale, true)).toMatch(
          /^(?!.*(?:sur la page|on the page)).*(?:app?el|call)/,
        );
  });
});
