import { claimCaseViewSchema } from '@halles/contracts';
import { ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { systemClock } from '@halles/kernel';
import { anAccount, GENEROUS, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';
const REASON = 'Nous avions confondu deux commerces.';

describe('a decision on a claim in the console', () => {
  let world: World;
  let stage: ConsoleStage;
  let browser: ConsoleClient;
  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world } = stage);
    const agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    browser = new ConsoleClient(stage.port);
    await openSession(world, browser, agent);
  });
  afterAll(() => stage.close());

  const send = async (path: string, body: object): Promise<number> =>
    (await browser.call({ method: 'POST', path: HERE + path, body })).status;

  it('says whether it can be taken back, is with a reason, and not twice', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const who = { accountId: (await anAccount(world, world.here)).id, siret: null };
    const now = systemClock.now();
    const { id } = await stage.app
      .get(ClaimantService, { strict: false })
      .begin(world.here, listing, who, 'fr', now);
    await stage.app
      .get(ClaimProofService, { strict: false })
      .requestProof(world.here, id, who, { kind: 'town' }, now);
    const view = async () => claimCaseViewSchema.parse((await browser.get(`${HERE}/claims/${id}`)).json);
    expect((await view()).undo).toBeNull();
    expect(await send(`/claims/${id}/decision`, { decision: 'approve', reason: null })).toBe(204);
    expect((await view()).undo?.step).toBe('revoke');
    expect(await send(`/claims/${id}/reopening`, { reason: '' })).toBe(422);
    expect(await send(`/claims/${id}/reopening`, { reason: REASON })).toBe(204);
    const { claim, owner, undo, events } = await view();
    expect([claim.state, owner, undo?.step]).toEqual(['refused', null, 'reopen']);
    expect(events.at(-1)).toMatchObject({ step: 'revoke', reason: REASON });
    expect(await send(`/claims/${id}/reopening`, { reason: REASON })).toBe(204);
    expect((await view()).isToDecide).toBe(true);
    expect(await send(`/claims/${id}/reopening`, { reason: REASON })).toBe(409);
  });
});
