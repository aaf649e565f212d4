import { checkHtml } from '@halles/platform/theming';
import { randomUUID } from 'node:crypto';
import { type ListedOrder, OrderHandling, OrderPreparation } from '@halles/domain/orders';
import { LetterPrinter, type PrintedDocument } from '@halles/platform/letters';
import { GENEROUS, signInAs } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('orders on paper', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let loaf: string;
  const printed: PrintedDocument[] = [];
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const printer = portal.app.get(LetterPrinter);
    const print = printer.printDocument.bind(printer);
    jest.spyOn(printer, 'printDocument').mockImplementation((tenant, document, now) => {
      printed.push(document);
      return print(tenant, document, now);
    });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    printed.length = 0;
    ({ listing, cookie } = await aShopThatMaySell(portal));
    loaf = randomUUID();
    const bread = { id: loaf, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await asMerchant('/produits', { ...bread, withdrawal: 'right', noticeDays: '', stock: '' });
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    const zone = { do: 'zone', communes: 'Bordeaux', radius: '', fee: '3,50', minimum: '', freeFrom: '' };
    expect((await asMerchant('/commandes-modes', zone)).status).toBe(303);
  });

  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });
  const ask = (path: string, as: string = cookie) => portal.ask(HERE, path, { headers: { cookie: as } });

  /** Orders two loaves, delivered. Returns the id of the order. */
  async function delivered(): Promise<string> {
    const who = { name: 'Odile Martin', email: '', phone: '05 56 10 10 10', note: 'Sonnez deux fois' };
    const address = { street: '3 rue des Alpes', postalCode: '33000', city: 'Bordeaux' };
    const basket = { [`q-${loaf}`]: '2', ...who, mode: 'delivery' };
    const form = await portal.post(HERE, shop(), { ...basket, shown: 'pickup', do: 'mode' });
    const slot = /<option value="(\d{12,14})">/.exec(form.body)?.[1] ?? '';
    const summary = await portal.post(HERE, shop(), { ...basket, shown: 'delivery', slot, ...address });
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const part = summary.body.split('<form').find((one) => one.includes(`action="${action}"`)) ?? '';
    const hidden = [...part.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    expect((await portal.post(HERE, action, fields)).status).toBe(303);
    const inbox = await ask(`${space()}/commandes`);
    return /commandes\/([0-9a-f-]{36})"/.exec(inbox.body)?.[1] ?? '';
  }
  const dayOf = async (id: string): Promise<string> => {
    const order = await portal.app.get(OrderHandling).get(portal.world.here, id);
    return order.slot.from.toLocaleDateString('sv', { timeZone: 'Europe/Paris' });
  };
  const accept = async (id: string): Promise<void> => {
    const { body } = await ask(`${space()}/commandes/${id}`);
    const seen = /name="seen" value="(\d+)"/.exec(body)?.[1] ?? '';
    expect((await asMerchant(`/commandes/${id}`, { seen, do: 'accept' })).status).toBe(303);
  };

  it('are a packing slip with who, where, what, and what is left to pay', async () => {
    const id = await delivered();
    await accept(id);
    const page = await ask(`${space()}/commandes/${id}`);
    expect(page.body).toContain(`href="${space()}/commandes/${id}/bon.pdf"`);
    expect(page.body).toContain('À payer\u00a0: 11,90\u00a0€');
    const { status, headers, body } = await ask(`${space()}/commandes/${id}/bon.pdf`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'application/pdf',
      'private, no-store',
    ]);
    expect(headers['content-disposition']).toMatch(/^inline; filename="\d{4}-\d{4}\.pdf"$/);
    expect(body.startsWith('%PDF-')).toBe(true);
    const [slip] = printed;
    expect(slip?.heading).toMatch(/^Bon de préparation \d{4}-\d{4}$/);
    expect(slip?.facts.map(({ value }) => value)).toEqual(
      expect.arrayContaining([
        'Livraison',
        '3 rue des Alpes, 33000 Bordeaux',
        'Odile Martin',
        '05\u00a056\u00a010\u00a010\u00a010',
        'À payer\u00a0: 11,90\u00a0€',
      ]),
    );
    expect(slip?.rows).toEqual([
      { text: '2 × Pain', amount: '8,40\u00a0€' },
      { text: 'Frais de livraison', amount: '3,50\u00a0€' },
      { text: 'Total, taxes comprises', amount: '11,90\u00a0€', isTotal: true },
    ]);
    expect(slip?.notes).toEqual(['Message du client\u00a0: Sonnez deux fois']);
    const { code } = await portal.app.get(OrderHandling).get(portal.world.here, id);
    expect(JSON.stringify(slip)).not.toContain(code);
    expect((await ask(`/en/pro/businesses/${String(listing)}/orders/${id}/slip.pdf`)).status).toBe(200);
    expect(printed.at(-1)?.locale).toBe('en');
  });

  it('are a list of a day by product, then by slot, of what was accepted alone, and one of all orders', async () => {
    const id = await delivered();
    const day = await dayOf(id);
    const preparation = `${space()}/commandes-preparation.pdf?jour=${day}`;
    expect((await ask(preparation)).status).toBe(200);
    expect(printed.at(-1)).toMatchObject({ rows: [], sections: [] });
    expect((await ask(`${space()}/commandes-du-jour.pdf?jour=${day}`)).status).toBe(200);
    expect(printed.at(-1)?.sections).toEqual([
      {
        heading: expect.stringMatching(/ · Odile Martin · \d{4}-\d{4}$/) as string,
        paragraphs: [
          'En attente de confirmation · Livraison · 3 rue des Alpes, 33000 Bordeaux · 05\u00a056\u00a010\u00a010\u00a010',
          '2 × Pain',
          'Message du client\u00a0: Sonnez deux fois',
          'À payer\u00a0: 11,90\u00a0€',
        ],
      },
    ]);
    await accept(id);
    expect((await ask(preparation)).status).toBe(200);
    expect(printed.at(-1)?.rows).toEqual([{ text: 'Pain', amount: '2' }]);
    expect(printed.at(-1)?.sections[0]?.paragraphs.join()).toContain('3 rue des Alpes, 33000 Bordeaux');
    const page = await ask(`${space()}/commandes-preparation?jour=${day}`);
    for (const sheet of [preparation, `${space()}/commandes-du-jour.pdf?jour=${day}`])
      expect(page.body).toContain(`href="${sheet.replace('=', '&#x3D;')}"`);
    expect(page.body).toContain('À payer\u00a0: 11,90\u00a0€');
  });

  it.each(['commandes-preparation.pdf', 'commandes-du-jour.pdf', 'commandes-preparation'])(
    'are none (%s) of a day that is none: the page says so, with the form that asks for one',
    async (file) => {
      for (const day of ['2026-13-45', 'demain', '', '2026-12-05&jour=2026-12-06']) {
        const { status, headers, body } = await ask(`${space()}/${file}?jour=${day}`);
        expect([day, status, headers['content-type']]).toEqual([day, 422, 'text/html; charset=utf-8']);
        expect(body).toContain('href="#jour"');
        expect(body).toContain('Ce jour n’est pas une date');
        expect(checkHtml(body, 'fr')).toEqual([]);
      }
      for (const day of ['2026-12-05', '05/12/2026', '5%20d%C3%A9cembre'])
        expect([day, (await ask(`${space()}/${file}?jour=${day}`)).status]).toEqual([day, 200]);
    },
  );

  it('are nobody else’s: another shop finds no order, and no day', async () => {
    const id = await delivered();
    const other = await aShopThatMaySell(portal);
    const theirs = `/pro/commerces/${String(other.listing)}`;
    expect((await ask(`${theirs}/commandes/${id}/bon.pdf`, other.cookie)).status).toBe(404);
    expect((await ask(`${space()}/commandes/${id}/bon.pdf`, other.cookie)).status).toBe(404);
    expect((await ask(`${space()}/commandes-du-jour.pdf`, other.cookie)).status).toBe(404);
    const { cookie: stranger } = await signInAs(portal.world, portal.world.here, {});
    expect((await ask(`${space()}/commandes/${id}/bon.pdf`, stranger)).status).toBe(404);
    expect(printed).toEqual([]);
  });

  it('say so where a day has more orders than are listed, on the page too', async () => {
    const id = await delivered();
    await accept(id);
    const preparation = portal.app.get(OrderPreparation);
    const span = { from: new Date(0), until: new Date(8e12) };
    const { orders } = await preparation.list(portal.world.here, listing, span);
    const cut = jest.spyOn(preparation, 'list').mockResolvedValue({ orders, isCut: true });
    const words = 'Liste incomplète\u00a0: seule la première commande du jour y est.';
    const page = await ask(`${space()}/commandes-preparation`);
    for (const sheet of ['commandes-preparation', 'commandes-du-jour'])
      expect((await ask(`${space()}/${sheet}.pdf`)).status).toBe(200);
    cut.mockRestore();
    expect(page.body).toContain(words);
    expect(printed.map(({ notes }) => notes)).toEqual([[words], [words]]);
    expect((await ask(`${space()}/commandes-preparation`)).body).not.toContain('Liste incomplète');
  });

  it('of a day with hundreds of orders keep nobody else waiting', async () => {
    const one = await delivered();
    const preparation = portal.app.get(OrderPreparation);
    const from = new Date(0);
    const span = { from, until: new Date(8e12) };
    const { orders } = await preparation.list(portal.world.here, listing, span, 'all');
    expect(orders.map(({ id }) => id)).toEqual([one]);
    const many: ListedOrder[] = Array.from({ length: 500 }, () => orders).flat();
    jest.spyOn(preparation, 'list').mockResolvedValueOnce({ orders: many, isCut: false });
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    const { status, body } = await ask(`${space()}/commandes-du-jour.pdf`);
    clearInterval(others);
    expect([status, body.startsWith('%PDF-')]).toEqual([200, true]);
    expect(printed.at(-1)?.sections).toHaveLength(500);
    expect(turns).toBeGreaterThan(20);
  });
});
