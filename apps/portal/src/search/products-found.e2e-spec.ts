import { randomUUID } from 'node:crypto';
import { pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderingSettingsService } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, hostileTexts, inQuery, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

const NAMES = ['Brioche tressée', 'Baguette', '<b>Brioche</b> « au gras »', 'Brioche feuilletée'];

describe('products, found over HTTP', () => {
  let portal: Portal;
  let shop = 0;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    const sells = async (ctx: typeof world.here, listing: number, names: readonly string[]) => {
      for (const name of names) {
        const product = { name, priceCents: 690, vat: 'reduced', withdrawal: 'perishable' };
        await portal.app
          .get(CatalogueService)
          .add(ctx, listing, randomUUID(), productInputSchema.parse(product));
      }
      await portal.app.get(OrderingSettingsService).save(ctx, listing, {
        isOpen: true,
        kind: 'order',
        pausedUntil: null,
        pickup: pickupRulesSchema.parse({}),
      });
    };
    [shop = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Fournil des Capucins', contact: { phone: '+33556102030' } } },
      { facts: { displayName: 'Chez Brioche' } },
      { facts: { displayName: 'Quincaillerie', category: 'hardware-store' } },
    ]);
    await sells(world.here, shop, NAMES);
    const [other = 0] = await writeListings(world, world.there, [{ facts: { displayName: 'Secret' } }]);
    await sells(world.there, other, ['Brioche secrète']);
  });
  afterAll(() => portal.close());

  const results = async (query: string): Promise<{ name: string; products: string[] }[]> => {
    const { body } = await portal.ask('ici-bourg', `/api/v1/search?${query}`);
    return (JSON.parse(body) as { results: { name: string; products: string[] }[] }).results;
  };

  it('shows the shop that sells it, with the product that was meant, and leads to ordering', async () => {
    const { status, body } = await portal.ask('ici-bourg', '/commerces?q=brioche');
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    expect(body).toContain(
      '<p class="result__sells">Vend\u00a0: Brioche tressée, &lt;b&gt;Brioche&lt;/b&gt; « au gras »</p>',
    );
    expect(body).toMatch(/href="\/commerce\/fournil-des-capucins-\d+\/commander"/);
    expect(body).toContain('Chez Brioche');
    expect(body).not.toContain('Quincaillerie');
    expect(body).not.toContain('secr');
  });

  it('tells programs the same, of the town alone', async () => {
    const found = await results('q=brioche');
    expect(found.map(({ name, products }) => [name, products])).toEqual(
      expect.arrayContaining([
        ['Fournil des Capucins', ['Brioche tressée', '<b>Brioche</b> « au gras »']],
        ['Chez Brioche', []],
      ]),
    );
    expect(await results('q=brioche+feuilletees')).toMatchObject([{ products: ['Brioche feuilletée'] }]);
    expect(await results('q=briohce')).not.toEqual([]);
  });

  it('filters on online ordering, in pages and for programs', async () => {
    const { body } = await portal.ask('ici-bourg', '/en/businesses');
    expect(body).toMatch(/Online ordering/);
    const filtered = await portal.ask('ici-bourg', '/commerces?avec=orders');
    expect([filtered.status, checkHtml(filtered.body, 'fr')]).toEqual([200, []]);
    expect(filtered.body).toContain('Fournil des Capucins');
    expect(filtered.body).not.toContain('Chez Brioche');
    expect((await results('features=orders')).map(({ name }) => name)).toEqual(['Fournil des Capucins']);
  });

  it('has no error whatever is searched for among products', async () => {
    for (const text of hostileTexts) {
      const { status } = await portal.ask('ici-bourg', `/commerces?q=brioche+${inQuery(text)}`);
      expect({ text: text.slice(0, 40), isKnown: [200, 414, 422].includes(status) }).toMatchObject({
        isKnown: true,
      });
    }
  });
});
