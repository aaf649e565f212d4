import { pathTo, type SearchAnswer } from '@halles/contracts';
import { CorrectionService, MerchantPlaces } from '@halles/domain/corrections';
import { Clock, DAY } from '@halles/kernel';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { openCorrectionsOf } from '@halles/testing/corrections';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const NOW = new Date('2026-11-26T10:00:00Z');
const DOOR = { longitude: -0.5739, latitude: 44.8404 };

/** The form as a browser would send it back. */
function fieldsOf(body: string): Record<string, string> {
  const [, form = ''] = /<form class="merchant-form"([\s\S]*?)<\/form>/.exec(body) ?? [];
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([input]) => ({
    name: /name="([^"]*)"/.exec(input)?.[1] ?? '',
    value: /value="([^"]*)"/.exec(input)?.[1] ?? '',
    type: /type="([^"]*)"/.exec(input)?.[1] ?? 'text',
  }));
  return Object.fromEntries(
    inputs.filter(({ type }) => type !== 'image').map(({ name, value }) => [name, value]),
  );
}

describe('the address of a page, in a form', () => {
  let portal: Portal;
  let listing = 0;
  let cookie = '';
  const path = (): string => pathTo('profile.address', 'fr', { listing });

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  beforeEach(async () => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    const { world } = portal;
    const at = (number: string, street: string, longitude: number, latitude: number) => ({
      source: 'sirene' as const,
      facts: {
        displayName: `Au ${number} ${street}`,
        address: { number, street },
        position: { longitude, latitude, precision: 'address' as const },
      },
    });
    [listing = 0] = await writeListings(world, world.here, [
      at('12', 'Rue Neuve', DOOR.longitude, DOOR.latitude),
      at('16', 'Rue Neuve', -0.5737, 44.8406),
      at('1', 'Quai Sud', -0.5639, 44.8404),
    ]);
    ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }], at: NOW }));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => portal.close());

  const look = (as = cookie): Promise<Answer> => portal.ask('ici-bourg', path(), { headers: { cookie: as } });
  const send = (fields: Record<string, string>, as = cookie): Promise<Answer> =>
    portal.ask('ici-bourg', path(), {
      method: 'POST',
      headers: {
        cookie: as,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams(fields).toString(),
    });
  const page = async (): Promise<string> => {
    const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
    return (await portal.ask('ici-bourg', headers.location ?? '')).body;
  };

  it('is filled with what the public reads, and draws what is around without a script', async () => {
    const { status, body } = await look();
    expect(status).toBe(200);
    expect(fieldsOf(body)).toMatchObject({
      line: '12 Rue Neuve',
      postalCode: '33000',
      commune: 'Bordeaux',
      longitude: '-0.5739',
      latitude: '44.8404',
    });
    expect(body).toContain('À côté du repère\u00a0: Au 16 Rue Neuve');
    expect(body).toMatch(/<text class="place__number"[^>]*>16<\/text>/);
  });

  it('moves the pin by a touch of the plan and by steps, and publishes nothing of it yet', async () => {
    const fields = fieldsOf((await look()).body);
    const touched = await send({ ...fields, do: '', 'plan.x': '180', 'plan.y': '144' });
    expect(touched.status).toBe(200);
    const there = fieldsOf(touched.body);
    // 36 pixels of 160 metres in 288 are 20 metres to the east.
    expect(Number(there['longitude'])).toBeCloseTo(DOOR.longitude + 20 / (111_195 * Math.cos(0.7826)), 5);
    const stepped = fieldsOf((await send({ ...there, do: 'north' })).body);
    expect(Number(stepped['latitude'])).toBeCloseTo(DOOR.latitude + 5 / 111_195, 5);
    expect(await page()).toContain('12 Rue Neuve');
    expect(await page()).toContain('geo:44.8404,-0.5739');
    const published = await send({ ...stepped, do: 'publish' });
    expect(published.headers.location).toContain('fait=1');
    expect(await page()).toContain(`geo:${stepped['latitude']},${stepped['longitude']}`);
  });

  it('puts the pin at the door of an address that the directory knows, also when it was only typed', async () => {
    const fields = fieldsOf((await look()).body);
    const located = fieldsOf((await send({ ...fields, line: '16 rue neuve', do: 'locate' })).body);
    expect(located).toMatchObject({ longitude: '-0.5737', latitude: '44.8406' });
    await send({ ...fields, line: '16 rue neuve', do: 'publish' });
    const shown = await page();
    expect(shown).toContain('16 rue Neuve');
    expect(shown).toContain('geo:44.8406,-0.5737');
    const near = await portal.ask('ici-bourg', '/api/v1/search?near=44.8406,-0.5737');
    const { results } = JSON.parse(near.body) as SearchAnswer;
    expect(results.find(({ id }) => id === listing)?.reasons.metres).toBe(0);
  });

  it('keeps a request that waits where the form is published again untouched, and shows what was asked', async () => {
    const fields = { ...fieldsOf((await look()).body), line: '3 impasse Inconnue', do: 'publish' };
    await send({ ...fieldsOf((await send(fields)).body), do: 'publish' });
    const places = portal.app.get(MerchantPlaces);
    const requests = () => places.requests(portal.world.here, [listing], NOW);
    expect((await requests()).map(({ state }) => state)).toEqual(['open']);
    const { body } = await look();
    expect(fieldsOf(body)).toMatchObject({ line: '3 impasse Inconnue' });
    const again = await send({ ...fieldsOf(body), do: 'publish' });
    expect(again.headers.location).toBe(`${path()}?fait=unchanged`);
    expect((await requests()).map(({ state }) => state)).toEqual(['open']);
    const answer = await portal.ask('ici-bourg', `${path()}?fait=unchanged`, { headers: { cookie } });
    expect(answer.body).toContain('Rien n’a changé');
    expect(answer.body).toContain('Retirer ma demande');
    expect(await page()).toContain('12 Rue Neuve');
  });

  it('asks once to look at the pin where it does not know the street, and leaves it to the town then', async () => {
    const fields = { ...fieldsOf((await look()).body), line: '3 impasse Inconnue', do: 'publish' };
    const asked = await send(fields);
    expect([asked.status, asked.body.includes('Nous ne connaissons pas cette rue')]).toEqual([422, true]);
    const again = await send({ ...fieldsOf(asked.body), do: 'publish' });
    expect(again.status).toBe(303);
    expect(await page()).toContain('12 Rue Neuve');
    expect((await look()).body).toContain('La collectivité regarde');
  });

  it('leaves a large move to the town, says so there and on the home, and lets it be taken back', async () => {
    const fields = fieldsOf((await look()).body);
    const sent = await send({ ...fields, line: '1 Quai Sud', do: 'publish' });
    expect([sent.status, sent.headers.location]).toEqual([303, path()]);
    expect(await page()).toContain('12 Rue Neuve');
    const home = await portal.ask('ici-bourg', '/pro', { headers: { cookie } });
    expect(home.body).toContain('attend la réponse de la collectivité');
    const waiting = (await look()).body;
    expect(waiting).toContain('1 Quai Sud, 33000 Bordeaux');
    const withdrawn = await send({ do: 'withdraw' });
    expect([withdrawn.status, withdrawn.headers.location]).toEqual([303, `${path()}?fait=withdrawn`]);
    const at = async (query: string): Promise<string> =>
      (await portal.ask('ici-bourg', `${path()}${query}`, { headers: { cookie } })).body;
    const done = await at('?fait=withdrawn');
    expect(done).toContain('Votre demande est retirée.');
    expect(done).not.toContain('La collectivité regarde');
    // It stays there as withdrawn, and nowhere as waiting.
    const later = await at('');
    expect(later).not.toContain('Votre demande est retirée.');
    expect(later).toMatch(/a été retirée le [^:]+: 1 Quai Sud, 33000 Bordeaux/);
    const after = await portal.ask('ici-bourg', '/pro', { headers: { cookie } });
    expect(after.body).not.toContain('attend la réponse de la collectivité');
  });

  it('that replaces one that waits is published, and nothing beside it says that the page has not changed', async () => {
    await send({ ...fieldsOf((await look()).body), line: '1 Quai Sud', do: 'publish' });
    await send({ ...fieldsOf((await look()).body), line: '16 rue Neuve', do: 'publish' });
    expect(await page()).toContain('16 rue Neuve');
    const { body } = await look();
    expect(body).toMatch(/a été retirée le [^:]+: 1 Quai Sud, 33000 Bordeaux/);
    expect(body).not.toContain('n’a pas changé');
  });

  it('is asked for also where the pin that is stored is in no such town', async () => {
    const { world } = portal;
    const position = { longitude: 2.3522, latitude: 48.8566 };
    const communeCode = '33063';
    const stored = {
      number: '12',
      repetition: null,
      street: 'Rue Neuve',
      complement: null,
      postalCode: '33000',
    };
    await world.work.write(world.here, ({ manager }) =>
      manager.query('UPDATE listing_profile SET content = $2 WHERE listing_id = $1', [
        listing,
        JSON.stringify({ address: { ...stored, communeCode, position } }),
      ]),
    );
    const sent = await send({ ...fieldsOf((await look()).body), line: '1 Quai Sud', do: 'publish' });
    expect([sent.status, sent.headers.location]).toEqual([303, path()]);
    expect((await look()).body).toContain('La collectivité regarde');
  });

  it('is not withdrawn once the town answered, which is said and leaves the form filled; twice is once', async () => {
    const { world, app } = portal;
    const corrections = app.get(CorrectionService, { strict: false });
    await send({ ...fieldsOf((await look()).body), line: '1 Quai Sud', do: 'publish' });
    const [request = ''] = await openCorrectionsOf(world, listing);
    const yes = { decision: 'accept', reason: null } as const;
    await corrections.decide(world.here, request, yes, { accountId: 'a', name: 'Nadia' }, NOW);
    const late = await send({ do: 'withdraw' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('La collectivité a déjà répondu à cette demande');
    expect(fieldsOf(late.body)).toMatchObject({ line: '1 Quai Sud' });
    await send({
      ...fieldsOf((await look()).body),
      line: '3 impasse Inconnue',
      longitude: '-0.56',
      do: 'publish',
    });
    await send({ ...fieldsOf((await look()).body), line: '12 Rue Neuve', do: 'publish' });
    for (let turn = 0; turn < 2; turn += 1)
      expect((await send({ do: 'withdraw' })).headers.location).toBe(`${path()}?fait=withdrawn`);
  });

  it('says what the town refused, in its words', async () => {
    const { world, app } = portal;
    await send({ ...fieldsOf((await look()).body), line: '1 Quai Sud', do: 'publish' });
    const [request] = await app.get(MerchantPlaces, { strict: false }).requests(world.here, [listing], NOW);
    const corrections = app.get(CorrectionService, { strict: false });
    const no = { decision: 'refuse', reason: 'Le bail <est> au 12.' } as const;
    await corrections.decide(world.here, request?.id ?? '', no, { accountId: 'a', name: 'Nadia' }, NOW);
    const { body } = await look();
    expect(body).toContain('n’a pas retenu cette adresse');
    expect(body).toContain('Le bail &lt;est&gt; au 12.');
    const home = await portal.ask('ici-bourg', '/pro', { headers: { cookie } });
    expect(home.body).toContain('n’a pas retenu la nouvelle adresse');
  });

  it('is not brought past the town by the history, which says why and leads to the request', async () => {
    const { world, app } = portal;
    const corrections = app.get(CorrectionService, { strict: false });
    const judge = { accountId: '0197a000-0000-7000-8000-000000000001', name: 'Nadia' };
    await send({ ...fieldsOf((await look()).body), line: '1 Quai Sud', do: 'publish' });
    const [request = ''] = await openCorrectionsOf(world, listing);
    await corrections.decide(world.here, request, { decision: 'accept', reason: null }, judge, NOW);
    const history = await portal.ask('ici-bourg', pathTo('profile.history', 'fr', { listing }), {
      headers: { cookie },
    });
    expect(history.body).toContain('Vous, par une demande que la collectivité a acceptée');
    await corrections.reopen(world.here, request, judge, NOW);
    const undo = (version: string): Promise<Answer> =>
      portal.post('ici-bourg', pathTo('profile.undo', 'fr', { listing }), { version }, { cookie });
    const waits = await undo('2');
    expect([waits.status, await page()]).toEqual([409, expect.stringContaining('12 Rue Neuve')]);
    expect(waits.body).toContain('une demande de changement d’adresse attend');
    expect(waits.body).toContain(`href="${path()}">Voir la demande`);
    await corrections.decide(world.here, request, { decision: 'refuse', reason: 'Non' }, judge, NOW);
    const far = await undo('2');
    expect([far.status, await page()]).toEqual([409, expect.stringContaining('12 Rue Neuve')]);
    expect(far.body).toContain(`href="${path()}">Demander une autre adresse`);
  });

  it('says nothing of a refusal any more once it was asked for again and accepted', async () => {
    const { world, app } = portal;
    const places = app.get(MerchantPlaces, { strict: false });
    const corrections = app.get(CorrectionService, { strict: false });
    for (const [days, decision] of [
      [0, 'refuse'],
      [2, 'accept'],
    ] as const) {
      const at = new Date(NOW.getTime() + days * DAY);
      jest.spyOn(app.get(Clock), 'now').mockReturnValue(at);
      await send({ ...fieldsOf((await look()).body), line: '1 Quai Sud', do: 'publish' });
      const [request] = await places.requests(world.here, [listing], at);
      const answer = { decision, reason: null };
      await corrections.decide(world.here, request?.id ?? '', answer, { accountId: 'a', name: 'Nadia' }, at);
    }
    expect(await page()).toContain('1 Quai Sud');
    const home = await portal.ask('ici-bourg', '/pro', { headers: { cookie } });
    expect(home.body).not.toContain('n’a pas retenu');
  });

  it('cannot be brought past the town by the preview, which says both what waits and what is published', async () => {
    const form = (page: 'profile.preview' | 'profile.hours', body: Record<string, string>): Promise<Answer> =>
      portal.post('ici-bourg', pathTo(page, 'fr', { listing }), body, { cookie });
    const monday = { mode: 'shop', d1from1: '09:00', d1until1: '18:00' };
    for (const hours of [null, monday]) {
      await send({ ...fieldsOf((await look()).body), line: '1 Quai Sud', do: 'preview' });
      if (hours) await form('profile.hours', { version: '0', ...hours, do: 'preview' });
      const { status, headers } = await form('profile.preview', { do: 'publish' });
      expect([status, headers.location]).toEqual([303, hours ? `${path()}?fait=1` : path()]);
      const after = await portal.ask('ici-bourg', headers.location ?? '', { headers: { cookie } });
      expect(after.body).toContain('La collectivité regarde');
      expect(after.body.includes('C’est publié')).toBe(hours !== null);
    }
    expect(await page()).toContain('12 Rue Neuve');
  });

  it('is the town’s own word by an agent with a mandate: at once, however far', async () => {
    const { world } = portal;
    const { link } = await sendAgent(world, world.here, listing, { now: NOW });
    const { headers } = await portal.ask('ici-bourg', `/pro/agent/${link}`);
    const agent = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const fields = fieldsOf((await look(agent)).body);
    const sent = await send({ ...fields, line: '1 Quai Sud', do: 'publish' }, agent);
    expect(sent.headers.location).toContain('fait=1');
    expect(await page()).toContain('1 Quai Sud');
  });

  it('says at the pin that it cannot be there, to whoever edits and whichever button they press', async () => {
    const { world } = portal;
    const { link } = await sendAgent(world, world.here, listing, { now: NOW });
    const { headers } = await portal.ask('ici-bourg', `/pro/agent/${link}`);
    const agent = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    for (const as of [cookie, agent])
      for (const action of ['publish', 'preview']) {
        const fields = { ...fieldsOf((await look(as)).body), longitude: '2.3522', latitude: '48.8566' };
        const { status, body } = await send({ ...fields, do: action }, as);
        expect([status, body.match(/<a href="#[^"]*">[^<]*repère[^<]*/g)]).toEqual([
          422,
          ['<a href="#pin">Le repère n’est pas dans cette commune\u00a0: placez-le à nouveau.'],
        ]);
        expect(body).toMatch(/id="pin-error">.*?Le repère n’est pas dans cette commune/s);
      }
    expect(await page()).toContain('geo:44.8404,-0.5739');
  });

  it('says at the postcode which of them the commune has', async () => {
    for (const action of ['publish', 'preview']) {
      const fields = { ...fieldsOf((await look()).body), postalCode: '33999', do: action };
      const { status, body } = await send(fields);
      expect([status, body.match(/<a href="#[^"]*">[^<]*code postal[^<]*/g)]).toEqual([
        422,
        [expect.stringMatching(/^<a href="#postalCode">Ce n’est pas un code postal .* 33000/)],
      ]);
      expect(body).toMatch(/id="postalCode-error">.*?Ce n’est pas un code postal/s);
      expect(body).not.toContain('id="pin-error"');
    }
  });

  it.each([
    ['no street', { line: '' }, 'Écrivez le numéro et la rue'],
    [
      'a street without an end',
      { line: `12 rue ${'x'.repeat(10_000)}` },
      'trop long\u00a0: 120 caractères au plus',
    ],
    ['letters for a postal code', { postalCode: '33x00' }, 'cinq chiffres'],
    ['a town elsewhere', { commune: 'Marseille' }, 'n’est pas dans cet annuaire'],
    ['a pin on the moon', { longitude: '1e9', latitude: 'NaN', line: 'rue Sans Porte' }, 'cette rue'],
    ['a touch that is none', { 'plan.x': 'a', 'plan.y': '-1e9', line: '' }, 'Publier'],
  ])('refuses %s and keeps what was typed', async (_what, typed, said) => {
    const { status, body } = await send({ ...fieldsOf((await look()).body), do: 'publish', ...typed });
    expect(status).toBeLessThan(500);
    expect(body).toContain(said);
  });

  it('is nothing to a stranger', async () => {
    const { cookie: other } = await signInAs(portal.world, portal.world.here, { at: NOW });
    expect((await look(other)).status).toBe(404);
    expect((await send({ do: 'publish', line: '1 Quai Sud' }, other)).status).toBe(404);
  });
});
