import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, type FormFile, GENEROUS, multipartForm } from '@halles/testing';
import { aShopThatMaySell } from '../../testing/order-shop';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('products that are added one after the other', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const entry = (): string => `/pro/commerces/${listing}/produits-saisie`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const idIn = (html: string): string => /name="id" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const send = async (fields: Record<string, string>, files: readonly Buffer[] = []) => {
    const sent = multipartForm(
      fields,
      files.map((bytes): FormFile => ({ field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes })),
    );
    return portal.ask(HERE, entry(), {
      method: 'POST',
      body: sent.body,
      headers: { ...sent.headers, cookie, 'sec-fetch-site': 'same-origin' },
    });
  };
  const namesIn = async (): Promise<string[]> => {
    const rows = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ name: string; photos: number }[]>(
        `SELECT p.name, p.section, (SELECT count(*)::int FROM photo f WHERE f.product_id = p.id AND f.removed_at IS NULL) AS photos
           FROM product p WHERE p.listing_id = $1 ORDER BY p.position`,
        [listing],
      ),
    );
    return rows.map(({ name, photos }) => `${name} ${String(photos)}`);
  };

  it('take a photo, a name and a price on one page, and lead to the next', async () => {
    const picture = await aPicture().jpeg().toBuffer();
    const page = await read(entry());
    const sent = await send({ id: idIn(page), name: 'Pain', price: '4,20', section: 'Pains' }, [picture]);
    expect([sent.status, sent.headers['location']]).toEqual([303, `${entry()}?fait=added`]);
    const next = await read(`${entry()}?fait=added`);
    expect(next).toContain('Ajouté\u00a0: Pain.');
    // What is sold beside each other is mostly alike.
    expect(next).toContain('value="Pains"');
    await send({ id: idIn(next), name: 'Brioche', price: '3', section: 'Pains' });
    expect(await namesIn()).toEqual(['Pain 1', 'Brioche 0']);
  });

  it('take nothing hidden from the product before, and say what they take', async () => {
    const before = {
      price: '5',
      isAvailable: 'yes',
      vat: 'intermediate',
      withdrawal: 'right',
      noticeDays: '1',
    };
    const { id, ...sandwich } = { id: randomUUID(), name: 'Sandwich', ...before };
    await portal.post(HERE, `/pro/commerces/${listing}/produits`, { id, ...sandwich }, { cookie });
    const page = await read(entry());
    expect(page).toContain('TVA\u00a0: Taux réduit, 5,5\u00a0%.');
    await send({ id: idIn(page), name: 'Fougasse', price: '3', section: '' });
    const rows = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<object[]>(
        `SELECT vat, notice_days AS notice FROM product WHERE listing_id = $1 AND name = 'Fougasse'`,
        [listing],
      ),
    );
    expect(rows).toEqual([{ vat: 'reduced', notice: 0 }]);
  });

  it('ask before a name is sold twice, and sell it twice where that is meant', async () => {
    const first = { id: idIn(await read(entry())), name: 'Fougasse', price: '3', section: '' };
    await send(first);
    const again = { ...first, id: randomUUID(), name: 'fougasse' };
    const asked = await send(again);
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([409, []]);
    expect(asked.body).toContain('Vous avez déjà «\u00a0Fougasse\u00a0»');
    expect(await namesIn()).toEqual(['Fougasse 0']);
    const [, same = ''] = /name="same" value="([^"]+)"/.exec(asked.body) ?? [];
    expect((await send({ ...again, same })).status).toBe(303);
    expect(await namesIn()).toEqual(['Fougasse 0', 'fougasse 0']);
  });

  it('are added once, also where the form is sent twice', async () => {
    const fields = { id: idIn(await read(entry())), name: 'Pain', price: '4,20', section: '' };
    await send(fields);
    await send(fields);
    expect(await namesIn()).toEqual(['Pain 0']);
    const picture = await aPicture().jpeg().toBuffer();
    const pictured = { ...fields, id: idIn(await read(entry())), name: 'Brioche' };
    for (let time = 0; time < 2; time += 1)
      expect((await send(pictured, [picture])).headers['location']).toContain('fait=added');
    expect(await namesIn()).toEqual(['Pain 0', 'Brioche 1']);
  });

  it('keep what was typed where something is wrong, and say that the photo is to be chosen again', async () => {
    const picture = await aPicture().jpeg().toBuffer();
    const wrong = await send({ id: idIn(await read(entry())), name: 'Pain', price: 'cher', section: '' }, [
      picture,
    ]);
    expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    expect(wrong.body).toContain('value="Pain"');
    expect(wrong.body).toContain('Choisissez la photo de nouveau');
    const noPicture = await send({ id: idIn(wrong.body), name: 'Pain', price: '4', section: '' }, [
      Buffer.from('no picture'),
    ]);
    expect([noPicture.status >= 400, checkHtml(noPicture.body, 'fr')]).toEqual([true, []]);
    expect(await namesIn()).toEqual([]);
  });
});
