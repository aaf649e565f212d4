import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, type FormFile, GENEROUS, multipartForm, signInAs, writeListings } from '@halles/testing';
import { announceBody, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const LARGE = 30 * 1024 * 1024;

/** What each kind of file begins with, and thirty megabytes of it. */
const CONTENTS: Readonly<Record<string, () => Promise<Buffer>>> = {
  'image/jpeg': async () => Buffer.concat([await aPicture().jpeg().toBuffer(), Buffer.alloc(LARGE)]),
  'application/pdf': () => Promise.resolve(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(LARGE)])),
  'text/csv': () => Promise.resolve(Buffer.from(`Nom;Prix\n${'Pain;4\n'.repeat(LARGE / 7)}`)),
};

/** What the page says first of a refused file: in its title, and in a summary whose link leads to the field, said there too. */
function summaryOf(body: string, field: string): readonly unknown[] {
  const [summary = ''] = /<div class="notice notice--danger"[^>]*id="summary"[\s\S]*?<\/ul>/.exec(body) ?? [];
  const [input = ''] = new RegExp(`<input[^>]*id="${field}"[^>]*>`).exec(body) ?? [];
  const [, described = ''] = /aria-describedby="([^"]+)"/.exec(input) ?? [];
  return [
    /<title>Erreur\s:/.test(body),
    [/role="alert"/, /tabindex="-1"/, /autofocus/].every((part) => part.test(summary)),
    summary.includes(`href="#${field}"`),
    input.includes('aria-invalid="true"'),
    described.split(' ').some((id) => new RegExp(`class="field__error" id="${id}"`).test(body)),
  ];
}
/** A form of a file in which none was chosen. */
const withoutFile = (cookie: string) => {
  const { body, headers } = multipartForm({ alt: '' }, []);
  return { body, headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' } };
};
const SAID = [true, true, true, true, true];

/** What a photo straight from a camera is: three times what any form takes. */
describe('a file of thirty megabytes', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const space = (page: string): string => `/pro/commerces/${String(listing)}/${page}`;
  const file = async (field: string, name = 'a.jpg', type = 'image/jpeg'): Promise<FormFile> => ({
    field,
    name,
    type,
    bytes: (await CONTENTS[type]?.()) ?? Buffer.alloc(0),
  });

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts: {} }]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
  });
  afterAll(() => portal.close());

  const send = (path: string, fields: Record<string, string>, sent: FormFile, as = cookie) => {
    const { body, headers } = multipartForm(fields, [sent]);
    return portal.ask(HERE, path, {
      method: 'POST',
      body,
      headers: { ...headers, cookie: as, 'sec-fetch-site': 'same-origin' },
    });
  };

  it('leaves the words of a post in their form, beside the size that a photo may have', async () => {
    const words = { kind: 'novelty', title: 'Nos pains de mai', text: 'Au levain, cuits au bois.' };
    const answer = await send(
      space('actualites'),
      { id: randomUUID(), ...words, startsOn: '', endsOn: '', alt: 'Un pain rond', do: 'publish' },
      await file('photo'),
    );
    expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([413, []]);
    expect(answer.body).toContain('Cette photo dépasse 10 Mo');
    expect(summaryOf(answer.body, 'photo-file')).toEqual(SAID);
    for (const typed of [words.title, words.text, 'Un pain rond']) expect(answer.body).toContain(typed);
    expect((await portal.ask(HERE, space('actualites'), { headers: { cookie } })).body).not.toContain(
      words.title,
    );
  });

  it('is refused beside its field among the photos, as a logo, and for a product', async () => {
    for (const kind of ['photo', 'logo']) {
      const answer = await send(space('photos'), { kind }, await file('photo'));
      expect([kind, [413, 422].includes(answer.status)]).toEqual([kind, true]);
      expect(answer.body).toContain('Cette photo dépasse 10 Mo');
      expect(answer.body).toContain('name="photo"');
      const field = kind === 'logo' ? 'logo-file' : 'photo-files';
      expect([kind, ...summaryOf(answer.body, field)]).toEqual([kind, ...SAID]);
      expect(checkHtml(answer.body, 'fr')).toEqual([]);
    }
    const id = randomUUID();
    const tart = {
      id,
      name: 'Tarte',
      price: '7,00',
      isAvailable: 'yes',
      vat: 'reduced',
      withdrawal: 'perishable',
    };
    expect((await portal.post(HERE, space('produits'), tart, { cookie })).status).toBe(303);
    const answer = await send(space(`produits/${id}/photo`), {}, await file('photo'));
    expect(answer.status).toBe(413);
    expect(answer.body).toContain('Cette photo dépasse 10 Mo');
    expect(summaryOf(answer.body, 'photo-file')).toEqual(SAID);
  });

  it('is refused the same way as the photo of a post that is there', async () => {
    const id = randomUUID();
    const words = { id, kind: 'novelty', title: 'Nos galettes', text: 'Au beurre.', do: 'publish' };
    const sent = await portal.post(
      HERE,
      space('actualites'),
      { ...words, startsOn: '', endsOn: '' },
      { cookie },
    );
    expect(sent.status).toBe(303);
    for (const bytes of [await file('photo'), null]) {
      const to = space(`actualites/${id}/photo`);
      const answer = bytes
        ? await send(to, {}, bytes)
        : await portal.ask(HERE, to, {
            method: 'POST',
            ...withoutFile(cookie),
          });
      expect([answer.status, ...summaryOf(answer.body, 'photo-file')]).toEqual([bytes ? 413 : 422, ...SAID]);
    }
  });

  it('is refused beside its field as a table of products, and as a document of a claim', async () => {
    const table = await send(space('produits-importer'), {}, await file('table', 'a.csv', 'text/csv'));
    expect([table.status, checkHtml(table.body, 'fr')]).toEqual([415, []]);
    expect(table.body).toContain('10 Mo');
    expect(table.body).toContain('name="table"');
    expect(summaryOf(table.body, 'table')).toEqual(SAID);
    const [other = 0] = await writeListings(portal.world, portal.world.here, [{ facts: {} }]);
    const { cookie: claimant } = await signInAs(portal.world, portal.world.here, {});
    const begun = await portal.post(
      HERE,
      `/pro/revendiquer/${String(other)}`,
      { way: 'document' },
      { cookie: claimant },
    );
    const [id = ''] = /[0-9a-f-]{36}/.exec(String(begun.headers.location)) ?? [];
    const claim = `/pro/demandes/${id}/document`;
    const answer = await send(claim, {}, await file('document', 'kbis.pdf', 'application/pdf'), claimant);
    expect(answer.body).toContain('10 Mo au plus');
    expect(answer.body).toContain('name="document"');
    expect(summaryOf(answer.body, 'document')).toEqual(SAID);
    expect(answer.status).toBe(415);
  });

  it('is spoken of before it is chosen: each field of a file says its size', async () => {
    for (const path of [space('actualites'), space('photos'), space('produits-importer')]) {
      const { body } = await portal.ask(HERE, path, { headers: { cookie } });
      for (const [field] of body.matchAll(/<input[^>]*type="file"[^>]*>/g)) {
        const [, described = ''] = /aria-describedby="([^"]+)"/.exec(field) ?? [];
        const hints = described
          .split(' ')
          .map(
            (id) =>
              new RegExp(`id="${id}"[^>]*>([\\s\\S]*?)</p>`).exec(body)?.[1]?.replaceAll('\u00a0', ' ') ?? '',
          );
        expect([path, field, hints.some((hint) => hint.includes('10 Mo'))]).toEqual([path, field, true]);
      }
    }
  });

  it('has a page of the town where not even that is read, which says the size and the way back', async () => {
    const { headers } = multipartForm({}, [{ ...(await file('photo')), bytes: Buffer.from('x') }]);
    const announced = { ...headers, cookie, 'content-length': String(60 * 1024 * 1024) };
    const answer = await announceBody(portal.port, HERE, space('actualites'), announced);
    expect([
      answer.status,
      answer.body.includes('48 Mo'),
      answer.body.includes('Revenez au formulaire'),
    ]).toEqual([413, true, true]);
  });
});
