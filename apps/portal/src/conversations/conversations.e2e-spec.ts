import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, GENEROUS, multipartForm, signInAs, writeListings } from '@halles/testing';
import { guardsIn } from '../../testing/form-guards';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const HOSTILE = '<script>alert(1)</script>"\'&';

describe('messages between customers and a shop', () => {
  let portal: Portal;
  let listing = 0;
  let cookie = '';
  const inbox = (): string => `/pro/commerces/${String(listing)}/messages`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    const facts = { displayName: 'Le Rucher', openingHoursText: 'Mo-Su 00:00-24:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
    const opened = await portal.post(HERE, inbox(), { messages: 'open' }, { cookie });
    expect([opened.status, opened.headers.location]).toEqual([303, `${inbox()}?fait=opened`]);
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
  const form = (): string => `/commerce/le-rucher-${String(listing)}/ecrire`;
  const started = async (more: Record<string, string> = {}): Promise<string> => {
    const guards = await guardsIn(await read(form()));
    const fields = { ...guards, name: 'Odile', email: 'odile@example.org', text: 'Du miel ?', ...more };
    const { status, headers } = await portal.post(HERE, form(), fields);
    expect([status, headers.location]).toEqual([
      303,
      expect.stringMatching(/^\/conversation\/[^?]+\?fait=sent$/),
    ]);
    return (headers.location ?? '').replace(/\?.*$/, '');
  };
  /** The address of the newest conversation, as its shop has it. */
  const ofShop = async (): Promise<string> =>
    new RegExp(`${inbox()}/[0-9a-f-]{36}`).exec(await read(inbox(), true))?.[0] ?? '';
  /** The address of the conversation that began with an address, as its shop has it. */
  const ofConversation = async (email: string): Promise<string> => {
    const [row] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM conversation WHERE customer_email = $1', [email]),
    );
    return `${inbox()}/${row?.id ?? ''}`;
  };
  const answer = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, path, fields, { cookie });

  it('go from the page of a shop to its inbox and back, without scripts', async () => {
    expect(await shopPage()).toContain(form());
    const page = await started({ text: `${HOSTILE}\n\nEt du pollen ?` });
    expect(await read(`${page}?fait=sent`)).toContain('Votre message est envoyé.');
    expect(await read(inbox(), true)).toContain('À lire');
    const thread = await ofShop();
    const seen = await read(thread, true);
    expect(seen).toContain('&lt;script&gt;');
    expect(seen).not.toContain('<script>alert');
    expect(await read(inbox(), true)).toContain('Sans réponse');
    expect(await read(page)).toContain('>Lu<');
    const id = randomUUID();
    const texts = { do: 'send', id, text: 'Oui, à 12 € le pot.' };
    for (const sent of [await answer(thread, texts), await answer(thread, texts)])
      expect([sent.status, sent.headers.location]).toEqual([303, `${thread}#repondre`]);
    const read2 = await read(page);
    expect(read2.match(/Oui, à 12\u00a0?.?€ le pot\./g)).toHaveLength(1);
    expect(await read(inbox(), true)).toContain('Répondu');
    // Opening a link reads nothing; the page says what it showed.
    expect(await read(thread, true)).toContain('>Envoyé<');
    expect((await portal.post(HERE, `${page}/lu`, { upTo: '2' })).status).toBe(303);
    expect(await read(thread, true)).toContain('>Lu<');
    const back = await portal.post(HERE, page, { id: randomUUID(), text: 'J’arrive' });
    expect([back.status, back.headers.location]).toEqual([303, `${page}#repondre`]);
    expect(await read(thread, true)).toContain('J’arrive');
    expect(await read(`/en${page}`)).toContain('Your conversation with');
  });

  it('bring photos, which both sides see and nobody else, and say why one is not taken', async () => {
    const page = await started();
    const thread = await ofShop();
    const bytes = await aPicture().jpeg().toBuffer();
    const sendFile = (path: string, fields: Record<string, string>, file: Buffer, headers = {}) => {
      const form = multipartForm({ id: randomUUID(), ...fields }, [
        { field: 'photo', name: 'pot.jpg', type: 'image/jpeg', bytes: file },
      ]);
      return portal.ask(HERE, path, {
        ...{ method: 'POST', body: form.body },
        headers: { ...form.headers, ...headers },
      });
    };
    expect((await sendFile(page, { text: '' }, bytes)).headers.location).toBe(`${page}#repondre`);
    const texts = { do: 'send', text: 'Celui-ci ?' };
    expect((await sendFile(thread, texts, bytes, { cookie })).headers.location).toBe(`${thread}#repondre`);
    const photosIn = async (path: string, signedIn = false): Promise<string[]> =>
      [...(await read(path, signedIn)).matchAll(/href="([^"]+\/photos\/[^"]+)"/g)].map(
        ([, href = '']) => href,
      );
    const own = await photosIn(page);
    const its = await photosIn(thread, true);
    expect([own.length, its.length]).toEqual([2, 2]);
    const [first = '', shown = ''] = [own[0], its[1]];
    expect((await portal.ask(HERE, first)).headers['content-type']).toBe('image/jpeg');
    expect((await portal.ask(HERE, shown, { headers: { cookie } })).status).toBe(200);
    expect((await portal.ask(HERE, shown)).status).toBe(303);
    expect((await portal.ask(portal.world.there.tenant.slug, first)).status).toBe(404);
    expect((await portal.ask(HERE, `${page}/photos/1`)).status).toBe(404);
    expect(await read(inbox(), true)).toContain('Celui-ci ?');
    const refused = await sendFile(page, { text: 'Voyez la photo' }, Buffer.from('no picture'));
    expect([refused.status, checkHtml(refused.body, 'fr'), refused.body.includes('Voyez la photo')]).toEqual([
      415,
      [],
      true,
    ]);
    expect(await photosIn(page)).toHaveLength(2);
  });

  it('are gathered by the account of who wrote, and by no other', async () => {
    const email = `${randomUUID().slice(0, 8)}@habitante.example`;
    const reader = await signInAs(portal.world, portal.world.here, { email });
    const page = await started({ email });
    await started({ email: 'somebody@example.org' });
    await answer(await ofConversation(email), {
      do: 'send',
      id: randomUUID(),
      text: 'Oui, du <b>sapin</b>.',
    });
    const list = async (session: string): Promise<string> => {
      const { status, body } = await portal.ask(HERE, '/compte/messages', { headers: { cookie: session } });
      expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
      return body;
    };
    const own = await list(reader.cookie);
    expect(own.match(/href="\/conversation\//g)).toHaveLength(1);
    expect(own).toContain('Nouvelle réponse');
    expect(own).toContain('Oui, du &lt;b&gt;sapin');
    const [, token = ''] = /href="(\/conversation\/[^"]+)"/.exec(own) ?? [];
    expect(await read(token)).toContain('sapin');
    expect(token.split('.')[0]).toBe(page.split('.')[0]);
    const other = await signInAs(portal.world, portal.world.here, {
      email: `${randomUUID().slice(0, 8)}@x.example`,
    });
    expect(await list(other.cookie)).toContain('Vous n’avez encore écrit à aucun commerce.');
  });

  it('are offered by a shop that takes them, and by no other', async () => {
    await answer(inbox(), { messages: 'closed' });
    expect(await shopPage()).not.toContain(form());
    expect((await portal.ask(HERE, form())).status).toBe(409);
    const fields = { name: 'Odile', email: 'o@example.org', text: 'Allô', idempotencyKey: randomUUID() };
    const refused = await portal.post(HERE, form(), fields);
    expect([
      refused.status,
      refused.body.includes('ne reçoit pas de messages'),
      refused.body.includes('Allô'),
    ]).toEqual([409, true, true]);
  });

  it.each([
    ['nothing', { text: '' }, 422],
    ['too much', { text: 'a'.repeat(4_001) }, 422],
    ['control characters', { text: 'a\u0000b' }, 422],
  ])('are refused with %s in them, and bring back what was typed', async (_, fields, status) => {
    const page = await started();
    const refused = await portal.post(HERE, page, { id: randomUUID(), ...fields });
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([status, []]);
    expect(refused.body).toContain('Quelque chose est à corriger');
  });

  it('are closed to a customer by the shop, opened again, and erased for both', async () => {
    const page = await started();
    const thread = await ofShop();
    expect((await answer(thread, { do: 'block' })).headers.location).toBe(`${thread}?fait=block`);
    expect(await read(page)).toContain('Le commerce a fermé cette conversation');
    expect((await portal.post(HERE, page, { id: randomUUID(), text: 'Allô' })).status).toBe(409);
    await answer(thread, { do: 'unblock' });
    expect(await read(page)).toContain('id="repondre"');
    const asked = await answer(thread, { do: 'erase' });
    expect([asked.status, asked.body.includes('Personne ne pourra plus la lire')]).toEqual([200, true]);
    await answer(thread, { do: 'erase', sure: 'yes' });
    expect((await portal.ask(HERE, page)).status).toBe(404);
    expect((await portal.ask(HERE, thread, { headers: { cookie } })).status).toBe(404);
  });

  it('are erased by their customer, who is asked first', async () => {
    const page = await started();
    const thread = await ofShop();
    expect((await portal.post(HERE, `${page}/effacer`, {})).body).toContain('La garder');
    const erased = await portal.post(HERE, `${page}/effacer`, { sure: 'yes' });
    expect([erased.status, erased.headers.location]).toEqual([303, `${form()}?fait=erased`]);
    expect(await read(erased.headers.location ?? '')).toContain('La conversation est effacée.');
    expect((await portal.ask(HERE, thread, { headers: { cookie } })).status).toBe(404);
  });

  it('are for who has the link, and for the shop: another territory, another shop and a stranger see nothing', async () => {
    const page = await started();
    const thread = await ofShop();
    expect((await portal.ask(portal.world.there.tenant.slug, page)).status).toBe(404);
    expect((await portal.ask(HERE, `${page}x`)).status).toBe(404);
    const [other = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene' }]);
    const stranger = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: other }] });
    const its = thread.replace(`/${String(listing)}/`, `/${String(other)}/`);
    const asked = [thread, its].map((path) =>
      portal.ask(HERE, path, { headers: { cookie: stranger.cookie } }),
    );
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404]);
  });

  it('are searched, sorted, noted about and marked by the shop, and their customer sees nothing of it', async () => {
    const page = await started({ text: 'Du miel de châtaignier ?', name: 'Odile' });
    const thread = await ofShop();
    expect(await read(inbox(), true)).toContain('Attend une réponse');
    for (const [word, isFound] of [
      ['chataignier', true],
      ['ODILE miels', true],
      ['sapin', false],
    ] as const)
      expect((await read(`${inbox()}?q=${encodeURIComponent(word)}`, true)).includes(thread)).toBe(isFound);
    expect(await read(`${inbox()}?q=le`, true)).toContain('Écrivez un mot à chercher');
    const follow = `${thread}/suivi`;
    const follows = async (fields: Record<string, string>) => (await answer(follow, fields)).headers.location;
    expect(await follows({ do: 'note', id: randomUUID(), note: `Fidèle ${HOSTILE}` })).toBe(
      `${thread}?fait=note`,
    );
    expect(await follows({ do: 'sort', labels: 'devis, à rappeler', assignee: '' })).toBe(
      `${thread}?fait=sort`,
    );
    const seen = await read(thread, true);
    expect(seen).toContain('Fidèle &lt;script&gt;');
    expect(seen).toContain('value="devis, à rappeler"');
    expect(await read(`${inbox()}?libelle=devis`, true)).toContain(thread);
    expect(await read(`${inbox()}?libelle=autre`, true)).toContain('Aucune conversation ici.');
    expect(await read(`${inbox()}?vue=mine`, true)).not.toContain(thread);
    expect(await follows({ do: 'unread' })).toBe(`${inbox()}?fait=unread`);
    // What its customer sees is that it was read.
    expect(await read(page)).toContain('>Lu<');
    // A page that is open elsewhere loads itself again: nobody has read it.
    await portal.ask(HERE, thread, { headers: { cookie, 'sec-fetch-mode': 'cors' } });
    expect(await read(inbox(), true)).toContain('À lire');
    expect(await follows({ do: 'read', upTo: '1' })).toBe(thread);
    expect(await read(inbox(), true)).not.toContain('À lire');
    expect(await follows({ do: 'done' })).toBe(`${inbox()}?fait=done`);
    expect(await read(inbox(), true)).not.toContain(thread);
    expect(await read(`${inbox()}?vue=done`, true)).toContain('Traitée');
    expect(await read(page)).not.toContain('Fidèle');
    await portal.post(HERE, page, { id: randomUUID(), text: 'Et du pollen ?' });
    expect(await read(`${inbox()}?vue=waiting`, true)).toContain(thread);
  });

  it.each([
    [{ do: 'note', note: '' }, 422, 'Écrivez la note'],
    [{ do: 'note', note: 'a'.repeat(1_001) }, 422, 'Écrivez la note'],
    [{ do: 'sort', labels: 'a,b,c,d,e,f', assignee: '' }, 422, 'Écrivez cinq libellés'],
    [{ do: 'sort', labels: 'https://example.org/x', assignee: '' }, 422, 'Écrivez cinq libellés'],
    [{ do: 'sort', labels: '', assignee: 'x' }, 422, 'Choisissez quelqu’un'],
    [{ do: 'sort', labels: '', assignee: '0193a7e2-0000-7000-8000-000000000001' }, 409, 'ne répond plus'],
  ])('are handled by nothing that is wrong: %j', async (fields, status, words) => {
    await started();
    const refused = await answer(`${await ofShop()}/suivi`, fields);
    expect([refused.status, refused.body.includes(words), checkHtml(refused.body, 'fr')]).toEqual([
      ...[status, true],
      [],
    ]);
  });

  it('are answered with what is kept ready, filled in for who reads it, and with a draft that stays', async () => {
    const canned = `${inbox()}-reponses`;
    const kept = await answer(canned, {
      ...{
        do: 'save',
        shortcut: '/Horaires',
        text: 'Bonjour {prénom}, {commerce}\u00a0: {horaires du jour}.',
      },
    });
    expect(kept.headers.location).toBe(`${canned}?fait=save`);
    expect(await read(`${canned}?fait=save`, true)).toContain('/horaires');
    const wrong = await answer(canned, { do: 'save', shortcut: 'à midi', text: '' });
    expect([wrong.status, wrong.body.includes('Écrivez un raccourci')]).toEqual([422, true]);
    await started({ name: 'Odile' });
    const thread = await ofShop();
    const [, id = ''] =
      /<option value="([0-9a-f-]{36})" data-shortcut="horaires"/.exec(await read(thread, true)) ?? [];
    const filled = await answer(thread, { do: 'fill', canned: id, text: 'Oui.' });
    expect(filled.body).toMatch(/Oui\.\nBonjour Odile, Le Rucher\s*: [^{}<]+\.<\/textarea>/);
    expect((await answer(thread, { do: 'draft', text: 'Je regarde' })).headers.location).toBe(
      `${thread}?fait=draft`,
    );
    expect(await read(thread, true)).toContain('Je regarde</textarea>');
    await answer(thread, { do: 'send', id: randomUUID(), text: 'Je regarde.' });
    expect(await read(thread, true)).not.toContain('Je regarde</textarea>');
    const [, removed = ''] = /name="id" value="([^"]+)"/.exec(await read(canned, true)) ?? [];
    await answer(canned, { do: 'remove', id: removed });
    expect(await read(canned, true)).toContain('Vous n’avez pas encore de réponse prête.');
  });

  it('are told that nobody is there, until the day that the shop says', async () => {
    const away = { messages: 'away', text: 'En congé <b>', until: '2099-12-31' };
    expect((await answer(inbox(), away)).headers.location).toBe(`${inbox()}?fait=away`);
    expect(await read(form())).toContain('En congé &lt;b&gt;');
    expect(await read(await started())).toContain('En congé &lt;b&gt;');
    expect(await read(inbox(), true)).toContain('31 décembre 2099');
    const over = await answer(inbox(), { ...away, text: 'Autre', until: '2020-01-01' });
    expect([over.status, over.body.includes('Choisissez le dernier jour')]).toEqual([422, true]);
    const wrong = await answer(inbox(), { ...away, text: '', until: '31/12' });
    expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    expect((await answer(inbox(), { messages: 'back' })).headers.location).toBe(`${inbox()}?fait=back`);
    expect(await read(form())).not.toContain('En congé');
  });
});
