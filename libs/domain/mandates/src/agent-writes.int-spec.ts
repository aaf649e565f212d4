import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import { productInputSchema } from '@halles/contracts';
import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { v7 as uuid } from 'uuid';
import { AgentSessionOver } from './mandate.errors';
import { AgentSessionService } from './agent-session.service';
import { MandateService } from './mandate.service';
import { MandatesModule } from './mandates.module';

const LOAF = productInputSchema.parse({
  ...{ name: 'Pain', priceCents: 420, vat: 'reduced', withdrawal: 'perishable' },
});

describe('what an agent writes, and a mandate that is taken back meanwhile', () => {
  let world: World;
  let mandates: MandateService;
  let sessions: AgentSessionService;
  let catalogue: CatalogueService;
  let listing: number;
  let admin: Awaited<ReturnType<typeof connectAdmin>>;

  beforeAll(async () => {
    world = await openWorld();
    const services = await servicesOf(world, [MandatesModule, CatalogueModule]);
    mandates = services.get(MandateService);
    sessions = services.get(AgentSessionService);
    catalogue = services.get(CatalogueService);
    admin = await connectAdmin(world.config, required(databaseAddresses(world.config).get('main'), 'main'));
  });
  afterAll(async () => {
    await admin.end();
    await world.close();
  });
  beforeEach(async () => {
    [listing = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Paul' } }]);
  });

  /** An agent whose request was let in. */
  const admitted = async (scope: 'products' | 'hours' = 'products') => {
    const { link, mandate } = await sendAgent(world, world.here, listing, { scope: [scope] });
    const { session } = await sessions.open(world.here, link, new Date());
    const ctx = createContext(world.here.tenant, session.actor, uuid(), sessions.conditionOf(session));
    return { ctx, mandate };
  };
  const products = async (ctx: TenantContext = world.here) => (await catalogue.list(ctx, listing)).length;
  /** Whether a transaction waits for another, as the server has it. */
  const waits = async (): Promise<boolean> => {
    const { rowCount } = await admin.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = $1`,
      [world.here.tenant.role],
    );
    return (rowCount ?? 0) > 0;
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((next) => setImmediate(next));
  };

  it('is written whole where it began before, and the mandate ends behind it', async () => {
    const { ctx, mandate } = await admitted();
    let go = (): void => undefined;
    const gate = new Promise<void>((open) => {
      go = open;
    });
    let begun = false;
    const writing = world.work.write(ctx, async ({ manager }) => {
      await manager.query('UPDATE listing SET updated_at = updated_at WHERE id = $1', [listing]);
      begun = true;
      await gate;
    });
    await until(() => Promise.resolve(begun));
    let isEnded = false;
    const ending = mandates.revoke(world.here, mandate, 'merchant', new Date()).then(() => {
      isEnded = true;
    });
    await until(waits);
    expect(isEnded).toBe(false);
    go();
    await Promise.all([writing, ending]);
    expect(isEnded).toBe(true);
  });

  it('is not written where the mandate ends first, though the request was let in before', async () => {
    const { ctx, mandate } = await admitted();
    let go = (): void => undefined;
    const gate = new Promise<void>((open) => {
      go = open;
    });
    let held = false;
    const ending = world.work.write(world.here, async ({ manager }) => {
      await manager.query(
        `UPDATE mandate SET state = 'ended', ended_by = 'merchant', ended_at = now() WHERE id = $1`,
        [mandate],
      );
      held = true;
      await gate;
    });
    await until(() => Promise.resolve(held));
    const writing = catalogue.add(ctx, listing, uuid(), LOAF).then(
      () => null,
      (error: unknown) => error,
    );
    await until(waits);
    go();
    await ending;
    expect(await writing).toBeInstanceOf(AgentSessionOver);
    expect(await products()).toBe(0);
  });

  it('is not written once the mandate was taken back, replaced or has expired', async () => {
    for (const end of [
      (id: string) => mandates.revoke(world.here, id, 'town', new Date()),
      () => sendAgent(world, world.here, listing, { scope: ['products'] }),
      (id: string) =>
        world.work.write(world.here, ({ manager }) =>
          manager.query(`UPDATE mandate SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]),
        ),
    ]) {
      const { ctx, mandate } = await admitted();
      await catalogue.add(ctx, listing, uuid(), LOAF);
      const before = await products();
      await end(mandate);
      await expect(catalogue.add(ctx, listing, uuid(), LOAF)).rejects.toBeInstanceOf(AgentSessionOver);
      await expect(
        world.work.write(ctx, () => Promise.resolve(null), { dryRun: true }),
      ).rejects.toBeInstanceOf(AgentSessionOver);
      expect(await products()).toBe(before);
    }
  });

  it('is not written under the mandate of another territory, and nobody else is asked', async () => {
    const { ctx } = await admitted();
    const there = createContext(world.there.tenant, ctx.actor, uuid(), ctx.condition);
    await expect(world.work.write(there, () => Promise.resolve(null))).rejects.toBeInstanceOf(
      AgentSessionOver,
    );
    await world.work.write(world.there, () => Promise.resolve(null));
  });
});
