import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { systemClock } from '@halles/kernel';
import { consoleInvitationLink, ConsoleTeam, type OnTenant } from '@halles/domain/console-accounts';
import { platformDatabase, platformRoles } from '@halles/platform/database';
import { Mailer, MailRenderer, MemoryTransport } from '@halles/platform/mail';
import { SignedLinks } from '@halles/platform/tenancy';
import { openWorld, type World, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { addAccount } from '@halles/testing/console';
import { ConsoleInviteProcessor } from './console-invite.processor';

// The invitation is the platform's, the promise of its mail the tenant's: the one is committed a moment before the other.
describe('the mail of an invitation to the console', () => {
  const transport = new MemoryTransport();
  let world: World;
  let team: ConsoleTeam;
  let links: SignedLinks;
  let processor: ConsoleInviteProcessor;
  let manager: string;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const mailer = new Mailer(world.config, new MailRenderer(process.cwd()), transport, systemClock);
    const module = await Test.createTestingModule({
      imports: [worldModule(world, [{ provide: Mailer, useValue: mailer }]), DeliveriesModule],
    }).compile();
    const db = platformDatabase(world.pool, platformRoles.console);
    team = new ConsoleTeam(db, systemClock);
    links = new SignedLinks(world.config.masterKey);
    const deliveries = module.get(DeliveryService);
    processor = new ConsoleInviteProcessor(world.config, db, deliveries, links, systemClock);
    manager = (await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id })).id;
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  const run = (ref: string, failures = 0) =>
    processor.run({ ctx: world.here, outboxId: uuid(), ref, failures });
  const invite = (onTenant: OnTenant) => {
    const input = { email: `${uuid()}@mairie.example`, name: 'Claire', role: 'agent', locale: 'fr' } as const;
    return team.invite(world.here.tenant.id, input, manager, onTenant);
  };
  const linkOf = (id: string, serial: number) =>
    links.issue(world.here, consoleInvitationLink, { id, serial });

  it('waits for an invitation that is not committed yet, and then goes once', async () => {
    const id = await invite(async (ref) => {
      await expect(run(ref)).rejects.toThrow('not yet');
    });
    expect(transport.sent).toEqual([]);
    await run(id, 1);
    expect(transport.sent.map(({ text }) => text.includes(linkOf(id, 1)))).toEqual([true]);
  });

  it('has the link of the sending that promised it, however early the worker is', async () => {
    const id = await invite(() => Promise.resolve());
    let early: Promise<void> | undefined;
    await team.resend({ tenantId: world.here.tenant.id, id }, async (ref) => {
      early = run(ref);
      await sleep(200);
    });
    await early;
    expect(transport.sent.map(({ text }) => text.includes(linkOf(id, 2)))).toEqual([true]);
  });

  it('goes to nobody where the invitation was never committed, was taken back, or is another territory’s', async () => {
    let lost = '';
    const broken = invite((ref) => {
      lost = ref;
      return Promise.reject(new Error('the process died'));
    });
    await expect(broken).rejects.toThrow('the process died');
    for (const failures of [0, 1, 2]) await expect(run(lost, failures)).rejects.toThrow('not yet');
    await run(lost, 3);
    const revoked = await invite(() => Promise.resolve());
    await team.revoke({ tenantId: world.here.tenant.id, id: revoked }, () => Promise.resolve());
    await run(revoked);
    const open = await invite(() => Promise.resolve());
    await processor.run({ ctx: world.there, outboxId: uuid(), ref: open, failures: 0 });
    expect(transport.sent).toEqual([]);
  });
});
