import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, type FormFile, GENEROUS, multipartForm, signInAs, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const HOSTILE = '<script>alert(1)</script>"\'&';

/** A day of this year and the next, far enough from today that the tests run before it. */
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('posts of a shop', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const space = (): string => `/pro/commerces/${String(listing)}/actualites`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
  });

  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, path.startsWith('/en/') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const shopPage = async (): Promise<string> => {
    const { headers } = await portal.ask(HERE, `/commerce/x-${String(listing)}`);
    return read(headers.location ?? '');
  };
  const send = (fields: Record<string, string>, path = space()) =>
    portal.post(HERE, path, fields, { cookie });
  const words = (more: Record<string, string> = {}) => ({
    id: randomUUID(),
    kind: 'novelty',
    title: `Nos pains ${randomUUID()}`,
    text: 'Au levain.',
    ...more,
  });
  const feed = async (path = '/actualites.atom'): Promise<string> => {
    const { status, headers, body } = await portal.ask(HERE, path);
    expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    return body;
  };

  /** The cookie of an agent of the town who writes for a shop. */
  const agentOf = async (
    scope: readonly ('hours' | 'description')[],
    shop: number = listing,
  ): Promise<string> => {
    const { link } = await sendAgent(portal.world, portal.world.here, shop, { scope });
    const { headers } = await portal.ask(HERE, `/pro/agent/${link}`);
    return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  };

  it('are written in one form, read everywhere at once, withdrawn, and put back', async () => {
    const post = words({ kind: 'offer', endsOn: dayFromNow(3), do: 'publish' });
    const sent = await send(post);
    expect([sent.status, sent.headers.location]).toEqual([303, `${space()}?fait=published&post=${post.id}`]);
    const everywhere = async (): Promise<boolean[]> => {
      const pages = [await shopPage(), await read('/'), await read('/actualites'), await read('/en/news')];
      return [...pages, await feed(), await feed('/en/news.atom')].map((page) => page.includes(post.title));
    };
    const mark = async (): Promise<boolean> =>
      (await read(`/commerces?q=${encodeURIComponent('Le Pain du Coin')}`)).includes('Offre en ce moment');
    expect([await everywhere(), await mark()]).toEqual([Array<boolean>(6).fill(true), true]);
    const told = await read(sent.headers.location ?? '', true);
    expect(told).toContain('C’est publié.');
    expect(told).toContain('value="withdraw"');
    const withdrawn = await send({ do: 'withdraw' }, `${space()}/${post.id}`);
    expect(withdrawn.status).toBe(303);
    expect([await everywhere(), await mark()]).toEqual([Array<boolean>(6).fill(false), false]);
    expect(await read(withdrawn.headers.location ?? '', true)).toContain('value="restore"');
    await send({ do: 'restore' }, `${space()}/${post.id}`);
    expect([await everywhere(), await mark()]).toEqual([Array<boolean>(6).fill(true), true]);
  });

  it('are looked at on the page before anybody else reads them, and changed back there', async () => {
    const post = words({ title: 'Galette des rois', do: 'preview' });
    const look = await send(post);
    expect([look.status, checkHtml(look.body, 'fr'), look.headers['cache-control']]).toEqual([
      200,
      [],
      'private, no-store',
    ]);
    expect(look.body).toContain('>Galette des rois</h3>');
    expect(look.body).toContain('<input type="hidden" name="text" value="Au levain.">');
    expect(await shopPage()).not.toContain('Galette');
    const again = await send({ ...post, do: 'discard' });
    expect(again.body).toContain('value="Galette des rois"');
    expect(again.body).toContain(`value="${post.id}"`);
    await send({ ...post, do: 'publish' });
    expect(await shopPage()).toContain('Galette des rois');
  });

  it('are text, whatever is typed: on pages, for machines and in the feed', async () => {
    await send(words({ title: HOSTILE, text: `${HOSTILE}\n\nhttps://piege.example/`, do: 'publish' }));
    const page = await shopPage();
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('href="https://piege.example');
    const data = [...page.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].map(
      ([, json = '']) => JSON.parse(json) as { subjectOf?: { headline: string; '@type': string }[] },
    );
    expect(data[0]?.subjectOf?.[0]).toMatchObject({ '@type': 'SocialMediaPosting', headline: HOSTILE });
    expect(await feed()).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&apos;&amp;');
    expect((await send(words({ title: HOSTILE, do: 'preview' }))).body).not.toContain('<script>alert');
  });

  it('tell machines what they are: an offer, an event', async () => {
    const day = dayFromNow(4);
    await send(words({ kind: 'offer', title: 'Deux pour un', endsOn: day, do: 'publish' }));
    await send(
      words({
        kind: 'event',
        title: 'Portes ouvertes',
        startsOn: day.split('-').toReversed().join('/'),
        do: 'publish',
      }),
    );
    const [, json = ''] =
      /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(await shopPage()) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      makesOffer: [{ '@type': 'Offer', name: 'Deux pour un', validThrough: day }],
      event: [
        {
          '@type': 'Event',
          name: 'Portes ouvertes',
          startDate: day,
          endDate: day,
          location: { '@type': 'Place', address: { '@type': 'PostalAddress' } },
        },
      ],
    });
  });

  it('come back in the form with what is wrong: no end, no day, a day that is past, the same twice', async () => {
    for (const [fields, field] of [
      [{ kind: 'offer' }, 'endsOn'],
      [{ kind: 'event' }, 'startsOn'],
      [{ kind: 'offer', endsOn: '2020-01-01' }, 'endsOn'],
      [{ title: '' }, 'title'],
      [{ kind: 'nonsense' }, 'kind-novelty'],
    ] as const) {
      const { status, body } = await send(words({ ...fields, do: 'publish' }));
      expect([fields, status, body.includes(`href="#${field}"`)]).toEqual([fields, 422, true]);
    }
    const post = words({ do: 'publish' });
    await send(post);
    expect((await send(post)).status).toBe(303);
    const twice = await send({ ...post, id: randomUUID() });
    expect([twice.status, twice.body.includes('déjà une actualité avec ces mots')]).toEqual([409, true]);
  });

  it('are changed on their own page, and back with one touch', async () => {
    const post = words({ title: 'Avant', do: 'publish' });
    await send(post);
    const path = `${space()}/${post.id}`;
    expect(await read(path, true)).toContain('value="Avant"');
    const changed = await send({ ...post, title: 'Après', do: 'publish' }, path);
    const told = await read(changed.headers.location ?? '', true);
    expect(told).toContain('value="undo"');
    expect(await shopPage()).toContain('Après');
    const seen = /name="seen" value="([^"]+)"/.exec(told)?.[1] ?? '';
    // Pressing the button twice undoes the change once; it does not undo the undo.
    for (let turn = 0; turn < 2; turn += 1) expect((await send({ do: 'undo', seen }, path)).status).toBe(303);
    expect(await shopPage()).toContain('Avant');
  });

  it('are not written over by who had not seen the newer words: both stand there, and the next touch decides', async () => {
    const post = words({ title: 'Soldes', do: 'publish' });
    await send(post);
    const path = `${space()}/${post.id}`;
    const seenOn = (html: string): string => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const stale = seenOn(await read(path, true));
    await send({ ...post, title: 'Soldes à moitié prix', seen: stale, do: 'publish' }, path);
    // The look at the page carries on which version was seen.
    const look = await send({ ...post, title: 'Soldes du lundi', seen: stale, do: 'preview' }, path);
    expect(seenOn(look.body)).toBe(stale);
    const refused = await send({ ...post, title: 'Soldes du lundi', seen: stale, do: 'publish' }, path);
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
    for (const said of ['Soldes à moitié prix', 'value="Soldes du lundi"', 'entre-temps'])
      expect(refused.body).toContain(said);
    expect(await shopPage()).toContain('Soldes à moitié prix');
    // The same sent twice is no conflict.
    const twice = { ...post, title: 'Soldes à moitié prix', seen: stale, do: 'publish' };
    expect((await send(twice, path)).status).toBe(303);
    const mine = { ...post, title: 'Soldes du lundi', seen: seenOn(refused.body), do: 'publish' };
    expect((await send(mine, path)).status).toBe(303);
    expect(await shopPage()).toContain('Soldes du lundi');
  });

  it.each([
    ['the list', false],
    ['its own page, with what was typed there', true],
  ])('are not taken back from %s by who had not seen the newer words', async (_where, isTyped) => {
    const post = words({ title: 'Soldes', do: 'publish' });
    await send(post);
    const path = `${space()}/${post.id}`;
    const seenOn = (html: string): string => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await send({ ...post, title: 'Soldes du lundi' }, path);
    const stale = seenOn(await read(path, true));
    await send({ ...post, title: 'Soldes du mardi' }, path);
    const typed = { ...post, title: 'Soldes du jeudi' };
    const refused = await send({ ...(isTyped ? typed : {}), seen: stale, do: 'undo' }, path);
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
    expect(refused.body).toContain('entre-temps');
    expect(refused.body).toContain('Soldes du mardi');
    expect(refused.body.includes('Soldes du jeudi')).toBe(isTyped);
    expect(await shopPage()).toContain('Soldes du mardi');
    expect((await send({ do: 'undo', seen: seenOn(refused.body) }, path)).status).toBe(303);
    expect(await shopPage()).toContain('Soldes du lundi');
  });

  it('are nobody’s but who keeps the shop', async () => {
    const { cookie: other } = await signInAs(portal.world, portal.world.here, { grants: [] });
    for (const path of [space(), `${space()}/${randomUUID()}`]) {
      expect((await portal.ask(HERE, path, { headers: { cookie: other } })).status).toBe(404);
      expect((await portal.post(HERE, path, words({ do: 'publish' }), { cookie: other })).status).toBe(404);
    }
    expect((await portal.ask(HERE, `${space()}/${randomUUID()}`, { headers: { cookie } })).status).toBe(404);
    expect((await portal.ask(HERE, `${space()}/nonsense`, { headers: { cookie } })).status).toBe(404);
  });

  it('are written by an agent of the town for the shop, who is named as the source, as far as the mandate reaches', async () => {
    const post = words({ title: 'Dit par la mairie', do: 'publish' });
    const cookies = { hours: await agentOf(['hours']), description: await agentOf(['description']) };
    expect((await portal.post(HERE, space(), post, { cookie: cookies.hours })).status).toBe(403);
    expect((await portal.post(HERE, space(), post, { cookie: cookies.description })).status).toBe(303);
    const page = await shopPage();
    expect(page).toContain('Dit par la mairie');
    expect(page).toContain('Publié par la collectivité, pour le commerce');
    const mine = `${space()}/${post.id}`;
    expect((await portal.post(HERE, mine, { do: 'withdraw' }, { cookie: cookies.description })).status).toBe(
      303,
    );
    expect(await shopPage()).not.toContain('Dit par la mairie');
  });

  it('are listed from the newest on, where the address names no place to go on from', async () => {
    const post = words({ do: 'publish' });
    await send(post);
    for (const word of ['nonsense', 'WzEsMl0', '%00', 'a'.repeat(900)])
      expect(await read(`/actualites?apres=${word}`)).toContain(post.title);
  });

  it.each([
    ['a last day before the first', { kind: 'offer', startsOn: dayFromNow(20), endsOn: dayFromNow(10) }],
    ['a sign that no page and no feed may hold', { title: 'Fin \uFFFF' }],
  ])('are given back with %s', async (_what, wrong) => {
    const answer = await send(words({ ...wrong, do: 'publish' }));
    expect([answer.status, answer.body.includes('Au levain.')]).toEqual([422, true]);
  });

  describe('have a photo', () => {
    const upload = (
      id: string,
      files: readonly FormFile[],
      fields: Record<string, string> = {},
      who: string = cookie,
    ) => {
      const { body, headers } = multipartForm(fields, files);
      return portal.ask(HERE, `${space()}/${id}/photo`, {
        method: 'POST',
        body,
        headers: { ...headers, cookie: who, 'sec-fetch-site': 'same-origin' },
      });
    };
    const aFile = (bytes: Buffer): FormFile => ({ field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes });
    const published = async (): Promise<{ readonly id: string; readonly title: string }> => {
      const post = words({ do: 'publish' });
      expect((await send(post)).status).toBe(303);
      return post;
    };
    const pictureIn = (page: string): string =>
      /<div class="post__picture">.*?<img src="([^"]+)"/s.exec(page)?.[1] ?? '';

    it('on the page of the shop and among those of the territory, said in words, until the post is withdrawn', async () => {
      const { id } = await published();
      const picture = await aPicture().jpeg().toBuffer();
      const sent = await upload(id, [aFile(picture)], { alt: 'Un pain <b>rond</b>' });
      expect([sent.status, sent.headers.location]).toEqual([303, `${space()}/${id}?fait=photo`]);
      expect(await read(`${space()}/${id}?fait=photo`, true)).toContain('La photo est sur la page.');
      const page = await shopPage();
      expect(page).toContain('alt="Un pain &lt;b&gt;rond&lt;/b&gt;"');
      const address = pictureIn(page);
      expect((await portal.ask(HERE, address)).status).toBe(200);
      expect((await portal.ask('autre-ville', address)).status).toBe(404);
      expect(await read('/actualites')).toContain(address);
      expect(await read(`/pro/commerces/${String(listing)}/photos`, true)).not.toContain('/media/photos/');
      await send({ do: 'withdraw' }, `${space()}/${id}`);
      expect((await portal.ask(HERE, address)).status).toBe(404);
      expect(pictureIn(await shopPage())).toBe('');
      await send({ do: 'restore' }, `${space()}/${id}`);
      expect((await portal.ask(HERE, address)).status).toBe(200);
    });

    it('one, which takes the place of the one before and is taken off', async () => {
      const { id } = await published();
      const picture = await aPicture().jpeg().toBuffer();
      await upload(id, [aFile(picture)]);
      const before = pictureIn(await shopPage());
      await upload(id, [aFile(picture)]);
      const after = pictureIn(await shopPage());
      expect(after).not.toBe(before);
      expect((await portal.ask(HERE, before)).status).toBe(404);
      expect((await send({}, `${space()}/${id}/photo/retirer`)).status).toBe(303);
      expect(pictureIn(await shopPage())).toBe('');
      expect((await portal.ask(HERE, after)).status).toBe(404);
    });

    it('of which its shop is notified where an agent puts it there or takes it off, and not where it does so itself', async () => {
      const { id } = await published();
      const picture = await aPicture().jpeg().toBuffer();
      const agent = await agentOf(['description']);
      const remove = (who: string) =>
        portal.post(HERE, `${space()}/${id}/photo/retirer`, {}, { cookie: who });
      const notices = async (): Promise<string[]> => {
        const [gone] = await portal.world.work.write(portal.world.here, ({ manager }) =>
          manager.query<[{ notice: string }[], number]>(
            `DELETE FROM notification WHERE listing_id = $1 RETURNING author || '/' || page_change AS notice`,
            [listing],
          ),
        );
        return gone.map(({ notice }) => notice);
      };
      await notices();
      const seen: string[][] = [];
      for (const step of [
        () => upload(id, [aFile(picture)]),
        () => remove(cookie),
        () => remove(agent),
        () => upload(id, [aFile(picture)], {}, agent),
        () => remove(agent),
      ]) {
        expect((await step()).status).toBe(303);
        seen.push(await notices());
      }
      expect(seen).toEqual([[], [], [], ['agent/posts'], ['agent/posts']]);
    });

    it('which an agent sees who writes for the shop, once the post is withdrawn too, and agents of no other shop', async () => {
      const { id } = await published();
      await upload(id, [aFile(await aPicture().jpeg().toBuffer())]);
      const address = pictureIn(await shopPage());
      const agent = await agentOf(['description']);
      const [other = 0] = await writeListings(portal.world, portal.world.here, [{}]);
      const elsewhere = await agentOf(['description'], other);
      await send({ do: 'withdraw' }, `${space()}/${id}`);
      const page = await portal.ask(HERE, `${space()}/${id}`, { headers: { cookie: agent } });
      expect([page.status, page.body.includes(address.replace(/-\d+\.jpg$/, '-'))]).toEqual([200, true]);
      const statuses = async (who?: string): Promise<unknown[]> => {
        const { status, headers } = await portal.ask(HERE, address, who ? { headers: { cookie: who } } : {});
        return [status, headers['cache-control']];
      };
      expect(await statuses(agent)).toEqual([200, 'private, no-store']);
      // A mandate that takes the place of the other.
      const hours = await agentOf(['hours']);
      for (const who of [undefined, hours, elsewhere, '__Host-halles-agent=nonsense'])
        expect((await statuses(who))[0]).toBe(404);
    });

    it.each([
      ['the post is withdrawn', (id: string) => send({ do: 'withdraw' }, `${space()}/${id}`)],
      [
        'the public does not see the shop',
        () =>
          portal.world.work.write(portal.world.here, ({ manager }) =>
            manager.query(`UPDATE listing SET visibility = 'not-public' WHERE id = $1`, [listing]),
          ),
      ],
    ])('which is said to be kept, and not to be on the page, where %s', async (_what, hide) => {
      const { id } = await published();
      await hide(id);
      const sent = await upload(id, [aFile(await aPicture().jpeg().toBuffer())]);
      const told = await read(sent.headers.location ?? '', true);
      expect(told).toContain('La photo est enregistrée.');
      expect(told).not.toContain('La photo est sur la page.');
    });

    it('and not what is none: the page says what is wrong', async () => {
      const { id } = await published();
      for (const [files, status, problem] of [
        [[], 422, 'Choisissez une photo.'],
        [[aFile(Buffer.from('<svg onload=alert(1)>'))], 415, 'photo-file-error'],
      ] as const) {
        const answer = await upload(id, files);
        expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([status, []]);
        expect(answer.body).toContain(problem);
      }
      expect((await upload(randomUUID(), [])).status).toBe(404);
      expect((await upload('1', [])).status).toBe(404);
    });
  });
});
