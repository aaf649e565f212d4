import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const DAY = 86_400_000;
const CODES = ['di', 'lu', 'ma', 'me', 'je', 've', 'sa'] as const;

describe('a product that is not had at any time', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const shop = (): string => `/commerce/le-pain-du-coin-${String(listing)}`;
  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, `/pro/commerces/${listing}${path}`, fields, { cookie });

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const opened = async (more: Record<string, string> = {}): Promise<string> => {
    const id = randomUUID();
    const loaf = {
      ...{ id, name: 'Brioche', price: '4,20', isAvailable: 'yes', vat: 'reduced', withdrawal: 'perishable' },
      ...more,
    };
    expect((await asMerchant('/produits', loaf)).status).toBe(303);
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    return id;
  };
  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path);
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const options = (html: string) =>
    [...html.matchAll(/<option value="(\d{12,14})"([^>]*)>([^<]*)/g)].map(
      ([, from = '', rest = '', label = '']) => ({
        from: Number(from),
        isOff: rest.includes('disabled'),
        label,
      }),
    );
  /** The code of the weekday so many days from now, by the clock of the shop. */
  const codeIn = (days: number): string => {
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'Europe/Paris' }).format(
      new Date(Date.now() + days * DAY),
    );
    return CODES[['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(weekday)] ?? '';
  };
  const weekdayOf = (from: number): string =>
    new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'Europe/Paris' }).format(new Date(from));
  const basket = (id: string, slot: number): Record<string, string> => ({
    ...{ [`q-${id}`]: '1', slot: String(slot), name: 'Odile Martin', email: 'odile@example.org' },
    ...{ phone: '', note: '' },
  });

  it('says when it is had, and offers the slots of that day and hour alone', async () => {
    const code = codeIn(2);
    const id = await opened({ hours: `${code} 7:00-12:00` });
    expect(await read(`${shop()}/commander`)).toContain('Seulement');
    expect(await read(`${shop()}/produits/brioche-${id}`)).toContain('Seulement');
    const form = await portal.post(HERE, `${shop()}/commander`, { [`q-${id}`]: '1', do: 'edit' });
    const slots = options(form.body);
    const offered = slots.filter(({ isOff }) => !isOff);
    expect(offered).toHaveLength(10);
    const day = weekdayOf(Date.now() + 2 * DAY);
    expect(offered.every(({ from }) => weekdayOf(from) === day)).toBe(true);
    expect(slots.find(({ isOff }) => isOff)?.label).toContain('pas pour tout le panier');
    const other = slots.find(({ isOff }) => isOff)?.from ?? 0;
    const refused = await portal.post(HERE, `${shop()}/commander`, basket(id, other));
    expect([refused.status, refused.body.includes('n’est pas proposé à ce moment-là')]).toEqual([409, true]);
    const summary = await portal.post(HERE, `${shop()}/commander`, basket(id, offered[0]?.from ?? 0));
    expect(summary.status).toBe(200);
  });

  it('is judged once more when it is ordered: nothing is ordered that is not had then by now', async () => {
    const id = await opened();
    const slot = options(await read(`${shop()}/commander`)).at(-1)?.from ?? 0;
    const summary = await portal.post(HERE, `${shop()}/commander`, basket(id, slot));
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const today = new Date();
    const past = new Date(today.getTime() - 40 * DAY).toISOString();
    const end = new Date(today.getTime() - 30 * DAY).toISOString();
    const short = (iso: string): string => `${iso.slice(8, 10)}/${iso.slice(5, 7)}`;
    const saved = await asMerchant(`/produits/${id}`, {
      ...{ name: 'Brioche', price: '4,20', isAvailable: 'yes', vat: 'reduced', withdrawal: 'perishable' },
      ...{ season: `${short(past)}-${short(end)}`, do: 'save' },
    });
    expect(saved.status).toBe(303);
    const placed = await portal.post(HERE, action, fieldsIn(summary.body, action));
    expect(placed.status).toBe(409);
    expect(placed.body).toContain('n’est pas proposé à ce moment-là');
    // What was chosen stays in the form.
    expect(placed.body).toMatch(new RegExp(`name="q-${id}"[^>]*value="1"`));
  });

  it('is asked for and not ordered where its shop says so, from the form and from a page that is older', async () => {
    const id = await opened({ onRequest: 'yes' });
    const other = await opened({ name: 'Pain' });
    const form = await read(`${shop()}/commander`);
    expect(form).toContain('Sur demande au commerce');
    expect(form).not.toContain(`name="q-${id}"`);
    const page = await read(`${shop()}/produits/brioche-${id}`);
    expect(page).toContain('Sur demande au commerce');
    expect(page).toContain('https://schema.org/InStoreOnly');
    const slot = options(form)[0]?.from ?? 0;
    const summary = await portal.post(HERE, `${shop()}/commander`, basket(other, slot));
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const fields = fieldsIn(summary.body, action);
    const late = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, String(value).replaceAll(other, id)]),
    );
    const placed = await portal.post(HERE, action, late);
    expect([placed.status, placed.body.includes('se demande au commerce')]).toEqual([409, true]);
  });

  it('is exported and imported again to no change, and said again in its form', async () => {
    const id = await opened({ hours: 'sa 7h-12h; me', season: '15/9 au 31/3', onRequest: 'yes' });
    const file = await portal.ask(HERE, `/pro/commerces/${listing}/produits.csv`, { headers: { cookie } });
    expect(file.body).toContain('sa 07:00-12:00; me');
    expect(file.body).toContain('15/09-31/03');
    const form = await portal.ask(HERE, `/pro/commerces/${listing}/produits/${id}`, { headers: { cookie } });
    expect(form.body).toContain('value="sa 07:00-12:00; me"');
    const wrong = await asMerchant(`/produits/${id}`, {
      ...{ name: 'Brioche', price: '4,20', vat: 'reduced', withdrawal: 'perishable' },
      ...{ hours: 'quand il fait beau', do: 'save' },
    });
    expect([wrong.status, wrong.body.includes('Écrivez des jours et des heures')]).toEqual([422, true]);
  });

  it('says beside its field how many may be had, and how many without scripts, before anything is read through', async () => {
    const id = await opened({ stock: '12' });
    const form = await read(`${shop()}/commander`);
    expect(form).toContain('12 au plus');
    expect(form).toMatch(/<noscript><p class="order__about">Sans JavaScript ni compte\u00a0: 6 au plus/);
    expect(form).toContain('1\u00a0000 caractères au plus');
    const slot = options(form)[0]?.from ?? 0;
    const ask = (quantity: string, more: Record<string, string> = { withoutScripts: 'yes' }, as?: string) =>
      portal.post(
        HERE,
        `${shop()}/commander`,
        { ...basket(id, slot), [`q-${id}`]: quantity, note: 'Bien cuit', ...more },
        as === undefined ? {} : { cookie: as },
      );
    const refused = await ask('7');
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
    expect(refused.body).toMatch(
      new RegExp(`id="error-q-${id}">(?:<svg.*?</svg>)?Sans JavaScript ni compte, 6 au plus`),
    );
    expect(refused.body).toMatch(new RegExp(`name="q-${id}"[^>]*value="7"`));
    expect(refused.body).toContain('Bien cuit');
    expect(refused.body).toMatch(new RegExp(`value="${String(slot)}" selected`));
    expect((await ask('6')).status).toBe(200);
    // A browser with scripts brings a proof of work, and who is signed in needs none.
    expect((await ask('7', {})).status).toBe(200);
    expect((await ask('7', { withoutScripts: 'yes' }, cookie)).status).toBe(200);

    const many = await opened({ name: 'Petit pain' });
    const together = await ask('1', { withoutScripts: 'yes', [`q-${many}`]: '20' });
    expect(together.status).toBe(422);
    expect(together.body).toContain('Une commande a 20 articles ou kilos au plus');
  });
});
