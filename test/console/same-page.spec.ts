import { isSamePage } from '../../apps/console/src/app/core/same-page';

describe('two pages of one kind', () => {
  it('are one where they name the same things, in whatever order', () => {
    expect(isSamePage({}, {})).toBe(true);
    expect(isSamePage({ tenant: 'bordeaux', id: '1' }, { id: '1', tenant: 'bordeaux' })).toBe(true);
  });

  it.each([
    [{ tenant: 'bordeaux' }, { tenant: 'metz' }],
    [
      { tenant: 'bordeaux', id: '1' },
      { tenant: 'bordeaux', id: '2' },
    ],
    [{ tenant: 'bordeaux' }, { tenant: 'bordeaux', id: '1' }],
    [{ tenant: 'bordeaux', id: '1' }, { tenant: 'bordeaux' }],
    [{ tenant: 'bordeaux' }, { id: 'bordeaux' }],
  ])('are two where they do not: %j and %j', (one, other) => {
    expect(isSamePage(one, other)).toBe(false);
  });
});
