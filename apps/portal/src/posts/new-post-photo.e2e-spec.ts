import { randomUUID } from 'node:crypto';
import { PostModeration } from '@halles/domain/posts';
import { checkHtml } from '@halles/platform/theming';
import {
  aPicture,
  type FormFile,
  GENEROUS,
  multipartForm,
  signInAs,
  untilWaiting,
  writeListings,
} from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('the photo that the form of a new post takes', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const space = (): string => `/pro/commerces/${String(listing)}/actualites`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
  });
  afterAll(() => portal.close());

  const words = (more: Record<string, string> = {}) => ({
    id: randomUUID(),
    kind: 'novelty',
    title: `Nos pains ${randomUUID()}`,
    text: 'Au levain.',
    startsOn: '',
    endsOn: '',
    ...more,
  });
  const aFile = (bytes: Buffer): FormFile => ({ field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes });
  const send = (fields: Record<string, string>, files: readonly FormFile[] = []) => {
    const { body, headers } = multipartForm(fields, files);
    return portal.ask(HERE, space(), {
      method: 'POST',
      body,
      headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' },
    });
  };
  const shopPage = async (): Promise<string> => {
    const { headers } = await portal.ask(HERE, `/commerce/x-${String(listing)}`);
    return (await portal.ask(HERE, headers.location ?? '')).body;
  };
  const withdraw = (id: string) => portal.post(HERE, `${space()}/${id}`, { do: 'withdraw' }, { cookie });

  it('published with it at once, said in words; the same form sent twice is one post with one photo', async () => {
    const form = (await portal.ask(HERE, space(), { headers: { cookie } })).body;
    expect(form).toMatch(/enctype="multipart\/form-data"[\s\S]*name="photo"/);
    const picture = await aPicture().jpeg().toBuffer();
    const post = words({ alt: 'Un pain rond', do: 'publish' });
    for (let time = 0; time < 2; time += 1) {
      const sent = await send(post, [aFile(picture)]);
      expect([sent.status, sent.headers.location]).toEqual([
        303,
        `${space()}?fait=published&post=${post.id}`,
      ]);
    }
    const page = await shopPage();
    expect(page.split(post.title).length - 1).toBeGreaterThan(0);
    expect(page.match(/alt="Un pain rond"/g)).toHaveLength(1);
    await withdraw(post.id);
  });

  it('or none: the words alone are published', async () => {
    const post = words({ do: 'publish' });
    expect((await send(post)).status).toBe(303);
    expect(await shopPage()).toContain(post.title);
    await withdraw(post.id);
  });

  it('gives the words back where the photo is refused, and publishes nothing', async () => {
    const post = words({ alt: 'Un pain', do: 'publish' });
    const refused = await send(post, [aFile(Buffer.from('<svg onload=alert(1)>'))]);
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([415, []]);
    for (const typed of [post.title, post.id, 'Au levain.', 'value="Un pain"', 'photo-file-error'])
      expect(refused.body).toContain(typed);
    expect(await shopPage()).not.toContain(post.title);
    expect((await send(post)).status).toBe(303);
    await withdraw(post.id);
  });

  it('publishes the words, and says why there is no photo, where only its making is refused', async () => {
    const broken = (await aPicture().jpeg().toBuffer()).subarray(0, 300);
    const post = words({ do: 'publish' });
    const answer = await send(post, [aFile(broken)]);
    expect([answer.status >= 400 && answer.status < 500, checkHtml(answer.body, 'fr')]).toEqual([true, []]);
    expect(answer.body).toContain('C’est publié.');
    expect(answer.body).toContain('photo-file-error');
    expect(await shopPage()).toContain(post.title);
    await withdraw(post.id);
  });

  it('says that a photo is to be chosen again where the words are wrong, and in the look at the page', async () => {
    const files = [aFile(await aPicture().jpeg().toBuffer())];
    const wrong = await send(words({ title: '', text: 'Au levain.', do: 'publish' }), files);
    expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    expect(wrong.body).toContain('Choisissez à nouveau la photo');
    const post = words({ title: 'Galette des rois', alt: 'Dorée', do: 'preview' });
    const look = await send(post, files);
    expect(look.body).toContain('La photo n’est pas dans l’aperçu');
    const back = await portal.post(HERE, space(), { ...post, do: 'discard' }, { cookie });
    expect(back.body).toContain('value="Dorée"');
  });

  it('is taken off once: of two at once the second notifies nobody', async () => {
    const post = words({ do: 'publish' });
    await send(post, [aFile(await aPicture().jpeg().toBuffer())]);
    const { world } = portal;
    const { link } = await sendAgent(world, world.here, listing, { scope: ['description'] });
    const { headers } = await portal.ask(HERE, `/pro/agent/${link}`);
    const agent = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    let second: Promise<{ readonly status: number }> | undefined;
    await world.work.write(world.here, async ({ manager }) => {
      await manager.query('UPDATE photo SET removed_at = now() WHERE post_id = $1', [post.id]);
      second = portal.post(HERE, `${space()}/${post.id}/photo/retirer`, {}, { cookie: agent });
      await untilWaiting(world, 1);
    });
    expect((await second)?.status).toBe(303);
    const told = await world.work.read(world.here, ({ manager }) =>
      manager.query<unknown[]>(`SELECT 1 FROM notification WHERE listing_id = $1 AND page_change = 'posts'`, [
        listing,
      ]),
    );
    expect(told).toEqual([]);
  });

  it('is not brought along by the words of a hidden post, and the form says so', async () => {
    const post = words({ alt: 'Un pain rond', do: 'publish' });
    await send(post, [aFile(await aPicture().jpeg().toBuffer())]);
    const hiding = { reason: 'C’est faux.', by: 'Nadia' };
    await portal.app
      .get(PostModeration, { strict: false })
      .hide(portal.world.here, listing, post.id, hiding, new Date());
    const again = await portal.ask(HERE, `${space()}?reprise=${post.id}`, { headers: { cookie } });
    expect([again.status, checkHtml(again.body, 'fr')]).toEqual([200, []]);
    expect(again.body).toContain('Au levain.</textarea>');
    expect(again.body).toContain('La photo de l’actualité masquée n’est pas reprise');
    await withdraw(post.id);
  });

  it('answers what is no form clearly', async () => {
    const answer = await portal.post(HERE, space(), {}, { cookie });
    expect([400, 422]).toContain(answer.status);
  });
});
