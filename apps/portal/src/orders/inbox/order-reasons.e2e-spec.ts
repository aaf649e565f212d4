import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('the reason for which a shop refuses or cancels', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const space = (): string => `/pro/commerces/${String(listing)}`;
  const read = async (path: string, as = ''): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie: as } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  /** @returns the page of its customer, and that of its shop */
  const ordered = async (): Promise<{ customer: string; shop: string }> => {
    const id = randomUUID();
    const bread = { id, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await portal.post(HERE, `${space()}/produits`, { ...bread, withdrawal: 'perishable' }, { cookie });
    await portal.post(HERE, `${space()}/commandes-reglages`, RULES, { cookie });
    const form = `/commerce/x-${String(listing)}/commander`;
    const slot = /<option value="(\d{12,14})">/.exec(await read(form))?.[1] ?? '';
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [`q-${id}`]: '2', slot, ...who });
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const placed = await portal.post(HERE, action, fieldsIn(summary.body, action));
    expect(placed.status).toBe(303);
    const inbox = await read(`${space()}/commandes`, cookie);
    const shop = /href="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/.exec(inbox)?.[1] ?? '';
    return { customer: String(placed.headers.location), shop };
  };
  const press = async (path: string, fields: Record<string, string>) => {
    const seen = /name="seen" value="(\d+)"/.exec(await read(path, cookie))?.[1] ?? '';
    return portal.post(HERE, path, { seen, ...fields }, { cookie });
  };

  it('is chosen on the page of the order, and read by its customer and in its history', async () => {
    const { customer, shop } = await ordered();
    expect(await read(customer)).toContain('href="tel:+33556000020"');
    expect(await read(shop, cookie)).toContain('Refuser avec ce motif');
    const refused = await press(shop, { do: 'refuseBecause', reason: 'rush' });
    expect(refused.status).toBe(303);
    expect(await read(customer)).toContain('trop de commandes à cette heure-là');
    expect(await read(shop, cookie)).toContain('Refusée (trop de commandes à cette heure-là), par ');
  });

  it('is given for what is cancelled too, or nothing more is said', async () => {
    const { customer, shop } = await ordered();
    await press(shop, { do: 'accept' });
    expect((await press(shop, { do: 'cancelBecause', reason: 'closed' })).status).toBe(303);
    expect(await read(customer)).toContain('il est fermé à cette heure-là');

    const other = await ordered();
    expect((await press(other.shop, { do: 'refuseBecause', reason: '<b>' })).status).toBe(303);
    expect(await read(other.customer)).not.toContain('Le commerce précise');
  });
});
