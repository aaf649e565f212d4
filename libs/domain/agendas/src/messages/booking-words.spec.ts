import { instantOf, dayOfIso } from '@halles/domain/hours';
import { customerNotice, shopNotice } from './booking-notice';
import {
  bandWords,
  bookingTimeWords,
  cancellationWords,
  durationWords,
  nextTimeWords,
} from './booking-words';

const plain = (text: string | null): string | null => text?.replaceAll('\u00a0', ' ') ?? null;

describe('the words of bookings', () => {
  it('say how long it takes, for how much, and until when it may be changed', () => {
    expect([30, 60, 90, 65].map((minutes) => plain(durationWords(minutes, 'fr')))).toEqual([
      ...['30 min', '1 h', '1 h 30', '1 h 05'],
    ]);
    expect(plain(durationWords(90, 'en'))).toBe('1 h 30 min');
    const band = (priceCents: number | null, priceMaxCents: number | null = null) =>
      plain(bandWords({ priceCents, priceMaxCents }, 'fr'));
    expect([band(null), band(0), band(2_800), band(2_800, 4_500)]).toEqual([
      ...[null, 'gratuit', '28,00 €', 'de 28,00 € à 45,00 €'],
    ]);
    const until = (notice: number) =>
      / jusqu’à (.*?)\./.exec(plain(cancellationWords(notice, 'fr', false)) ?? '')?.[1];
    expect([0, 60, 90, 1_440, 2_880].map(until)).toEqual([
      ...['son heure', '1 heure avant', '90 minutes avant', '24 heures avant', '2 jours avant'],
    ]);
  });

  it('say of a near time what one says of it', () => {
    const now = new Date('2026-12-01T22:30:00Z');
    const at = (text: string) => plain(nextTimeWords(new Date(text), now, 'Europe/Paris', 'fr'));
    expect([at('2026-12-01T22:45:00Z'), at('2026-12-01T23:15:00Z'), at('2026-12-03T09:00:00Z')]).toEqual([
      ...['aujourd’hui à 23 h 45', 'demain à 0 h 15', 'jeudi 3 décembre à 10 h'],
    ]);
  });

  it.each([
    ['Europe/Paris', '2027-03-28', 3, 'dimanche 28 mars à 3 h'],
    ['Europe/Paris', '2026-10-25', 3, 'dimanche 25 octobre à 3 h'],
    ['Indian/Reunion', '2026-10-25', 2, 'dimanche 25 octobre à 2 h'],
    ['America/Miquelon', '2026-11-01', 9, 'dimanche 1er novembre à 9 h'],
  ])('say the time on the clock of the place when that changes: %s %s', (zone, date, hour, said) => {
    const at = new Date(instantOf(zone, dayOfIso(date), hour * 60));
    expect(plain(bookingTimeWords(at, zone, 'fr'))).toBe(said);
  });
});

describe('who is told of a step', () => {
  const step = (
    state: Parameters<typeof customerNotice>[1]['state'],
    actor: 'customer' | 'merchant' | 'town',
  ) => ({
    ...{ state, actor, isMoved: false },
  });

  it('is its customer, but of what happens in the shop', () => {
    expect(customerNotice(null, step('pending', 'customer'))).toBe('received');
    expect(customerNotice('confirmed', step('pending', 'merchant'))).toBe('waits-again');
    expect(customerNotice('revoked', step('pending', 'merchant'))).toBe('waits-again');
    expect(customerNotice('pending', step('confirmed', 'merchant'))).toBe('confirmed');
    expect(customerNotice('revoked', step('confirmed', 'merchant'))).toBe('confirmed');
    expect(customerNotice('confirmed', { ...step('pending', 'customer'), isMoved: true })).toBe(
      'moved-pending',
    );
    for (const [from, to] of [
      ['confirmed', 'arrived'],
      ['arrived', 'served'],
      ['arrived', 'confirmed'],
      ['confirmed', 'no-show'],
    ] as const)
      expect(customerNotice(from, step(to, 'merchant'))).toBeNull();
  });

  it('is the shop, but of its own', () => {
    expect(shopNotice(null, step('confirmed', 'customer'))).toBe('new');
    expect(shopNotice(null, step('confirmed', 'town'))).toBe('new');
    expect(shopNotice('pending', step('confirmed', 'town'))).toBe('confirmed');
    expect(shopNotice('pending', step('confirmed', 'merchant'))).toBeNull();
    expect(shopNotice('confirmed', step('excused', 'customer'))).toBe('cancelled');
    expect(shopNotice('confirmed', step('revoked', 'merchant'))).toBeNull();
  });
});
