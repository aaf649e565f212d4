import { PersonalData } from '@halles/domain/accounts';
import { ClaimPolicies } from '@halles/domain/claims';
import { ProfileService, ProfileWriter } from '@halles/domain/profiles';
import { DAY, HOUR, systemClock } from '@halles/kernel';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import {
  type SourceInput,
  type World,
  anAccount,
  openWorld,
  platformOf,
  writeListings,
  worldModule,
} from '@halles/testing';
import { openCorrectionsOf } from '@halles/testing/corrections';
import { Test } from '@nestjs/testing';
import { correctionPageLink } from './correction-link';
import { CorrectionService } from './correction.service';
import { CorrectionsModule } from './corrections.module';

const EMAIL = 'contact@four.example';
const KNOWN: SourceInput = { facts: { contact: { email: EMAIL } } };

describe('corrections by link', () => {
  let world: World;
  let corrections: CorrectionService;
  let profiles: ProfileService;
  let writer: ProfileWriter;
  let policies: ClaimPolicies;
  let links: SignedLinks;
  let personal: PersonalData;
  const now = new Date('2026-11-25T10:00:00Z');
  const later = (ms: number): Date => new Date(now.getTime() + ms);

  beforeAll(async () => {
    world = await openWorld();
    const module = await Test.createTestingModule({
      imports: [worldModule(world), CorrectionsModule],
    }).compile();
    corrections = module.get(CorrectionService);
    profiles = module.get(ProfileService, { strict: false });
    writer = module.get(ProfileWriter, { strict: false });
    policies = module.get(ClaimPolicies, { strict: false });
    links = module.get(SignedLinks);
    personal = module.get(PersonalData, { strict: false });
  });
  afterAll(() => world.close());

  const aListing = async (input: SourceInput = KNOWN, ctx: TenantContext = world.here): Promise<number> =>
    (await writeListings(world, ctx, [input]))[0] ?? 0;

  const linksOf = (listing: number, ctx: TenantContext = world.here): Promise<{ id: string }[]> =>
    world.work.read(ctx, ({ manager }) =>
      manager.query<{ id: string }[]>(
        'SELECT id FROM correction_link WHERE listing_id = $1 ORDER BY created_at',
        [listing],
      ),
    );

  async function aToken(listing: number, ctx: TenantContext = world.here): Promise<string> {
    await corrections.requestLink(ctx, listing, 'fr', now);
    const [link] = await linksOf(listing, ctx);
    return links.issue(ctx, correctionPageLink, { id: link?.id ?? '', serial: 0 });
  }

  it('are promised to the known address alone, which is told masked, and not over and over', async () => {
    const listing = await aListing();
    expect(await corrections.requestLink(world.here, listing, 'fr', now)).toBe('c•••@four.example');
    expect(await corrections.requestLink(world.here, listing, 'fr', later(HOUR / 2))).toBe(
      'c•••@four.example',
    );
    expect(await linksOf(listing)).toHaveLength(1);
    for (const hours of [2, 4, 6, 8])
      await corrections.requestLink(world.here, listing, 'en', later(hours * HOUR));
    expect(await linksOf(listing)).toHaveLength(3);
    await corrections.requestLink(world.here, listing, 'fr', later(DAY + 5 * HOUR));
    expect(await linksOf(listing)).toHaveLength(4);
    const owed = await platformOf(world).query(
      "SELECT 1 FROM outbox WHERE kind = 'correction.link' AND tenant_role = $1",
      [world.here.tenant.role],
    );
    expect(owed.length).toBeGreaterThanOrEqual(4);
  });

  it('are refused where no address is known, for what is invented, and for what is not there', async () => {
    const invented = { facts: { ...KNOWN.facts, demonstration: true } };
    for (const input of [{}, invented] satisfies SourceInput[])
      await expect(
        corrections.requestLink(world.here, await aListing(input), 'fr', now),
      ).rejects.toMatchObject({
        code: 'no-address-known',
      });
    await expect(corrections.requestLink(world.here, 999_999, 'fr', now)).rejects.toMatchObject({
      code: 'listing-not-found',
    });
  });

  it('are on the page at once, under the name of the link, and an agent can take them back', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    const changes = { phone: '+33556000001', shopHours: 'Tu-Sa 08:00-12:00' };
    expect(await corrections.correct(world.here, token, changes, now)).toBe('applied');
    const { content, authors } = await profiles.find(world.here, listing);
    expect([content.phone, content.shopHours, authors.phone?.kind]).toEqual([
      '+33556000001',
      'Tu-Sa 08:00-12:00',
      'link',
    ]);
    const [revision] = await profiles.revisions(world.here, listing, { limit: 1 });
    expect(revision?.author).toEqual({ kind: 'link', accountId: null, name: 'c•••@four.example' });
    const shown = await corrections.open(world.here, token, now);
    expect(shown.listing.phone).toBe('+33556000001');
    const agent = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
    await world.work.write(world.here, async (tx) => {
      const undone = await profiles.getRevision(tx, listing, revision?.version ?? 0);
      await writer.undo(tx, listing, undone, { author: agent }, now);
    });
    expect((await profiles.find(world.here, listing)).content.phone).toBeNull();
  });

  it('say that a business is closed', async () => {
    const listing = await aListing();
    const state = { state: 'closed', since: null } as const;
    const token = await aToken(listing);
    await corrections.correct(world.here, token, { state }, now);
    const { listing: shown } = await corrections.open(world.here, token, now);
    expect(shown.state).toBe('closed');
  });

  it('wait for an agent where the page has an owner, or its known address has changed; one decides, once', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    expect(await corrections.correct(world.here, token, { phone: '+33556000002' }, now)).toBe('open');
    expect((await profiles.find(world.here, listing)).content.phone).toBeNull();
    const [id = ''] = await openCorrectionsOf(world, listing);
    const waiting = { doubt: 'owned', changes: { phone: '+33556000002' } };
    expect(await corrections.get(world.here, id)).toMatchObject(waiting);
    await expect(corrections.get(world.there, id)).rejects.toMatchObject({ code: 'correction-not-found' });
    const by = { accountId: '0193a7e2-1111-7000-8000-000000000001', name: 'Karim Benali' };
    const outcomes = await Promise.allSettled([
      corrections.decide(world.here, id, { decision: 'accept', reason: null }, by, now),
      corrections.decide(world.here, id, { decision: 'refuse', reason: 'Vérifié.' }, by, now),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(
      corrections.decide(world.here, id, { decision: 'accept', reason: null }, by, now),
    ).rejects.toMatchObject({
      code: 'correction-not-found',
    });
  });

  it('wait again once their yes is taken back, where it changed nothing on the page too', async () => {
    const by = { accountId: '0193a7e2-1111-7000-8000-000000000001', name: 'Karim Benali' };
    const accept = { decision: 'accept', reason: null } as const;
    const listing = await aListing();
    const token = await aToken(listing);
    await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    const phone = '+33556000003';
    for (let n = 0; n < 2; n += 1) await corrections.correct(world.here, token, { phone }, now);
    const ids = await openCorrectionsOf(world, listing);
    expect(ids).toHaveLength(2);
    for (const [at, id] of ids.entries())
      await corrections.decide(world.here, id, accept, by, later(at * HOUR));
    const shown = async () => (await profiles.find(world.here, listing)).content.phone;
    // The second one found the page as it says: taken back, it leaves it so.
    await corrections.reopen(world.here, ids[1] ?? '', by, later(3 * HOUR));
    expect([await openCorrectionsOf(world, listing), await shown()]).toEqual([[ids[1]], phone]);
    await corrections.reopen(world.here, ids[0] ?? '', by, later(4 * HOUR));
    expect([(await openCorrectionsOf(world, listing)).length, await shown()]).toEqual([2, null]);
  });

  it('wait for an agent where the town hall chose to decide itself, and in no other territory', async () => {
    const by = { accountId: '0193a7e2-1111-7000-8000-000000000001', name: 'Karim Benali' };
    await policies.choose(world.here, 'manual', by, now);
    for (const [ctx, state] of [
      [world.here, 'open'],
      [world.there, 'applied'],
    ] as const) {
      const token = await aToken(await aListing(KNOWN, ctx), ctx);
      expect(await corrections.correct(ctx, token, { phone: '+33556000001' }, now)).toBe(state);
    }
    await policies.choose(world.here, 'trust', by, now);
    const token = await aToken(await aListing());
    expect(await corrections.correct(world.here, token, { phone: '+33556000001' }, now)).toBe('applied');
  });

  it('are of the listing that theirs was merged into since', async () => {
    const [goes, stays] = [await aListing(), await aListing()];
    const token = await aToken(goes);
    await world.work.write(world.here, ({ manager }) =>
      manager.query(`UPDATE listing SET merged_into = $2, visibility = 'merged' WHERE id = $1`, [
        goes,
        stays,
      ]),
    );
    expect(await corrections.correct(world.here, token, { phone: '+33556000007' }, now)).toBe('applied');
    expect((await profiles.find(world.here, stays)).content.phone).toBe('+33556000007');
    expect((await corrections.open(world.here, token, now)).listing).toMatchObject({
      id: stays,
      phone: '+33556000007',
    });
  });

  it('are told to who keeps the page once they are accepted, and not before', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    const owner = await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    const told = (): Promise<unknown[]> =>
      world.work.read(world.here, ({ manager }) =>
        manager.query<unknown[]>('SELECT account_id, event FROM notification WHERE listing_id = $1', [
          listing,
        ]),
      );
    await corrections.correct(world.here, token, { phone: '+33556000004' }, now);
    expect(await told()).toEqual([]);
    const [id = ''] = await openCorrectionsOf(world, listing);
    const by = { accountId: '0193a7e2-1111-7000-8000-000000000001', name: 'Karim Benali' };
    const judgement = { decision: 'accept', reason: null } as const;
    await corrections.decide(world.here, id, judgement, by, now);
    expect(await told()).toEqual([{ account_id: owner.id, event: 'page' }]);
  });

  it('open for seven days, on their own tenant, and for nobody who guesses', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    await corrections.open(world.here, token, later(7 * DAY - 1));
    await expect(corrections.open(world.here, token, later(7 * DAY))).rejects.toMatchObject({
      code: 'correction-link-over',
    });
    const other = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const [ctx, text] of [
      [world.there, token],
      [world.here, other],
      [world.here, ''],
    ] as const) {
      await expect(corrections.open(ctx, text, now)).rejects.toMatchObject({
        code: 'correction-link-unknown',
      });
      await expect(corrections.correct(ctx, text, { phone: null }, now)).rejects.toMatchObject({
        code: 'correction-link-unknown',
      });
    }
  });

  it('are ten by link at most, however many come at once; one that changes nothing does not count', async () => {
    const token = await aToken(await aListing());
    expect(await corrections.correct(world.here, token, {}, now)).toBe('unchanged');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 13 }, (_turn, turn) =>
        corrections.correct(world.here, token, { phone: `+3355600${1_000 + turn}` }, now),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'corrections-too-many' });
  });

  it('refuse what is no telephone number or no hours, and keep nothing of it', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    for (const changes of [{ phone: '12' }, { shopHours: 'quand il fait beau' }])
      await expect(corrections.correct(world.here, token, changes, now)).rejects.toMatchObject({
        code: 'profile-invalid',
      });
    expect(await profiles.revisions(world.here, listing, { limit: 5 })).toEqual([]);
  });

  it('are erased when they are old, and told to and forgotten for the account of their address', async () => {
    const listing = await aListing({ facts: { contact: { email: 'odile@four.example' } } });
    await corrections.correct(world.here, await aToken(listing), { phone: '+33556000001' }, now);
    const account = await anAccount(world, world.here, { email: 'odile@four.example' });
    const told = await world.work.read(world.here, (tx) => personal.export(tx, account.id));
    expect(told['corrections']).toMatchObject({
      sent: [{ listingId: listing, email: 'odile@four.example' }],
      made: [{ listingId: listing, changes: { phone: '+33556000001' } }],
    });
    await world.work.write(world.here, (tx) => personal.erase(tx, account.id, systemClock.now()));
    expect(await linksOf(listing)).toEqual([]);
    const old = await aListing();
    await aToken(old);
    expect(await corrections.eraseBefore(world.here, later(1))).toBeGreaterThan(0);
    expect(await linksOf(old)).toEqual([]);
  });
});
