import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const SECTIONS = ['Pains', 'Thés'];
const OPTIONS = Array.from({ length: 8 }, (_, group) => ({
  name: `Groupe ${group}`,
  min: 0,
  max: 20,
  choices: Array.from({ length: 20 }, (__, at) => ({ name: `Choix ${at}`, cents: 10 })),
}));

describe('a shop that sells more than one page holds', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal, 'Le Grand Choix'));
    const saved = await portal.post(HERE, `/pro/commerces/${listing}/commandes-reglages`, RULES, {
      cookie,
    });
    expect(saved.status).toBe(303);
  });

  /** As they were stored before there were limits. @returns their ids in the order of the shop */
  const stock = async (count: number, options: object[]): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO product (id, listing_id, name, description, section, price_cents, vat, is_available, notice_days, withdrawal,
                              labels, options, position, created_at, updated_at)
         SELECT p.id, $1, 'Produit ' || p.at, '', ($4::text[])[1 + (p.at - 1) * 2 / $5::int], 100, 'reduced', true, 0, 'perishable',
                '{}', $3::jsonb, p.at, now(), now() FROM unnest($2::uuid[]) WITH ORDINALITY AS p (id, at)`,
        [listing, ids, JSON.stringify(options), SECTIONS, count],
      ),
    );
    return ids;
  };
  const productsIn = (html: string): string[] =>
    [...html.matchAll(/id="name-q-([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
  const read = async (): Promise<string> => {
    const { status, body } = await portal.ask(HERE, shop());
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    return body;
  };
  const send = async (fields: Record<string, string>) => {
    const answer = await portal.post(HERE, shop(), fields);
    if (answer.status !== 303) expect(checkHtml(answer.body, 'fr')).toEqual([]);
    return answer;
  };
  /** What the form of a page would send, as a browser reads it. */
  const fieldsOf = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<input ([^>]*)>/g)].flatMap(([, input = '']) => {
        const name = /name="([^"]+)"/.exec(input)?.[1];
        return name === undefined || /type="(?:radio|checkbox)"/.test(input)
          ? []
          : [[name, /value="([^"]*)"/.exec(input)?.[1] ?? '']];
      }),
    );

  it('shows a part of it, whatever was stored before there were limits', async () => {
    await stock(400, OPTIONS);
    const page = await read();
    expect(productsIn(page).length).toBeGreaterThan(0);
    expect(page.match(/type="checkbox"/g)?.length).toBeLessThanOrEqual(400);
    expect(page.length).toBeLessThan(400_000);
  });

  it('shows all of it page by page, and keeps what was chosen on the others', async () => {
    const ids = await stock(250, []);
    const first = await read();
    expect(productsIn(first)).toEqual(ids.slice(0, 100));
    const chosen = { ...fieldsOf(first), [`q-${ids[3]}`]: '2' };
    const second = await send({ ...chosen, do: 'page-2' });
    expect(second.status).toBe(200);
    expect(productsIn(second.body)).toEqual(ids.slice(100, 200));
    const more = { ...fieldsOf(second.body), [`q-${ids[150]}`]: '4', page: '3', do: 'page' };
    const third = await send(more);
    expect(productsIn(third.body)).toEqual(ids.slice(200));
    const slot = /<option value="(\d{12,14})">/.exec(third.body)?.[1] ?? '';
    const order = { ...fieldsOf(third.body), slot, name: 'Odile Martin', email: 'odile@example.org' };
    const summary = await send(order);
    expect(summary.status).toBe(200);
    expect(summary.body).toContain('Produit 4');
    expect(summary.body).toContain('Produit 151');
    const lines = [...summary.body.matchAll(/name="line" value="([0-9a-f-]{36}):/g)].map(([, id]) => id);
    expect([...new Set(lines)]).toEqual([ids[3], ids[150]]);
  });

  it('shows the page of what is wrong, and again the page that was shown', async () => {
    const ids = await stock(250, []);
    const wrong = await send({ [`q-${ids[150]}`]: 'many', page: '1' });
    expect(wrong.status).toBe(422);
    expect(productsIn(wrong.body)).toContain(ids[150]);
    const nameless = await send({ [`q-${ids[150]}`]: '1', page: '3' });
    expect(nameless.status).toBe(422);
    expect(productsIn(nameless.body)).toEqual(ids.slice(200));
    expect(fieldsOf(nameless.body)[`q-${ids[150]}`]).toBe('1');
  });

  it('puts no further product on sale beyond the limit, and copies none with too many choices', async () => {
    const [first = ''] = await stock(1, OPTIONS);
    const copy = await portal.post(
      HERE,
      `/pro/commerces/${listing}/produits/${first}`,
      { do: 'duplicate' },
      { cookie },
    );
    expect(copy.status).toBe(409);
    expect(copy.body).toContain('60 choix au plus');
    const [, last = ''] = await stock(500, []);
    const one = await portal.post(
      HERE,
      `/pro/commerces/${listing}/produits/${last}`,
      { do: 'duplicate' },
      { cookie },
    );
    expect(one.status).toBe(409);
    expect(one.body).toContain('500 produits au plus');
  });
});
