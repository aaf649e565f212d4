import { caseAssignmentSchema, openCasesSchema } from '@halles/contracts';
import { ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { MINUTE, systemClock } from '@halles/kernel';
import { anAccount, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession, type TestAccount } from '@halles/testing/console';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid } from 'uuid';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';

describe('the desk of a town hall', () => {
  let world: World;
  let app: NestFastifyApplication;
  let stage: ConsoleStage;
  let one: { account: TestAccount; browser: ConsoleClient };
  let other: typeof one;
  let stranger: typeof one;
  let claim: string;

  beforeAll(async () => {
    const rateLimits = { write: { limit: 1_000, windowMs: MINUTE } };
    stage = await ConsoleStage.open({ rateLimits });
    ({ world, app } = stage);
    one = await anAgent();
    other = await anAgent();
    stranger = await anAgent(world.there.tenant.id);
    claim = await aClaim();
  });
  afterAll(async () => {
    await stage.close();
  });

  async function anAgent(tenantId = world.here.tenant.id) {
    const account = await addAccount(world, { role: 'agent', tenantId });
    const browser = new ConsoleClient(stage.port);
    await openSession(world, browser, account);
    return { account, browser };
  }
  async function aClaim(): Promise<string> {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const who = { accountId: (await anAccount(world, world.here)).id, siret: null };
    const claimants = app.get(ClaimantService, { strict: false });
    const { id } = await claimants.begin(world.here, listing, who, 'fr', systemClock.now());
    const proofs = app.get(ClaimProofService, { strict: false });
    await proofs.requestProof(world.here, id, who, { kind: 'town' }, systemClock.now());
    return id;
  }
  const cases = async (from = one) =>
    openCasesSchema.parse((await from.browser.get(`${HERE}/open-cases`)).json);
  const give = (from: typeof one, assignee: string | null, was: string | null, id = claim) =>
    from.browser.call({ method: 'PUT', path: `${HERE}/cases/claim/${id}/assignee`, body: { assignee, was } });

  it('counts what waits, and lists who may look at it', async () => {
    const before = (await cases()).counts.claim;
    await aClaim();
    const { counts, team, yourself } = await cases();
    expect(counts.claim).toBe(before + 1);
    expect(team.map(({ id }) => id)).toEqual(expect.arrayContaining([one.account.id, other.account.id]));
    expect(team.map(({ id }) => id)).not.toContain(stranger.account.id);
    expect(yourself).toBe(one.account.id);
  });

  it('of two who take a case at the same instant gives it to one, and tells the other', async () => {
    const answers = await Promise.all([give(one, one.account.id, null), give(other, other.account.id, null)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.json['code']).toBe('case-taken');
    expect((await cases()).assignees).toContainEqual(expect.objectContaining({ kind: 'claim', id: claim }));
  });

  it('lets a case be given to a colleague and let go of, with a history that all see', async () => {
    const id = await aClaim();
    expect((await give(one, one.account.id, null, id)).status).toBe(204);
    expect((await give(one, other.account.id, one.account.id, id)).status).toBe(204);
    expect((await give(other, null, other.account.id, id)).status).toBe(204);
    const view = caseAssignmentSchema.parse((await other.browser.get(`${HERE}/cases/claim/${id}`)).json);
    expect([view.assignee, view.events.map(({ act }) => act)]).toEqual([null, ['take', 'assign', 'release']]);
  });

  it('gives nothing to who is of another territory, and nothing that does not exist', async () => {
    const id = await aClaim();
    expect((await give(one, stranger.account.id, null, id)).json['code']).toBe('no-such-console-account');
    expect((await give(stranger, stranger.account.id, null, id)).status).toBe(404);
    expect((await give(one, one.account.id, null, uuid())).json['code']).toBe('case-not-found');
    const there = '/api/tenants/autre-ville/cases/claim';
    const body = { assignee: stranger.account.id, was: null };
    const path = `${there}/${id}/assignee`;
    expect((await stranger.browser.call({ method: 'PUT', path, body })).json['code']).toBe('case-not-found');
  });
});
