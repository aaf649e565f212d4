import type { SalesTotals } from '@halles/domain/orders';
import { newForm } from '@halles/platform/forms';
import { scopeOf, territory } from '../../../testing/page-scopes';
import { salesPage } from './sales.presenter';

const TOTALS: SalesTotals = {
  ...{ sales: 3, withdrawals: 1 },
  sold: { includingTax: 5_000, tax: 261 },
  withdrawn: { includingTax: -840, tax: -44 },
  online: { sold: 0, withdrawn: 0 },
  unpaid: 0,
  later: { online: 0, unpaid: 0 },
  rates: [],
};

describe('the page of what a shop sold', () => {
  const factsOf = (online: SalesTotals['online'], unpaid = 0): string[] => {
    const asked = { period: { first: '2026-12-01', last: '2026-12-31' }, form: newForm() };
    const listing = { id: 42, name: 'Fournil des Capucins' } as Parameters<typeof salesPage>[0];
    const page = salesPage(listing, asked, { ...TOTALS, online, unpaid });
    const body = page.present(scopeOf(territory())) as {
      shown?: { facts: { term: string; value: string }[] };
    };
    return (body.shown?.facts ?? []).map(({ term, value }) => `${term} = ${value}`.replaceAll('\u00a0', ' '));
  };

  it('parts what was paid online from what was paid at the counter, and says what went back to cards', () => {
    expect(factsOf({ sold: 3_000, withdrawn: -840 })).toEqual(
      expect.arrayContaining([
        'Ventes payées en ligne = 30,00 €',
        'Ventes payées au commerce = 20,00 €',
        'Remboursé sur les cartes = -8,40 €',
      ]),
    );
    expect(factsOf({ sold: 3_000, withdrawn: 0 }).join()).not.toContain('Remboursé');
  });

  it('calls paid at the counter nothing that nobody paid', () => {
    expect(factsOf({ sold: 0, withdrawn: 0 }, 600)).toEqual(
      expect.arrayContaining([
        'Ventes payées en ligne = 0,00 €',
        'Ventes payées au commerce = 44,00 €',
        'Remis sans avoir été payé = 6,00 €',
      ]),
    );
  });

  it('says nothing of it where nothing was paid online', () => {
    expect(factsOf({ sold: 0, withdrawn: 0 }).join()).not.toMatch(/en ligne|au commerce/);
  });
});
