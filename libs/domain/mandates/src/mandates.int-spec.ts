import { type MandateInput, mandateInputSchema, type ProfileChanges } from '@halles/contracts';
import { ListingRepository, ListingsModule } from '@halles/domain/listings';
import { ProfileService, ProfilesModule } from '@halles/domain/profiles';
import { NotificationService, NotificationServiceModule } from '@halles/domain/notifications';
import { DAY, HOUR } from '@halles/kernel';
import { createContext, listAudit, SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, type World, writeListings, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { MandatesModule } from './mandates.module';
import { MandatePersonalData } from './mandate-personal-data';
import { MandateService } from './mandate.service';
import { mandateLink } from './mandate-link';
import { STALE_AFTER, VisitService } from './visit.service';

const NOW = new Date('2026-11-25T09:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const drawn = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}`;
const agent = { accountId: uuid(), name: 'Claire Dubois' };

describe('mandates', () => {
  let world: World;
  let here: TenantContext;
  let mandates: MandateService;
  let profiles: ProfileService;
  let notifications: NotificationService;
  let visits: VisitService;
  let personal: MandatePersonalData;
  let links: SignedLinks;
  let listing: number;

  beforeAll(async () => {
    world = await openWorld();
    here = createContext(world.here.tenant, { kind: 'agent', accountId: agent.accountId }, uuid());
    const module = await Test.createTestingModule({
      imports: [
        worldModule(world),
        ListingsModule,
        ProfilesModule,
        MandatesModule,
        NotificationServiceModule,
      ],
    }).compile();
    mandates = module.get(MandateService);
    profiles = module.get(ProfileService);
    notifications = module.get(NotificationService);
    visits = module.get(VisitService);
    personal = module.get(MandatePersonalData);
    links = module.get(SignedLinks);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    [listing = 0] = await writeListings(world, here, [{ facts: { displayName: 'Chez Paul' } }], NOW);
  });

  const input = (fields: Partial<MandateInput> = {}): MandateInput =>
    mandateInputSchema.parse({
      listing,
      scope: null,
      giverName: 'Jeanne Paul',
      giverQuality: 'gérante',
      locale: 'fr',
      months: 12,
      means: 'screen',
      giverEmail: null,
      signature: drawn,
      ...fields,
    });
  const byLink = (fields: Partial<MandateInput> = {}): MandateInput => {
    const { signature: _drawn, ...terms } = input() as Extract<MandateInput, { means: 'screen' }>;
    return mandateInputSchema.parse({ ...terms, means: 'link', giverEmail: 'Jeanne@Example.fr', ...fields });
  };
  const edit = (changes: ProfileChanges, now = NOW, ctx = here, version = 0) =>
    mandates.edit(ctx, listing, { version, changes }, agent, now);
  const promised = async (kind: string, ref: string): Promise<number> =>
    (
      await world.installation
        .platform()
        .query('SELECT 1 FROM outbox WHERE kind = $1 AND ref = $2', [kind, ref])
    ).length;
  const audit = () => world.work.read(here, (tx) => listAudit(tx, 3));

  it('let an agent edit what was signed for on the screen: the page says the town told it', async () => {
    const id = await mandates.propose(here, input(), agent, NOW);
    const saved = await edit({ phone: '+33556000009', shopHours: 'Tu-Sa 08:00-19:00' });
    expect(saved).toMatchObject({ version: 1, changed: ['phone', 'shopHours'] });
    const shown = await world.work.read(here, (tx) => new ListingRepository().find(tx, listing));
    expect(shown?.provenance).toMatchObject({ phone: { source: 'agent', reportedOn: '2026-11-25' } });
    expect((await profiles.find(here, listing)).authors.phone?.kind).toBe('agent');
    const [line] = await audit();
    expect(line).toEqual({
      at: NOW,
      actor: `agent:${agent.accountId}`,
      action: 'listing.edited-on-behalf',
      detail: { listing, mandate: id, fields: ['phone', 'shopHours'], version: 1 },
    });
    expect(await profiles.revisions(here, listing, { limit: 5 })).toMatchObject([
      { author: { kind: 'agent', accountId: agent.accountId, name: 'Claire Dubois' }, at: NOW },
    ]);
  });

  it('tell the owner of the page what an agent changed, together while it goes on, and nobody of another territory', async () => {
    const owner = await anAccount(world, here, { grants: [{ listingId: listing }] });
    await anAccount(world, world.there, { email: owner.email });
    const id = await mandates.propose(here, input(), agent, NOW);
    await mandates.agree(here, listing, id, NOW);
    await edit({ phone: '+33556000009' });
    await edit({ shopHours: 'Tu-Sa 08:00-19:00' }, later(60_000), here, 1);
    const told = (ctx: TenantContext): Promise<{ id: string; owner: string }[]> =>
      world.work.read(ctx, ({ manager }) =>
        manager.query<{ id: string; owner: string }[]>(
          "SELECT id, account_id AS owner FROM notification WHERE event = 'page' AND listing_id = $1 AND page_change NOT LIKE 'mandate%'",
          [listing],
        ),
      );
    const first = await told(here);
    expect(first.map((one) => one.owner)).toEqual([owner.id]);
    expect(await told(world.there)).toEqual([]);
    // No mail leaves at the first change for all of a day: it would tell of none of those that follow.
    expect(await promised('notification.page', first[0]?.id ?? '')).toBe(0);
    await notifications.promiseCollected(here, later(HOUR));
    expect(await promised('notification.page', first[0]?.id ?? '')).toBe(1);
    await edit({ phone: '+33556000010' }, later(HOUR), here, 2);
    expect(await told(here)).toHaveLength(2);
  });

  describe('of a page that somebody keeps', () => {
    const SIGNED = { name: 'Zoé', agreed: 'yes' } as const;
    const notified = (account: string) =>
      world.work.read(here, ({ manager }) =>
        manager.query<{ change: string }[]>(
          'SELECT page_change AS change FROM notification WHERE account_id = $1 AND listing_id = $2',
          [account, listing],
        ),
      );

    it.each(['link', 'screen'] as const)(
      'are in force with the owner’s yes alone, where another address or nobody proven signed (%s)',
      async (means) => {
        const owner = await anAccount(world, here, { grants: [{ listingId: listing }] });
        const asked = means === 'link' ? byLink({ giverEmail: 'zoe@nulle.example' }) : input();
        const id = await mandates.propose(here, asked, agent, NOW);
        if (means === 'link') await mandates.sign(here, id, SIGNED, NOW);
        await expect(edit({ phone: '+33556000009' })).rejects.toMatchObject({ code: 'mandate-missing' });
        expect(await mandates.active(here, listing, NOW)).toBeNull();
        expect(await notified(owner.id)).toEqual([{ change: 'mandate-asked' }]);
        expect([await promised('mandate.recorded', id), await promised('mandate.signed', id)]).toEqual([
          1, 0,
        ]);
        expect((await mandates.waiting(here, [listing], NOW)).map(({ mandate }) => mandate.id)).toEqual([id]);
        expect(await mandates.waiting(world.there, [listing], NOW)).toEqual([]);
        await expect(mandates.agree(here, listing + 1, id, NOW)).rejects.toMatchObject({
          code: 'mandate-not-found',
        });
        await expect(mandates.agree(world.there, listing, id, NOW)).rejects.toMatchObject({
          code: 'mandate-not-found',
        });
        await mandates.agree(here, listing, id, later(HOUR));
        await mandates.agree(here, listing, id, later(HOUR));
        expect((await edit({ phone: '+33556000009' }, later(HOUR))).version).toBe(1);
        expect(await mandates.waiting(here, [listing], later(HOUR))).toEqual([]);
      },
    );

    it('are in force with the signature where the owner’s own address signed', async () => {
      const owner = await anAccount(world, here, { grants: [{ listingId: listing }] });
      const id = await mandates.propose(here, byLink({ giverEmail: owner.email }), agent, NOW);
      await mandates.sign(here, id, SIGNED, NOW);
      expect((await mandates.active(here, listing, NOW))?.id).toBe(id);
      expect(await notified(owner.id)).toEqual([{ change: 'mandate' }]);
    });

    it('leave the one in force as it is until then, are refused by ending them, and no silence is a yes', async () => {
      const owner = await anAccount(world, here, { grants: [{ listingId: listing }] });
      const own = await mandates.propose(here, byLink({ giverEmail: owner.email }), agent, NOW);
      await mandates.sign(here, own, SIGNED, NOW);
      const refused = await mandates.propose(here, input(), agent, NOW);
      expect((await mandates.active(here, listing, NOW))?.id).toBe(own);
      await mandates.revoke(here, refused, 'merchant', NOW);
      await expect(mandates.agree(here, listing, refused, NOW)).rejects.toMatchObject({
        code: 'mandate-ended',
      });
      const silent = await mandates.propose(here, input(), agent, NOW);
      await expect(mandates.agree(here, listing, silent, later(mandateLink.lifetime))).rejects.toMatchObject({
        code: 'mandate-ended',
      });
      expect((await mandates.active(here, listing, later(mandateLink.lifetime)))?.id).toBe(own);
    });
  });

  it('refuse an edit without one, beyond its scope, after its end, and once it was taken back', async () => {
    await expect(edit({ phone: '+33556000009' })).rejects.toMatchObject({ code: 'mandate-missing' });
    const id = await mandates.propose(here, input({ scope: ['hours'] }), agent, NOW);
    await expect(edit({ phone: '+33556000009' })).rejects.toMatchObject({
      code: 'mandate-too-narrow',
      params: { fields: ['phone'] },
    });
    await expect(
      edit({ shopHours: 'Mo 09:00-12:00', disclosure: { page: true, address: true } }),
    ).rejects.toMatchObject({ code: 'mandate-too-narrow' });
    const end = new Date('2027-11-25T09:00:00Z');
    await expect(edit({ shopHours: 'Mo 09:00-12:00' }, end)).rejects.toMatchObject({
      code: 'mandate-missing',
    });
    expect((await edit({ shopHours: 'Mo 09:00-12:00' }, new Date(end.getTime() - 1))).version).toBe(1);
    await mandates.revoke(here, id, 'merchant', NOW);
    await expect(edit({ shopHours: 'Mo 09:00-13:00' }, NOW, here, 1)).rejects.toMatchObject({
      code: 'mandate-missing',
    });
    expect((await profiles.find(here, listing)).version).toBe(1);
  });

  it('asked by mail are in force from the signature on, for as long as was offered, and once', async () => {
    const id = await mandates.propose(here, byLink({ months: 6 }), agent, NOW);
    expect([await promised('mandate.request', id), await promised('mandate.signed', id)]).toEqual([1, 0]);
    await expect(edit({ phone: '+33556000009' })).rejects.toMatchObject({ code: 'mandate-missing' });
    const signed = later(10 * DAY);
    const name = { name: 'Jeanne Paul', agreed: 'yes' } as const;
    await Promise.all(Array.from({ length: 5 }, () => mandates.sign(world.here, id, name, signed)));
    expect(await promised('mandate.signed', id)).toBe(1);
    const { mandate } = await mandates.get(here, id);
    expect(mandate).toMatchObject({
      state: 'active',
      signedAs: 'Jeanne Paul',
      signedAt: signed,
      giverEmail: 'jeanne@example.fr',
    });
    expect(mandate.expiresAt).toEqual(new Date(new Date('2027-05-25T09:00:00Z').getTime() + 10 * DAY));
    expect((await edit({ phone: '+33556000009' }, signed)).version).toBe(1);
  });

  it('of one listing that are signed at the same instant are in force one after the other', async () => {
    const name = { name: 'Jeanne Paul', agreed: 'yes' } as const;
    for (let round = 0; round < 5; round += 1) {
      const ids = await Promise.all([1, 2, 3].map(() => mandates.propose(here, byLink(), agent, NOW)));
      await Promise.all(ids.map((id) => mandates.sign(here, id, name, NOW)));
      const files = await Promise.all(ids.map((id) => mandates.get(here, id)));
      expect(files.filter(({ mandate }) => mandate.state === 'active')).toHaveLength(1);
    }
  });

  it('can be signed for thirty days, and not once they were taken back', async () => {
    const name = { name: 'Jeanne Paul', agreed: 'yes' } as const;
    const late = await mandates.propose(here, byLink(), agent, NOW);
    await expect(mandates.sign(here, late, name, later(mandateLink.lifetime))).rejects.toMatchObject({
      code: 'mandate-ended',
    });
    await mandates.sign(here, late, name, later(mandateLink.lifetime - 1));
    const revoked = await mandates.propose(here, byLink(), agent, NOW);
    await mandates.revoke(here, revoked, 'town', NOW);
    await mandates.revoke(here, revoked, 'merchant', NOW);
    await expect(mandates.sign(here, revoked, name, NOW)).rejects.toMatchObject({ code: 'mandate-ended' });
    expect((await mandates.get(here, revoked)).mandate.endedBy).toBe('town');
  });

  it('follow one another: a new one ends the one before, and of two at once one is in force', async () => {
    const first = await mandates.propose(here, input(), agent, NOW);
    await Promise.allSettled([
      mandates.propose(here, input({ scope: ['hours'] }), agent, NOW),
      mandates.propose(here, input({ scope: ['contact'] }), agent, NOW),
    ]);
    const all = await mandates.list(here, listing);
    expect(all.filter(({ mandate }) => mandate.state === 'active')).toHaveLength(1);
    expect((await mandates.get(here, first)).mandate.endedBy).toBe('renewal');
  });

  it('cannot be taken back between the check and the edit: the one waits for the other', async () => {
    const id = await mandates.propose(here, input(), agent, NOW);
    const outcomes = await Promise.allSettled([
      edit({ phone: '+33556000009' }),
      mandates.revoke(here, id, 'merchant', NOW),
    ]);
    expect(outcomes[1].status).toBe('fulfilled');
    const { version } = await profiles.find(here, listing);
    expect(version).toBe(outcomes[0].status === 'fulfilled' ? 1 : 0);
  });

  it('are of one tenant: neither the rows nor the links of another', async () => {
    const id = await mandates.propose(here, input(), agent, NOW);
    await expect(mandates.get(world.there, id)).rejects.toMatchObject({ code: 'mandate-not-found' });
    await expect(mandates.revoke(world.there, id, 'merchant', NOW)).rejects.toMatchObject({
      code: 'mandate-not-found',
    });
    await expect(edit({ phone: '+33556000009' }, NOW, world.there)).rejects.toMatchObject({
      code: 'mandate-missing',
    });
    const token = links.issue(here, mandateLink, { id, serial: 0 });
    expect(links.read(here, mandateLink, token)).toEqual({ id, serial: 0 });
    expect(links.read(world.there, mandateLink, token)).toBeNull();
  });

  it('are not made for a listing that is not there', async () => {
    await expect(mandates.propose(here, input({ listing: 999_999 }), agent, NOW)).rejects.toMatchObject({
      code: 'listing-not-found',
    });
  });

  it('go with their names a year after their end, and not before', async () => {
    const id = await mandates.propose(here, input(), agent, NOW);
    await mandates.revoke(here, id, 'merchant', NOW);
    await mandates.eraseEndedBefore(here, NOW);
    expect((await mandates.get(here, id)).mandate.giverName).toBe('Jeanne Paul');
    await mandates.eraseEndedBefore(here, later(1));
    await expect(mandates.get(here, id)).rejects.toMatchObject({ code: 'mandate-not-found' });
  });

  describe('the visit list', () => {
    const stopsOf = async (street: string | null, now = NOW, ctx = here) =>
      (await visits.walk(ctx, { commune: null, street }, now)).stops;

    it('has what nobody keeps and what nobody confirmed for a year, and leaves the rest in peace', async () => {
      const street = `rue ${uuid()}`;
      const facts = (displayName: string) => ({ facts: { displayName, address: { street } } });
      const [free = 0, kept = 0, stale = 0] = await writeListings(
        world,
        here,
        [facts('Libre'), facts('Tenue'), facts('Ancienne')],
        NOW,
      );
      await writeListings(
        world,
        here,
        [{ facts: { status: { state: 'closed', since: null }, address: { street } } }],
        NOW,
      );
      const { id: accountId } = await anAccount(world, here);
      await world.work.write(here, async ({ manager }) => {
        for (const id of [kept, stale])
          await manager.query(
            `INSERT INTO account_grant (account_id, listing_id, role) VALUES ($1, $2, 'merchant-owner')`,
            [accountId, id],
          );
        for (const [id, confirmed] of [
          [kept, later(-STALE_AFTER)],
          [stale, later(-STALE_AFTER - 1)],
        ])
          await manager.query(
            `INSERT INTO listing_confirmation (listing_id, fact, confirmed_at, confirmed_by) VALUES ($1, 'hours', $2, 'merchant')`,
            [id, confirmed],
          );
      });
      const found = await stopsOf((await stopsOf(null)).find(({ id }) => id === free)?.street ?? '');
      expect(found.map(({ id, isUnclaimed }) => [id, isUnclaimed]).sort()).toEqual(
        [
          [free, true],
          [stale, false],
        ].sort(),
      );
    });

    it('says where a mandate is in force already, and counts a street’s visits', async () => {
      await mandates.propose(here, input(), agent, NOW);
      const stop = (await stopsOf(null)).find(({ id }) => id === listing);
      expect(stop).toMatchObject({ name: 'Chez Paul', hasMandate: true, isUnclaimed: true });
      const streets = await visits.streets(here, null, NOW);
      expect(streets.find(({ street }) => street === stop?.street)?.stops).toBeGreaterThan(0);
    });

    it('is of one tenant', async () => {
      expect(await stopsOf(null, NOW, world.there)).toEqual([]);
      expect(await visits.streets(world.there, null, NOW)).toEqual([]);
    });
  });

  it('are taken away by who keeps the page as far as they began while they did, and not by who it was handed to', async () => {
    const [giver, next] = [await anAccount(world, here), await anAccount(world, here)];
    const keep = (account: string, at: Date) =>
      world.work.write(here, async ({ manager }) => {
        await manager.query('DELETE FROM account_grant WHERE listing_id = $1', [listing]);
        await manager.query(
          `INSERT INTO account_grant (account_id, listing_id, role, created_at) VALUES ($1, $2, 'merchant-owner', $3)`,
          [account, listing, at],
        );
      });
    const taken = async (account: string) =>
      (await world.work.read(here, (tx) => personal.export(tx, account))) as readonly {
        readonly id: string;
      }[];
    await keep(giver.id, later(-DAY));
    const given = await mandates.propose(here, input(), agent, NOW);
    await mandates.agree(here, listing, given, NOW);
    expect((await taken(giver.id)).map(({ id }) => id)).toEqual([given]);
    await keep(next.id, later(DAY));
    expect((await mandates.active(here, listing, later(2 * DAY)))?.id).toBe(given);
    expect(await taken(next.id)).toEqual([]);
    const own = await mandates.propose(here, input(), agent, later(2 * DAY));
    expect((await taken(next.id)).map(({ id }) => id)).toEqual([own]);
  });
});
