import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { systemClock } from '@halles/kernel';
import {
  consoleInvitationLink,
  ConsoleTeam,
  inviteToConsole,
  type OnTenant,
} from '@halles/domain/console-accounts';
import { platformDatabase, platformRoles } from '@halles/platform/database';
import { MemoryTransport } from '@halles/platform/mail';
import { Outbox } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { openWorld, platformOf, servicesOf, type World } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { addAccount } from '@halles/testing/console';
import { ConsoleInviteProcessor } from './console-invite.processor';

describe('the mail of an invitation to the console', () => {
  const transport = new MemoryTransport();
  let world: World;
  let team: ConsoleTeam;
  let links: SignedLinks;
  let processor: ConsoleInviteProcessor;
  let manager: string;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(world, [DeliveriesModule], [mailerTo(transport, world)]);
    const db = platformDatabase(world.pool, platformRoles.console);
    team = new ConsoleTeam(db, systemClock);
    links = new SignedLinks(world.config.masterKey);
    const deliveries = module.get(DeliveryService);
    processor = new ConsoleInviteProcessor(world.config, team, deliveries, links);
    manager = (await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id })).id;
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  const run = (ref: string) => processor.run({ ctx: world.here, outboxId: uuid(), ref, failures: 0 });
  const invite = (onTenant: OnTenant) => {
    const input = { email: `${uuid()}@mairie.example`, name: 'Claire', role: 'agent', locale: 'fr' } as const;
    return team.invite(world.here.tenant.id, input, manager, onTenant);
  };
  const linkOf = (id: string, serial: number) =>
    links.issue(world.here, consoleInvitationLink, { id, serial });

  const unnoted: OnTenant = { note: () => Promise.resolve(), undone: () => Promise.resolve() };
  const promise: Required<OnTenant> = {
    ...unnoted,
    promise: (ref, tx) => new Outbox().appendForPlatform(tx, world.here.tenant, inviteToConsole(ref)),
  };
  const promised = async (ref: string): Promise<number> =>
    (await platformOf(world).query('SELECT 1 FROM outbox WHERE ref = $1', [ref])).length;

  it('is promised with the invitation, or not at all', async () => {
    let lost = '';
    const undone: string[] = [];
    const broken = invite({
      note: (ref) => Promise.resolve(void (lost = ref)),
      undone: (ref) => Promise.resolve(void undone.push(ref)),
      promise: async (ref, tx) => {
        await promise.promise(ref, tx);
        throw new Error('the process died');
      },
    });
    await expect(broken).rejects.toThrow('the process died');
    expect(undone).toEqual([lost]);
    expect(await promised(lost)).toBe(0);
    expect(await promised(await invite(promise))).toBe(1);
  });

  it('may be promised by the console, which may promise nothing else', async () => {
    const db = platformDatabase(world.pool, platformRoles.console);
    const insert = (columns: string, values: string) =>
      db.query(`INSERT INTO outbox (id, tenant_role, ref, ${columns}) VALUES ($1, $2, $1, ${values})`, [
        uuid(),
        world.here.tenant.role,
      ]);
    for (const [columns, values] of [
      ['kind', "'enquiry.forward'"],
      ['kind, status', "'console.invite', 'done'"],
    ] as const)
      await expect(insert(columns, values)).rejects.toMatchObject({ code: '42501' });
    await expect(insert('kind', "'console.invite'")).resolves.toEqual([]);
  });

  it('has the link of the last sending', async () => {
    const id = await invite(promise);
    await team.resend({ tenantId: world.here.tenant.id, id }, promise);
    await run(id);
    expect(transport.sent.map(({ text }) => text.includes(linkOf(id, 2)))).toEqual([true]);
  });

  it('goes to nobody where the invitation is not there, was taken back, or is another territory’s', async () => {
    await run(uuid());
    const revoked = await invite(unnoted);
    await team.revoke({ tenantId: world.here.tenant.id, id: revoked }, unnoted);
    await run(revoked);
    const open = await invite(unnoted);
    await processor.run({ ctx: world.there, outboxId: uuid(), ref: open, failures: 0 });
    expect(transport.sent).toEqual([]);
  });
});
