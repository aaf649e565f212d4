import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaFolder } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import {
  aPicture,
  type FormFile,
  GENEROUS,
  hostilePictures,
  multipartForm,
  signInAs,
  SMUGGLED,
  writeListings,
} from '@halles/testing';
import sharp from 'sharp';
import { announceBody, type Answer, type Portal, openPortal } from '../../testing/portal-harness';

const AS_PROGRAM = { accept: 'application/json' };

describe('photos of a business', () => {
  let portal: Portal;
  let listing: number;
  let other: number;
  let foreign: number;
  let cookie: string;
  let stranger: string;
  let picture: Buffer;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    [listing = 0, other = 0] = await writeListings(world, world.here, [{}, {}]);
    [foreign = 0] = await writeListings(world, world.there, [{}]);
    ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }] }));
    ({ cookie: stranger } = await signInAs(world, world.there, { grants: [{ listingId: foreign }] }));
    picture = await aPicture().jpeg().toBuffer();
  }, 60_000);
  afterAll(() => portal.close());

  const album = (id = listing, rest = ''): string => `/pro/commerces/${id}/photos${rest}`;
  const aFile = (bytes: Buffer, name = 'a.jpg'): FormFile => ({
    field: 'photo',
    name,
    type: 'image/jpeg',
    bytes,
  });

  function send(
    files: readonly FormFile[],
    asking: {
      readonly fields?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
      readonly slug?: string;
      readonly path?: string;
    } = {},
  ): Promise<Answer> {
    const { body, headers } = multipartForm({ kind: 'photo', ...asking.fields }, files);
    return portal.ask(asking.slug ?? 'ici-bourg', asking.path ?? album(), {
      method: 'POST',
      body,
      headers: { ...headers, cookie, ...asking.headers },
    });
  }

  const filesOf = async (
    slug: 'here' | 'there',
    visibility: 'public' | 'private',
    id: number,
  ): Promise<string[]> => {
    const root = mediaFolder(join(portal.world.config.home, 'media'), portal.world[slug].tenant);
    return readdir(join(root, visibility, 'photos', String(id))).catch(() => []);
  };
  const addressesOf = (html: string): string[] => [
    ...new Set([...html.matchAll(/\/media\/photos\/\d+\/[\w.-]+/g)].map(([path]) => path)),
  ];
  const idsOf = (html: string): string[] =>
    [...html.matchAll(/data-photo="([\w-]+)"/g)].map(([, id]) => id ?? '');

  /** Leaves the listing without photos and without a logo. */
  async function clear(): Promise<void> {
    const { body } = await portal.ask('ici-bourg', album(), { headers: { cookie } });
    const removals = new Set([...body.matchAll(/action="([^"]+\/retirer)"/g)].map(([, path]) => path ?? ''));
    for (const path of removals) await portal.post('ici-bourg', path, {}, { cookie });
  }
  beforeEach(clear);

  it('are added by a plain form, described, and served to caches that ask again soon', async () => {
    const sent = await send([aFile(picture)]);
    expect(sent.status).toBe(303);
    const page = await portal.ask('ici-bourg', sent.headers.location ?? '', { headers: { cookie } });
    expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
    expect(page.body).toContain('Photo ajoutée');
    const [id = ''] = /[0-9a-f-]{36}/.exec(sent.headers.location ?? '') ?? [];
    const described = await portal.post(
      'ici-bourg',
      album(listing, `/${id}/description`),
      { altFr: '  Vitrine bleue,\npains ronds ', altEn: '' },
      { cookie },
    );
    expect(described.headers.location).toBe(`${album()}?fait=described`);
    const list = await portal.ask('ici-bourg', album(), { headers: { cookie } });
    expect(list.body).toContain('alt="Vitrine bleue, pains ronds"');
    const addresses = addressesOf(list.body);
    expect(addresses).toHaveLength(7);
    for (const address of addresses) {
      const file = await portal.ask('ici-bourg', address, { headers: { accept: 'image/*' } });
      expect([file.status, file.headers['cache-control'], file.headers['content-security-policy']]).toEqual([
        200,
        'public, max-age=300, must-revalidate',
        "sandbox; default-src 'none'",
      ]);
      expect([file.headers['x-content-type-options'], file.headers['set-cookie']]).toEqual([
        'nosniff',
        undefined,
      ]);
      const { format } = await sharp(file.bytes).metadata();
      expect(file.headers['content-type']).toBe(`image/${format === 'heif' ? 'avif' : format}`);
      const again = await portal.ask('ici-bourg', address, {
        headers: { 'if-none-match': file.headers.etag ?? '' },
      });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
    }
    expect(await filesOf('here', 'public', listing)).toHaveLength(9);
    expect(await filesOf('here', 'private', listing)).toEqual(expect.arrayContaining([`${id}.jpg`]));
  });

  it('keep nothing of forty hostile files as they came, and none of their notes; the process lives on', async () => {
    const corpus = await hostilePictures();
    const errors: string[] = [];
    for (const { what, name, type, bytes, isPicture } of corpus) {
      const answer = await send([{ field: 'photo', name, type, bytes }], { headers: AS_PROGRAM });
      const isTaken = answer.status === 201;
      if (isTaken !== isPicture) errors.push(`${what}: ${answer.status} ${answer.body.slice(0, 120)}`);
      if (!isTaken && (answer.status >= 500 || !answer.body.includes('"code"')))
        errors.push(`${what}: no sentence for it (${answer.status})`);
      if (isTaken) await clear();
      for (const visibility of ['public', 'private'] as const)
        for (const file of await filesOf('here', visibility, listing))
          if (!/^[0-9a-f-]+(-\d+)?\.(avif|webp|jpg|png)$/.test(file)) errors.push(`${what}: ${file}`);
    }
    expect(errors).toEqual([]);
    const root = join(portal.world.config.home, 'media');
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const { exif, xmp, iptc, orientation } = await sharp(path).metadata();
      expect([path, exif, xmp, iptc, orientation]).toEqual([
        path,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect((await sharp(path).toBuffer()).includes(SMUGGLED)).toBe(false);
    }
    expect(await readdir(join(root, '.partial'))).toEqual([]);
    expect((await send([aFile(picture)])).status).toBe(303);
  }, 180_000);

  it('of several files in one form, takes those that are photos and says of each other one why not', async () => {
    const answer = await send([
      aFile(picture, 'one.jpg'),
      aFile(Buffer.alloc(12 * 1024 * 1024, Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 'large.jpg'),
      aFile(Buffer.from('%PDF-1.7'), 'kbis.pdf'),
      { field: 'photo', name: '', type: 'application/octet-stream', bytes: Buffer.alloc(0) },
      aFile(await aPicture(800, 800).png().toBuffer(), 'two.png'),
    ]);
    expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([422, []]);
    expect(answer.body).toContain('dépasse 10 Mo');
    expect(answer.body).toContain('au format JPEG, PNG, WebP ou AVIF');
    expect(idsOf(answer.body)).toHaveLength(2);
  });

  it('of sixty megabytes are refused before they are read, with a sentence, and no temporary file', async () => {
    const { headers } = multipartForm({ kind: 'photo' }, [aFile(picture)]);
    const announced = { ...headers, cookie, 'content-length': String(60 * 1024 * 1024) };
    const answer = await announceBody(portal.port, 'ici-bourg', album(), announced);
    expect([answer.status, answer.body.includes('Envoi trop volumineux')]).toEqual([413, true]);
    const left = readdir(join(portal.world.config.home, 'media', '.partial')).catch(() => []);
    expect(await left).toEqual([]);
  });

  it('ask for a file where the form came without one', async () => {
    const answer = await send([]);
    expect([answer.status, answer.body.includes('Choisissez au moins une photo')]).toEqual([422, true]);
  });

  it('change their order, are cut, taken off and put back; what is taken off is gone from the disk at once', async () => {
    for (const side of [700, 800, 900]) await send([aFile(await aPicture(side, 600).jpeg().toBuffer())]);
    const ids = async (): Promise<string[]> =>
      idsOf((await portal.ask('ici-bourg', album(), { headers: { cookie } })).body);
    const [one = '', two = '', three = ''] = await ids();
    await portal.post('ici-bourg', album(listing, `/${three}/place`), { way: 'earlier' }, { cookie });
    expect(await ids()).toEqual([one, three, two]);
    await portal.post('ici-bourg', album(listing, `/${two}/place`), { way: 'first' }, { cookie });
    expect(await ids()).toEqual([two, one, three]);
    const order = `${three},${one},${'0'.repeat(36)},nonsense`;
    await portal.post('ici-bourg', album(listing, '/ordre'), { order }, { cookie });
    expect(await ids()).toEqual([three, one, two]);

    const before = await filesOf('here', 'public', listing);
    const cut = await portal.post(
      'ici-bourg',
      album(listing, `/${one}/cadre`),
      { cut: 'centre' },
      { cookie },
    );
    expect(cut.status).toBe(303);
    const after = await filesOf('here', 'public', listing);
    expect(after.filter((file) => !before.includes(file)).length).toBeGreaterThan(0);
    expect(before.filter((file) => !after.includes(file)).length).toBeGreaterThan(0);
    const own = { cut: 'own', left: '100', top: '100', width: '500', height: '500' };
    expect((await portal.post('ici-bourg', album(listing, `/${one}/cadre`), own, { cookie })).status).toBe(
      303,
    );
    for (const wrong of [
      { cut: 'own', left: '900', top: '0', width: '500', height: '500' },
      { cut: 'x' },
      {},
    ])
      expect(
        (await portal.post('ici-bourg', album(listing, `/${one}/cadre`), wrong, { cookie })).status,
      ).toBe(422);

    const gone = await portal.post('ici-bourg', album(listing, `/${one}/retirer`), {}, { cookie });
    const left = await filesOf('here', 'public', listing);
    expect(left).toHaveLength(18);
    const page = await portal.ask('ici-bourg', gone.headers.location ?? '', { headers: { cookie } });
    expect(page.body).toContain(`action="${album(listing, `/${one}/remettre`)}"`);
    expect(await ids()).toEqual([three, two]);
    await portal.post('ici-bourg', album(listing, `/${one}/remettre`), {}, { cookie });
    expect(await ids()).toEqual([three, one, two]);
    expect(await filesOf('here', 'public', listing)).toHaveLength(24);
  });

  it('have one logo, and a new one takes the place of the one before', async () => {
    const sign = await aPicture(400, 400).png().toBuffer();
    for (const bytes of [sign, await aPicture(500, 500).png().toBuffer()])
      expect((await send([aFile(bytes, 'logo.png')], { fields: { kind: 'logo' } })).status).toBe(303);
    const { body } = await portal.ask('ici-bourg', album(), { headers: { cookie } });
    expect(addressesOf(body).filter((address) => /-(96|192|384)\.(webp|png)$/.test(address))).toHaveLength(4);
    expect(body).toContain('Retirer le logo');
  });

  it('belong to those who keep the listing: nobody else sees, adds or changes any', async () => {
    const [id = ''] = idsOf(
      (await send([aFile(picture)]), await portal.ask('ici-bourg', album(), { headers: { cookie } })).body,
    );
    const actions = ['description', 'cadre', 'place', 'retirer', 'remettre'];
    for (const who of [{ cookie: stranger }, {}]) {
      for (const action of actions) {
        const answer = await portal.post('ici-bourg', album(listing, `/${id}/${action}`), {}, who);
        expect([action, answer.status]).toEqual([action, 401]);
      }
      expect((await send([aFile(picture)], { headers: { cookie: '', ...who } })).status).toBe(401);
    }
    // Of the same territory, on a listing that is not theirs; and a photo of one listing under another.
    for (const id of [other, 999_999])
      expect((await send([aFile(picture)], { path: album(id) })).status).toBe(404);
    const both = await signInAs(portal.world, portal.world.here, {
      grants: [
        { listingId: listing, permissions: ['listing.read'], role: 'merchant-staff' },
        { listingId: other },
      ],
    });
    const asked = await portal.post('ici-bourg', album(other, `/${id}/retirer`), {}, { cookie: both.cookie });
    expect(asked.status).toBe(404);
    const narrowed = await send([aFile(picture)], { headers: { cookie: both.cookie } });
    expect(narrowed.status).toBe(403);
  });

  it('are served on the host of their own territory alone, by the exact name alone', async () => {
    await send([aFile(picture)]);
    const [address = ''] = addressesOf(
      (await portal.ask('ici-bourg', album(), { headers: { cookie } })).body,
    );
    expect((await portal.ask('ici-bourg', address)).status).toBe(200);
    expect((await portal.ask('autre-ville', address)).status).toBe(404);
    const name = address.split('/').at(-1) ?? '';
    for (const path of [
      `/media/photos/${listing}/..%2f${name}`,
      `/media/photos/..%2fphotos/${name}`,
      `/media/photos/${listing}/%2e%2e`,
      `/media/photos/0${listing}/${name}`,
      `/media/photos/${listing}/${name.toUpperCase()}`,
      `/media/photos/${listing}/${name}.br`,
      `/media/photos/${listing}`,
      '/media/photos',
      '/media',
    ])
      expect([path, (await portal.ask('ici-bourg', path)).status]).toEqual([path, 404]);
    // The slash at its end is taken away, as of every address: there is no list of the files below it.
    const folder = await portal.ask('ici-bourg', `/media/photos/${listing}/`);
    expect([folder.status, folder.headers.location]).toEqual([308, `/media/photos/${listing}`]);
    const head = await portal.ask('ici-bourg', address, { method: 'HEAD' });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
  });

  it('are at most twenty', async () => {
    const small = await aPicture(320, 320).jpeg().toBuffer();
    for (let count = 0; count < 20; count += 1)
      expect((await send([aFile(small)], { headers: AS_PROGRAM })).status).toBe(201);
    const refused = await send([aFile(small)], { headers: AS_PROGRAM });
    expect([refused.status, JSON.parse(refused.body)]).toMatchObject([409, { code: 'too-many-photos' }]);
    const { body } = await portal.ask('ici-bourg', album(), { headers: { cookie } });
    expect(body).toContain('le plus qu’elle montre');
    const [first = ''] = idsOf(body);
    await portal.post('ici-bourg', album(listing, `/${first}/retirer`), {}, { cookie });
    await send([aFile(small)]);
    const back = await portal.post('ici-bourg', album(listing, `/${first}/remettre`), {}, { cookie });
    expect(back.status).toBe(409);
  }, 90_000);

  it('reads forms with files on these routes alone, and none without a length', async () => {
    const { body, headers } = multipartForm({ name: 'x' }, [aFile(picture)]);
    for (const path of ['/contact', '/connexion'])
      expect((await portal.ask('ici-bourg', path, { method: 'POST', body, headers })).status).toBe(415);
    const { 'content-length': _length, ...chunked } = headers;
    const answer = await portal.ask('ici-bourg', album(), {
      method: 'POST',
      body,
      headers: { ...chunked, cookie, 'transfer-encoding': 'chunked' },
    });
    expect(answer.status).toBe(400);
    const cut = body.subarray(0, body.length - 40);
    const short = await portal.ask('ici-bourg', album(), {
      method: 'POST',
      body: cut,
      headers: { ...headers, 'content-length': String(cut.length), cookie, ...AS_PROGRAM },
    });
    expect([400, 422]).toContain(short.status);
  });

  it('are on the public page at once, in sizes, and the first is what others show of it; gone when taken off', async () => {
    const page = async (): Promise<Answer> => {
      const redirect = await portal.ask('ici-bourg', `/commerce/${listing}`);
      return portal.ask('ici-bourg', redirect.headers.location ?? '');
    };
    expect(addressesOf((await page()).body)).toEqual([]);
    await send([aFile(await aPicture(1_600, 1_200).jpeg().toBuffer())], { fields: { alt: 'Vitrine bleue' } });
    const shown = await page();
    expect([shown.status, checkHtml(shown.body, 'fr'), shown.headers['set-cookie']]).toEqual([
      200,
      [],
      undefined,
    ]);
    expect(shown.body).toContain('alt="Vitrine bleue"');
    expect(shown.body).toMatch(/<source type="image\/avif" srcset="[^"]* 320w, [^"]* 640w, [^"]* 1280w"/);
    expect(shown.body).toMatch(
      /og:image" content="http:\/\/ici-bourg.localhost\/media\/photos\/[^"]*-1280.jpg"/,
    );
    expect(shown.body).toContain('og:image:width" content="1280"');
    expect(shown.body).toMatch(/"image":"http:[^"]*-1280.jpg"/);
    await clear();
    const without = await page();
    expect(addressesOf(without.body)).toEqual([]);
    expect(without.body).toContain('image.png');
  });

  it('stand beside the name in every list, small, lazy and in words; lists that were kept follow at once', async () => {
    const next = (await portal.ask('ici-bourg', `/commerce/${other}`)).headers.location ?? '';
    // Twice: the second time out of what was kept.
    const lists = async (): Promise<string[]> => {
      const bodies: string[] = [];
      for (const path of ['/commerces', '/commerces?q=boulangerie', '/commerces/boulangeries', next])
        for (const { body } of [await portal.ask('ici-bourg', path), await portal.ask('ici-bourg', path)])
          bodies.push(body);
      return bodies;
    };
    const cardIn = (html: string): string => html.split(`id="r${listing}"`)[1]?.split('</article>')[0] ?? '';
    for (const body of await lists()) {
      expect(cardIn(body)).toContain('result__image--drawn');
      expect(checkHtml(body, 'fr')).toEqual([]);
    }
    const sign = await aPicture(400, 400).png().toBuffer();
    await send([aFile(sign, 'logo.png')], { fields: { kind: 'logo' } });
    for (const body of await lists()) expect(cardIn(body)).toContain('result__image--logo');
    await send([aFile(await aPicture(1_600, 1_200).jpeg().toBuffer())], { fields: { alt: 'Vitrine bleue' } });
    for (const body of await lists()) {
      const card = cardIn(body);
      expect(addressesOf(card).map((path) => path.split('-').at(-1))).toEqual([
        '320.avif',
        '320.webp',
        '320.jpg',
      ]);
      expect(card).toMatch(/alt="Vitrine bleue" width="320" height="240" loading="lazy"/);
      expect(checkHtml(body, 'fr')).toEqual([]);
    }
    await clear();
    for (const body of await lists()) expect(addressesOf(body)).toEqual([]);
  });

  it('speak English below /en', async () => {
    const path = `/en/pro/businesses/${listing}/photos`;
    const sent = await send([aFile(picture)], { path, fields: { alt: 'Blue front' } });
    expect(sent.headers.location).toMatch(new RegExp(`^${path}/[0-9a-f-]{36}\\?fait=added$`));
    const page = await portal.ask('ici-bourg', path, { headers: { cookie } });
    expect([page.status, checkHtml(page.body, 'en')]).toEqual([200, []]);
    expect(page.body).toContain('alt="Blue front"');
  });
});
