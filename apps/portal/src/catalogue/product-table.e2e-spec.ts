import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const LOAF = { name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced', withdrawal: 'perishable' };

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** What a browser would send of the form of a page. @param at a part of the address that it is sent to */
function fieldsOf(page: string, at = 'produits-tableau'): Record<string, string> {
  const form = new RegExp(`<form action="[^"]*${at}[^]*?</form>`).exec(page)?.[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const value = (name: string): string => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
    if (!['checkbox', 'radio'].includes(value('type')) || tag.includes(' checked'))
      fields[value('name')] = value('value');
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select [^>]* name="([^"]*)"[^>]*>([^]*?)<\/select>/g,
  ))
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea [^>]* name="([^"]*)"[^>]*>\n?([^]*?)<\/textarea>/g,
  ))
    fields[name] = unescaped(text);
  return fields;
}

describe('products in a table', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const products = (): string => `/pro/commerces/${String(listing)}/produits`;
  const table = (): string => `${products()}-tableau`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{}]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
  });

  const post = (path: string, fields: Record<string, string>) => portal.post(HERE, path, fields, { cookie });
  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const add = async (more: Record<string, string> = {}): Promise<string> => {
    const id = randomUUID();
    expect((await post(products(), { id, ...LOAF, ...more })).status).toBe(303);
    return id;
  };
  const stored = () =>
    portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query<{ name: string; cents: number; stock: number | null; section: string | null }[]>(
        'SELECT name, price_cents AS cents, stock, section, is_available AS "isAvailable" FROM product WHERE listing_id = $1 ORDER BY position',
        [listing],
      ),
    );

  it('are all changed with one touch, and their journal of stock with them', async () => {
    expect(await read(table())).toContain('Aucun produit');
    await add({ name: 'Pain "bis" <b>', stock: '5' });
    await add({ name: 'Brioche' });
    expect(await read(products())).toContain(`href="${table()}"`);
    const fields = fieldsOf(await read(table()));
    const { 'isAvailable-1': _, ...others } = fields;
    const saved = await post(table(), {
      ...others,
      'price-0': '4,50',
      'stock-0': '9',
      'section-1': 'Viennoiseries',
    });
    expect([saved.status, saved.headers.location]).toEqual([303, `${table()}?fait=saved`]);
    expect(await read(`${table()}?fait=saved`)).toContain('C’est enregistré.');
    expect(await stored()).toEqual([
      { name: 'Pain "bis" <b>', cents: 450, stock: 9, section: null, isAvailable: true },
      { name: 'Brioche', cents: 420, stock: null, section: 'Viennoiseries', isAvailable: false },
    ]);
    const [sum] = await portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query<{ sum: string }[]>(
        'SELECT sum(delta) FROM stock_movement m JOIN product p ON p.id = m.product_id WHERE p.listing_id = $1',
        [listing],
      ),
    );
    expect(sum?.sum).toBe('9');
  });

  it('are saved all or not at all: what is wrong is told at its field', async () => {
    await add();
    await add({ name: 'Brioche' });
    const fields = fieldsOf(await read(table()));
    const refused = await post(table(), { ...fields, 'price-0': '5', 'price-1': 'gratuit' });
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
    expect(refused.body).toContain('Brioche\u00a0: Écrivez un prix, par exemple 4,20.');
    expect(refused.body).toContain('value="gratuit"');
    expect((await stored()).map(({ cents }) => cents)).toEqual([420, 420]);
    expect((await post(table(), { ...fieldsOf(refused.body), 'price-1': '6' })).status).toBe(303);
    expect((await stored()).map(({ cents }) => cents)).toEqual([500, 600]);
  });

  it('leave to others what they changed meanwhile, and ask where both did', async () => {
    const loaf = await add({ stock: '5' });
    const brioche = await add({ name: 'Brioche' });
    const fields = fieldsOf(await read(table()));
    await post(`${products()}/${loaf}`, { ...LOAF, stock: '3', shownStock: '5', price: '4,80' });
    expect((await post(table(), { ...fields, 'section-0': 'Pains' })).status).toBe(303);
    expect((await stored())[0]).toMatchObject({ cents: 480, stock: 3, section: 'Pains' });
    const clash = await post(table(), { ...fields, 'price-0': '4,50' });
    expect([clash.status, checkHtml(clash.body, 'fr')]).toEqual([409, []]);
    expect(clash.body).toContain('Changé entre-temps\u00a0: 4,80.');
    expect((await post(table(), fieldsOf(clash.body))).status).toBe(303);
    expect((await stored())[0]?.cents).toBe(450);
    const last = fieldsOf(await read(table()));
    await post(`${products()}/${brioche}`, { do: 'archive' });
    const gone = await post(table(), { ...last, 'name-1': 'Brioche tressée', 'name-0': 'Miche' });
    expect([gone.status, checkHtml(gone.body, 'fr')]).toEqual([409, []]);
    expect((await stored())[0]?.name).toBe('Pain');
  });

  it('keep on the page of one of them what others saved or sold meanwhile, and ask where both changed the same', async () => {
    const loaf = await add({ stock: '10', options: '' });
    const page = `${products()}/${loaf}`;
    const opened = fieldsOf(await read(page), loaf);
    await post(page, { ...opened, do: 'save', name: 'Miche', price: '5,10', stock: '9' });
    const about = await post(page, { ...opened, do: 'save', description: 'Au levain' });
    expect([about.status, (await stored())[0]]).toEqual([
      303,
      expect.objectContaining({ name: 'Miche', cents: 510, stock: 9 }),
    ]);
    expect(await read(page)).toContain('Au levain');
    const clash = await post(page, { ...opened, do: 'save', stock: '30' });
    expect([clash.status, checkHtml(clash.body, 'fr')]).toEqual([409, []]);
    expect(clash.body).toContain('Changé entre-temps\u00a0: 9.');
    expect((await stored())[0]).toMatchObject({ name: 'Miche', stock: 9 });
    const again = fieldsOf(clash.body, loaf);
    expect(again).toMatchObject({ name: 'Miche', price: '5,10', stock: '30', description: 'Au levain' });
    expect((await post(page, { ...again, do: 'save' })).status).toBe(303);
    expect((await stored())[0]).toMatchObject({ name: 'Miche', cents: 510, stock: 30 });
  });

  it('tell on the page of one of them of a price that is of a kilo by now, and of options that somebody else wrote', async () => {
    const loaf = await add();
    const page = `${products()}/${loaf}`;
    const opened = fieldsOf(await read(page), loaf);
    const options = { 'option-name-1': 'Coupe', 'option-list-1': 'Tranché' };
    await post(page, { ...opened, do: 'save', soldBy: 'weight', ...options });
    const clash = await post(page, {
      ...opened,
      do: 'save',
      price: '4,90',
      'option-name-1': 'Cuisson',
      'option-list-1': 'Bien cuit',
    });
    expect([clash.status, checkHtml(clash.body, 'fr')]).toEqual([409, []]);
    expect(clash.body).toContain('Changé entre-temps\u00a0: au poids');
    expect(clash.body).toContain('Changé entre-temps\u00a0: Coupe.');
    expect((await stored())[0]?.cents).toBe(420);
  });

  it('have their rules in a table of their own, a row for all variants, with a box that takes off sale', async () => {
    const loaf = await add({ variants: 'Taille\u00a0: S, M' });
    await add({ name: 'Brioche', section: 'Viennoiseries' });
    const rules = `${table()}?colonnes=regles`;
    expect(await read(table())).toContain(`href="${rules.replace('=', '&#x3D;')}"`);
    const fields = fieldsOf(await read(rules));
    expect([fields['id-0'], fields['vat-0'], fields['id-2']]).toEqual([loaf, 'reduced', undefined]);
    const wrong = await post(rules, { ...fields, 'allergens-1': 'Lait, fraise' });
    expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    expect(wrong.body).toContain('Brioche\u00a0: «\u00a0fraise\u00a0» n’est pas un des quatorze');
    const saved = await post(rules, {
      ...fields,
      'vat-0': 'standard',
      'noticeDays-0': '2',
      'allergens-0': 'Gluten, lait',
      'archive-1': 'yes',
    });
    expect([saved.status, saved.headers.location]).toEqual([303, `${rules}&fait=saved`]);
    expect(
      await portal.world.work.read(portal.world.here, (tx) =>
        tx.manager.query(
          `SELECT name, vat, notice_days AS "days", allergens, is_available AS "isAvailable", archived_at IS NOT NULL AS "isGone"
             FROM product WHERE listing_id = $1 ORDER BY position`,
          [listing],
        ),
      ),
    ).toEqual([
      ...['S', 'M'].map(() => ({
        name: 'Pain',
        vat: 'standard',
        days: 2,
        allergens: ['gluten', 'milk'],
        isAvailable: true,
        isGone: false,
      })),
      expect.objectContaining({ name: 'Brioche', vat: 'reduced', isGone: true }),
    ]);
    const late = await post(rules, { ...fields, 'vat-0': 'intermediate', 'archive-1': 'yes' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Changé entre-temps\u00a0: Taux normal.');
  });

  it('are fifty a page, and nonsense changes nothing', async () => {
    for (let at = 0; at < 52; at += 1) await add({ name: `Pain ${String(at)}` });
    const second = await read(`${table()}?page=2`);
    expect(second).toContain('Page 2 sur 2');
    const saved = await post(`${table()}?page=2`, { ...fieldsOf(second), 'price-1': '9' });
    expect(saved.headers.location).toBe(`${table()}?page=2&fait=saved`);
    expect((await stored())[51]?.cents).toBe(900);
    const before = await stored();
    for (const fields of [{}, { 'id-0': 'x' }, { 'id-0': randomUUID(), 'shown-0': '{', 'name-0': 'x' }])
      expect([303, 409]).toContain((await post(table(), fields)).status);
    expect(await stored()).toEqual(before);
    for (const page of ['0', '-1', 'x', '99999'])
      expect((await portal.ask(HERE, `${table()}?page=${page}`, { headers: { cookie } })).status).toBe(200);
  });

  it('are nobody else’s', async () => {
    const loaf = await add();
    const { world } = portal;
    const [elsewhere = 0] = await writeListings(world, world.here, [{}]);
    const other = await signInAs(world, world.here, { grants: [{ listingId: elsewhere }] });
    const theirs = `/pro/commerces/${String(elsewhere)}/produits-tableau`;
    const shown = JSON.stringify({ name: 'Pain', price: '4,20', section: '', stock: '', isAvailable: 'yes' });
    const fields = {
      'id-0': loaf,
      'shown-0': shown,
      'name-0': 'Volé',
      'price-0': '4,20',
      'isAvailable-0': 'yes',
    };
    expect((await portal.post(HERE, table(), fields, { cookie: other.cookie })).status).toBe(404);
    expect((await portal.post(HERE, theirs, fields, { cookie: other.cookie })).status).toBe(409);
    expect((await stored())[0]?.name).toBe('Pain');
  });
});
