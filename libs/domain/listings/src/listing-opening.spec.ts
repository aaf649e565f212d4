import { DAY, MINUTE } from '@halles/kernel';
import { noMarks } from './source-facts';
import { OpeningReader } from './listing-opening';

const NOW = new Date('2026-11-25T09:00:00Z');
const bordeaux = { timeZone: 'Europe/Paris', department: '33' };
const texts = (openingHoursText: string | null, otherHours = noMarks.otherHours) => ({
  openingHoursText,
  otherHours,
});

/** Whether spans as PostgreSQL writes them hold an instant. */
function isOpen(spans: string, instant: string): boolean {
  const minute = Date.parse(instant) / MINUTE;
  return [...spans.matchAll(/\[(\d+),(\d+)\)/g)].some(
    ([, from, until]) => Number(from) <= minute && minute < Number(until),
  );
}

describe('the opening of a listing', () => {
  const reader = new OpeningReader();

  it('says for twenty-two days when the shop is open, by the clock of the place', () => {
    const { spans, expiresAt, isKnown } = reader.read(bordeaux, texts('Mo-Sa 08:00-20:00'), NOW);
    expect(isKnown).toBe(true);
    expect(expiresAt).toEqual(new Date(Date.parse('2026-11-25') + 22 * DAY));
    expect(isOpen(spans, '2026-11-25T07:00Z')).toBe(true);
    expect(isOpen(spans, '2026-11-25T06:59Z')).toBe(false);
    expect(isOpen(spans, '2026-12-16T18:59Z')).toBe(true);
    expect(isOpen(spans, '2026-11-29T10:00Z')).toBe(false);
    const overseas = reader.read(
      { timeZone: 'Indian/Reunion', department: '974' },
      texts('Mo-Sa 08:00-20:00'),
      NOW,
    );
    expect(isOpen(overseas.spans, '2026-11-26T04:00Z')).toBe(true);
    expect(isOpen(overseas.spans, '2026-11-26T03:59Z')).toBe(false);
  });

  it('is one row for one schedule, however it is written, and one more for another place', () => {
    const digest = (text: string, place = bordeaux) => reader.read(place, texts(text), NOW).digest;
    expect(digest('Mo-Fr 09:00-18:00')).toBe(digest('Mo-Fr  09:00 - 18:00'));
    expect(digest('Mo-Fr 09:00-18:00')).not.toBe(digest('Mo-Fr 09:00-18:01'));
    expect(digest('Mo-Fr 09:00-18:00')).not.toBe(
      digest('Mo-Fr 09:00-18:00', { ...bordeaux, department: '57' }),
    );
  });

  it('shows hours that it cannot read, and never guesses when that is', () => {
    const opening = reader.read(bordeaux, texts('le matin, sauf en août'), NOW);
    expect(opening).toMatchObject({ isKnown: false, spans: '{}', expiresAt: null });
    expect(opening.schedule.modes.shop).toMatchObject({ text: 'le matin, sauf en août' });
  });

  it('keeps the hours of delivery apart: they do not open the shop', () => {
    const opening = reader.read(bordeaux, texts(null, { delivery: 'Mo-Su 18:00-22:00' }), NOW);
    expect(opening.isKnown).toBe(false);
    expect(opening.schedule.modes).toHaveProperty('delivery.rules');
  });

  it('gives the night of Saturday to Saturday', () => {
    const { spans } = reader.read(bordeaux, texts('Sa 18:00-02:00; Su off'), NOW);
    expect(isOpen(spans, '2026-11-29T00:30Z')).toBe(true);
    expect(isOpen(spans, '2026-11-29T01:30Z')).toBe(false);
  });
});
