import { randomUUID } from 'node:crypto';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const THERE = 'autre-ville';

describe('the basket that is being filled', () => {
  let portal: Portal;
  let shop: { readonly listing: number; readonly cookie: string };
  let form: string;
  let loaf: string;
  let cheese: string;

  const goods = async (name: string, more: Record<string, string>): Promise<string> => {
    const id = randomUUID();
    const sold = { id, name, isAvailable: 'yes', vat: 'reduced', withdrawal: 'perishable', ...more };
    const answer = await portal.post(HERE, `/pro/commerces/${String(shop.listing)}/produits`, sold, {
      cookie: shop.cookie,
    });
    expect(answer.status).toBe(303);
    return id;
  };
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    shop = await aShopThatMaySell(portal, 'Le Pain du Coin');
    form = `/commerce/x-${String(shop.listing)}/commander`;
    loaf = await goods('Pain de campagne', { price: '4,20' });
    cheese = await goods('Comté', {
      ...{ price: '24,90', soldBy: 'weight', least: '100 g', most: '2 kg', step: '1' },
    });
    const rules = `/pro/commerces/${String(shop.listing)}/commandes-reglages`;
    expect((await portal.post(HERE, rules, RULES, { cookie: shop.cookie })).status).toBe(303);
  });
  afterAll(() => portal.close());

  const ask = async (fields: Record<string, string>, cookie = '') => {
    const answer = await portal.post(HERE, `${form}/total`, fields, cookie === '' ? {} : { cookie });
    const [stored] = [answer.headers['set-cookie'] ?? []].flat();
    return { status: answer.status, said: JSON.parse(answer.body) as unknown, stored };
  };
  const summary = async (fields: Record<string, string>): Promise<string> => {
    const page = await portal.ask(HERE, form);
    const slot = /<option value="(\d{12,14})"(?! disabled)/.exec(page.body)?.[1] ?? '';
    const customer = { name: 'Odile', email: 'odile@town.example', slot };
    const answer = await portal.post(HERE, form, { ...fields, ...customer });
    expect(answer.status).toBe(200);
    return /<tfoot>[^]*?<strong>([^<]+)/.exec(answer.body)?.[1] ?? '';
  };

  it('comes to what its summary says, estimated where something is weighed', async () => {
    const loaves = { [`q-${loaf}`]: '3' };
    expect((await ask(loaves)).said).toEqual({
      words: 'total',
      count: 3,
      isIncomplete: false,
      isWeightWrong: false,
      total: '12,60\u00a0€',
      notStored: null,
    });
    expect(await summary(loaves)).toBe('12,60\u00a0€');
    const both = { ...loaves, [`w-${cheese}`]: '333 g' };
    const { said } = await ask(both);
    expect(said).toMatchObject({
      words: 'estimate',
      count: 4,
      isIncomplete: false,
      total: await summary(both),
    });
  });

  it('is stored by the browser without anybody who orders, and filled in again with the same sum', async () => {
    const { stored = '' } = await ask({ [`q-${loaf}`]: '3', note: 'Bien cuit', name: 'Odile Martin' });
    expect(stored).toMatch(/^__Host-halles-basket-\d+=.+Max-Age=2592000/);
    const page = await portal.ask(HERE, form, { headers: { cookie: stored.split(';')[0] ?? '' } });
    expect(page.body).toContain('value="3" placeholder');
    expect(page.body).toContain('3 articles\u00a0: 12,60\u00a0€');
    expect(page.body).not.toContain('Odile Martin');
    const emptied = await ask({ [`q-${loaf}`]: '0' }, stored.split(';')[0]);
    expect(emptied.said).toMatchObject({ words: 'empty', count: 0, total: '0,00\u00a0€' });
    expect(emptied.stored).toContain('Max-Age=0');
    expect((await ask({})).stored).toBeUndefined();
  });

  it('is added up without being stored where its sum alone is asked for', async () => {
    const counted = await ask({ [`q-${loaf}`]: '3', do: 'count' });
    expect(counted).toMatchObject({ status: 200, said: { words: 'total', count: 3, notStored: null } });
    expect(counted.stored).toBeUndefined();
  });

  it('counts what is no amount, and what no shop sells, as nothing', async () => {
    for (const fields of [
      { [`q-${loaf}`]: '1e9' },
      { [`q-${loaf}`]: '-1' },
      { [`q-${randomUUID()}`]: '2' },
      { [`w-${cheese}`]: 'beaucoup' },
    ])
      expect(await ask(fields)).toMatchObject({ status: 200, said: { words: 'empty', count: 0 } });
    const elsewhere = await portal.post(THERE, `${form}/total`, { [`q-${loaf}`]: '1' });
    expect(elsewhere.status).toBe(404);
  });

  it('says of a weight that is not sold that it is to be corrected, and never that the basket is empty', async () => {
    const wrong = { [`w-${cheese}`]: '50 g' };
    expect(await ask(wrong)).toMatchObject({
      said: { words: 'onlyWeight', count: 0, isIncomplete: true, isWeightWrong: true },
    });
    const beside = await ask({ ...wrong, [`q-${loaf}`]: '1' });
    expect(beside).toMatchObject({ said: { words: 'total', count: 1, isWeightWrong: true } });
    const shown = await portal.post(HERE, form, { ...wrong, [`q-${loaf}`]: '1' });
    expect(shown.body).toContain('1 article\u00a0: 4,20\u00a0€ – un poids est à corriger');
    expect((await portal.post(HERE, form, wrong)).body).toContain('Un poids est à corriger.');
  });

  it('is ordered by who was told that a telephone alone brings no message, where no texts are sent', async () => {
    const { body } = await portal.ask(HERE, form);
    expect(body).toContain('Ce portail n’envoie pas de SMS');
    expect(body).not.toContain('pour rien d’autre.</');
  });

  it('is emptied by one button, which leaves who orders as it was typed', async () => {
    const answer = await portal.post(HERE, form, { [`q-${loaf}`]: '3', name: 'Odile Martin', do: 'empty' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('value="Odile Martin"');
    expect(answer.body).not.toContain('value="3" placeholder');
    expect(answer.body).toMatch(/value="empty" hidden/);
  });
});
