import { consolePasswordLink, ConsolePasswordMails } from '@halles/domain/console-accounts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { systemClock } from '@halles/kernel';
import { platformDatabase, platformRoles } from '@halles/platform/database';
import { MemoryTransport } from '@halles/platform/mail';
import { SignedLinks } from '@halles/platform/tenancy';
import { openWorld, type World, servicesOf } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { addAccount, type TestAccount } from '@halles/testing/console';
import { v7 as uuid } from 'uuid';
import { ConsolePasswordChangedProcessor } from './console-password-changed.processor';
import { ConsolePasswordLinkProcessor } from './console-password-link.processor';
import { ConsoleSecurityChangedProcessor } from './console-security-changed.processor';
import { OwnerNotice } from './owner-notice';

describe('the mails about a password of the console', () => {
  const transport = new MemoryTransport();
  let world: World;
  let links: SignedLinks;
  let link: ConsolePasswordLinkProcessor;
  let changed: ConsolePasswordChangedProcessor;
  let secured: ConsoleSecurityChangedProcessor;
  let agent: TestAccount;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(world, [DeliveriesModule], [mailerTo(transport, world)]);
    const db = platformDatabase(world.pool, platformRoles.console);
    links = new SignedLinks(world.config.masterKey);
    const deliveries = module.get(DeliveryService);
    const mails = new ConsolePasswordMails(db, systemClock);
    link = new ConsolePasswordLinkProcessor(world.config, mails, deliveries, links);
    const notice = new OwnerNotice(world.config, mails, deliveries);
    changed = new ConsolePasswordChangedProcessor(notice);
    secured = new ConsoleSecurityChangedProcessor(notice);
    agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  const job = (ref: string) => ({ ctx: world.here, outboxId: uuid(), ref, failures: 0 });
  async function aLink(accountId: string | null, usedAt: Date | null = null): Promise<string> {
    const id = uuid();
    await world.installation
      .platform()
      .query(
        `INSERT INTO console_password_link (id, account_id, tenant_id, locale, created_at, used_at) VALUES ($1, $2, $3, 'en', $4, $5)`,
        [id, accountId, world.here.tenant.id, systemClock.now(), usedAt],
      );
    return id;
  }

  it('carries the link once, however often the job runs', async () => {
    const id = await aLink(agent.id);
    const same = job(id);
    await link.run(same);
    await link.run(same);
    expect(transport.sent).toHaveLength(1);
    const token = links.issue(world.here, consolePasswordLink, { id, serial: 0 });
    expect(transport.sent[0]?.text).toContain(`/nouveau-mot-de-passe#${world.here.tenant.slug}/${token}`);
    expect(transport.sent[0]?.subject).toBe('Choose a new password for the console');
  });

  it('comes from the platform where it goes to who runs it, and from the territory where it goes to its people', async () => {
    const operator = await addAccount(world, { role: 'operator' });
    await link.run(job(await aLink(agent.id)));
    await link.run(job(await aLink(operator.id)));
    await changed.run(job(operator.id));
    const { title, mail } = world.here.tenant.settings;
    expect(transport.sent.map(({ from, to }) => [to.address, from.name])).toEqual([
      [agent.email, mail.fromName],
      [operator.email, 'Halles'],
      [operator.email, 'Halles'],
    ]);
    const [toAgent, ...toOperator] = transport.sent.map(({ text }) => text);
    expect(toAgent).toContain(title.en);
    for (const text of toOperator) {
      expect(text).toMatch(/console (?:of “Halles”|de «\u00a0Halles\u00a0»)/);
      expect(text).not.toContain(title.en);
    }
  });

  it('leaves no trace of its reader in the territory that carries it', async () => {
    await link.run(job(await aLink(agent.id)));
    expect(transport.sent).toHaveLength(1);
    const traces = await world.work.read(world.here, ({ manager }) =>
      manager.query<unknown[]>('SELECT recipient FROM mail_delivery'),
    );
    expect(traces).toEqual([]);
    const kept = await world.installation
      .platform()
      .query('SELECT DISTINCT status FROM console_delivery WHERE recipient = $1', [agent.email]);
    expect(kept).toEqual([{ status: 'sent' }]);
  });

  it('goes to nobody for an address without account, a link that was used, or another territory’s', async () => {
    await link.run(job(await aLink(null)));
    await link.run(job(await aLink(agent.id, systemClock.now())));
    await link.run({ ...job(await aLink(agent.id)), ctx: world.there });
    expect(transport.sent).toEqual([]);
  });

  it('tells the owner of a new password, in their language, once', async () => {
    const told = job(agent.id);
    await changed.run(told);
    await changed.run(told);
    await changed.run(job(uuid()));
    expect(transport.sent.map(({ subject }) => subject)).toEqual([
      'Votre mot de passe de la console a changé',
    ]);
    expect(transport.sent[0]?.text).toContain('/mot-de-passe-oublie');
  });

  it('tells the owner of another second factor or ProConnect, once', async () => {
    const told = job(agent.id);
    await secured.run(told);
    await secured.run(told);
    await secured.run(job(uuid()));
    expect(transport.sent.map(({ to, subject }) => [to.address, subject])).toEqual([
      [agent.email, 'Un changement dans votre compte de la console'],
    ]);
  });
});
