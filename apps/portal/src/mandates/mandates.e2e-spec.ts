import { SignedLinks } from '@halles/platform/tenancy';
import { mandateInputSchema } from '@halles/contracts';
import { mandateLink, MandateService, MandatesModule } from '@halles/domain/mandates';
import { signInAs, writeListings, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { openPortal, type Portal } from '../../testing/portal-harness';

describe('the page of a mandate', () => {
  let portal: Portal;
  let mandates: MandateService;
  let links: SignedLinks;

  beforeAll(async () => {
    portal = await openPortal();
    const { world } = portal;
    const module = await Test.createTestingModule({
      imports: [worldModule(world), MandatesModule],
    }).compile();
    mandates = module.get(MandateService);
    links = module.get(SignedLinks);
  });
  afterAll(() => portal.close());

  async function asked(scope: readonly string[] | null = ['hours']) {
    const { world } = portal;
    const [listing = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Chez <b>Paul</b>' } },
    ]);
    const input = mandateInputSchema.parse({
      listing,
      scope,
      giverName: 'Jeanne Paul',
      giverQuality: 'gérante',
      locale: 'fr',
      months: 12,
      means: 'link',
      giverEmail: 'jeanne@example.fr',
    });
    const by = { accountId: uuid(), name: 'Claire Dubois' };
    const id = await mandates.propose(world.here, input, by, new Date());
    return { id, listing, token: links.issue(world.here, mandateLink, { id, serial: 0 }) };
  }
  const stateOf = async (id: string) => (await mandates.get(portal.world.here, id)).mandate.state;
  const SIGNED = { name: 'Jeanne Paul', agreed: 'yes' };

  it('says what is asked, and does nothing by being opened, however often', async () => {
    const { id, token } = await asked();
    for (let times = 0; times < 5; times += 1) {
      const { status, body, headers } = await portal.ask('ici-bourg', `/mandat/${token}`);
      expect(status).toBe(200);
      expect(body).toContain('Jeanne Paul, gérante');
      expect(body).toContain('la collectivité, représentée par Claire Dubois');
      expect(body).toContain('les horaires');
      expect(body).not.toContain('les services et les paiements');
      expect(body).not.toContain('<b>Paul');
      expect([headers['cache-control'], headers['referrer-policy'], headers['set-cookie']]).toEqual([
        'private, no-store',
        'same-origin',
        undefined,
      ]);
      expect(body).toContain('noindex');
    }
    for (const method of ['HEAD', 'OPTIONS']) await portal.ask('ici-bourg', `/mandat/${token}`, { method });
    await portal.ask('ici-bourg', `/mandat/${token}/retirer`);
    expect(await stateOf(id)).toBe('proposed');
  });

  it('is signed by its button, in English too, and then taken back by another', async () => {
    const { id, token } = await asked(null);
    const signed = await portal.post('ici-bourg', `/en/mandate/${token}`, SIGNED);
    expect([signed.status, signed.headers.location]).toEqual([303, `/en/mandate/${token}`]);
    expect(await stateOf(id)).toBe('active');
    expect((await portal.ask('ici-bourg', `/en/mandate/${token}`)).body).toContain(
      'Your agreement is in force',
    );
    expect((await portal.post('ici-bourg', `/en/mandate/${token}/end`, {})).status).toBe(303);
    expect(await stateOf(id)).toBe('ended');
    const over = await portal.ask('ici-bourg', `/mandat/${token}`);
    expect(over.body).toContain('Cet accord est retiré');
    expect(over.body).not.toContain('<form action="/mandat');
    expect((await portal.post('ici-bourg', `/mandat/${token}`, SIGNED)).status).toBe(410);
  });

  it('is in the team’s page of who keeps the business, who ends it there; another’s does not end', async () => {
    const [mine, other] = [await asked(['hours', 'orders']), await asked()];
    for (const { token } of [mine, other]) await portal.post('ici-bourg', `/mandat/${token}`, SIGNED);
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: mine.listing }],
    });
    const team = `/pro/commerces/${mine.listing}/equipe`;
    const page = await portal.ask('ici-bourg', team, { headers: { cookie } });
    expect(page.body).toContain('Mandat donné par Jeanne Paul');
    // What they signed for is read where they take it back.
    expect(page.body).toContain('les commandes (les lire avec les coordonnées des clients');
    await portal.post('ici-bourg', team, { do: 'end', id: other.id }, { cookie });
    expect([await stateOf(mine.id), await stateOf(other.id)]).toEqual(['active', 'active']);
    const ended = await portal.post('ici-bourg', team, { do: 'end', id: mine.id }, { cookie });
    expect(ended.headers.location).toBe(`${team}?fait=end`);
    expect([await stateOf(mine.id), await stateOf(other.id)]).toEqual(['ended', 'active']);
    const after = await portal.ask('ici-bourg', `${team}?fait=end`, { headers: { cookie } });
    expect(after.body).toContain('Le mandat a pris fin.');
    expect(after.body).not.toContain('Mandat donné par');
  });

  it('that another address signed waits for who keeps the page: first on their home, theirs to accept or refuse', async () => {
    const [mine, other] = [await asked(['closing']), await asked()];
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: mine.listing }],
    });
    await portal.post('ici-bourg', `/mandat/${mine.token}`, SIGNED);
    const signers = await portal.ask('ici-bourg', `/mandat/${mine.token}`);
    expect(signers.body).toContain('Votre signature est enregistrée');
    const home = await portal.ask('ici-bourg', '/pro', { headers: { cookie } });
    expect(home.body).toContain('La collectivité demande votre accord pour agir pour');
    const team = `/pro/commerces/${mine.listing}/equipe`;
    expect(home.body).toContain(`href="${team}"`);
    const page = await portal.ask('ici-bourg', team, { headers: { cookie } });
    expect(page.body).toContain('Mandat signé par Jeanne Paul, gérante');
    await portal.post('ici-bourg', team, { do: 'decline', id: other.id }, { cookie });
    expect(await stateOf(other.id)).toBe('proposed');
    const agreed = await portal.post('ici-bourg', team, { do: 'agree', id: mine.id }, { cookie });
    expect(agreed.headers.location).toBe(`${team}?fait=agree`);
    expect(await stateOf(mine.id)).toBe('active');
    const after = await portal.ask('ici-bourg', `${team}?fait=agree`, { headers: { cookie } });
    expect(after.body).toContain('Vous avez donné votre accord.');
    expect((await portal.ask('ici-bourg', '/pro', { headers: { cookie } })).body).not.toContain(
      'demande votre accord',
    );
  });

  it('is refused from the team’s page, by who may look after the team alone', async () => {
    const mine = await asked();
    const grants = [{ listingId: mine.listing }];
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants });
    const staff = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: mine.listing, role: 'merchant-staff' }],
    });
    await portal.post('ici-bourg', `/mandat/${mine.token}`, SIGNED);
    const team = `/pro/commerces/${mine.listing}/equipe`;
    for (const act of ['agree', 'decline'])
      expect(
        (await portal.post('ici-bourg', team, { do: act, id: mine.id }, { cookie: staff.cookie })).status,
      ).toBe(403);
    const refused = await portal.post('ici-bourg', team, { do: 'decline', id: mine.id }, { cookie });
    expect(refused.headers.location).toBe(`${team}?fait=decline`);
    expect(await stateOf(mine.id)).toBe('ended');
  });

  it.each([
    ['no name', { agreed: 'yes' }, 'Écrivez votre nom'],
    ['a name of several lines', { name: 'a\r\nb', agreed: 'yes' }, 'Écrivez votre nom'],
    ['no consent', { name: 'Jeanne Paul' }, 'Cochez la case'],
  ])('comes back with what is missing: %s', async (_what, fields, message) => {
    const { id, token } = await asked();
    const { status, body } = await portal.post('ici-bourg', `/mandat/${token}`, fields);
    expect(status).toBe(422);
    expect(body).toContain(message);
    expect(await stateOf(id)).toBe('proposed');
  });

  it('is not found with another tenant’s link, a changed one, or none of ours', async () => {
    const { id, token } = await asked();
    for (const [slug, key] of [
      ['autre-ville', token],
      ['ici-bourg', token.replace('.0.', '.1.')],
      ['ici-bourg', `${token}A`],
      ['ici-bourg', id],
      ['ici-bourg', links.issue(portal.world.there, mandateLink, { id, serial: 0 })],
    ] as const) {
      expect((await portal.ask(slug, `/mandat/${key}`)).status).toBe(404);
      expect((await portal.post(slug, `/mandat/${key}`, SIGNED)).status).toBe(404);
      expect((await portal.post(slug, `/mandat/${key}/retirer`, {})).status).toBe(404);
    }
    expect(await stateOf(id)).toBe('proposed');
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling portal', { 'sec-fetch-site': 'same-site', origin: 'http://autre-ville.localhost' }],
  ])('is signed by no page of %s', async (_what, headers) => {
    const { id, token } = await asked();
    expect((await portal.post('ici-bourg', `/mandat/${token}`, SIGNED, headers)).status).toBe(403);
    expect((await portal.post('ici-bourg', `/mandat/${token}/retirer`, {}, headers)).status).toBe(403);
    expect(await stateOf(id)).toBe('proposed');
  });
});
