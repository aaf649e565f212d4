import { type PairListing, survivorOf } from './survivor';

const listing = (id: number, more: Partial<PairListing> = {}): PairListing => ({
  id,
  isOwned: false,
  hasSiret: false,
  createdAt: new Date('2026-11-01T00:00:00Z'),
  ...more,
});

describe('which of two listings keeps its number', () => {
  const later = { createdAt: new Date('2026-11-02T00:00:00Z') };

  it.each<[string, PairListing, PairListing, number]>([
    [
      'the one that somebody keeps, whatever the register knows',
      listing(1, { hasSiret: true }),
      listing(2, { isOwned: true, ...later }),
      2,
    ],
    ['the one that the register knows', listing(1), listing(2, { hasSiret: true, ...later }), 2],
    ['the older', listing(1, later), listing(2), 2],
    ['the smaller number', listing(2), listing(1), 1],
  ])('is %s', (_which, one, other, survivor) => {
    const gone = survivor === one.id ? other.id : one.id;
    expect(survivorOf(one, other)).toEqual({ survivor, gone });
    expect(survivorOf(other, one)).toEqual({ survivor, gone });
  });

  it('is neither where somebody keeps each', () => {
    expect(survivorOf(listing(1, { isOwned: true }), listing(2, { isOwned: true }))).toBeNull();
  });
});
