import { sourceFacts, type SourceInput } from '@halles/testing';
import { featureBits } from './feature';
import type { FactSource } from './fact-source';
import { resolveListing } from './resolve-listing';
import type { ListingSource } from './resolved-listing';

const communes = new Map([
  ['33063', { code: '33063', name: 'Bordeaux', longitude: -0.58, latitude: 44.84 }],
  ['33281', { code: '33281', name: 'Mérignac', longitude: -0.65, latitude: 44.83 }],
]);

const reported = (
  source: FactSource,
  facts: SourceInput['facts'] = {},
  reportedOn = '2026-11-01',
): ListingSource => ({
  source,
  sourceId: `${source}-${reportedOn}`,
  reportedOn,
  facts: sourceFacts(facts),
});

const resolve = (...sources: ListingSource[]) => resolveListing(sources, communes);

/** Every order of some things. */
function ordersOf<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, at) => ordersOf(things.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

describe('a listing resolved from its sources', () => {
  it('notes who says that a business is closed, and nobody for one that is open', () => {
    const closed = { status: { state: 'closed' as const, since: '2026-10-01' } };
    const by = (...sources: ListingSource[]) => resolve(...sources).details.factSources.state?.source;
    expect(by(reported('sirene'), reported('agent', closed))).toBe('agent');
    expect(by(reported('merchant', closed), reported('sirene'))).toBe('merchant');
    expect(by(reported('csv', {}, '2026-01-01'), reported('sirene', closed))).toBe('sirene');
    expect(by(reported('merchant'), reported('sirene'))).toBeUndefined();
  });

  it('takes each fact of the most trusted source that has it, and notes that source', () => {
    const sources = [
      reported('osm', {
        displayName: 'chez paul',
        openingHoursText: 'Mo-Sa 07:00-19:00',
        contact: { phone: '+33556000001', website: 'https://osm.example/' },
      }),
      reported('sirene', { displayName: 'Boulangerie Paul', legalName: 'PAUL SAS', category: 'bakery' }),
      reported('merchant', {
        displayName: 'Paul, artisan',
        category: null,
        contact: { phone: '+33556000002' },
        position: null,
      }),
      reported('csv', { displayName: 'Paul (liste de la ville)', category: 'pastry-shop', position: null }),
    ];
    const listing = resolve(...sources);
    expect(listing).toMatchObject({
      name: 'Paul, artisan',
      category: 'pastry-shop',
      phone: '+33556000002',
      hours: { openingHoursText: 'Mo-Sa 07:00-19:00' },
      details: { legalName: 'PAUL SAS', website: 'https://osm.example/' },
    });
    const factSources = Object.entries(listing.details.factSources).map(([fact, { source }]) => [
      fact,
      source,
    ]);
    expect(Object.fromEntries(factSources)).toEqual({
      name: 'merchant',
      category: 'csv',
      address: 'merchant',
      position: 'sirene',
      phone: 'merchant',
      website: 'osm',
      hours: 'osm',
      legal: 'sirene',
    });
    for (const order of ordersOf(sources)) expect(resolve(...order)).toEqual(listing);
  });

  it('takes an address whole: never the number of one before the street of another', () => {
    const listing = resolve(
      reported('csv', { address: { number: '3', street: null, postalCode: null } }),
      reported('osm', { address: { number: null, street: 'place du Parlement', postalCode: '33000' } }),
    );
    expect(listing).toMatchObject({
      addressLine: 'Place du Parlement',
      street: 'Place du Parlement',
      postalCode: '33000',
    });
  });

  it('writes the line of an address as one says it', () => {
    const { addressLine, street } = resolve(
      reported('csv', { address: { number: '12', repetition: 'bis', street: 'rue Neuve' } }),
    );
    expect([addressLine, street]).toEqual(['12 bis rue Neuve', 'Rue Neuve']);
  });

  it('prefers the point of a door to a vague one, whoever knows it; else the middle of the commune', () => {
    const vague = { position: { longitude: -0.5, latitude: 44.8, precision: 'commune' as const } };
    const door = { position: { longitude: -0.57, latitude: 44.85, precision: 'address' as const } };
    expect(resolve(reported('agent', vague), reported('osm', door)).position).toEqual(door.position);
    expect(resolve(reported('agent', vague)).position).toEqual({
      longitude: -0.58,
      latitude: 44.84,
      precision: 'commune',
    });
    expect(
      resolve(reported('csv', { position: { longitude: -0.5, latitude: 89, precision: 'address' } }))
        .position,
    ).toEqual({
      longitude: -0.58,
      latitude: 44.84,
      precision: 'commune',
    });
  });

  it('adds no keyword to those that the owner says are all, none included', () => {
    const osm = reported('osm', { keywords: ['pizza'] });
    const said = reported('merchant', { keywords: ['pain'], hasAllKeywords: true });
    expect(resolve(osm, said)?.details.keywords).toEqual(['pain']);
    const none = reported('merchant', { keywords: [], hasAllKeywords: true });
    expect(resolve(osm, none)?.details.keywords).toEqual([]);
    const silent = reported('merchant', { keywords: ['Autre nom'] });
    expect(resolve(osm, silent)?.details.keywords).toEqual(['Autre nom', 'pizza']);
  });

  it('adds up what sources add to: means of payment and keywords, each once', () => {
    const { details, features } = resolve(
      reported('csv', { keywords: ['Pain bio', 'viennoiseries'], attributes: { payment: ['cash'] } }),
      reported('osm', {
        keywords: ['pain BIO', 'pizza'],
        attributes: { payment: ['cash', 'contactless'], wheelchair: 'yes', takeaway: 'only' },
      }),
    );
    expect(details.payment).toEqual(['cash', 'contactless']);
    expect(details.keywords).toEqual(['Pain bio', 'viennoiseries', 'pizza']);
    expect(features).toBe(featureBits(['pickup', 'accessible', 'cash', 'contactless']));
  });

  it('shows a masked establishment by its activity and commune, whatever other sources say of it', () => {
    const masked = reported('sirene', {
      partialDiffusion: true,
      displayName: null,
      address: { street: null },
    });
    const other = reported('osm', {
      displayName: 'Chez Paul',
      contact: { phone: '+33556000001' },
      keywords: ['pain'],
    });
    const listing = resolve(masked, other);
    expect(listing).toMatchObject({
      visibility: 'masked',
      commune: '33063',
      category: 'bakery',
      hours: null,
      features: 0,
    });
    expect(JSON.stringify(listing)).not.toMatch(/Paul|33556|Catherine|pain/i);
  });

  it.each([
    ['public', [reported('sirene')]],
    ['not-public', [reported('sirene', { notPublic: 'holding' })]],
    // Somebody saw a shop there: the rule by activity code was a guess.
    ['public', [reported('sirene', { notPublic: 'home-office' }), reported('osm')]],
    ['nameless', [reported('osm', { displayName: null })]],
    ['not-public', [reported('csv', { address: { communeCode: '75056' } })]],
    ['not-public', [reported('csv', { address: { communeCode: null } })]],
    ['not-public', []],
  ] as const)('is %s by what is known of it (%#)', (visibility, sources) => {
    expect(resolve(...sources).visibility).toBe(visibility);
  });

  it('is closed as the most trusted source says, or as the register dates it after a list that is older', () => {
    const closed = { status: { state: 'closed', since: '2026-10-15' } } as const;
    const state = (...sources: ListingSource[]) => {
      const { state: name, closedOn } = resolve(...sources);
      return [name, closedOn];
    };
    expect(state(reported('osm'), reported('sirene', closed))).toEqual(['closed', '2026-10-15']);
    expect(state(reported('merchant'), reported('sirene', closed))).toEqual(['open', null]);
    expect(state(reported('csv', {}, '2026-09-01'), reported('sirene', closed))).toEqual([
      'closed',
      '2026-10-15',
    ]);
    expect(state(reported('csv', {}, '2026-11-01'), reported('sirene', closed))).toEqual(['open', null]);
    // Sold: the old establishment's number is closed, the new one's is open, and they are one shop.
    expect(state(reported('sirene', closed, '2026-11-20'), reported('sirene', {}, '2026-11-01'))).toEqual([
      'open',
      null,
    ]);
  });

  describe('by the town’s word', () => {
    const closed = { status: { state: 'closed', since: '2026-10-15' } } as const;
    const moved = {
      relocated: true,
      address: { number: '4', street: 'place du Parlement' },
      position: null,
    } as const;

    it('is closed though its owner, who says nothing of it, stands above: the owner’s own word replaces it', () => {
      const { state, closedOn } = resolve(
        reported('merchant'),
        reported('agent', closed),
        reported('sirene'),
      );
      expect([state, closedOn]).toEqual(['closed', '2026-10-15']);
    });

    it('is closed where the agent’s word stands beside that of an addition', () => {
      expect(resolve(reported('agent', closed, '2026-10-20'), reported('agent')).state).toBe('closed');
    });

    it('lies where it moved to, and never at the point where it was', () => {
      const listing = resolve(reported('sirene'), reported('osm'), reported('agent', moved));
      expect([listing.addressLine, listing.position?.precision]).toEqual(['4 place du Parlement', 'commune']);
      const point = { longitude: -0.57, latitude: 44.85, precision: 'address' } as const;
      const placed = resolve(reported('sirene'), reported('agent', { ...moved, position: point }));
      expect([placed.position, placed.details.factSources.position?.source]).toEqual([point, 'agent']);
    });

    it('is hidden as long as nobody keeps the page', () => {
      const hidden = reported('agent', { hidden: true });
      expect(resolve(reported('sirene'), hidden).visibility).toBe('not-public');
      expect(resolve(reported('sirene'), hidden, reported('merchant')).visibility).toBe('public');
    });

    it('keeps an address to itself that the owner of a masked business does not show', () => {
      const register = reported('sirene', { partialDiffusion: true, displayName: null });
      const owner = reported('merchant', {
        displayName: 'Jeanne',
        disclosed: { address: false },
        position: null,
      });
      const nowhere = { street: null, number: null, communeCode: null };
      const shown = resolve(
        register,
        { ...owner, facts: { ...owner.facts, address: { ...owner.facts.address, ...nowhere } } },
        reported('agent', moved),
      );
      expect(shown).toMatchObject({ visibility: 'public', addressLine: null, street: null });
      expect(JSON.stringify(shown)).not.toContain('Parlement');
    });
  });

  it('is marked as the merchant’s once the merchant wrote of it, and as invented where a source invented it', () => {
    expect(resolve(reported('osm')).features).toBe(0);
    expect(resolve(reported('osm'), reported('merchant')).features).toBe(featureBits(['claimed']));
    expect(resolve(reported('osm'), reported('demonstration', { demonstration: true })).demonstration).toBe(
      true,
    );
  });

  it('takes the means of payment of who keeps the page, whatever others add', () => {
    const osm = reported('osm', { attributes: { payment: ['cash', 'cheques'] } });
    const merchant = reported('merchant', { attributes: { payment: ['cards'] } });
    expect(resolve(osm, merchant).details.payment).toEqual(['cards']);
    expect(resolve(osm, merchant).details.factSources.payment?.source).toBe('merchant');
    expect(resolve(osm, reported('csv', { attributes: { payment: ['cards'] } })).details.payment).toEqual([
      'cards',
      'cash',
      'cheques',
    ]);
  });

  it('shows no means of payment where who keeps the page takes them all off', () => {
    const osm = reported('osm', { attributes: { payment: ['cash'] } });
    const { details, features } = resolve(osm, reported('merchant', { hasNoPayment: true }));
    expect([details.payment, features & featureBits(['cash'])]).toEqual([[], 0]);
  });

  it('notes of each answer about services who gave it, where several did', () => {
    const list = reported('csv', { attributes: { takeaway: 'yes', delivery: 'yes' } });
    const owner = reported('merchant', { attributes: { outdoorSeating: true, delivery: 'no' } });
    expect(resolve(list).details).not.toHaveProperty('serviceSources');
    const sources = Object.entries(resolve(list, owner).details.serviceSources ?? {});
    expect(Object.fromEntries(sources.map(([answer, key]) => [answer, key?.source]))).toEqual({
      takeaway: 'csv',
      delivery: 'merchant',
      outdoorSeating: 'merchant',
    });
  });

  it('is closed where the register says so after the merchant last said anything', () => {
    const closing = { status: { state: 'closed', since: '2026-10-01' } } as const;
    expect(resolve(reported('merchant', {}, '2026-09-01'), reported('sirene', closing)).state).toBe('closed');
    expect(resolve(reported('merchant', {}, '2026-10-02'), reported('sirene', closing)).state).toBe('open');
    expect(resolve(reported('agent', closing, '2026-09-01'), reported('sirene')).state).toBe('closed');
  });

  describe('of a sole trader whom the register may not show', () => {
    const register = reported('sirene', {
      displayName: null,
      legalName: null,
      siret: null,
      partialDiffusion: true,
      contact: { phone: '+33556000001' },
    });
    const osm = reported('osm', { displayName: 'Chez Jeanne', contact: { phone: '+33556000009' } });
    const owner = (facts: SourceInput['facts']): ListingSource =>
      reported('merchant', {
        position: null,
        address: { street: null, number: null, communeCode: null },
        ...facts,
      });

    it('shows nothing while its owner has not said so', () => {
      expect(resolve(register, osm, owner({ displayName: 'Jeanne Couture' })).visibility).toBe('masked');
    });

    it('shows the owner’s words, and the address where the owner shows it', () => {
      const shown = resolve(
        register,
        osm,
        owner({ displayName: 'Jeanne Couture', disclosed: { address: true } }),
      );
      expect(shown).toMatchObject({
        visibility: 'public',
        name: 'Jeanne Couture',
        addressLine: '12 rue Sainte-Catherine',
        phone: null,
      });
    });

    it('keeps the address to itself where the owner does not', () => {
      const shown = resolve(
        register,
        osm,
        owner({ displayName: 'Jeanne Couture', disclosed: { address: false } }),
      );
      expect(shown).toMatchObject({ visibility: 'public', addressLine: null, street: null, siret: null });
      expect(shown.position?.precision).toBe('commune');
      expect(JSON.stringify(shown)).not.toMatch(/Sainte-Catherine|Chez Jeanne|0000001|0000009/);
    });

    it('keeps the address that its owner corrected to itself as well', () => {
      const corrected = { street: 'rue Corrigée', number: '3', communeCode: '33063' };
      const shown = resolve(
        register,
        owner({
          displayName: 'Jeanne Couture',
          address: corrected,
          position: { longitude: -0.5741, latitude: 44.8409, precision: 'address' },
          relocated: true,
          disclosed: { address: false },
        }),
      );
      expect(shown).toMatchObject({ visibility: 'public', addressLine: null, commune: '33063' });
      expect(JSON.stringify(shown)).not.toMatch(/Corrigée|0\.5741/);
    });

    it('has no name but the one that its owner gives', () => {
      expect(
        resolve(register, osm, owner({ displayName: null, disclosed: { address: true } })).visibility,
      ).toBe('nameless');
    });
  });
});
