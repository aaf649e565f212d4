import { randomUUID } from 'node:crypto';
import { OrderHandling } from '@halles/domain/orders';
import { required } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const ELSEWHERE = 'autre-ville';
const ORDERS = '/compte/commandes';

describe('orders of an account of the territory', () => {
  let portal: Portal;
  let listing: number;
  let merchant: string;
  let loaf: string;
  const shop = (): string => `/commerce/le-pain-du-coin-${String(listing)}/commander`;
  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, `/pro/commerces/${String(listing)}${path}`, fields, { cookie: merchant });

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie: merchant } = await aShopThatMaySell(portal));
    loaf = randomUUID();
    const product = { id: loaf, name: 'Pain de campagne', price: '4,20', isAvailable: 'yes' };
    await asMerchant('/produits', { ...product, vat: 'reduced', withdrawal: 'perishable' });
    await asMerchant('/commandes-reglages', RULES);
  });

  const read = async (path: string, cookie?: string, slug = HERE): Promise<string> => {
    const { status, body } = await portal.ask(
      slug,
      path,
      cookie === undefined ? {} : { headers: { cookie } },
    );
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const someone = (name: string) =>
    signInAs(portal.world, portal.world.here, {
      name,
      email: `${randomUUID().slice(0, 8)}@habitante.example`,
    });
  /** @returns the page of the order */
  const order = async (cookie: string | undefined, who: Record<string, string>): Promise<string> => {
    const slot = /<option value="(\d{12,14})">/.exec(await read(shop()))?.[1] ?? '';
    const headers = cookie === undefined ? {} : { cookie };
    const basket = { [`q-${loaf}`]: '2', slot, note: '', ...who };
    const summary = await portal.post(HERE, shop(), basket, headers);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const sent = await portal.post(HERE, action, fieldsIn(summary.body, action), headers);
    expect(sent.status).toBe(303);
    return String(sent.headers.location);
  };
  const linksIn = (html: string): string[] =>
    [...html.matchAll(/<a href="(\/commande\/[^"]+)"/g)].map(([, href = '']) => href);
  const exported = (accountId: string) =>
    portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query<{ n: number }[]>(
        'SELECT count(*)::int AS n FROM customer_order WHERE account_id = $1',
        [accountId],
      ),
    );

  it('are where who ordered and keeps no shop arrives, with the way to a shop', async () => {
    const { cookie } = await someone('Jeanne Habitante');
    const arrive = (who: string) => portal.ask(HERE, '/pro', { headers: { cookie: who } });
    expect((await arrive(cookie)).body).toContain('Quel est votre commerce');
    await order(cookie, { name: 'Jeanne Habitante', email: 'jeanne@habitante.example' });
    const { status, headers } = await arrive(cookie);
    expect([status, headers.location]).toEqual([303, ORDERS]);
    expect(await read(ORDERS, cookie)).toContain('Trouver sa page</a>');
    expect((await arrive(merchant)).status).toBe(200);
    expect(await read(ORDERS, merchant)).not.toContain('Trouver sa page');
  });

  it('are led to from every page of who is signed in, and of nobody else', async () => {
    const { cookie } = await someone('Jeanne Habitante');
    // The same pages from memory, in either turn.
    for (const path of ['/', '/', '/commerces', shop()]) {
      expect(await read(path, cookie)).toContain(
        `<a class="masthead__link" href="${ORDERS}">Mes commandes</a>`,
      );
      expect(await read(path)).not.toContain(`href="${ORDERS}"`);
    }
  });

  it('are begun by a visitor who signs in from the form, and finds the basket and their name there', async () => {
    const button = { [`q-${loaf}`]: '3', name: 'x', do: 'sign-in' };
    expect(await read(shop())).toMatch(/value="sign-in">Se connecter</);
    const answer = await portal.post(HERE, shop(), button);
    const back = encodeURIComponent(shop());
    expect([answer.status, answer.headers.location]).toEqual([303, `/connexion?suite=${back}`]);
    const [stored = ''] = [answer.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0] ?? '');
    const page = await read(`/connexion?suite=${back}`);
    expect(page).toContain('Votre panier vous attend');
    expect(page).not.toContain('espace commerçants');
    const { cookie } = await someone('Jeanne Habitante');
    const form = await read(shop(), `${cookie}; ${stored}`);
    expect(form).toMatch(/name="name"[^>]*value="Jeanne Habitante"/);
    expect(form).toContain('value="3" placeholder');
    expect(form).not.toContain('value="sign-in"');
  });

  it('fill in the form with who is signed in, who may say otherwise, and nobody else', async () => {
    const { cookie, account } = await someone('Jeanne Habitante');
    const form = await read(shop(), cookie);
    expect(form).toMatch(/name="name"[^>]*value="Jeanne Habitante"/);
    expect(form).toMatch(new RegExp(`name="email"[^>]*value="${account.email}"`));
    expect(form).toContain(`href="${ORDERS}"`);
    const known = await portal.ask(HERE, shop(), { headers: { cookie } });
    expect(known.headers['cache-control']).toMatch(/no-store|private/);
    expect(await read(shop())).not.toContain('Jeanne');
    await order(cookie, { name: 'Paul', email: 'paul@habitante.example', phone: '06 12 34 56 78' });
    // The telephone that was left last is filled in too; what was typed stays.
    const again = await read(shop(), cookie);
    expect(again).toMatch(/name="phone"[^>]*value="\+?[\d ]*6 ?12 ?34 ?56 ?78"/);
    // Whoever writes the address of somebody else into an order says nothing of their telephone.
    await order(undefined, { name: 'Paul', email: account.email, phone: '06 99 99 99 99' });
    expect(await read(shop(), cookie)).toMatch(/name="phone"[^>]*value="\+?[\d ]*6 ?12 ?34 ?56 ?78"/);
    const refused = await portal.post(HERE, shop(), { name: '', email: 'x', [`q-${loaf}`]: '1' }, { cookie });
    expect([refused.status, refused.body.includes('Jeanne Habitante')]).toEqual([422, false]);
  });

  it('are listed with their state and page: those of the account, and those of its proven address', async () => {
    const { cookie, account } = await someone('Jeanne');
    const other = await someone('Marc');
    expect(await read(ORDERS, cookie)).toContain('Vous n’avez rien commandé');
    const mine = await order(cookie, { name: 'Jeanne', email: 'ailleurs@habitante.example', phone: '' });
    const asGuest = await order(undefined, { name: 'Jeanne', email: account.email.toUpperCase(), phone: '' });
    const theirs = await order(other.cookie, { name: 'Marc', email: other.account.email, phone: '' });
    const page = await read(ORDERS, cookie);
    expect(linksIn(page)).toEqual([asGuest, mine]);
    expect(page).toContain('Le Pain du Coin, n°');
    expect(page).toContain('En attente de confirmation');
    expect(page.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('8,40 €');
    expect(linksIn(await read(ORDERS, other.cookie))).toEqual([theirs]);
    expect(await read('/compte', cookie)).toContain(`href="${ORDERS}"`);
    expect((await portal.ask(HERE, ORDERS)).status).toBe(303);
  });

  it('are nobody’s of an address that nobody proved, nor those of another territory', async () => {
    const email = `${randomUUID().slice(0, 8)}@habitante.example`;
    const unproven = await signInAs(portal.world, portal.world.here, { email, isVerified: false });
    await order(undefined, { name: 'Jeanne', email, phone: '' });
    expect(linksIn(await read(ORDERS, unproven.cookie))).toEqual([]);
    const there = await signInAs(portal.world, portal.world.there, { email });
    expect(linksIn(await read(ORDERS, there.cookie, ELSEWHERE))).toEqual([]);
    expect((await portal.ask(HERE, ORDERS, { headers: { cookie: there.cookie } })).status).toBe(303);
  });

  it('are ordered again: the basket is filled, and the form says what changed', async () => {
    const { cookie, account } = await someone('Jeanne');
    const page = await order(cookie, { name: 'Jeanne', email: account.email, phone: '' });
    const again = `${page}/encore`;
    expect(await read(ORDERS, cookie)).toContain(`action="${again}"`);
    await asMerchant(`/produits/${loaf}`, {
      ...{ name: 'Pain de campagne', price: '4,50', isAvailable: 'yes' },
      ...{ vat: 'reduced', withdrawal: 'perishable', do: 'save' },
    });
    const sent = await portal.post(HERE, again, {}, { cookie });
    expect([sent.status, sent.headers.location]).toEqual([303, shop()]);
    const stored = required(String(sent.headers['set-cookie']).split(';')[0], 'the basket');
    const form = await read(shop(), `${cookie}; ${stored}`);
    expect(form).toMatch(new RegExp(`name="q-${loaf}"[^>]*value="2"`));
    expect(form.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('4,50 €');
    expect(form).toContain('notice--warning');
    // What is in the basket already stays.
    const twice = await portal.post(HERE, again, {}, { cookie: `${cookie}; ${stored}` });
    const both = required(String(twice.headers['set-cookie']).split(';')[0], 'the basket');
    expect(await read(shop(), both)).toMatch(new RegExp(`name="q-${loaf}"[^>]*value="4"`));
    expect((await portal.ask(ELSEWHERE, page)).status).toBe(404);
    expect((await portal.post(ELSEWHERE, again, {})).status).toBe(404);
    expect((await portal.post(HERE, '/commande/nonsense/encore', {})).status).toBe(404);
  });

  it('are taken away and forgotten with the account, whatever address was left', async () => {
    const { cookie, account } = await someone('Jeanne');
    const page = await order(cookie, {
      name: 'Jeanne Ailleurs',
      email: 'ailleurs@habitante.example',
      phone: '',
    });
    const file = await portal.post(HERE, '/compte/donnees/fichier', {}, { cookie });
    expect([file.status, file.body.includes('Jeanne Ailleurs')]).toEqual([200, true]);
    expect(await exported(account.id)).toEqual([{ n: 1 }]);
    // It is under way: its shop keeps them until it is over, and says so before.
    expect(await read('/compte/donnees', cookie)).toContain('Une commande est en cours');
    const gone = await portal.post(
      HERE,
      '/compte/donnees/supprimer',
      { eraseEmail: account.email },
      { cookie },
    );
    expect(gone.status).toBeLessThan(400);
    expect(await exported(account.id)).toEqual([{ n: 0 }]);
    expect(await read(page)).toContain('Jeanne Ailleurs');
    const handling = portal.app.get(OrderHandling);
    const { here } = portal.world;
    const { toDo } = await handling.listOpen(here, listing, 10);
    const open = required(
      toDo.find(({ customer }) => customer?.name === 'Jeanne Ailleurs'),
      'the order',
    );
    await handling.move(
      here,
      { listingId: listing, orderId: open.id, seen: open.event, actor: 'merchant', accountId: null },
      'refused',
    );
    await handling.eraseBefore(here, new Date('2000-01-01'));
    expect(await read(page)).not.toContain('Jeanne Ailleurs');
  });
});
