import { ProfileService, ProfilesModule } from '@halles/domain/profiles';
import { HOUR, MINUTE, SECOND } from '@halles/kernel';
import { createContext, listAudit, type TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { v7 as uuid } from 'uuid';
import { AgentSessionService } from './agent-session.service';
import { HandOverSpent, MandateMissing, MandateTooNarrow } from './mandate.errors';
import { MandateService } from './mandate.service';
import { MandatesModule } from './mandates.module';

describe('an agent in the space of a business', () => {
  let world: World;
  let here: TenantContext;
  let sessions: AgentSessionService;
  let mandates: MandateService;
  let profiles: ProfileService;
  let listing: number;
  let now: Date;
  const later = (ms: number) => new Date(now.getTime() + ms);

  beforeAll(async () => {
    world = await openWorld();
    ({ here } = world);
    const services = await servicesOf(world, [MandatesModule, ProfilesModule]);
    sessions = services.get(AgentSessionService);
    mandates = services.get(MandateService);
    profiles = services.get(ProfileService);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    now = new Date();
    [listing = 0] = await writeListings(world, here, [{ facts: { displayName: 'Chez Paul' } }], now);
  });

  const platform = (sql: string, params: readonly unknown[]) =>
    world.installation.platform().query(sql, params);

  it('comes by a link that serves once, and knows for whom', async () => {
    const { link, accountId, mandate } = await sendAgent(world, here, listing, { scope: ['hours'], now });
    const [audited] = await world.work.read(here, (tx) => listAudit(tx, 1));
    expect(audited).toMatchObject({
      actor: `agent:${accountId}`,
      action: 'listing.handed-over',
      detail: { listing, mandate },
    });
    const { token, session } = await sessions.open(here, link, later(59 * SECOND));
    expect(session).toMatchObject({
      agent: { accountId, name: 'Opératrice' },
      actor: { kind: 'agent', accountId },
      listingId: listing,
      mandate: { id: mandate, giverName: 'Jeanne Paul', giverQuality: 'gérante' },
    });
    expect([...session.fields]).toContain('vacations');
    expect([...session.fields]).not.toContain('phone');
    await expect(sessions.open(here, link, now)).rejects.toBeInstanceOf(HandOverSpent);
    expect(await sessions.resume(here, token, now)).toMatchObject({ id: session.id });
  });

  it('lets one of two browsers in that bring the link at once', async () => {
    const { link } = await sendAgent(world, here, listing, { now });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => sessions.open(here, link, now)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is let in after a minute no more, nor on another territory, nor by a link that was changed', async () => {
    const { link } = await sendAgent(world, here, listing, { now });
    for (const [ctx, token, at] of [
      [here, link, later(MINUTE)],
      [world.there, link, now],
      [here, `${link}x`, now],
      [here, '', now],
      [here, `${uuid()}.0.${link.split('.')[2] ?? ''}`, now],
    ] as const)
      await expect(sessions.open(ctx, token, at)).rejects.toBeInstanceOf(HandOverSpent);
    const { token } = await sessions.open(here, link, now);
    expect(await sessions.resume(world.there, token, now)).toBeNull();
  });

  it('is not handed over where nobody gave leave', async () => {
    const { consoleSession } = await sendAgent(world, here, listing, { now });
    const [other = 0] = await writeListings(world, here, [{ facts: { displayName: 'Ailleurs' } }], now);
    await expect(sessions.handOver(here, { listingId: other, consoleSession }, now)).rejects.toBeInstanceOf(
      MandateMissing,
    );
  });

  describe('is gone', () => {
    const opened = async () => {
      const sent = await sendAgent(world, here, listing, { now });
      const { token } = await sessions.open(here, sent.link, now);
      expect(await sessions.resume(here, token, now)).not.toBeNull();
      return { ...sent, resume: (at = now) => sessions.resume(here, token, at), token };
    };

    it('after an hour, however busy', async () => {
      const { resume, consoleSession } = await opened();
      await platform('UPDATE console_session SET last_seen_at = $2 WHERE token_hash = $1', [
        consoleSession,
        later(HOUR - MINUTE),
      ]);
      expect(await resume(later(HOUR - 1))).not.toBeNull();
      expect(await resume(later(HOUR))).toBeNull();
    });

    it('at once when the mandate is taken back, or another takes its place', async () => {
      const first = await opened();
      await mandates.revoke(here, first.mandate, 'merchant', now);
      expect(await first.resume()).toBeNull();
      const second = await opened();
      await sendAgent(world, here, listing, { now });
      expect(await second.resume()).toBeNull();
    });

    it('at once when the session of the console ends, or knows the password alone', async () => {
      const { resume, consoleSession, accountId } = await opened();
      await platform(
        `UPDATE console_account SET totp_secret = '\\x00', totp_confirmed_at = now() WHERE id = $1`,
        [accountId],
      );
      expect(await resume()).toBeNull();
      await platform(
        'UPDATE console_account SET totp_secret = NULL, totp_confirmed_at = NULL WHERE id = $1',
        [accountId],
      );
      expect(await resume()).not.toBeNull();
      await platform('DELETE FROM console_session WHERE token_hash = $1', [consoleSession]);
      expect(await resume()).toBeNull();
    });

    it('at once when the agent has no role on the territory any more, whatever role on another', async () => {
      const { resume, accountId } = await opened();
      await platform('UPDATE console_grant SET tenant_id = $2 WHERE account_id = $1', [
        accountId,
        world.there.tenant.id,
      ]);
      expect(await resume()).toBeNull();
    });

    it('when it says so, and says of which business it was', async () => {
      const { resume, token } = await opened();
      expect(await sessions.end(here, token)).toBe(listing);
      expect(await sessions.end(here, token)).toBeNull();
      expect(await resume()).toBeNull();
    });

    it('and is erased a day later', async () => {
      await opened();
      expect(await sessions.eraseOverBefore(here, later(2 * HOUR))).toBeGreaterThan(0);
    });
  });

  it('keeps the session of the console awake', async () => {
    const sent = await sendAgent(world, here, listing, { now });
    const { token } = await sessions.open(here, sent.link, now);
    const clock = jest.useFakeTimers({
      now: later(29 * MINUTE),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout'],
    });
    await sessions.resume(here, token, later(29 * MINUTE));
    clock.useRealTimers();
    const [row] = await platform('SELECT last_seen_at AS seen FROM console_session WHERE token_hash = $1', [
      sent.consoleSession,
    ]);
    expect(row?.['seen']).toEqual(later(29 * MINUTE));
  });

  describe('takes back', () => {
    const agent = { accountId: uuid(), name: 'Claire' };
    const asAgent = () => createContext(here.tenant, { kind: 'agent', accountId: agent.accountId }, uuid());
    const merchant = { kind: 'merchant', accountId: null, name: 'Jeanne' } as const;
    beforeEach(async () => {
      await anAccount(world, here, { grants: [{ listingId: listing }] });
      await sendAgent(world, here, listing, { scope: ['contact'], now });
    });
    const save = (changes: object) =>
      profiles.save(here, listing, { version: null, changes, author: merchant }, now);

    it('what a mandate reaches, as the agent’s own change', async () => {
      await save({ phone: '+33556000001' });
      await save({ phone: '+33556000002' });
      expect(await mandates.undo(asAgent(), listing, 2, agent, now)).toMatchObject({ changed: ['phone'] });
      expect((await profiles.find(here, listing)).content.phone).toBe('+33556000001');
      expect(await profiles.revisions(here, listing, { limit: 1 })).toMatchObject([
        { author: { kind: 'agent', name: 'Claire' }, undoes: 2 },
      ]);
      const [line] = await world.work.read(here, (tx) => listAudit(tx, 1));
      expect(line).toMatchObject({ action: 'listing.edited-on-behalf', detail: { fields: ['phone'] } });
    });

    it('nothing that goes further', async () => {
      await save({ phone: '+33556000001', name: 'Paul' });
      await expect(mandates.undo(asAgent(), listing, 1, agent, now)).rejects.toBeInstanceOf(MandateTooNarrow);
      expect((await profiles.find(here, listing)).content.name).toBe('Paul');
    });
  });
});
