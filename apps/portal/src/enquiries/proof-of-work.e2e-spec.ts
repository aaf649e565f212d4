import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { guardsIn } from '../../testing/form-guards';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const message = {
  name: 'Ada Martin',
  email: 'ada@exemple.fr',
  subject: 'Horaires',
  message: 'Bonjour, ouvrez-vous lundi ?',
};
const JSON_HEADERS = {
  accept: 'application/json',
  'content-type': 'application/json',
  'sec-fetch-site': 'same-origin',
};

describe('the proof of work of a public form', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, unproven: { limit: 2, windowMs: 3_600_000 } } });
  });
  afterEach(() => portal.close());

  const send = (fields: object = {}, slug = HERE): Promise<Answer> =>
    portal.post(slug, '/contact', { ...message, idempotencyKey: randomUUID(), ...fields });
  const guards = async (slug = HERE) => guardsIn((await portal.ask(slug, '/contact')).body);
  /** What may be sent without a proof. */
  const useUp = async (slug = HERE): Promise<void> => {
    for (let n = 0; n < 2; n += 1) expect((await send({}, slug)).status).toBe(303);
  };

  it('is asked for after a few forms without: the text stays, with when and how to send it, and a new challenge', async () => {
    await useUp();
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000);
    expect(refused.body).toMatch(/Sans JavaScript.*envoyer celui-ci à nouveau dans \d+ minutes/);
    expect(refused.body).toContain('Ce que vous avez écrit est toujours là.');
    expect(refused.body).toContain('value="Ada Martin"');
    expect(refused.body).toContain('ouvrez-vous lundi ?');
    expect(checkHtml(refused.body, 'fr')).toEqual([]);
    expect((await send(await guardsIn(refused.body))).status).toBe(303);
  });

  it('opens the form to who brings one, for one submission, on its own territory', async () => {
    await useUp();
    await useUp('autre-ville');
    const guarded = await guards();
    expect((await send(guarded, 'autre-ville')).status).toBe(429);
    expect((await send(guarded)).status).toBe(303);
    expect((await send({ proof: guarded.proof })).status).toBe(429);
    const other = await guards();
    const forged = other.proof.replace(/"signature":"./, '"signature":"_');
    expect((await send({ ...other, proof: forged })).status).toBe(429);
    expect((await send(await guards())).status).toBe(303);
  });

  it('opens it to the same form sent again, by a double click or a second try: it stays one submission', async () => {
    await useUp();
    const guarded = await guards();
    const [first, second] = await Promise.all([send(guarded), send(guarded)]);
    const third = await send(guarded);
    expect([first, second, third].map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set([first, second, third].map(({ headers }) => headers['location'])).size).toBe(1);
  });

  it('opens it to nothing else under the same key', async () => {
    await useUp();
    const guarded = await guards();
    expect((await send(guarded)).status).toBe(303);
    expect((await send({ ...guarded, message: 'Autre chose, vingt fois de suite.' })).status).toBe(409);
  });

  it('opens no other form, and not the same one about another listing', async () => {
    const [shop = 0, other = 0] = await writeListings(portal.world, portal.world.here, [
      { facts: { contact: { email: 'contact@four.example' } } },
      { facts: { contact: { email: 'contact@fournil.example' } } },
    ]);
    const correct = (listing: number, fields: object = {}) =>
      portal.post(HERE, `/commerce/x-${listing}/corriger`, { idempotencyKey: randomUUID(), ...fields });
    await useUp();
    expect((await correct(shop, await guards())).status).toBe(429);
    const guarded = await guardsIn((await portal.ask(HERE, `/commerce/x-${shop}/corriger`)).body);
    expect((await correct(other, guarded)).status).toBe(429);
    expect((await send(guarded)).status).toBe(429);
    expect((await correct(shop, guarded)).status).toBe(303);
  });

  it('is asked of programs too', async () => {
    await useUp();
    const post = (body: object) =>
      portal.ask(HERE, '/contact', { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify(body) });
    const refused = await post({ ...message, idempotencyKey: randomUUID() });
    expect([refused.status, JSON.parse(refused.body).code]).toEqual([429, 'proof-missing']);
    expect((await post({ ...message, ...(await guards()) })).status).toBe(201);
  });

  it('is part of every form that anybody may send, each time with a challenge of its own', async () => {
    const [shop = 0] = await writeListings(portal.world, portal.world.here, [
      { facts: { contact: { email: 'contact@four.example' } } },
    ]);
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: shop }] });
    const pages = [
      '/contact',
      `/commerce/x-${shop}/signaler`,
      `/commerce/x-${shop}/corriger`,
      '/pro/ajouter',
      `/pro/commerces/${shop}/ceder`,
    ];
    for (const path of pages) {
      const page = await portal.ask(HERE, path, { headers: { cookie } });
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.headers['cache-control']).toContain('no-store');
      expect(checkHtml(page.body, 'fr')).toEqual([]);
      const challenges = page.body.match(/<proof-of-work data-challenge="[^"]{200,}"/g);
      expect([path, challenges?.length]).toEqual([path, 1]);
      const again = await portal.ask(HERE, path, { headers: { cookie } });
      expect(again.body).not.toContain(challenges?.[0]);
    }
  });
});
