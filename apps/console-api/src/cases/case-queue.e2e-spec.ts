import {
  type AdditionInput,
  type CaseQueue,
  casePlaceSchema,
  caseQueueSchema,
  correctionViewSchema,
  openCasesSchema,
  listingReportSchema,
} from '@halles/contracts';
import { AdditionService, ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { ReportService } from '@halles/domain/reports';
import { MINUTE, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, statementsOf, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession, type TestAccount } from '@halles/testing/console';
import { anAddition, correctByLink, openCorrectionsOf } from '@halles/testing/corrections';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid } from 'uuid';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';

describe('the queues of a town hall', () => {
  let world: World;
  let app: NestFastifyApplication;
  let stage: ConsoleStage;
  let agent: TestAccount;
  let browser: ConsoleClient;
  let bakery: number;

  beforeAll(async () => {
    const rateLimits = { write: { limit: 1_000, windowMs: MINUTE } };
    stage = await ConsoleStage.open({ rateLimits });
    ({ world, app } = stage);
    agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    browser = new ConsoleClient(stage.port);
    await openSession(world, browser, agent);
    bakery = await aShop('Boulangerie du Pont');
    await claims(bakery, 'Jeanne Paul');
    const florist = await aShop('Fleurs du Quai');
    for (const name of ['Karim Benali', 'Ada Morel']) await claims(florist, name);
    await reports(bakery, 'closed');
    await reports(bakery, 'wrong-hours');
    await askToBeAdded();
    const kept = await aShop('Cave du Port');
    await anAccount(world, world.here, { grants: [{ listingId: kept }] });
    await correctByLink(world, app, kept, { phone: '+33556000005' });
  });
  afterAll(async () => {
    await stage.close();
  });

  async function aShop(displayName: string, ctx: TenantContext = world.here): Promise<number> {
    const contact = { phone: '+33556000004', email: 'shop@quai.example' };
    const [listing = 0] = await writeListings(world, ctx, [{ facts: { displayName, contact } }]);
    return listing;
  }
  async function claims(listing: number, name: string): Promise<void> {
    const who = { accountId: (await anAccount(world, world.here, { name })).id, siret: null };
    const claimants = app.get(ClaimantService, { strict: false });
    const { id } = await claimants.begin(world.here, listing, who, 'fr', systemClock.now());
    const proofs = app.get(ClaimProofService, { strict: false });
    await proofs.requestProof(world.here, id, who, { kind: 'town' }, systemClock.now());
  }
  async function reports(listing: number, kind: string, ctx: TenantContext = world.here): Promise<void> {
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind, message: 'Vu ce matin' });
    await app.get(ReportService, { strict: false }).report(ctx, { ...form, listing }, 'fr');
  }
  async function askToBeAdded(said: Partial<AdditionInput> = {}): Promise<void> {
    const { id } = await anAccount(world, world.here, { name: 'Rose Lamy' });
    const additions = app.get(AdditionService, { strict: false });
    const input = { ...anAddition, ...said };
    await additions.request(world.here, id, input, { isOther: true, locale: 'fr' }, systemClock.now());
  }
  const read = async (query: string, from = browser, at = HERE): Promise<CaseQueue> =>
    caseQueueSchema.parse((await from.get(`${at}/cases?${query}`)).json);
  const natures = ({ cases }: CaseQueue): string[] => cases.map(({ nature }) => nature).sort();
  const olderByDays = (days: number): Promise<unknown> =>
    world.work.write(world.here, ({ manager }) =>
      manager.query('UPDATE listing_report SET created_at = created_at - make_interval(days => $1)', [days]),
    );

  it('hold what waits, the one that waits longest first, each with what its row says', async () => {
    const claimQueue = await read('queue=claims');
    expect(natures(claimQueue)).toEqual(['addition', 'claim', 'dispute', 'dispute']);
    expect(claimQueue.total).toBe(4);
    const waits = claimQueue.cases.map(({ since }) => since);
    expect(waits).toEqual([...waits].sort());
    expect(claimQueue.cases.find(({ nature }) => nature === 'claim')).toMatchObject({
      kind: 'claim',
      name: 'Boulangerie du Pont',
      person: 'Jeanne Paul',
      proofs: ['town'],
      assignee: null,
    });
    expect(claimQueue.cases.find(({ nature }) => nature === 'addition')).toMatchObject({
      name: anAddition.name,
      person: 'Rose Lamy',
    });
    const reportQueue = await read('queue=reports');
    expect(natures(reportQueue)).toEqual(['closed', 'correction', 'wrong-hours']);
    expect(reportQueue.cases.find(({ nature }) => nature === 'closed')).toMatchObject({
      kind: 'report',
      message: 'Vu ce matin',
    });
    expect(reportQueue.cases.find(({ nature }) => nature === 'correction')).toMatchObject({ doubt: 'owned' });
  });

  it('keep an address that a shop asks for apart from corrections by link, in the list and in the counters', async () => {
    const setDoubt = (from: string, to: string): Promise<unknown> =>
      world.work.write(world.here, ({ manager }) =>
        manager.query('UPDATE correction SET doubt = $2 WHERE doubt = $1', [from, to]),
      );
    const places = async () =>
      openCasesSchema.parse((await browser.get(`${HERE}/open-cases`)).json).counts.place;
    expect(await places()).toBe(0);
    for (const doubt of ['moved', 'commune', 'street']) {
      await setDoubt('owned', doubt);
      const { cases, natures: counted } = await read('queue=reports&nature=place');
      expect(cases.map(({ kind, doubt: why }) => [kind, why])).toEqual([['correction', doubt]]);
      expect(counted).toContainEqual({ nature: 'place', count: 1 });
      expect((await read('queue=reports&nature=correction')).total).toBe(0);
      expect(await places()).toBe(1);
      await setDoubt(doubt, 'owned');
    }
  });

  it('count every nature under the other filters, so that a choice never hides the others', async () => {
    const { natures: counted, cases, total } = await read('queue=claims&nature=dispute');
    expect([cases.length, total]).toEqual([2, 2]);
    expect(counted).toEqual([
      { nature: 'claim', count: 1 },
      { nature: 'dispute', count: 2 },
      { nature: 'addition', count: 1 },
    ]);
    const [commune] = (await read('queue=claims')).communes;
    expect((await read(`queue=claims&commune=${commune?.code ?? ''}`)).total).toBe(commune?.count);
    expect((await read('queue=claims&commune=99999')).total).toBe(0);
  });

  it('say of a report of a post that it is the town’s, whoever keeps the page and before anybody was told', async () => {
    const kept = await aShop('Maison du Thé');
    await anAccount(world, world.here, { grants: [{ listingId: kept }] });
    await reports(kept, 'post');
    await reports(kept, 'other');
    const { cases } = await read('queue=reports');
    const withMerchant = cases.filter(({ name }) => name === 'Maison du Thé');
    expect(withMerchant.map(({ nature, isWithMerchant }) => [nature, isWithMerchant])).toEqual([
      ['post', false],
      ['other', true],
    ]);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('DELETE FROM listing_report WHERE listing_id = $1', [kept]),
    );
  });

  it('are narrowed to what has waited long, and to whose it is', async () => {
    expect((await read('queue=reports&age=7')).total).toBe(0);
    await olderByDays(8);
    expect(natures(await read('queue=reports&age=7'))).toEqual(['closed', 'wrong-hours']);
    expect((await read('queue=reports&age=30')).total).toBe(0);
    const [first] = (await read('queue=reports&nature=closed')).cases;
    const path = `${HERE}/cases/report/${first?.id ?? ''}/assignee`;
    await browser.call({ method: 'PUT', path, body: { assignee: agent.id, was: null } });
    expect(natures(await read('queue=reports&assignee=mine'))).toEqual(['closed']);
    expect(natures(await read(`queue=reports&assignee=${agent.id}`))).toEqual(['closed']);
    expect(natures(await read('queue=reports&assignee=nobody'))).toEqual(['correction', 'wrong-hours']);
    expect((await read(`queue=reports&assignee=${uuid()}`)).total).toBe(0);
    expect((await read('queue=reports&assignee=mine')).cases[0]?.assignee).toBe('Opératrice');
  });

  it('are read page by page, none twice and none left out', async () => {
    const crowd = await aShop('Galerie du Loup');
    for (let one = 0; one < 52; one += 1) await reports(crowd, 'other');
    const first = await read('queue=reports&nature=other');
    expect([first.cases.length, first.total]).toEqual([50, 52]);
    const after = encodeURIComponent(first.next ?? '');
    const second = await read(`queue=reports&nature=other&after=${after}`);
    expect([second.cases.length, second.next]).toEqual([2, null]);
    expect(new Set([...first.cases, ...second.cases].map(({ id }) => id)).size).toBe(52);
  });

  it('say where a case stands and what is beside it, beyond a page too', async () => {
    const first = await read('queue=reports&nature=other');
    const second = await read(`queue=reports&nature=other&after=${encodeURIComponent(first.next ?? '')}`);
    const all = [...first.cases, ...second.cases].map(({ kind, id }) => ({ kind, id }));
    const placeOf = async (kind: string, id: string, query = 'nature=other', at = HERE, from = browser) =>
      (await from.get(`${at}/cases/${kind}/${id}/place?${query}`)).json;
    const standing = async (index: number) =>
      casePlaceSchema.parse(await placeOf('report', all[index]?.id ?? ''));
    expect(await standing(0)).toEqual({ previous: null, next: all[1], place: 1, total: 52 });
    expect(await standing(49)).toEqual({ previous: all[48], next: all[50], place: 50, total: 52 });
    expect(await standing(51)).toEqual({ previous: all[50], next: null, place: 52, total: 52 });
    // What was decided, or is another's, stands nowhere; the queue begins behind it.
    expect(await placeOf('report', uuid())).toEqual({ previous: null, next: all[0], place: null, total: 52 });
    expect(await placeOf('report', all[0]?.id ?? '', 'nature=moved')).toEqual({
      ...{ previous: null, next: null, place: null, total: 0 },
    });
    const [claim] = (await read('queue=claims&nature=claim')).cases;
    expect(await placeOf('claim', claim?.id ?? '', '')).toMatchObject({ total: 4 });
    expect((await browser.get(`${HERE}/cases/report/${uuid()}/place?age=2`)).status).toBe(422);
    expect((await browser.get(`${HERE}/cases/mail/${uuid()}/place`)).status).toBe(404);
  });

  it('open each case, however many wait before it', async () => {
    const last = await aShop('Mercerie du Loup');
    await anAccount(world, world.here, { grants: [{ listingId: last }] });
    await correctByLink(world, app, last, { phone: '+33556000006' });
    const [id = ''] = await openCorrectionsOf(world, last);
    const crowd = await aShop('Galerie du Quai');
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO correction (id, listing_id, changes, state, doubt, created_at)
         SELECT gen_random_uuid(), $1, '{"phone": null}', 'open', 'owned', now() - interval '1 hour' FROM generate_series(1, 201)`,
        [crowd],
      ),
    );
    const file = (await browser.get(`${HERE}/corrections/${id}`)).json;
    expect(correctionViewSchema.parse(file).listing.name).toBe('Mercerie du Loup');
  });

  it('say of each request whether it may be there, in as many statements for many as for one', async () => {
    const page = () => read('queue=claims&nature=addition');
    const forOne = await statementsOf(page);
    expect((await page()).cases.map(({ mayBeThere }) => mayBeThere)).toEqual([false]);
    const asked = [
      { siret: '35600000000048', name: 'Boulangerie', phone: null },
      { siret: '44306184100047', name: 'Boulangerie du Pont Neuf', phone: null },
      { siret: '55208131766522', name: 'Cave des Quais', phone: '+33556000004' },
      { siret: '54205118000066', name: 'Pont', phone: null },
    ];
    for (const said of asked) await askToBeAdded(said);
    const forMany = await statementsOf(page);
    expect(forMany).toHaveLength(forOne.length);
    expect(new Map((await page()).cases.map(({ name, mayBeThere }) => [name, mayBeThere]))).toEqual(
      new Map([
        [anAddition.name, false],
        ['Boulangerie', true],
        ['Boulangerie du Pont Neuf', true],
        ['Cave des Quais', true],
        ['Pont', false],
      ]),
    );
  });

  it('refuse a filter that is none', async () => {
    for (const query of [
      'queue=mail',
      'queue=claims&age=2',
      'queue=claims&assignee=me',
      'queue=claims&commune=x',
    ])
      expect((await browser.get(`${HERE}/cases?${query}`)).status).toBe(422);
    expect((await browser.get(`${HERE}/cases?queue=claims&after=nothing`)).status).toBe(200);
  });

  it('show nothing of another territory', async () => {
    const stranger = new ConsoleClient(stage.port);
    const account = await addAccount(world, { role: 'agent', tenantId: world.there.tenant.id });
    await openSession(world, stranger, account);
    await reports(await aShop('Ailleurs', world.there), 'closed', world.there);
    const there = await read('queue=reports', stranger, '/api/tenants/autre-ville');
    expect(there.cases.map(({ name }) => name)).toEqual(['Ailleurs']);
    expect((await stranger.get(`${HERE}/cases?queue=reports`)).status).toBe(404);
    const [ours] = (await read('queue=reports')).cases;
    const beside = await stranger.get(`/api/tenants/autre-ville/cases/report/${ours?.id ?? ''}/place`);
    expect(beside.json).toMatchObject({ place: null, total: 1 });
  });
});
