import { KEY, publicChanges, publicForms } from './portal-forms';
import type { Planted } from './portal-planted';

const PRODUCT = '0190a1b2-0000-7000-8000-000000000001';

describe('what anybody may change something by', () => {
  const people = { claimant: 'a', reader: 'b', staff: 'c', owner: 'owner@town.example' };
  const forms = publicForms({ people, listing: 1, product: PRODUCT } as unknown as Planted);

  // That the table of routes is what the application declares is shown by `portal-permissions`.
  it('has a sample for each route, from which `bench/anonymous-cost` makes the largest bodies, and none of one that is gone', () => {
    expect(Object.keys(forms).sort()).toEqual([...publicChanges].sort());
    expect(publicChanges.length).toBeGreaterThan(25);
  });

  it('fills a basket of the planted shop where its sum is asked for: an empty one costs nothing', () => {
    const total = forms['POST /commerce/:listing/commander/total'] ?? {};
    expect(total[`q-${PRODUCT}`]).toBe('2');
  });

  it('brings a key of its own wherever a form has one, so that each submission is another', () => {
    const keys = Object.values(forms).flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
    expect(new Set(keys)).toEqual(new Set([KEY]));
  });
});
