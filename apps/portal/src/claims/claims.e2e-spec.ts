import { parseSiret } from '@halles/kernel';
import { ClaimCodes } from '@halles/domain/claims';
import { checkHtml } from '@halles/platform/theming';
import {
  aPdf,
  GENEROUS,
  multipartForm,
  signInAs,
  type SignInInput,
  type SourceInput,
  writeListings,
} from '@halles/testing';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const NOBODY = '0193600c-0000-7000-8000-000000000000';
const PDF = aPdf();

let phones = 0;
const aPhone = (): string => `+335561${String((phones += 1)).padStart(5, '0')}`;

describe('claiming a business on a portal', () => {
  let portal: Portal;
  let codes: ClaimCodes;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    codes = new ClaimCodes(portal.world.config.masterKey);
  });
  afterAll(() => portal.close());

  const shop = async (facts: SourceInput['facts'] = {}): Promise<number> =>
    (
      await writeListings(portal.world, portal.world.here, [
        { facts: { contact: { phone: aPhone() }, ...facts } },
      ])
    )[0] ?? 0;
  const somebody = async (input: SignInInput = {}) => signInAs(portal.world, portal.world.here, input);
  const rows = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
    portal.world.work.read(portal.world.here, ({ manager }) => manager.query<T[]>(sql, params));
  const get = (path: string, cookie: string): Promise<Answer> =>
    portal.ask(HERE, path, { headers: { cookie } });
  const post = (path: string, fields: Readonly<Record<string, string>>, cookie: string): Promise<Answer> =>
    portal.post(HERE, path, fields, { cookie });
  const contactIn = (body: string): string => /name="contact" value="([^"]+)"/.exec(body)?.[1] ?? '';
  const claimIn = (answer: Answer): string =>
    /\/(?:demandes|claims)\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
  const codeOf = async (claim: string, form: 'digits' | 'letters' = 'digits'): Promise<string> => {
    const [proof] = await rows<{ id: string }>(
      `SELECT id FROM claim_proof WHERE claim_id = $1 AND state = 'asked' ORDER BY created_at DESC, id DESC LIMIT 1`,
      [claim],
    );
    return codes.codeOf(portal.world.here.tenant.id, proof?.id ?? '', form);
  };
  const ownerOf = async (listing: number): Promise<string | undefined> =>
    (
      await rows<{ id: string }>(
        `SELECT account_id AS id FROM account_grant WHERE listing_id = $1 AND role = 'merchant-owner'`,
        [listing],
      )
    )[0]?.id;
  const upload = (path: string, cookie: string, bytes: Buffer, name = 'kbis.pdf'): Promise<Answer> => {
    const file = { field: 'document', name, type: 'application/pdf', bytes };
    const { body, headers } = multipartForm({}, [file]);
    return portal.ask(HERE, path, { method: 'POST', headers: { ...headers, cookie }, body: body as never });
  };
  it('leads who never proved their address to the link that proves it, and lets them begin nothing', async () => {
    const { cookie } = await somebody({ isVerified: false, authenticatedBy: 'proconnect' });
    const listing = await shop();
    for (const path of [`/pro/revendiquer/${listing}`, '/pro/ajouter', `/pro/transferts/${NOBODY}`])
      expect((await get(path, cookie)).headers.location).toBe('/compte?fait=address');
    expect((await get('/en/pro/add', cookie)).headers.location).toBe('/en/account?fait=address');
    expect((await get('/pro/trouver', cookie)).status).toBe(200);
    const account = await get('/compte?fait=address', cookie);
    expect(account.body).toContain('Confirmez d’abord votre adresse');
    expect(account.body).toContain('action="/compte/adresse/confirmer"');
    const begun = await post(`/pro/revendiquer/${listing}`, { way: 'none' }, cookie);
    expect([begun.status, begun.body.includes('demandez le lien de confirmation')]).toEqual([403, true]);
    expect(await rows('SELECT id FROM claim WHERE listing_id = $1', [listing])).toEqual([]);
  });

  /** Begins a claim with a code to the known phone. */
  const begin = async (listing: number, cookie: string): Promise<string> => {
    const page = await get(`/pro/revendiquer/${listing}`, cookie);
    const sent = await post(
      `/pro/revendiquer/${listing}`,
      { way: 'phone-code', contact: contactIn(page.body) },
      cookie,
    );
    return claimIn(sent);
  };

  it('leads who is not signed in to sign in and back', async () => {
    const answer = await portal.ask(HERE, '/pro/revendiquer/boulangerie-12');
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      '/connexion?suite=%2Fpro%2Frevendiquer%2Fboulangerie-12',
    ]);
    expect((await portal.post(HERE, '/pro/revendiquer/12', { way: 'town' })).status).toBe(401);
  });

  it('takes a masked phone, a code and two taps from the page to the space', async () => {
    const [listing, { cookie, account }] = [
      await shop({ contact: { phone: '+33556991230' } }),
      await somebody(),
    ];
    const page = await get(`/pro/revendiquer/boulangerie-des-halles-${listing}`, cookie);
    expect([page.status, page.headers['cache-control'], checkHtml(page.body, 'fr')]).toEqual([
      200,
      'private, no-store',
      [],
    ]);
    expect(page.body).toContain('05\u00a056\u00a0··\u00a0··\u00a030');
    expect(page.body).not.toMatch(/991230|99 12/);
    const claim = await begin(listing, cookie);
    const asked = await get(`/pro/demandes/${claim}`, cookie);
    expect(checkHtml(asked.body, 'fr')).toEqual([]);
    expect(asked.body).toContain('autocomplete="one-time-code"');
    const wrong = await post(`/pro/demandes/${claim}/code`, { code: '12345' }, cookie);
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('il reste 5 essais');
    const done = await post(`/pro/demandes/${claim}/code`, { code: await codeOf(claim) }, cookie);
    expect([done.status, done.headers.location]).toEqual([303, `/pro/commerces/${listing}`]);
    expect(await ownerOf(listing)).toBe(account.id);
    expect((await get(`/pro/commerces/${listing}`, cookie)).status).toBe(200);
    // Who keeps it already is led on.
    expect((await get(`/pro/revendiquer/${listing}`, cookie)).headers.location).toBe(
      `/pro/commerces/${listing}`,
    );
    const list = await get('/pro/demandes', cookie);
    expect(checkHtml(list.body, 'fr')).toEqual([]);
    expect(list.body).toContain('La page est à vous');
  });

  it('promises the page to nobody where another account keeps it: the town decides, before and after a code', async () => {
    const [listing, { cookie }] = [await shop(), await somebody()];
    await somebody({ grants: [{ listingId: listing }] });
    const pages = [await get(`/pro/revendiquer/${listing}`, cookie)];
    const claim = await begin(listing, cookie);
    pages.push(await get(`/pro/demandes/${claim}`, cookie));
    await post(`/pro/demandes/${claim}/code`, { code: await codeOf(claim) }, cookie);
    pages.push(await get(`/pro/demandes/${claim}`, cookie));
    for (const { body } of pages) {
      expect(body).not.toContain('Ensuite, la page est à vous');
      expect(body).toContain('Ensuite, la collectivité décide entre les deux demandes');
    }
    expect(pages[2]?.body).toContain('La collectivité départage deux demandes');
  });

  it('says how many tries are left, and ends a code after five', async () => {
    const [listing, { cookie }] = [await shop(), await somebody()];
    const claim = await begin(listing, cookie);
    const code = await codeOf(claim);
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = [];
    for (let n = 0; n < 6; n += 1)
      answers.push(await post(`/pro/demandes/${claim}/code`, { code: wrong }, cookie));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 410]);
    expect(answers[0]?.body).toContain('il reste 4 essais');
    expect(answers[0]?.body).toMatch(/id="code"[^>]*aria-invalid="true"/);
    expect(answers[4]?.body).toContain('le dernier essai');
    expect(checkHtml(answers[0]?.body ?? '', 'fr')).toEqual([]);
    expect((await post(`/pro/demandes/${claim}/code`, { code }, cookie)).status).toBe(410);
  });

  it('fills the code of a letter in from its QR code, and asks for the button', async () => {
    const [listing, { cookie }] = [await shop(), await somebody()];
    const sent = await post(`/pro/revendiquer/${listing}`, { way: 'letter-code' }, cookie);
    const claim = claimIn(sent);
    const code = await codeOf(claim, 'letters');
    const scanned = await get(`/pro/demandes/${claim}?code=${code}`, cookie);
    expect(scanned.body).toContain(`value="${code}"`);
    expect(await ownerOf(listing)).toBeUndefined();
    const done = await post(`/pro/demandes/${claim}/code`, { code: code.toLowerCase() }, cookie);
    expect(done.headers.location).toBe(`/pro/commerces/${listing}`);
  });

  it('shows nobody another account’s claim: 404 on each of its addresses', async () => {
    const [listing, { cookie }, stranger] = [await shop(), await somebody(), await somebody()];
    const claim = await begin(listing, cookie);
    for (const id of [claim, NOBODY, 'nonsense', '..%2f']) {
      const statuses = [
        (await get(`/pro/demandes/${id}`, stranger.cookie)).status,
        ...(await Promise.all(
          ['code', 'preuve', 'retirer'].map(
            async (act) =>
              (await post(`/pro/demandes/${id}/${act}`, { code: '123456', way: 'town' }, stranger.cookie))
                .status,
          ),
        )),
        (await upload(`/pro/demandes/${id}/document`, stranger.cookie, PDF)).status,
      ];
      expect([id, statuses]).toEqual([id, [404, 404, 404, 404, 404]]);
    }
    const elsewhere = await portal.ask('autre-ville', `/pro/demandes/${claim}`, { headers: { cookie } });
    expect([elsewhere.status, String(elsewhere.headers.location)]).toEqual([
      303,
      expect.stringMatching(/^\/connexion/),
    ]);
    const { cookie: there } = await signInAs(portal.world, portal.world.there);
    const foreign = await portal.ask('autre-ville', `/pro/demandes/${claim}`, { headers: { cookie: there } });
    expect(foreign.status).toBe(404);
  });

  it('takes a document and shows it to nobody here; what is none is refused with what to do', async () => {
    const [listing, { cookie }] = [await shop(), await somebody()];
    const claim = claimIn(await post(`/pro/revendiquer/${listing}`, { way: 'document' }, cookie));
    for (const [bytes, status] of [
      [Buffer.from('<svg onload="alert(1)"/>'), 415],
      [Buffer.alloc(0), 415],
      [PDF.subarray(0, 10), 415],
      [Buffer.concat([PDF, Buffer.alloc(11 * 1024 * 1024)]), 415],
    ] as const) {
      const refused = await upload(
        `/pro/demandes/${claim}/document`,
        cookie,
        bytes,
        '../../etc/passwd\u0000.pdf',
      );
      expect(refused.status).toBe(status);
      expect(refused.body).toContain('10 Mo au plus');
    }
    const sent = await upload(`/pro/demandes/${claim}/document`, cookie, PDF);
    expect([sent.status, sent.headers.location]).toEqual([303, `/pro/demandes/${claim}`]);
    const [proof] = await rows<{ id: string; document: unknown }>(
      'SELECT id, document FROM claim_proof WHERE claim_id = $1',
      [claim],
    );
    // What is stored was drawn anew: nothing of what was sent.
    expect(proof?.document).toEqual({ type: 'application/pdf', bytes: expect.any(Number) });
    expect((await get(`/pro/demandes/${claim}`, cookie)).body).toContain('Documents transmis\u00a0: 1');
    for (const path of [`/pro/demandes/${claim}/document/${proof?.id}`, `/media/claims/${proof?.id}.pdf`])
      expect((await get(path, cookie)).status).toBe(404);
    // A refused form stands at its own address: read again, as by a tab that is opened anew, it leads to the claim.
    for (const form of ['document', 'code', 'preuve']) {
      const { status, headers } = await get(`/pro/demandes/${claim}/${form}`, cookie);
      expect([status, headers.location]).toEqual([303, `/pro/demandes/${claim}`]);
    }
    const stranger = await somebody();
    expect((await get(`/pro/demandes/${claim}/document`, stranger.cookie)).status).toBe(404);
    const asked = await get(`/pro/demandes/${claim}/retirer`, cookie);
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([200, []]);
    expect(asked.body).toContain('Les documents transmis sont supprimés.');
    expect((await get(`/pro/demandes/${claim}/retirer`, stranger.cookie)).status).toBe(404);
  });

  it('asks for what a business needs to be added, shows those alike first, and keeps the input', async () => {
    const { cookie, account } = await somebody();
    await shop({ displayName: 'Atelier du Cuir' });
    const input = {
      siret: '552 081 317 66522',
      name: 'Atelier du Cuir',
      category: 'bakery',
      street: '3 rue du Puits',
      postalCode: '33000',
      communeCode: '33063',
      phone: '',
      message: '',
    };
    const invalid = await post(
      '/pro/ajouter',
      { ...input, siret: '55208131766523', category: 'nonsense', name: 'A\r\nBcc: x@a.fr', phone: '12' },
      cookie,
    );
    expect([invalid.status, invalid.body.includes('href="#siret"')]).toEqual([422, true]);
    expect(checkHtml(invalid.body, 'fr')).toEqual([]);
    // What the form's schema sees and what the territory alone knows is told at once.
    for (const field of ['siret', 'name', 'category', 'phone'])
      expect([field, invalid.body.includes(`href="#${field}"`)]).toEqual([field, true]);
    const alike = await post('/pro/ajouter', input, cookie);
    expect(alike.body).toContain('Ces commerces se ressemblent');
    expect(await rows('SELECT 1 FROM addition_request')).toEqual([]);
    const sent = await post('/pro/ajouter', { ...input, isOther: 'yes' }, cookie);
    expect([sent.status, sent.headers.location]).toEqual([303, '/pro/demandes']);
    expect(await rows('SELECT account_id, siret, state FROM addition_request')).toEqual([
      { account_id: account.id, siret: '55208131766522', state: 'asked' },
    ]);
    expect((await post('/pro/ajouter', { ...input, isOther: 'yes' }, cookie)).status).toBe(409);
    expect((await get('/pro/demandes', cookie)).body).toContain('Atelier du Cuir');
    const [addition] = await rows<{ id: string }>('SELECT id FROM addition_request');
    const { cookie: other } = await somebody();
    const withdrawal = `/pro/ajouter/${addition?.id}/retirer`;
    expect((await get(withdrawal, other)).status).toBe(404);
    expect((await post(withdrawal, {}, other)).status).toBe(404);
    const list = (await get('/pro/demandes', cookie)).body;
    expect(list).toContain(`href="${withdrawal}"`);
    expect(list).not.toContain(`action="${withdrawal}"`);
    const asked = await get(withdrawal, cookie);
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([200, []]);
    expect(asked.body).toContain('le commerce n’entre pas dans l’annuaire');
    const taken = await post(withdrawal, {}, cookie);
    expect([taken.status, taken.headers.location]).toEqual([303, '/pro/demandes?fait=addition']);
    expect((await get(withdrawal, cookie)).headers.location).toBe('/pro/demandes');
    const done = (await get('/pro/demandes?fait=addition', cookie)).body;
    expect(done).toContain('Votre demande d’ajout est retirée');
    expect(done).toContain('Vous avez retiré la demande');
    expect((await get('/en/pro/claims?fait=addition', cookie)).body).toContain(
      'Your request to be added is withdrawn',
    );
  });

  it('leads to the page of the business that has the SIRET already', async () => {
    const { cookie } = await somebody();
    const listing = await shop({ displayName: 'La Sellerie', siret: parseSiret('73282932000173') });
    const input = {
      siret: '732 829 320 00173',
      name: 'Sellerie du Lac',
      category: 'bakery',
      street: '3 rue du Puits',
      postalCode: '33000',
      communeCode: '33063',
      phone: '',
      message: '',
    };
    const listed = await post('/pro/ajouter', input, cookie);
    expect(listed.status).toBe(409);
    expect(listed.body).toContain('La Sellerie');
    expect(listed.body).toContain(`href="/pro/revendiquer/${listing}"`);
    expect(checkHtml(listed.body, 'fr')).toEqual([]);
  });

  it('says that a claim is withdrawn, and lists it as withdrawn', async () => {
    const [listing, { cookie }] = [await shop(), await somebody()];
    const claim = await begin(listing, cookie);
    const withdrawal = `/pro/demandes/${claim}/retirer`;
    const page = (await get(`/pro/demandes/${claim}`, cookie)).body;
    expect([page.includes(`href="${withdrawal}"`), page.includes(`action="${withdrawal}"`)]).toEqual([
      true,
      false,
    ]);
    const asked = await get(withdrawal, cookie);
    expect(asked.body).toContain('La demande s’arrête là où elle en est');
    expect(asked.body).toContain(`action="${withdrawal}"`);
    const sent = await post(withdrawal, {}, cookie);
    expect([sent.status, sent.headers.location]).toEqual([303, '/pro/demandes?fait=claim']);
    expect((await get(withdrawal, cookie)).headers.location).toBe(`/pro/demandes/${claim}`);
    const done = (await get('/pro/demandes?fait=claim', cookie)).body;
    expect(done).toContain('Votre demande est retirée');
    expect(done).toContain('La demande est retirée');
    expect((await get('/pro/demandes', cookie)).body).not.toContain('Votre demande est retirée');
    expect((await get('/en/pro/claims?fait=claim', cookie)).body).toContain('Your claim is withdrawn');
  });

  it('previews the space of a business to who proved nothing yet: no form, nothing of an owner’s', async () => {
    const [listing, { cookie }] = [await shop(), await somebody()];
    const preview = await get(`/pro/revendiquer/${listing}/apercu`, cookie);
    expect([preview.status, checkHtml(preview.body, 'fr')]).toEqual([200, []]);
    expect(preview.body).toContain('Mode aperçu');
    expect(preview.body).not.toMatch(/<form|\/pro\/commerces\//);
    expect((await get(`/pro/commerces/${listing}`, cookie)).status).toBe(404);
  });

  it('hands a listing over to who accepts, tells nobody whether an address has an account, and releases it', async () => {
    const listing = await shop();
    const [owner, heir, stranger] = [
      await somebody({ grants: [{ listingId: listing }] }),
      await somebody({ email: 'reprise@four.example' }),
      await somebody(),
    ];
    const path = `/pro/commerces/${listing}/ceder`;
    expect((await get(path, stranger.cookie)).status).toBe(404);
    expect((await post(path, { email: 'non' }, owner.cookie)).status).toBe(422);
    const unknown = await post(path, { email: 'personne@nulle.example' }, owner.cookie);
    const sent = await post(path, { email: 'Reprise@four.example ' }, owner.cookie);
    expect([sent.status, sent.headers.location]).toEqual([unknown.status, unknown.headers.location]);
    const cancelled = await post(`${path}/annuler`, {}, owner.cookie);
    expect(cancelled.headers.location).toBe(`${path}?fait=cancelled`);
    expect((await get(`${path}?fait=cancelled`, owner.cookie)).body).toContain(
      'Votre proposition est annulée',
    );
    await post(path, { email: 'Reprise@four.example ' }, owner.cookie);
    const [offer] = await rows<{ id: string }>(`SELECT id FROM listing_transfer WHERE state = 'offered'`);
    const page = `/pro/transferts/${offer?.id}`;
    expect((await get(page, stranger.cookie)).status).toBe(404);
    expect((await post(page, { answer: 'yes' }, owner.cookie)).status).toBe(404);
    expect(checkHtml((await get(page, heir.cookie)).body, 'fr')).toEqual([]);
    const accepted = await post(page, { answer: 'yes' }, heir.cookie);
    expect(accepted.headers.location).toBe(`/pro/commerces/${listing}`);
    expect(await ownerOf(listing)).toBe(heir.account.id);
    expect((await get(path, owner.cookie)).status).toBe(404);
    expect((await post(page, { answer: 'yes' }, heir.cookie)).status).toBe(410);
    const release = `/pro/commerces/${listing}/rendre`;
    expect((await post(release, {}, heir.cookie)).status).toBe(422);
    expect((await post(release, { sure: 'yes' }, heir.cookie)).status).toBe(303);
    expect(await ownerOf(listing)).toBeUndefined();
  });

  it('speaks English under /en', async () => {
    const [listing, { cookie }] = [await shop(), await somebody({ locale: 'en' })];
    const page = await get(`/en/pro/claim/${listing}`, cookie);
    expect(page.body).toContain('Prove it in one step');
    const sent = await post(`/en/pro/claim/${listing}`, { way: 'town' }, cookie);
    expect(String(sent.headers.location)).toMatch(/^\/en\/pro\/claims\//);
    const claim = await get(String(sent.headers.location), cookie);
    expect(claim.body).toContain('The local authority looks at your claim');
    expect(checkHtml(claim.body, 'en')).toEqual([]);
    for (const path of ['/en/pro/find', '/en/pro/add', '/en/pro/claims', `/en/pro/claim/${listing}/preview`])
      expect([path, checkHtml((await get(path, cookie)).body, 'en')]).toEqual([path, []]);
  });

  it('is refused from another site', async () => {
    const [listing, { cookie }] = [await shop(), await somebody()];
    const answer = await portal.post(
      HERE,
      `/pro/revendiquer/${listing}`,
      { way: 'town' },
      { cookie, 'sec-fetch-site': 'cross-site' },
    );
    expect(answer.status).toBe(403);
    expect(await rows('SELECT 1 FROM claim WHERE listing_id = $1', [listing])).toEqual([]);
  });
});
