import { randomUUID } from 'node:crypto';
import { deliveryRulesSchema } from '@halles/contracts';
import { FulfilmentSettingsService } from '@halles/domain/orders';
import { anOrder, ordersOf, type OrdersWorld, TEN } from '@halles/testing/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const PERIOD = '?du=2026-12-01&au=2026-12-01';

describe('the journal of sales, on the portal', () => {
  let portal: Portal;
  let orders: OrdersWorld;
  let shop: number;
  let cookie: string;
  const path = (end = ''): string => `/pro/commerces/${String(shop)}/ventes${end}`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    orders = await ordersOf(portal.world);
    shop = await orders.aShop();
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(`UPDATE account_grant SET role = 'merchant-staff' WHERE listing_id = $1`, [shop]),
    );
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: shop }] }));
    const hostile = await orders.aProduct(shop, { name: '=SUM(A1)', priceCents: 420 });
    const tin = await orders.aProduct(shop, { name: 'Moule', priceCents: 1_450, vat: 'standard' });
    const lines = [
      { productId: hostile, quantity: 3, unitCents: 420, choices: [] },
      { productId: tin, quantity: 1, unitCents: 1_450, choices: [] },
    ];
    await orders.moved(await orders.placed(shop, anOrder(lines, { slotFrom: TEN })), 'accepted', 'collected');
    // Half past midnight in Paris is the day before by UTC.
    orders.at(new Date('2026-12-01T23:30:00Z'));
    const later = anOrder(lines, { slotFrom: Date.parse('2026-12-02T09:00:00Z') });
    await orders.moved(await orders.placed(shop, later), 'accepted', 'collected');
  });
  afterAll(() => portal.close());

  const ask = (end: string, by = cookie) => portal.ask(HERE, path(end), { headers: { cookie: by } });

  it('says what was sold in a period, in the time of the territory, and what is wrong with one', async () => {
    const page = await ask(PERIOD);
    expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
    expect(page.body).toContain('1 vente');
    expect(page.body.replace(/\s/g, ' ')).toContain('27,10 €');
    const written = await ask(`?du=${encodeURIComponent('1er décembre 2026')}&au=1/12/2026`);
    expect([written.status, written.body]).toEqual([200, expect.stringContaining('value="2026-12-01"')]);
    const wrong = await ask('?du=2026-12-02&au=2026-12-01');
    expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    expect(wrong.body).toContain('La fin est avant le début');
    for (const odd of ['?du=hier', '?du=2026-02-30&au=2026-03-01', '?du=1926-01-01&au=2026-01-01'])
      expect((await ask(odd)).status).toBe(422);
    expect((await ask('')).status).toBe(200);
  });

  it.each(['.csv', '.xlsx'])(
    'is no file (%s) of a period that is none: its page says what is wrong, with the form',
    async (end) => {
      for (const [query, said] of [
        ['?du=hier&au=2026-13-01', ['href="#du"', 'href="#au"', 'value="2026-13-01"']],
        ['?du=2026-12-02&au=2026-12-01', ['La fin est avant le début', 'href="#au"']],
        ['?du=2026-12-01&du=2026-12-02', ['href="#du"']],
      ] as const) {
        const { status, headers, body } = await ask(end + query);
        expect([query, status, headers['content-type'], headers['content-disposition']]).toEqual([
          query,
          422,
          'text/html; charset=utf-8',
          undefined,
        ]);
        for (const words of said) expect(body).toContain(words);
        expect(checkHtml(body, 'fr')).toEqual([]);
      }
    },
  );

  it('is a CSV whose formulas are none, with its sums', async () => {
    const { status, body, headers } = await ask(`.csv${PERIOD}`);
    expect([status, headers['content-disposition']]).toEqual([
      200,
      expect.stringContaining('ventes-2026-12-01-2026-12-01.csv'),
    ]);
    const rows = parse(body.slice(1));
    expect(rows[0]?.slice(0, 6)).toEqual([
      ...['Date', 'Heure', 'Commande', 'Opération', 'Articles', 'Taux de TVA (%)'],
    ]);
    expect(rows[1]?.slice(0, 9)).toEqual([
      ...['2026-12-01', '7\u00a0h', '2026-0001', 'Vente', '3 × =SUM(A1)', '5,5'],
      ...['12,60', '11,94', '0,66'],
    ]);
    expect(rows.at(-1)?.slice(3, 9)).toEqual(['Total', '', '', '27,10', '24,02', '3,08']);
    expect(rows.filter(([, , number]) => number !== '')).toHaveLength(3);
  });

  it('says at the end of a line how it was received, and has the fee in the sums of its rates', async () => {
    const zone = { area: { by: 'radius' as const, kilometres: 100 }, feeCents: 350 };
    const free = { minimumCents: 0, freeFromCents: null };
    await orders.services.get(FulfilmentSettingsService).change(portal.world.here, shop, (before) => ({
      ...before,
      delivery: {
        isOn: true,
        rules: deliveryRulesSchema.parse({
          slots: { notice: 60 },
          zones: [{ id: randomUUID(), ...zone, ...free }],
        }),
      },
    }));
    orders.at(new Date('2026-12-03T06:00:00Z'));
    const [commune] = await orders.rowsOf<{ name: string }>('SELECT name FROM commune ORDER BY name');
    const address = { street: '3 rue des Alpes', postalCode: '33000', city: commune?.name };
    const loaf = await orders.aProduct(shop, { name: 'Pain', priceCents: 420 });
    const tin = await orders.aProduct(shop, { name: 'Moule', priceCents: 1_450, vat: 'standard' });
    const lines = [
      { productId: loaf, quantity: 1, unitCents: 420, choices: [] },
      { productId: tin, quantity: 1, unitCents: 1_450, choices: [] },
    ];
    const slotFrom = Date.parse('2026-12-03T09:00:00Z');
    const order = anOrder(lines, { slotFrom, fulfilment: { mode: 'delivery', address } });
    await orders.moved(await orders.placed(shop, order), 'accepted', 'collected');
    const { body } = await ask('.csv?du=2026-12-03&au=2026-12-03');
    const [head = [], ...rows] = parse(body.slice(1));
    expect(head.slice(-6)).toEqual([
      ...['Remboursé le', 'Mode', 'Dont en ligne', 'Avoir', 'Dont non payé', 'Dont payé d’avance'],
    ]);
    const sold = rows.filter(([, , number]) => number !== '');
    expect(sold.map((row) => [row[4], row[5], row[6], row.at(-5)])).toEqual([
      ['1 × Pain, Frais de livraison', '5,5', '4,99', 'Livraison'],
      ['1 × Moule, Frais de livraison', '20', '17,21', 'Livraison'],
    ]);
    expect(rows.filter(([, , number]) => number === '').map((row) => [row[5], row[6], row.length])).toEqual([
      ['5,5', '4,99', head.length],
      ['20', '17,21', head.length],
      ['', '22,20', head.length],
      ['', '0,00', head.length],
      ['', '22,20', head.length],
    ]);
  });

  it('is a workbook with amounts and days, without a formula', async () => {
    const { status, bytes } = await ask(`.xlsx${PERIOD}`);
    expect(status).toBe(200);
    const rows = await readSheet(bytes);
    expect(rows[1]?.slice(0, 9)).toEqual([
      ...[new Date('2026-12-01T00:00:00Z'), '7\u00a0h', '2026-0001', 'Vente'],
      ...['3 × =SUM(A1)', 5.5, 12.6, 11.94, 0.66],
    ]);
  });

  it('is for who owns the page, and not for its staff', async () => {
    const staff = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    for (const end of ['', '.csv', '.xlsx']) expect((await ask(end + PERIOD, staff.cookie)).status).toBe(403);
    const inbox = (by: string) =>
      portal.ask(HERE, `/pro/commerces/${String(shop)}/commandes`, { headers: { cookie: by } });
    expect([
      (await inbox(cookie)).body.includes(path()),
      (await inbox(staff.cookie)).body.includes(path()),
    ]).toEqual([true, false]);
  });
});
