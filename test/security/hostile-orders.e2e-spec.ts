import { randomUUID } from 'node:crypto';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderHandling } from '@halles/domain/orders';
import { Clock, DAY } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import type { TenantContext } from '@halles/platform/tenancy';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { tellSaleDetails } from '@halles/testing/orders';
import { guardsIn } from '../../apps/portal/testing/form-guards';
import { RULES } from '../../apps/portal/testing/order-shop';
import { fieldsIn } from '../../apps/portal/testing/posted-fields';
import { type Answer, openPortal, type Portal } from '../../apps/portal/testing/portal-harness';

const HERE = 'ici-bourg';
const THERE = 'autre-ville';
const MARKUP = `</script><script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)`;

interface Shop {
  readonly id: number;
  readonly slug: string;
  readonly cookie: string;
  readonly form: string;
  readonly space: string;
}

/** What a page shows of strangers: text alone. */
const expectQuoted = (body: string): void => {
  expect(checkHtml(body, 'fr')).toEqual([]);
  expect(body).not.toMatch(/<script>alert|<img src=x|" onmouseover="/);
};

describe('orders in hostile hands', () => {
  let portal: Portal;
  let shop: Shop;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  const aShop = async (ctx: TenantContext = portal.world.here, slug = HERE): Promise<Shop> => {
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
    const [id = 0] = await writeListings(portal.world, ctx, [{ source: 'sirene', facts }]);
    const { cookie } = await signInAs(portal.world, ctx, { grants: [{ listingId: id }] });
    await tellSaleDetails(portal.world, ctx, id);
    const made = { id, slug, cookie, form: `/commerce/x-${id}/commander`, space: `/pro/commerces/${id}` };
    expect((await asMerchant(made, '/commandes-reglages', RULES)).status).toBe(303);
    return made;
  };
  const asMerchant = (of: Shop, path: string, fields: Record<string, string>): Promise<Answer> =>
    portal.post(of.slug, of.space + path, fields, { cookie: of.cookie });
  const look = (of: Shop, path: string): Promise<Answer> =>
    portal.ask(of.slug, of.space + path, { headers: { cookie: of.cookie } });
  const product = (more: Record<string, string> = {}): Record<string, string> => ({
    ...{ id: randomUUID(), name: 'Pain de campagne', price: '4,20', isAvailable: 'yes' },
    ...{ vat: 'reduced', withdrawal: 'perishable', ...more },
  });
  const aProduct = async (of: Shop, more: Record<string, string> = {}): Promise<string> => {
    const { id = '', ...fields } = product(more);
    expect((await asMerchant(of, '/produits', { id, ...fields })).status).toBe(303);
    return id;
  };
  const slotOf = async (of: Shop): Promise<string> =>
    /<option value="(\d{12,14})">/.exec((await portal.ask(of.slug, of.form)).body)?.[1] ?? '';
  /** A summary as the page sends it. */
  const summary = async (
    of: Shop,
    id: string,
    more: Record<string, string> = {},
  ): Promise<Record<string, string>> => {
    const slot = await slotOf(of);
    const customer = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const { body } = await portal.post(of.slug, of.form, { [`q-${id}`]: '1', slot, ...customer });
    const action = /action="([^"]+\/confirmer)"/.exec(body)?.[1] ?? '';
    const { terms = '', seen = '' } = fieldsIn(body, action);
    return {
      ...{ idempotencyKey: randomUUID(), kind: 'order', line: `${id}:1:420`, slot, terms, seen },
      ...{ ...customer, ...more },
    };
  };
  const place = (of: Shop, fields: Record<string, string>, headers = {}): Promise<Answer> =>
    portal.post(of.slug, `${of.form}/confirmer`, fields, headers);
  const ordered = async (of: Shop, id: string, more: Record<string, string> = {}): Promise<string> => {
    const answer = await place(of, await summary(of, id, more));
    expect(answer.status).toBe(303);
    return String(answer.headers.location);
  };
  const orderOf = async (of: Shop): Promise<string> =>
    /action="\/pro\/commerces\/\d+(\/commandes\/[0-9a-f-]{36})"/.exec(
      (await look(of, '/commandes')).body,
    )?.[1] ?? '';
  const stockOf = async (of: Shop, id: string): Promise<number | null> =>
    (await portal.app.get(CatalogueService, { strict: false }).get(portal.world.here, of.id, id)).stock;

  beforeEach(async () => {
    shop = await aShop();
  });

  it('are refused or taken, and never an error of the server, where a field comes twice or not at all', async () => {
    const id = await aProduct(shop, { stock: '500' });
    const fields = await summary(shop, id);
    const statuses: [string, number][] = [];
    for (const name of Object.keys(fields)) {
      const rest = Object.entries({ ...fields, idempotencyKey: randomUUID() }).filter(
        ([key]) => key !== name,
      );
      const field: [string, string] = [name, fields[name] ?? ''];
      for (const [what, added] of Object.entries({ twice: [field, field], missing: [] })) {
        const { status } = await portal.post(HERE, `${shop.form}/confirmer`, [...rest, ...added]);
        statuses.push([`${name} ${what}`, status]);
      }
    }
    expect(statuses.filter(([, status]) => status >= 500)).toEqual([]);
    expect(statuses.map(([what]) => what)).toContain('email twice');
  });

  it('take twenty pieces and half of what is left without a proof of work, and as much as one likes with it', async () => {
    const id = await aProduct(shop, { stock: '500' });
    const wanting = (pieces: number) => summary(shop, id, { line: `${id}:${pieces}:420`, name: 'Léa Petit' });
    const refused = await place(shop, await wanting(300));
    expect([refused.status, await stockOf(shop, id)]).toEqual([422, 500]);
    expect(refused.body).toContain('href="#products"');
    expect(refused.body).toMatch(
      /sans la vérification.*20 articles ou kilos au plus.*Rechargez la page, connectez-vous.*appelez le commerce/su,
    );
    expect(refused.body).toMatch(/value="300"[\s\S]*value="Léa Petit"/u);
    const asProgram = await place(shop, await wanting(300), { accept: 'application/json' });
    expect([asProgram.status, JSON.parse(asProgram.body)]).toMatchObject([
      422,
      { type: expect.stringContaining('order-needs-proof'), errors: [{ pointer: '/products' }] },
    ]);
    expect((await place(shop, await wanting(20))).status).toBe(303);
    const page = await portal.post(HERE, shop.form, {
      ...{ [`q-${id}`]: '300', slot: await slotOf(shop), name: 'Léa Petit', email: 'lea@example.org' },
    });
    expect((await place(shop, { ...(await wanting(300)), ...(await guardsIn(page.body)) })).status).toBe(303);
    expect(await stockOf(shop, id)).toBe(180);
    expect((await place(shop, await wanting(100), { cookie: shop.cookie })).status).toBe(303);
  });

  it('show markup in names, notes and shelves as text, on every page that has them', async () => {
    const id = await aProduct(shop, {
      name: MARKUP.slice(0, 120),
      description: MARKUP,
      shelf: MARKUP.slice(0, 60),
    });
    const form = await portal.ask(HERE, shop.form);
    expectQuoted(form.body);
    const basket = {
      [`q-${id}`]: '1',
      slot: await slotOf(shop),
      name: MARKUP,
      email: '',
      phone: '0556000001',
      note: MARKUP,
    };
    expectQuoted((await portal.post(HERE, shop.form, basket)).body);
    const { email: _, ...fields } = await summary(shop, id, {
      name: MARKUP,
      note: MARKUP,
      phone: '0556000001',
    });
    const placed = await place(shop, fields);
    expect(placed.status).toBe(303);
    for (const answer of [
      await portal.ask(HERE, String(placed.headers.location)),
      await look(shop, '/commandes'),
      await look(shop, await orderOf(shop)),
      await look(shop, '/produits'),
      await look(shop, `/produits/${id}`),
      await portal.ask(HERE, `/commerce/le-pain-du-coin-${shop.id}`),
    ]) {
      expect(answer.status).toBe(200);
      expectQuoted(answer.body);
    }
  });

  it.each([
    ...['-1', '1e3', '0x10', '１２', '1.5', '9'.repeat(400), '٣', '1\u0000', 'NaN', '+1'].map(
      (value) => ['quantity', value] as const,
    ),
    ...['-1', '0', 'NaN', '99999999999999', '253402300800000', '1e15', '000000000000'].map(
      (value) => ['slot', value] as const,
    ),
    ...['', ' ', '\u0000', '\u202e\u202e', 'x'.repeat(10_000), 'a\r\nBcc: x@y.fr'].map(
      (value) => ['name', value] as const,
    ),
    ...['a@b', 'a@b.fr\nBcc: x@y.fr', `${'a'.repeat(300)}@b.fr`, '"><script>@b.fr', 'a@b.fr,c@d.fr'].map(
      (value) => ['email', value] as const,
    ),
    ...['0', '+', '+33', '9'.repeat(500), '\u0660\u0665'].map((value) => ['phone', value] as const),
  ])('answer a hostile %s (%j) with a sentence', async (field, value) => {
    const id = await aProduct(shop);
    const valid = {
      name: 'Odile',
      email: 'odile@example.org',
      phone: '',
      note: '',
      slot: await slotOf(shop),
    };
    const name = field === 'quantity' ? `q-${id}` : field;
    const { status, body } = await portal.post(HERE, shop.form, {
      [`q-${id}`]: '1',
      ...valid,
      [name]: value,
    });
    expect([409, 422]).toContain(status);
    expectQuoted(body);
    const line = field === 'quantity' ? { line: `${id}:${value}:420` } : { [name]: value };
    const placed = await place(shop, await summary(shop, id, line));
    expect([409, 422]).toContain(placed.status);
    expect((await look(shop, '/commandes')).body).toContain('Aucune commande en cours');
  });

  it('take nothing of another shop or another territory, at no other price, in no greater number', async () => {
    const [own, stocked] = [await aProduct(shop), await aProduct(shop, { stock: '5' })];
    const [neighbour, stranger] = [await aShop(), await aShop(portal.world.there, THERE)];
    const [near, far] = [await aProduct(neighbour), await aProduct(stranger)];
    for (const line of [
      ...[near, far, randomUUID()].map((id) => `${id}:1:420`),
      `${own}:1:1`,
      `${own}:1:0`,
      `${own}:0:420`,
      `${own}:999:99999999`,
      `${stocked}:6:420`,
      own,
      `${own}:1:420:1`,
    ]) {
      const fields = await summary(shop, own, { line });
      // As if the summary had shown that product: whatever else is wrong must be seen.
      const seen = (fields['seen'] ?? '').replace(own, line.slice(0, own.length));
      const { status } = await place(shop, { ...fields, seen });
      expect([line, [409, 422].includes(status)]).toEqual([line, true]);
    }
    expect((await look(shop, '/commandes')).body).toContain('Aucune commande en cours');
    expect(await stockOf(shop, stocked)).toBe(5);
  });

  it('lead nobody to an order but who has its link, and no shop to that of another', async () => {
    const [neighbour, stranger] = [await aShop(), await aShop(portal.world.there, THERE)];
    const page = await ordered(shop, await aProduct(shop));
    const path = await orderOf(shop);
    for (const other of [neighbour, stranger]) {
      expect((await look(other, path)).status).toBe(404);
      for (const fields of [{ do: 'accept' }, { do: 'code', code: '000000' }, { do: 'undo' }])
        expect((await asMerchant(other, path, { seen: '1', ...fields })).status).toBe(404);
    }
    const foreign = { headers: { cookie: neighbour.cookie } };
    expect((await portal.ask(HERE, shop.space + path, foreign)).status).toBe(404);
    const [id = ''] = /[0-9a-f-]{36}/.exec(path) ?? [];
    for (const token of [id, `${id}.0`, `${id}.0.x`, `${id}.1.${page.split('.').at(-1) ?? ''}`])
      expect((await portal.ask(HERE, `/commande/${token}`)).status).toBe(404);
    expect((await portal.ask(THERE, page)).status).toBe(404);
    expect((await portal.post(THERE, page, { seen: '1' })).status).toBe(404);
    const { headers } = await portal.ask(HERE, page);
    expect([headers['cache-control'], headers['referrer-policy']]).toEqual([
      expect.stringContaining('no-store'),
      'same-origin',
    ]);
  });

  it('are placed, cancelled and prepared by forms of their own site alone', async () => {
    const id = await aProduct(shop);
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await place(shop, await summary(shop, id), elsewhere)).status).toBe(403);
    const page = await ordered(shop, id);
    expect((await portal.post(HERE, page, { seen: '1' }, elsewhere)).status).toBe(403);
    const path = shop.space + (await orderOf(shop));
    const forged = { ...elsewhere, cookie: shop.cookie };
    expect((await portal.post(HERE, path, { seen: '1', do: 'refuse' }, forged)).status).toBe(403);
    expect((await portal.ask(HERE, page)).body).toContain('En attente de confirmation');
  });

  it('are one where the same summary comes a hundred times at once, and as many as there is stock for', async () => {
    const id = await aProduct(shop, { stock: '5' });
    const once = await summary(shop, id);
    const same = await Promise.all(Array.from({ length: 100 }, () => place(shop, once)));
    // Who waits too long for the row that all of them want is told to try again.
    for (const { status, headers } of same)
      expect([status, status === 503 ? headers['retry-after'] : '']).toEqual(
        status === 503 ? [503, expect.stringMatching(/^\d+$/)] : [303, ''],
      );
    const placed = same.filter(({ status }) => status === 303);
    expect(new Set(placed.map(({ headers }) => headers.location)).size).toBe(1);
    expect(await stockOf(shop, id)).toBe(4);
    const slot = once['slot'] ?? '';
    const others = await Promise.all(
      Array.from({ length: 100 }, async () => place(shop, { ...once, slot, idempotencyKey: randomUUID() })),
    );
    const statuses = others.map(({ status }) => status);
    expect([...new Set(statuses)].filter((status) => status >= 500 && status !== 503)).toEqual([]);
    expect(statuses.filter((status) => status === 303)).toHaveLength(4);
    expect(await stockOf(shop, id)).toBe(0);
  });

  it('have a page for a year, by their link', async () => {
    const page = await ordered(shop, await aProduct(shop));
    const clock = jest.spyOn(portal.app.get(Clock), 'now');
    const after = (days: number) => clock.mockReturnValue(new Date(Date.now() + days * DAY));
    after(364);
    expect((await portal.ask(HERE, page)).status).toBe(200);
    after(366);
    const { status, body } = await portal.ask(HERE, page);
    const cancelled = await portal.post(HERE, page, { seen: '1', sure: 'yes' });
    clock.mockRestore();
    expect([status, checkHtml(body, 'fr'), cancelled.status]).toEqual([404, [], 404]);
    expect((await portal.ask(HERE, page)).body).toContain('En attente de confirmation');
  });

  it('cost no more where a shop offers every five minutes of a year', async () => {
    await aProduct(shop);
    expect(
      (await asMerchant(shop, '/commandes-reglages', { ...RULES, length: '5', horizon: '365' })).status,
    ).toBe(303);
    const { status, bytes } = await portal.ask(HERE, shop.form);
    expect(status).toBe(200);
    // A hundred thousand slots were six megabytes and a second of the processor, for whoever asks: far days offer a few each, and each
    // says its day.
    expect(bytes.length).toBeLessThan(220_000);
  });

  it('go back to nothing that they left, and stay readable once who ordered is forgotten', async () => {
    const id = await aProduct(shop, { stock: '5' });
    const page = await ordered(shop, id);
    const path = await orderOf(shop);
    const seen = async (): Promise<string> =>
      /name="seen" value="(\d+)"/.exec((await look(shop, path)).body)?.[1] ?? '1';
    expect((await portal.post(HERE, page, { seen: await seen(), sure: 'yes' })).status).toBe(303);
    // What its customer cancelled is not the shop's to bring back.
    expect((await look(shop, path)).body).not.toContain('value="undo"');
    for (const button of ['accept', 'ready', 'collect', 'noShow', 'delay', 'undo']) {
      const fields = { seen: await seen(), do: button, minutes: '10' };
      expect([409, 422]).toContain((await asMerchant(shop, path, fields)).status);
    }
    for (const at of ['', '-1', '0', 'x', '9'.repeat(30), '2147483648'])
      expect([409, 422]).toContain((await portal.post(HERE, page, { seen: at })).status);
    expect(await stockOf(shop, id)).toBe(5);

    const second = await ordered(shop, id, { name: 'Odile Secrète', note: 'Sonnez chez Secrète' });
    const open = await orderOf(shop);
    await portal.app
      .get(OrderHandling, { strict: false })
      .eraseBefore(portal.world.here, new Date(Date.now() + 30 * DAY));
    for (const answer of [
      await portal.ask(HERE, second),
      await look(shop, open),
      await look(shop, '/commandes'),
    ]) {
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([200, []]);
      expect(answer.body).not.toContain('Secrète');
    }
    expect((await asMerchant(shop, open, { seen: '1', do: 'accept' })).status).toBe(303);
  });

  it('refuse products that are no products, and ids of others', async () => {
    const neighbour = await aShop();
    const stranger = await aShop(portal.world.there, THERE);
    const [near, far, own] = [await aProduct(neighbour), await aProduct(stranger), await aProduct(shop)];
    for (const fields of [
      ...['0', '-1', '1e9', '9999999,99', '٣', 'NaN', '', '1,999'].map((price) => ({ price })),
      ...['-1', '1e9', '99999999', '1.5'].map((stock) => ({ stock })),
      ...['', '\u0000', 'x'.repeat(121), '\u202e'].map((name) => ({ name })),
      { vat: 'none' },
      { withdrawal: 'never' },
      { noticeDays: '61' },
      { description: 'x'.repeat(2_001) },
    ]) {
      const { status, body } = await asMerchant(shop, '/produits', product(fields));
      expect([JSON.stringify(fields).slice(0, 60), status]).toEqual([
        JSON.stringify(fields).slice(0, 60),
        422,
      ]);
      expect(checkHtml(body, 'fr')).toEqual([]);
    }
    // An id is the browser's to choose, and never opens what has it already.
    const taken = await asMerchant(shop, '/produits', product({ id: near, name: 'Volé' }));
    expect(taken.status).toBeLessThan(500);
    expect((await look(neighbour, '/produits')).body).not.toContain('Volé');
    for (const id of [near, far]) {
      expect((await look(shop, `/produits/${id}`)).status).toBe(404);
      for (const button of ['save', 'archive', 'duplicate'])
        expect((await asMerchant(shop, `/produits/${id}`, product({ id, do: button }))).status).toBe(404);
    }
    expect((await look(neighbour, `/produits/${near}`)).body).toContain('Pain de campagne');
    const here = await Promise.all(
      Array.from({ length: 40 }, () => asMerchant(shop, `/produits/${own}`, product({ do: 'archive' }))),
    );
    expect(here.filter(({ status }) => status >= 500)).toEqual([]);
  });
});
