import {
  additionViewSchema,
  claimCaseViewSchema,
  claimQueueSchema,
  correctionViewSchema,
  foundListingsSchema,
  handOverSchema,
  letterRequestsSchema,
  listingFileSchema,
  mandateListSchema,
  reportCaseSchema,
  reportListSchema,
  visitStreetsSchema,
  walkViewSchema,
  listingReportSchema,
} from '@halles/contracts';
import { AdditionService, ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { ReportService } from '@halles/domain/reports';
import { systemClock } from '@halles/kernel';
import { listAudit } from '@halles/platform/tenancy';
import { anAccount, aSafeDocument, GENEROUS, type World, writeListings } from '@halles/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid } from 'uuid';
import { addAccount, ConsoleClient, openSession, type TestAccount } from '@halles/testing/console';
import { anAddition, correctByLink, openCorrectionsOf } from '@halles/testing/corrections';
import { ConsoleStage } from '../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';
const drawn = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}`;
/** What an agent sends when a merchant has signed on the screen. */
const aMandate = (listing: number) => ({
  listing,
  scope: ['contact', 'hours'],
  giverName: 'Jeanne Paul',
  giverQuality: 'gérante',
  giverEmail: null,
  locale: 'fr',
  months: 12,
  means: 'screen',
  signature: drawn,
});
/** The smallest PNG: one point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

describe('the work on a territory', () => {
  let world: World;
  let app: NestFastifyApplication;
  let stage: ConsoleStage;
  let agent: TestAccount;
  let browser: ConsoleClient;
  let listing: number;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world, app } = stage);
    agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    browser = new ConsoleClient(stage.port);
    await openSession(world, browser, agent);
  });
  afterAll(async () => {
    await stage.close();
  });
  beforeEach(async () => {
    [listing = 0] = await writeListings(world, world.here, [
      { facts: { displayName: `Chez ${uuid().slice(-6)}`, contact: { phone: '+33556000001' } } },
    ]);
  });

  const post = (path: string, body: object = {}) =>
    browser.call({ method: 'POST', path: `${HERE}${path}`, body });
  const put = (path: string, body: object) => browser.call({ method: 'PUT', path: `${HERE}${path}`, body });
  const audit = () => world.work.read(world.here, (tx) => listAudit(tx, 4));
  const claimants = () => app.get(ClaimantService, { strict: false });
  const claimProofs = () => app.get(ClaimProofService, { strict: false });

  /** An agent of the other territory. */
  async function aStranger(): Promise<ConsoleClient> {
    const stranger = new ConsoleClient(stage.port);
    const there = { role: 'agent', tenantId: world.there.tenant.id } as const;
    await openSession(world, stranger, await addAccount(world, there));
    return stranger;
  }

  async function aClaim() {
    const who = { accountId: (await anAccount(world, world.here)).id, siret: null };
    const { id } = await claimants().begin(world.here, listing, who, 'fr', systemClock.now());
    await claimProofs().addDocument(world.here, id, who, aSafeDocument(PNG, 'image/jpeg'), systemClock.now());
    return { id, who };
  }

  it('shows who claims what with which proof, and who keeps it once the town has decided', async () => {
    const { id } = await aClaim();
    const queue = claimQueueSchema.parse((await browser.get(`${HERE}/claims`)).json);
    expect(queue.claims.find((claim) => claim.id === id)?.listing.id).toBe(listing);
    const file = claimCaseViewSchema.parse((await browser.get(`${HERE}/claims/${id}`)).json);
    expect(file).toMatchObject({ isToDecide: true, owner: null, rivals: [] });
    expect(file.listing.sources[0]?.phone).toBe('+33556000001');

    expect((await post(`/claims/${id}/decision`, { decision: 'refuse', reason: '' })).status).toBe(422);
    const decision = { decision: 'approve', reason: 'Kbis vu au comptoir.' };
    expect((await post(`/claims/${id}/decision`, decision)).status).toBe(204);
    expect((await post(`/claims/${id}/decision`, decision)).status).toBe(409);
    expect((await audit()).find(({ action }) => action === 'claim.approve')).toMatchObject({
      actor: `agent:${agent.id}`,
      detail: { claimId: id, listingId: listing, state: 'approved' },
    });
    const after = claimCaseViewSchema.parse((await browser.get(`${HERE}/claims/${id}`)).json);
    expect([after.isToDecide, after.owner]).toMatchObject([false, after.claim.claimant]);
    expect(after.events.at(-1)).toMatchObject({ reason: 'Kbis vu au comptoir.', by: 'Opératrice' });
  });

  it('shows both sides of a dispute, each with its proofs', async () => {
    const [one, other] = [await aClaim(), await aClaim()];
    const file = claimCaseViewSchema.parse((await browser.get(`${HERE}/claims/${one.id}`)).json);
    expect(file.rivals.map(({ id }) => id)).toEqual([other.id]);
    expect(file.rivals[0]?.proofs[0]?.document).toEqual({ type: 'image/jpeg', bytes: PNG.length });
  });

  it('hands a document to who decides, writes that down first, and to nobody after the decision', async () => {
    const { id } = await aClaim();
    const { claim } = claimCaseViewSchema.parse((await browser.get(`${HERE}/claims/${id}`)).json);
    const path = `/claims/${id}/documents/${claim.proofs[0]?.id ?? ''}`;
    const shown = await browser.get(`${HERE}${path}`);
    expect([shown.status, shown.headers['content-type'], shown.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'no-store',
    ]);
    expect(shown.headers['content-security-policy']).toContain('sandbox');
    expect(shown.headers['x-content-type-options']).toBe('nosniff');
    expect((await audit())[0]).toMatchObject({ actor: `agent:${agent.id}`, action: 'claim.document-read' });
    expect((await browser.get(`/api/tenants/autre-ville${path}`)).status).toBe(404);
    const stranger = await aStranger();
    expect((await stranger.get(`${HERE}${path}`)).status).toBe(404);
    expect((await stranger.get(`/api/tenants/autre-ville${path}`)).json['code']).toBe('claim-not-found');
    await post(`/claims/${id}/decision`, { decision: 'refuse', reason: 'Illisible.' });
    expect((await browser.get(`${HERE}${path}`)).status).toBe(404);
  });

  it('prints the letters that were asked for as one PDF', async () => {
    const { id, who } = await aClaim();
    await claimProofs().requestProof(
      world.here,
      id,
      who,
      { kind: 'letter-code', address: null },
      systemClock.now(),
    );
    const requests = letterRequestsSchema.parse((await browser.get(`${HERE}/letters`)).json);
    expect(requests.letters.find(({ claim }) => claim === id)?.address.length).toBeGreaterThan(1);
    const printed = await post('/letters', { claims: [id] });
    expect([printed.status, printed.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(printed.body.startsWith('%PDF')).toBe(true);
    expect((await audit())[0]).toMatchObject({ action: 'letters.printed', detail: { claims: [id] } });
    expect((await post('/letters', { claims: [uuid()] })).status).toBe(404);
  });

  it('answers who asks to be added, once, and writes down who did', async () => {
    const account = await anAccount(world, world.here);
    const asked = await app
      .get(AdditionService, { strict: false })
      .request(world.here, account.id, anAddition, { isOther: true, locale: 'fr' }, systemClock.now());
    const id = asked.kind === 'asked' ? asked.id : '';
    const shown = async () => additionViewSchema.parse((await browser.get(`${HERE}/additions/${id}`)).json);
    expect(await shown()).toMatchObject({
      isToDecide: true,
      alike: [],
      name: 'Atelier du Cuir',
      place: '3 rue du Puits, 33000 Bordeaux',
      category: { fr: 'Boulangerie', en: 'Bakery' },
      message: 'Ouvert depuis mai',
      // No door of the street is known: a pin begins in the middle of the commune.
      map: { pin: null, middle: { longitude: expect.any(Number) as number } },
      askedBy: { email: account.email },
    });
    const path = `/additions/${id}/decision`;
    const decision = { decision: 'approve', reason: 'Vu sur place.', makesOwner: true };
    expect((await post(path, { decision: 'approve', reason: 'Vu sur place.' })).status).toBe(422);
    expect((await post('/additions/x/decision', decision)).status).toBe(404);
    const there = { method: 'POST', path: `/api/tenants/autre-ville${path}`, body: decision } as const;
    expect((await browser.call(there)).status).toBe(404);
    const stranger = await aStranger();
    expect((await stranger.call(there)).json['code']).toBe('addition-not-found');
    expect((await post(path, decision)).status).toBe(204);
    expect((await post(path, decision)).status).toBe(409);
    expect(await shown()).toMatchObject({ isToDecide: false, map: null });
    expect((await browser.get(`/api/tenants/autre-ville/additions/${id}`)).status).toBe(404);
    const another = (await stranger.get(`/api/tenants/autre-ville/additions/${id}`)).json;
    expect(another['code']).toBe('addition-not-found');
    const lines = await audit();
    expect(lines.find(({ action }) => action === 'addition.approve')).toMatchObject({
      actor: `agent:${agent.id}`,
      detail: { additionId: id },
    });
  });

  it('shows a correction beside what the page says, and puts it there once an agent accepts it', async () => {
    const [known = 0] = await writeListings(world, world.here, [
      { facts: { contact: { phone: '+33556000001', email: 'contact@four.example' } } },
    ]);
    await anAccount(world, world.here, { grants: [{ listingId: known }] });
    const said = { phone: '+33556000002', shopHours: 'Tu-Sa 08:00-12:00' };
    expect(await correctByLink(world, app, known, said)).toBe('open');
    const [id = ''] = await openCorrectionsOf(world, known);
    const own = `/corrections/${id}`;
    const shown = async () => correctionViewSchema.parse((await browser.get(`${HERE}${own}`)).json);
    expect(await shown()).toMatchObject({
      isToDecide: true,
      listing: { id: known },
      askedBy: null,
      doubt: 'owned',
      changes: [
        { field: 'phone', before: '+33556000001', after: '+33556000002' },
        {
          field: 'hours',
          before: null,
          after: { fr: expect.arrayContaining(['Lundi\u00a0: Fermé']) as unknown },
        },
      ],
    });
    const path = `${own}/decision`;
    expect((await post(path, { decision: 'refuse', reason: '' })).status).toBe(422);
    const accept = { decision: 'accept', reason: 'Confirmé au téléphone.' };
    const there = { method: 'POST', path: `/api/tenants/autre-ville${path}`, body: accept } as const;
    expect((await browser.call(there)).status).toBe(404);
    const stranger = await aStranger();
    expect((await stranger.call(there)).json['code']).toBe('correction-not-found');
    const another = (await stranger.get(`/api/tenants/autre-ville${own}`)).json;
    expect(another['code']).toBe('correction-not-found');
    expect((await post(path, accept)).status).toBe(204);
    expect((await post(path, accept)).status).toBe(404);
    expect((await audit())[0]).toMatchObject({
      actor: `agent:${agent.id}`,
      action: 'correction.accepted',
      detail: { correction: id, listing: known },
    });
    expect((await shown()).isToDecide).toBe(false);
    const editor = listingFileSchema.parse((await browser.get(`${HERE}/listings/${known}`)).json);
    expect(editor.shown).toMatchObject({
      phone: '+33556000002',
      hours: { en: expect.arrayContaining(['Tuesday to Saturday: 8\u00a0am\u00a0– noon']) as unknown },
    });
    // Whose word it is, not whose decision.
    expect(editor.history[0]).toMatchObject({ by: 'link', name: expect.stringMatching(/^.•••@/) as string });
  });

  it('notes that a business wants no letters, says so, and takes it back', async () => {
    const [shop = 0] = await writeListings(world, world.here, [{}]);
    const wants = async (wanted: boolean) => (await put(`/listings/${shop}/letters`, { wanted })).status;
    const refusedAt = async () =>
      listingFileSchema.parse((await browser.get(`${HERE}/listings/${shop}`)).json).lettersRefusedAt;
    expect([await refusedAt(), await wants(false)]).toEqual([null, 204]);
    expect(Date.parse((await refusedAt()) ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect((await audit())[0]).toMatchObject({
      actor: `agent:${agent.id}`,
      action: 'invitations.refused',
      detail: { listing: shop },
    });
    expect([await wants(true), await refusedAt()]).toEqual([204, null]);
    expect((await put('/listings/999999/letters', { wanted: false })).status).toBe(404);
    expect((await put(`/listings/${shop}/letters`, { wanted: 'no' })).status).toBe(422);
    const there = `/api/tenants/autre-ville/listings/${shop}/letters`;
    expect((await browser.call({ method: 'PUT', path: there, body: { wanted: false } })).status).toBe(404);
  });

  it('says of a page that somebody keeps that nobody is invited to it', async () => {
    const [free = 0, kept = 0] = await writeListings(world, world.here, [{}, {}]);
    await anAccount(world, world.here, { grants: [{ listingId: kept }] });
    const isOwned = async (id: number) =>
      listingFileSchema.parse((await browser.get(`${HERE}/listings/${id}`)).json).isOwned;
    expect([await isOwned(free), await isOwned(kept)]).toEqual([false, true]);
  });

  it('finds a business by words of its name and its street, in any order and however written', async () => {
    const mark = uuid().slice(-6);
    const [shop = 0] = await writeListings(world, world.here, [
      {
        facts: {
          displayName: `Mercerie ${mark} du Cœur`,
          address: { street: 'Rue de l’Abbé-Grégoire', number: '12' },
        },
      },
    ]);
    const find = async (q: string): Promise<number[]> => {
      const { json } = await browser.get(`${HERE}/listings?q=${encodeURIComponent(q)}`);
      return foundListingsSchema.parse(json).listings.map(({ id }) => id);
    };
    for (const q of [
      `coeur ${mark}`,
      `${mark} mercerie`,
      `abbe gregoire ${mark}`,
      `12 rue de l'Abbé Grégoire ${mark}`,
      `${mark} bordeaux`,
    ])
      expect([q, await find(q)]).toEqual([q, [shop]]);
    expect(await find(`${mark} boucherie`)).toEqual([]);
    expect(await find(`${mark} %`)).toEqual([shop]);
  });

  it('prints letters to the unclaimed of a street, and none of them twice', async () => {
    const mark = uuid().slice(-6);
    await writeListings(
      world,
      world.here,
      ['Un', 'Deux'].map((displayName) => ({ facts: { displayName, address: { street: `rue ${mark}` } } })),
    );
    const { streets } = visitStreetsSchema.parse((await browser.get(`${HERE}/visits/streets`)).json);
    const street = streets.find((one) => one.street.toLowerCase().includes(mark))?.street ?? '';
    const printed = await post('/visits/letters', { commune: '33063', street });
    expect([printed.status, printed.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(printed.body.match(/\/Type \/Page\b/g)).toHaveLength(2);
    expect((await audit())[0]).toMatchObject({ actor: `agent:${agent.id}`, action: 'invitations.printed' });
    const again = await post('/visits/letters', { commune: '33063', street });
    expect([again.status, again.json['code']]).toEqual([409, 'no-letter-to-print']);
    expect((await post('/visits/letters', { commune: 'x', street })).status).toBe(422);
    const there = { method: 'POST', path: '/api/tenants/autre-ville/visits/letters' } as const;
    expect((await browser.call({ ...there, body: { commune: '33063', street } })).status).toBe(404);
  });

  it('shows a report beside the listing; a decision can be taken back', async () => {
    const form = listingReportSchema.parse({
      idempotencyKey: uuid(),
      kind: 'closed',
      message: 'Rideau baissé',
    });
    await app.get(ReportService, { strict: false }).report(world.here, { ...form, listing }, 'fr');
    const { reports } = reportListSchema.parse((await browser.get(`${HERE}/reports`)).json);
    const { id = '' } = reports.find((report) => report.listing.id === listing) ?? {};
    const seen = reportCaseSchema.parse((await browser.get(`${HERE}/reports/${id}`)).json);
    expect(seen).toMatchObject({ report: { message: 'Rideau baissé' }, listing: { phone: '+33556000001' } });

    const refusal = { decision: 'refuse', reason: 'Ouvert, vérifié sur place.' };
    expect((await post(`/reports/${id}/decision`, { ...refusal, reason: '' })).status).toBe(422);
    expect((await post(`/reports/${id}/decision`, refusal)).status).toBe(204);
    expect((await post(`/reports/${id}/decision`, refusal)).status).toBe(409);
    const decided = reportCaseSchema.parse((await browser.get(`${HERE}/reports/${id}`)).json).report;
    expect([decided.state, decided.decision?.reason]).toEqual(['refused', refusal.reason]);

    expect((await post(`/reports/${id}/reopening`)).status).toBe(204);
    expect((await post(`/reports/${id}/reopening`)).status).toBe(404);
    const again = reportCaseSchema.parse((await browser.get(`${HERE}/reports/${id}`)).json).report;
    expect([again.state, again.decision]).toEqual(['new', null]);
    expect((await audit())[0]).toMatchObject({ actor: `agent:${agent.id}`, action: 'report.reopened' });
    expect((await post(`/reports/${id}/decision`, { decision: 'accept', reason: null })).status).toBe(204);
  });

  it('hands the editors of a business over under a mandate and not without, and says so in the tenant’s own log', async () => {
    const handOver = () => post(`/listings/${listing}/hand-over?langue=en`);
    expect((await handOver()).json['code']).toBe('mandate-missing');
    const input = aMandate(listing);
    expect((await post('/mandates', { ...input, signature: 'M0 0"/><script>' })).status).toBe(422);
    const id = String((await post('/mandates', input)).json['id']);
    const { mandates } = mandateListSchema.parse((await browser.get(`${HERE}/mandates`)).json);
    expect(mandates.find((mandate) => mandate.id === id)).toMatchObject({
      state: 'active',
      signature: drawn,
    });

    const handed = await handOver();
    expect([handed.status, handed.headers['cache-control']]).toEqual([201, 'no-store']);
    const { origin, pathname } = new URL(handOverSchema.parse(handed.json).address);
    expect([new URL(origin).hostname, pathname]).toEqual([
      'ici-bourg.localhost',
      expect.stringMatching(/^\/en\/pro\/agent\/[\w-]+\.0\.[\w-]{43}$/),
    ]);
    expect((await audit())[0]).toMatchObject({
      actor: `agent:${agent.id}`,
      action: 'listing.handed-over',
      detail: { listing, mandate: id },
    });
    const file = listingFileSchema.parse((await browser.get(`${HERE}/listings/${listing}`)).json);
    expect(file).toMatchObject({ shown: { phone: '+33556000001' }, mandate: { id }, history: [] });

    expect((await post(`/mandates/${id}/end`)).status).toBe(204);
    expect((await handOver()).json['code']).toBe('mandate-missing');
  });

  it('finds businesses by a piece of their name and by number, and walks a street', async () => {
    const [marked = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Épicerie 100 % Étoile', address: { street: 'rue du Loup' } } },
    ]);
    const find = async (q: string) =>
      foundListingsSchema
        .parse((await browser.get(`${HERE}/listings?q=${encodeURIComponent(q)}`)).json)
        .listings.map(({ id }) => id);
    expect(await find('epicerie')).toEqual([marked]);
    expect(await find(String(marked))).toEqual([marked]);
    expect(await find('%%%')).toEqual([]);
    expect(await find("' OR 1=1 --")).toEqual([]);
    expect(await find('')).toEqual([]);
    const walk = walkViewSchema.parse((await browser.get(`${HERE}/visits`)).json);
    expect(walk.stops.find(({ id }) => id === marked)).toMatchObject({
      isUnclaimed: true,
      hasMandate: false,
    });
    expect((await browser.get(`${HERE}/visits?commune=x'`)).status).toBe(422);
    expect((await browser.get(`${HERE}/visits/streets`)).status).toBe(200);
    expect((await browser.get(`${HERE}/duplicates`)).json).toEqual({ pairs: [], merged: [] });
  });
});
