import { claimPolicyViewSchema } from '@halles/contracts';
import { MINUTE } from '@halles/kernel';
import { listAudit } from '@halles/platform/tenancy';
import type { World } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

const PATH = '/api/tenants/ici-bourg/claim-policy';

describe('the policy of claims in the console', () => {
  let world: World;
  let stage: ConsoleStage;
  beforeAll(async () => {
    const rateLimits = { write: { limit: 1_000, windowMs: MINUTE } };
    stage = await ConsoleStage.open({ rateLimits });
    ({ world } = stage);
  });
  afterAll(async () => {
    await stage.close();
  });

  async function browserOf(role: 'agent' | 'manager' | 'operator') {
    const account = await addAccount(
      world,
      role === 'operator' ? {} : { role, tenantId: world.here.tenant.id },
    );
    const browser = new ConsoleClient(stage.port);
    await openSession(world, browser, account);
    return {
      account,
      view: async () => claimPolicyViewSchema.parse((await browser.get(PATH)).json),
      choose: async (body: object) => (await browser.call({ method: 'PUT', path: PATH, body })).status,
    };
  }

  it('is chosen by managers and operators, and seen by agents with who chose it', async () => {
    const [agent, manager, operator] = [
      await browserOf('agent'),
      await browserOf('manager'),
      await browserOf('operator'),
    ];
    expect(await agent.view()).toEqual({ policy: 'trust', chosen: null, mayChoose: false });
    expect((await manager.view()).mayChoose).toBe(true);
    expect(await agent.choose({ policy: 'automatic' })).toBe(403);
    expect(await manager.choose({ policy: 'manual' })).toBe(204);
    expect(await agent.view()).toMatchObject({ policy: 'manual', chosen: { by: 'Opératrice' } });
    expect(await operator.choose({ policy: 'automatic' })).toBe(204);
    expect(await operator.view()).toMatchObject({ policy: 'automatic', mayChoose: true });
    const lines = await world.work.read(world.here, (tx) => listAudit(tx, 2));
    expect(lines.map(({ actor }) => actor)).toEqual([
      `operator:${operator.account.id}`,
      `agent:${manager.account.id}`,
    ]);
  });

  it('is one of the three, and nothing else', async () => {
    const manager = await browserOf('manager');
    const before = await manager.view();
    for (const body of [{}, { policy: 'none' }, { policy: null }, { policy: 'trust', more: 1 }])
      expect(await manager.choose(body)).toBe(422);
    expect(await manager.view()).toEqual(before);
  });
});
