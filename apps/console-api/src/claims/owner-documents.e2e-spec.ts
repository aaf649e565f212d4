import { claimCaseViewSchema, claimQueueSchema } from '@halles/contracts';
import { ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { systemClock } from '@halles/kernel';
import { anAccount, aSafeDocument, GENEROUS, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

describe('what who keeps a claimed page sends', () => {
  let world: World;
  let stage: ConsoleStage;
  let browser: ConsoleClient;
  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world } = stage);
    browser = new ConsoleClient(stage.port);
    await openSession(
      world,
      browser,
      await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id }),
    );
  });
  afterAll(() => stage.close());

  const post = (path: string, body: object) => browser.call({ method: 'POST', path: HERE + path, body });
  const addDocument = (claim: string, who: { readonly accountId: string; readonly siret: null }) =>
    stage.app
      .get(ClaimProofService, { strict: false })
      .addDocument(world.here, claim, who, aSafeDocument(JPEG, 'image/jpeg'), systemClock.now());

  async function aClaim(listing: number) {
    const who = { accountId: (await anAccount(world, world.here)).id, siret: null };
    const claimants = stage.app.get(ClaimantService, { strict: false });
    const { id } = await claimants.begin(world.here, listing, who, 'fr', systemClock.now());
    await addDocument(id, who);
    return { id, who };
  }

  it('is asked for and shown on their side, apart from what they keep the page by, until the decision', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const kept = await aClaim(listing);
    await post(`/claims/${kept.id}/decision`, { decision: 'approve', reason: null });
    const { id } = await aClaim(listing);
    const request = { side: 'owner', message: 'Le bail.', days: 7 };
    expect((await post(`/claims/${id}/document-request`, request)).status).toBe(204);
    const owner = async () =>
      claimCaseViewSchema.parse((await browser.get(`${HERE}/claims/${id}`)).json).owner;
    const asked = await owner();
    expect([asked?.claim, asked?.documents, typeof asked?.awaitsUntil]).toEqual([kept.id, [], 'string']);
    await addDocument(kept.id, kept.who);
    const shown = await owner();
    expect([shown?.awaitsUntil, shown?.proofs.length]).toEqual([null, 1]);
    expect(shown?.documents.map(({ document }) => document?.type)).toEqual(['image/jpeg']);
    const path = `/claims/${kept.id}/documents/${shown?.documents[0]?.id ?? ''}`;
    expect((await browser.get(HERE + path)).status).toBe(200);
    expect((await browser.get(`/api/tenants/autre-ville${path}`)).status).toBe(404);
    await post(`/claims/${id}/decision`, { decision: 'refuse', reason: 'Le bail est clair.' });
    expect((await browser.get(HERE + path)).status).toBe(404);
  });

  it('stands in the steps of the claim, which is found among the refused once it is decided', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const kept = await aClaim(listing);
    await post(`/claims/${kept.id}/decision`, { decision: 'approve', reason: null });
    const { id } = await aClaim(listing);
    const read = async (query: string): Promise<string[]> =>
      claimQueueSchema
        .parse((await browser.get(`${HERE}/claims?${query}`)).json)
        .claims.map((claim) => claim.id);
    expect(await read('decided=approved')).toContain(kept.id);
    expect(await read('decided=refused')).not.toContain(id);
    await post(`/claims/${id}/document-request`, { side: 'owner', message: 'Le bail.', days: 7 });
    await addDocument(kept.id, kept.who);
    await post(`/claims/${id}/decision`, { decision: 'refuse', reason: 'Le bail est clair.' });
    expect((await read('decided=refused'))[0]).toBe(id);
    expect((await browser.get('/api/tenants/autre-ville/claims?decided=refused')).status).toBe(404);
    const { events } = claimCaseViewSchema.parse((await browser.get(`${HERE}/claims/${id}`)).json);
    expect(events.slice(-3).map(({ side, step, reason }) => [side, step, reason])).toEqual([
      ['owner', 'request', 'Le bail.'],
      ['owner', 'submit', null],
      ['claimant', 'refuse', 'Le bail est clair.'],
    ]);
  });

  it('is compared with what each source tells, an address alone too, and none that tells none of it', async () => {
    const nothing = { displayName: null, siret: null } as const;
    const [listing = 0] = await writeListings(world, world.here, [
      [
        { source: 'sirene', facts: { displayName: 'Le Comptoir' } },
        {
          source: 'agent',
          facts: { ...nothing, address: { number: '7', street: 'rue Neuve', communeName: null } },
        },
        {
          source: 'osm',
          facts: {
            ...nothing,
            openingHoursText: 'Mo-Fr 09:00-18:00',
            address: { number: null, street: null, postalCode: null, communeName: null },
          },
        },
      ],
    ]);
    const { id } = await aClaim(listing);
    const file = claimCaseViewSchema.parse((await browser.get(`${HERE}/claims/${id}`)).json);
    const sources = file.listing.sources.map(({ source, name, address }) => [source, name, address]);
    expect(sources).toHaveLength(2);
    expect(sources).toContainEqual(['agent', null, '7 rue Neuve, 33000 Bordeaux']);
    expect(sources).toContainEqual(['sirene', 'Le Comptoir', expect.any(String)]);
  });
});
