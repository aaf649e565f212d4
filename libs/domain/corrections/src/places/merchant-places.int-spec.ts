import type { ProfileAddress } from '@halles/contracts';
import { GrantService, PersonalData } from '@halles/domain/accounts';
import { type Listing, ListingService, ListingWriter } from '@halles/domain/listings';
import { ProfileService, ProfileWriter } from '@halles/domain/profiles';
import { DAY } from '@halles/kernel';
import { anAccount, openWorld, platformOf, type World, worldModule, writeListings } from '@halles/testing';
import { openCorrectionsOf } from '@halles/testing/corrections';
import { Test } from '@nestjs/testing';
import { CorrectionService } from '../correction.service';
import { CorrectionsModule } from '../corrections.module';
import { MerchantPlaces } from './merchant-places.service';

const DOOR = { longitude: -0.5739, latitude: 44.8404 };
const north = (metres: number) => ({
  ...DOOR,
  latitude: Number((DOOR.latitude + metres / 111_195).toFixed(6)),
});
const place = (change: Partial<ProfileAddress> = {}): ProfileAddress => ({
  number: '14',
  repetition: null,
  street: 'rue Neuve',
  complement: null,
  postalCode: '33000',
  communeCode: '33063',
  position: north(20),
  ...change,
});
const street = (number: string, street = 'Rue Neuve') => ({
  number,
  repetition: null,
  street,
  complement: null,
  postalCode: '33000',
  communeCode: '33063',
  communeName: 'Bordeaux',
});

describe('the place of a page, by who keeps it', () => {
  let world: World;
  let places: MerchantPlaces;
  let corrections: CorrectionService;
  let profiles: ProfileService;
  let listings: ListingService;
  let directory: ListingWriter;
  let keep: (listing: number, account: string) => Promise<void>;
  let personal: PersonalData;
  const now = new Date('2026-11-25T10:00:00Z');
  const later = new Date(now.getTime() + DAY);
  const judge = { accountId: '0197a000-0000-7000-8000-000000000001', name: 'Nadia, mairie' };

  beforeAll(async () => {
    world = await openWorld();
    const module = await Test.createTestingModule({
      imports: [worldModule(world), CorrectionsModule],
    }).compile();
    places = module.get(MerchantPlaces);
    corrections = module.get(CorrectionService);
    directory = module.get(ListingWriter, { strict: false });
    profiles = module.get(ProfileService, { strict: false });
    listings = module.get(ListingService, { strict: false });
    const grants = module.get(GrantService, { strict: false });
    const writer = module.get(ProfileWriter, { strict: false });
    keep = (listing, account) =>
      world.work.write(world.here, async (tx) => {
        await grants.giveOwner(tx, listing, account, now);
        await writer.keep(tx, listing, now);
      });
    personal = module.get(PersonalData, { strict: false });
  });
  afterAll(() => world.close());

  const input = (displayName: string, number = '12', name = 'Rue Neuve', at = DOOR) => ({
    source: 'sirene' as const,
    facts: {
      displayName,
      category: 'bakery',
      address: street(number, name),
      position: { ...at, precision: 'address' as const },
    },
  });

  async function aKeptListing() {
    const [listing = 0] = await writeListings(world, world.here, [
      input('Le Four'),
      input('La Voisine', '16', 'Rue Neuve', north(30)),
      input('Au Loin', '1', 'Quai Sud', north(900)),
    ]);
    const account = await anAccount(world, world.here, { isVerified: true });
    await keep(listing, account.id);
    return { listing, author: { kind: 'merchant', accountId: account.id, name: 'Odile' } as const };
  }
  type Kept = Awaited<ReturnType<typeof aKeptListing>>;

  const say = ({ listing, author }: Kept, address: ProfileAddress | null, more = {}) =>
    places.save(world.here, listing, { version: null, changes: { address, ...more }, author }, 'fr', now);
  const shown = async ({ listing }: Kept): Promise<Listing> =>
    (await listings.find(world.here, listing)) as Listing;

  /** How many mails tell the town's answers to these requests. */
  const answersTo = async (ids: readonly string[]): Promise<number> => {
    const sql = "SELECT 1 FROM outbox WHERE kind = 'correction.answer' AND ref = ANY ($1)";
    return (await platformOf(world).query<unknown[]>(sql, [ids])).length;
  };

  it('is published at once where the move is small, and taken back as any change', async () => {
    const kept = await aKeptListing();
    const saved = await say(kept, place());
    expect(saved).toMatchObject({ isAsked: false, changed: ['address'] });
    const { address, position } = await shown(kept);
    expect([address.line, position]).toEqual(['14 rue Neuve', { ...north(20), precision: 'address' }]);
    await places.undo(world.here, kept.listing, saved.version, kept.author, now);
    expect((await shown(kept)).address.line).toBe('12 Rue Neuve');
  });

  it('stands above the register, whose next report changes nothing of it', async () => {
    const kept = await aKeptListing();
    await say(kept, place());
    const { facts } = input('Le Four', '99', 'Rue Neuve', north(-400));
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query(
        `UPDATE listing_source SET facts = facts || $2::jsonb WHERE listing_id = $1 AND source = 'sirene'`,
        [kept.listing, JSON.stringify(facts)],
      );
      const batch = directory.begin(tx);
      await directory.refresh(batch, [kept.listing], later);
      await directory.finish(batch, 'touched', later);
    });
    const { address, position } = await shown(kept);
    expect([address.line, position?.latitude]).toEqual(['14 rue Neuve', north(20).latitude]);
  });

  it('that waits leaves the stored one alone, also where a process remembers that there is none', async () => {
    const [listing = 0] = await writeListings(world, world.here, [input('Le Four')]);
    const { id: accountId } = await anAccount(world, world.here, { isVerified: true });
    expect(await profiles.findShown(world.here, listing)).toBeNull();
    // As another process stores it whose announcement is lost.
    await world.work.write(world.here, (tx) =>
      tx.manager.query(
        `INSERT INTO listing_profile (listing_id, id, version, content, authors, owned, created_at, updated_at)
         VALUES ($1, gen_random_uuid(), 1, $2, '{}', true, $3, $3)`,
        [listing, JSON.stringify({ address: place() }), now],
      ),
    );
    const kept = { listing, author: { kind: 'merchant', accountId, name: 'Odile' } as const };
    expect(await say(kept, place({ position: north(400) }))).toMatchObject({ isAsked: true });
    expect((await profiles.find(world.here, listing)).content.address).toEqual(place());
  });

  it('waits for the town where the move is large, and the rest of the same save does not', async () => {
    const kept = await aKeptListing();
    const saved = await say(kept, place({ position: north(400) }), { phone: '+33556000001' });
    expect(saved).toMatchObject({ isAsked: true, changed: ['phone'] });
    const { address, phone } = await shown(kept);
    expect([address.line, phone]).toEqual(['12 Rue Neuve', '+33556000001']);
    const waiting = await places.requests(world.here, [kept.listing], now);
    expect(waiting).toMatchObject([{ state: 'open', doubt: 'moved', address: { number: '14' } }]);
  });

  it('cannot be walked across town in small steps', async () => {
    const kept = await aKeptListing();
    expect((await say(kept, place({ position: north(90) }))).isAsked).toBe(false);
    expect((await say(kept, place({ position: north(180) }))).isAsked).toBe(true);
  });

  it('is put there by the town’s yes, as the merchant’s own word, and measured from there then', async () => {
    const kept = await aKeptListing();
    await say(kept, place({ position: north(400) }));
    const [request] = await places.requests(world.here, [kept.listing], now);
    const accept = { decision: 'accept', reason: 'Vu sur place' } as const;
    await corrections.decide(world.here, request?.id ?? '', accept, judge, later);
    const { position } = await shown(kept);
    expect(position?.latitude).toBe(north(400).latitude);
    const [revision] = await profiles.revisions(world.here, kept.listing, { limit: 1 });
    expect(revision?.author).toMatchObject({ kind: 'merchant', accountId: kept.author.accountId });
    expect((await say(kept, place({ position: north(450) }))).isAsked).toBe(false);
    const answer = await places.answerOf(world.here, request?.id ?? '');
    expect(answer).toMatchObject({ request: { state: 'accepted', reason: 'Vu sur place' } });
  });

  it('is mailed about once where the town takes its yes back: to who asked, and as a change to an owner who did not', async () => {
    const kept = await aKeptListing();
    const { id } = await anAccount(world, world.here, { isVerified: true });
    await world.work.write(world.here, (tx) =>
      tx.manager.query(
        `INSERT INTO account_grant (account_id, listing_id, role) VALUES ($1, $2, 'merchant-staff')`,
        [id, kept.listing],
      ),
    );
    const mailed = (): Promise<unknown[]> =>
      world.work.read(world.here, ({ manager }) =>
        manager.query<unknown[]>(
          `SELECT author, mail_due_at IS NOT NULL AS "isMailed" FROM notification
            WHERE listing_id = $1 AND page_change = 'page' ORDER BY created_at, author`,
          [kept.listing],
        ),
      );
    const acceptAndTakeBack = async (by: Kept): Promise<void> => {
      await say(by, place({ position: north(400) }));
      const [request = ''] = await openCorrectionsOf(world, kept.listing);
      await corrections.decide(world.here, request, { decision: 'accept', reason: null }, judge, later);
      await corrections.reopen(world.here, request, judge, later);
      await places.withdraw(world.here, kept.listing, kept.author.accountId, later);
    };
    await acceptAndTakeBack(kept);
    expect(await mailed()).toEqual([]);
    await acceptAndTakeBack({ ...kept, author: { ...kept.author, accountId: id } });
    expect(await mailed()).toEqual([
      { author: 'agent', isMailed: true },
      { author: 'merchant', isMailed: true },
    ]);
  });

  it('stays where it is by the town’s no', async () => {
    const kept = await aKeptListing();
    await say(kept, place({ position: north(400) }));
    const [request] = await places.requests(world.here, [kept.listing], now);
    const refuse = { decision: 'refuse', reason: 'Le bail est au 12' } as const;
    await corrections.decide(world.here, request?.id ?? '', refuse, judge, later);
    expect((await shown(kept)).position?.latitude).toBe(DOOR.latitude);
    const told = await places.requests(world.here, [kept.listing], now);
    expect(told).toMatchObject([{ state: 'refused', reason: 'Le bail est au 12' }]);
  });

  it('waits once: what was asked before, or is taken back, waits no more', async () => {
    const kept = await aKeptListing();
    await say(kept, place({ position: north(400) }));
    await say(kept, place({ position: north(500) }));
    const states = async () =>
      (await places.requests(world.here, [kept.listing], new Date(now.getTime() - 1))).map(
        ({ address, state }) => [address.position?.latitude, state],
      );
    const [only] = await places.requests(world.here, [kept.listing], now);
    const replaced = [north(400).latitude, 'withdrawn'];
    expect(await states()).toEqual([[north(500).latitude, 'open'], replaced]);
    await places.withdraw(world.here, kept.listing, kept.author.accountId, later);
    expect(await states()).toEqual([[north(500).latitude, 'withdrawn'], replaced]);
    expect(await places.standings(world.here, [kept.listing], now)).toEqual([]);
    await expect(
      corrections.decide(world.here, only?.id ?? '', { decision: 'accept', reason: null }, judge, later),
    ).rejects.toMatchObject({ code: 'correction-not-found' });
  });

  it('waits once where it is sent twice at the same moment, and is answered by one mail', async () => {
    const kept = await aKeptListing();
    const far = place({ position: north(400) });
    const [one, other] = await Promise.all([say(kept, far), say(kept, far)]);
    expect([one.isAsked, other.isAsked]).toEqual([true, true]);
    const open = await openCorrectionsOf(world, kept.listing);
    expect(open).toHaveLength(1);
    const refuse = { decision: 'refuse', reason: null } as const;
    for (const id of open) await corrections.decide(world.here, id, refuse, judge, later);
    expect(await answersTo(open)).toBe(1);
  });

  it('waits once: no answer is taken back where another place was asked for since', async () => {
    const kept = await aKeptListing();
    await say(kept, place({ position: north(400) }));
    const [first = ''] = await openCorrectionsOf(world, kept.listing);
    await corrections.decide(world.here, first, { decision: 'refuse', reason: 'Non' }, judge, later);
    await say(kept, place({ position: north(500) }));
    await expect(corrections.reopen(world.here, first, judge, later)).rejects.toMatchObject({
      code: 'place-asked-again',
    });
    const [second = '', ...others] = await openCorrectionsOf(world, kept.listing);
    expect([second === first, others]).toEqual([false, []]);
    await corrections.decide(world.here, second, { decision: 'refuse', reason: 'Non' }, judge, later);
    await corrections.reopen(world.here, first, judge, later);
    expect(await openCorrectionsOf(world, kept.listing)).toEqual([first]);
  });

  it('waits once where an answer is taken back while another place is asked for', async () => {
    const kept = await aKeptListing();
    await say(kept, place({ position: north(400) }));
    const [first = ''] = await openCorrectionsOf(world, kept.listing);
    await corrections.decide(world.here, first, { decision: 'refuse', reason: 'Non' }, judge, later);
    await Promise.allSettled([
      corrections.reopen(world.here, first, judge, later),
      say(kept, place({ position: north(500) })),
    ]);
    expect(await openCorrectionsOf(world, kept.listing)).toHaveLength(1);
  });

  describe('taken back from the history', () => {
    const last = async ({ listing }: Kept): Promise<number> =>
      (await profiles.revisions(world.here, listing, { limit: 1 }))[0]?.version ?? 0;
    const undo = (kept: Kept, version: number) =>
      places.undo(world.here, kept.listing, version, kept.author, later);
    const accept = { decision: 'accept', reason: null } as const;

    /** The town accepted a large move, and took that back. */
    async function aMoveTakenBack() {
      const kept = await aKeptListing();
      await say(kept, place({ position: north(400) }), { phone: '+33556000001' });
      const [request = ''] = await openCorrectionsOf(world, kept.listing);
      await corrections.decide(world.here, request, accept, judge, later);
      await corrections.reopen(world.here, request, judge, later);
      return { kept, request };
    }

    it('stays with the town: no undo of its undo brings a place back that waits, or that it refused', async () => {
      const { kept, request } = await aMoveTakenBack();
      const version = await last(kept);
      await expect(undo(kept, version)).rejects.toMatchObject({ code: 'place-waits' });
      expect((await shown(kept)).address.line).toBe('12 Rue Neuve');
      expect(await last(kept)).toBe(version);
      await corrections.decide(
        world.here,
        request,
        { decision: 'refuse', reason: 'Le bail est au 12' },
        judge,
        later,
      );
      await expect(undo(kept, version)).rejects.toMatchObject({ code: 'place-for-town' });
      expect((await shown(kept)).address.line).toBe('12 Rue Neuve');
    });

    it('leaves other fields to who keeps the page, also while a place waits', async () => {
      const { kept } = await aMoveTakenBack();
      await undo(kept, 1);
      expect((await shown(kept)).phone).toBeNull();
    });

    it('is the merchant’s where the town said yes: there and back again', async () => {
      const kept = await aKeptListing();
      await say(kept, place({ position: north(400) }));
      const [request = ''] = await openCorrectionsOf(world, kept.listing);
      await corrections.decide(world.here, request, accept, judge, later);
      await undo(kept, await last(kept));
      expect((await shown(kept)).address.line).toBe('12 Rue Neuve');
      await undo(kept, await last(kept));
      expect((await shown(kept)).address.line).toBe('14 rue Neuve');
    });

    it('is judged as the same place in the editor is, whoever changed it', async () => {
      const kept = await aKeptListing();
      await say(kept, place());
      const far = place({ position: north(400), number: '99' });
      await profiles.save(
        world.here,
        kept.listing,
        { version: null, changes: { address: far }, author: { kind: 'agent', ...judge } },
        later,
      );
      await expect(undo(kept, await last(kept))).rejects.toMatchObject({ code: 'place-for-town' });
      expect((await shown(kept)).address.line).toBe('99 rue Neuve');
    });

    it('is not said to be unchanged by a no to a place that stands meanwhile', async () => {
      const kept = await aKeptListing();
      await say(kept, place({ position: north(400) }));
      const [request = ''] = await openCorrectionsOf(world, kept.listing);
      const save = { version: null, changes: { address: place({ position: north(400) }) } };
      await profiles.save(world.here, kept.listing, { ...save, author: { kind: 'agent', ...judge } }, later);
      const refuse = { decision: 'refuse', reason: 'Non' } as const;
      await expect(corrections.decide(world.here, request, refuse, judge, later)).rejects.toMatchObject({
        code: 'place-stands',
      });
      await corrections.decide(world.here, request, accept, judge, later);
    });
  });

  it('is no more put there for who keeps the page no longer', async () => {
    const kept = await aKeptListing();
    await say(kept, place({ position: north(400) }));
    const [request] = await places.requests(world.here, [kept.listing], now);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('DELETE FROM account_grant WHERE listing_id = $1', [kept.listing]),
    );
    await expect(
      corrections.decide(world.here, request?.id ?? '', { decision: 'accept', reason: null }, judge, later),
    ).rejects.toMatchObject({ code: 'profile-not-kept' });
  });

  it('is refused outside the territory or far from its commune, and is nothing of another tenant', async () => {
    const kept = await aKeptListing();
    for (const elsewhere of [{ communeCode: '75056' }, { position: { longitude: 2.35, latitude: 48.85 } }])
      await expect(say(kept, place(elsewhere))).rejects.toMatchObject({ code: 'profile-invalid' });
    await say(kept, place({ position: north(400) }));
    expect(await places.requests(world.there, [kept.listing], now)).toEqual([]);
  });

  it('is told to who asked and forgotten with the account', async () => {
    const kept = await aKeptListing();
    const { accountId } = kept.author;
    await say(kept, place({ position: north(400) }));
    const told = await world.work.read(world.here, (tx) => personal.export(tx, accountId));
    expect(told['places']).toMatchObject([{ listingId: kept.listing, state: 'open' }]);
    await world.work.write(world.here, (tx) => personal.erase(tx, accountId, now));
    expect(await places.requests(world.here, [kept.listing], now)).toEqual([]);
  });
});
