import { fr } from '../../apps/console/src/app/core/i18n/fr';
import {
  type TenantListView,
  countStates,
  listTenants,
  orderHosts,
  readTenantListView,
  writeTenantListView,
} from '../../apps/console/src/app/features/overview/tenant-list';
import { aTenant } from './overviews';

const plain: TenantListView = { filter: '', state: null, column: 'territory', descending: false };
const rows = [
  aTenant('valence', { title: 'Valence', state: 'suspended', database: 'est' }),
  aTenant('epernay', { title: 'Épernay', migrationState: 'failed' }),
  aTenant('pays-10', { title: 'Pays 10', territory: 'Val-de-Saône' }),
  aTenant('pays-9', { title: 'Pays 9' }),
];
const slugs = (view: Partial<TenantListView>): string[] =>
  listTenants(rows, { ...plain, ...view }, 'fr', fr.overview).map(({ slug }) => slug);

describe('the list of territories', () => {
  it('sorts as French does: accents do not count, and 9 comes before 10', () => {
    expect(slugs({})).toEqual(['epernay', 'pays-9', 'pays-10', 'valence']);
    expect(slugs({ descending: true })).toEqual(['valence', 'pays-10', 'pays-9', 'epernay']);
  });

  it('puts what asks for attention first', () => {
    expect(slugs({ column: 'state' })[0]).toBe('valence');
    expect(slugs({ column: 'migration' })[0]).toBe('epernay');
  });

  it('finds by any word of the row, whatever the case and the accents', () => {
    expect(slugs({ filter: 'EPERNAY' })).toEqual(['epernay']);
    expect(slugs({ filter: 'saone' })).toEqual(['pays-10']);
    expect(slugs({ filter: 'suspendu' })).toEqual(['valence']);
    expect(slugs({ filter: 'pays-9.localhost' })).toEqual(['pays-9']);
  });

  it('asks for every word of the filter', () => {
    expect(slugs({ filter: '  pays  saone ' })).toEqual(['pays-10']);
    expect(slugs({ filter: 'pays valence' })).toEqual([]);
  });

  it('shows one state when asked', () => {
    expect(slugs({ state: 'suspended' })).toEqual(['valence']);
    expect(countStates(rows)).toEqual([
      { state: 'live', count: 3 },
      { state: 'suspended', count: 1 },
    ]);
  });

  it('leaves the rows it was given as they were', () => {
    slugs({ column: 'state' });
    expect(rows[0]?.slug).toBe('valence');
  });

  it('reads back from the address what it wrote there', () => {
    const views: TenantListView[] = [
      plain,
      { filter: 'val de', state: 'draft', column: 'migration', descending: true },
      { ...plain, descending: true },
    ];
    for (const view of views) {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(writeTenantListView(view))) {
        if (value !== null) query.set(key, value);
      }
      expect(readTenantListView(query)).toEqual(view);
    }
  });

  it('keeps the plain list out of the address, and takes nonsense in the address for it', () => {
    expect(writeTenantListView(plain)).toEqual({ filtre: null, etat: null, tri: null });
    expect(readTenantListView(new URLSearchParams('etat=vendu&tri=-prix'))).toEqual({
      ...plain,
      descending: true,
    });
  });

  it('shows the canonical host first', () => {
    const host = (name: string, canonical: boolean) =>
      ({ host: name, kind: 'custom', canonical, verified: true }) as const;
    const ordered = orderHosts([host('b.example', false), host('z.example', true), host('a.example', false)]);
    expect(ordered.map((entry) => entry.host)).toEqual(['z.example', 'a.example', 'b.example']);
  });
});
