import { randomUUID } from 'node:crypto';
import { OrderDays } from '@halles/domain/orders';
import { ProfileService } from '@halles/domain/profiles';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('the day of a shop, slot by slot', () => {
  let portal: Portal;
  let space: string;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    space = `/pro/commerces/${String(listing)}`;
  });

  const read = async (path: string, as = cookie): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie: as } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const post = (path: string, fields: Record<string, string>) => portal.post(HERE, path, fields, { cookie });
  /** What is in a slot, as one line of text. */
  const slotIn = (html: string, time: RegExp): string =>
    [...html.matchAll(/<li class="order-slot[^]*?(?=<li class="order-slot|<\/ol>)/g)]
      .map(([slot]) => slot)
      .find((slot) => time.test(slot)) ?? '';
  /** @returns the page of its customer */
  const ordered = async (bread: string, slot: string): Promise<string> => {
    const form = `/commerce/x-${String(listing)}/commander`;
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [`q-${bread}`]: '2', slot, ...who });
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const placed = await portal.post(HERE, action, fieldsIn(summary.body, action));
    expect(placed.status).toBe(303);
    return String(placed.headers.location);
  };
  /** Sells bread, two orders a slot. @returns the bread, a slot two days ahead, so that no midnight comes between, and its day */
  const opened = async () => {
    const bread = randomUUID();
    const loaf = { id: bread, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await post(`${space}/produits`, { ...loaf, withdrawal: 'perishable' });
    await post(`${space}/commandes-reglages`, { ...RULES, orders: '2' });
    const form = await read(`/commerce/x-${String(listing)}/commander`, '');
    const slots = [...form.matchAll(/<option value="(\d{12,14})">/g)].map(([, from]) => Number(from));
    const paris = (at: number, more = {}): string =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', ...more }).format(at);
    const day = paris(Date.now() + 2 * 86_400_000);
    const slot = slots.find((at) => paris(at, { timeStyle: 'short' }) === `${day} 10:00`);
    return { bread, slot: String(slot), day };
  };

  it('says what is taken of what each slot holds, what is closed, and is acted on without being left', async () => {
    const { bread, slot, day: iso } = await opened();
    await ordered(bread, slot);
    const page = `${space}/commandes-du-jour?jour=${iso}`;
    expect(await read(`${space}/commandes`)).toContain(`href="${space}/commandes-du-jour"`);
    const html = await read(page);
    const ten = slotIn(html, />10\u00a0h/);
    expect(ten).toContain('une commande sur 2');
    expect(ten).toContain('Odile Martin');
    expect(ten).toContain(`name="from" value="${iso}"`);
    expect(slotIn(html, />11\u00a0h/)).toContain('0 commande sur 2');

    await post(`${space}/commandes`, { do: 'closeSlot', slot });
    expect(slotIn(await read(page), />10\u00a0h/)).toContain('Fermé');

    const action = /action="([^"]+\/commandes\/[0-9a-f-]{36})"/.exec(ten)?.[1] ?? '';
    const touched = await post(action, { seen: '1', from: iso, do: 'acceptAnyway' });
    expect(touched.headers.location).toMatch(
      new RegExp(`^${page.replace('?', '\\?')}&fait=accept&commande=`),
    );
    const after = await read(String(touched.headers.location));
    expect(after).toContain('Commande acceptée. Votre client est prévenu par courriel.');
    expect(after).toContain('value="undo"');
  });

  it('tells a shop that is closed then what is due, and ends that with one touch, never by itself', async () => {
    const { bread, slot, day } = await opened();
    const [customer, other] = [await ordered(bread, slot), await ordered(bread, slot)];
    const page = `${space}/commandes-du-jour?jour=${day}`;
    expect(await read(page)).not.toContain('Vous avez dit être fermé');
    expect(await read(customer, '')).not.toContain('fermé exceptionnellement');
    const { here } = portal.world;
    const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
    const changes = { exceptions: [{ from: day, until: day, spans: [] }] };
    await portal.app.get(ProfileService).save(here, listing, { version: null, changes, author }, new Date());

    const html = await read(page);
    expect(html).toContain('2 commandes y sont attendues');
    const told = await read(customer, '');
    for (const words of ['a indiqué être fermé exceptionnellement ce jour-là', 'Appeler le ', 'En attente'])
      expect(told).toContain(words);
    const span = { from: new Date(Number(slot)), until: new Date(Number(slot) + 1) };
    const days = portal.app.get(OrderDays);
    expect(await days.listClosed(here, [listing], span)).toMatchObject([{ listingId: listing, count: 2 }]);

    const orders = [...html.matchAll(/name="order" value="([^"]+)"/g)].map(
      ([, one = '']): [string, string] => ['order', one],
    );
    expect(orders).toHaveLength(2);
    // One that is kept all the same meanwhile is left to who keeps it.
    const [[, first = ''] = []] = orders;
    await post(`${space}/commandes/${first.slice(0, 36)}`, { seen: '1', do: 'acceptAnyway' });
    const ended = await portal.post(HERE, page, orders, { cookie });
    const after = await read(String(ended.headers.location));
    expect(after).toContain('Une commande est annulée avec le motif');
    expect(after).toContain('Une commande avait changé entre-temps');
    expect(after).not.toContain('Vous avez dit être fermé ce jour-là');
    const states = [await read(customer, ''), await read(other, '')].map((one) =>
      one.includes('il est fermé à cette heure-là'),
    );
    expect([...states].sort()).toEqual([false, true]);
    expect(await days.listClosed(here, [listing], span)).toEqual([]);
  });

  it('ends nothing of a day that is open by now, and says so', async () => {
    const { bread, slot, day } = await opened();
    const customer = await ordered(bread, slot);
    const page = `${space}/commandes-du-jour?jour=${day}`;
    const [, id = ''] = /commandes\/([0-9a-f-]{36})"/.exec(await read(page)) ?? [];
    const touched = await post(page, { order: `${id}:1` });
    expect([touched.status, checkHtml(touched.body, 'fr')]).toEqual([409, []]);
    expect(touched.body).toContain(
      'Rien n’a été annulé\u00a0: vos horaires disent que vous êtes ouvert ce jour-là.',
    );
    expect(await read(customer, '')).toContain('En attente');
  });

  it('says of a day that is none that it is none, keeps what was typed, and ends nothing of today', async () => {
    const path = `${space}/commandes-du-jour`;
    for (const [day, typed] of [
      ['bad', 'bad'],
      ['2026-13-45', '2026-13-45'],
      ['', ''],
    ] as const)
      for (const { status, body } of [
        await portal.ask(HERE, `${path}?jour=${day}`, { headers: { cookie } }),
        await post(`${path}?jour=${day}`, { order: `${randomUUID()}:1` }),
      ]) {
        expect([day, status, checkHtml(body, 'fr')]).toEqual([day, 422, []]);
        expect(body).toContain('href="#jour"');
        expect(body).toContain(`type="${typed === '' ? 'date' : 'text'}" value="${typed}"`);
        expect(body).not.toContain('<li class="order-slot');
      }
    expect(await read(`${path}?jour=5%20d%C3%A9cembre%202026`)).toContain('value="2026-12-05"');
  });

  it('is of a shop that takes no orders too, and of no other', async () => {
    expect(await read(`${space}/commandes-du-jour`)).toContain('Aucun créneau ce jour-là.');
    const other = await aShopThatMaySell(portal);
    const { status } = await portal.ask(HERE, `${space}/commandes-du-jour`, {
      headers: { cookie: other.cookie },
    });
    expect(status).toBe(404);
  });
});
