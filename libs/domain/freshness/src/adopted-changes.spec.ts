import { emptyProfile } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { adoptedChanges } from './adopted-changes';

/** What a map tells of a business. */
const told = (facts: Partial<Listing>): Listing => {
  const of = { source: 'osm', origin: null };
  return { ...facts, provenance: { phone: of, email: of }, schedule: null } as unknown as Listing;
};

describe('what is confirmed of a page', () => {
  it('is its own word from then on, but an address, which nobody publishes by a button', () => {
    const listing = told({ phone: '+33475000000', email: 'odile@habitante.example' });
    expect(adoptedChanges(listing, emptyProfile, '2026-11-28')).toEqual({ phone: '+33475000000' });
  });
});
