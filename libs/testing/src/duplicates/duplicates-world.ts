import { DuplicatesModule, DuplicateService, MergeEffects } from '@halles/domain/duplicates';
import { ListingRepository } from '@halles/domain/listings';
import { ProfileService, ProfilesModule } from '@halles/domain/profiles';
import { required, type Siret } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, servicesOf, type SourceInput, type World, writeListings } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';

export const NOW = new Date('2026-11-25T10:00:00Z');
export const later = (ms: number): Date => new Date(NOW.getTime() + ms);

/** Two listings in doubt. */
export interface Pair {
  readonly id: string;
  /** The one that the register knows. */
  readonly registered: number;
  /** The one that a map knows. */
  readonly mapped: number;
}

let sirets = 0;
const aSiret = (): Siret => String(90_000_000_000_000 + (sirets += 1)) as Siret;

/** Statements that attach one row to a listing, each with its values. */
const rowsFor = (listing: number, accountId: string): readonly (readonly [string, unknown[]])[] => {
  const link = uuid();
  return [
    [
      `INSERT INTO correction_link (id, listing_id, email, locale, created_at, expires_at) VALUES ($1, $2, 'a@b.fr', 'fr', $3, $3)`,
      [link, listing, NOW],
    ],
    [
      `INSERT INTO correction (id, link_id, listing_id, changes, state, doubt, created_at) VALUES ($1, $2, $3, '{}', 'open', 'policy', $4)`,
      [uuid(), link, listing, NOW],
    ],
    [
      `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, locale, created_at) VALUES ($1, $1, $2, 'moved', 'fr', $3)`,
      [uuid(), listing, NOW],
    ],
    [
      `INSERT INTO listing_confirmation (listing_id, fact, confirmed_at, confirmed_by) VALUES ($1, 'phone', $2, 'agent')`,
      [listing, NOW],
    ],
    [
      `INSERT INTO listing_count (listing_id, day, kind, count) VALUES ($1, '2026-11-24', 'view', 7)`,
      [listing],
    ],
    ['INSERT INTO invitation_letter (listing_id, printed_at) VALUES ($1, $2)', [listing, NOW]],
    [
      `INSERT INTO notification (id, account_id, event, listing_id, ref, created_at) VALUES ($1, $2, 'page', $3, $4, $5)`,
      [uuid(), accountId, listing, `${listing}/x`, NOW],
    ],
  ];
};

/** Pairs in doubt, and what people attach to their listings. */
class PairFixtures {
  constructor(
    private readonly world: World,
    private readonly claimants: ClaimsWorld['claimants'],
  ) {}

  /** Says that two listings may be one. @returns the pair's id */
  async doubt(one: number, other: number, ctx = this.world.here): Promise<string> {
    const [first, second] = [Math.min(one, other), Math.max(one, other)];
    const sql = 'INSERT INTO listing_pair (one, other, likeness, metres) VALUES ($1, $2, 0.9, 80)';
    await this.write(sql, [first, second], ctx);
    return `${first}-${second}`;
  }

  async pair(ctx = this.world.here): Promise<Pair> {
    const siret = aSiret();
    const known: SourceInput = { source: 'sirene', sourceId: siret, facts: { siret, displayName: 'PAUL' } };
    const mapped: SourceInput = { source: 'osm', facts: { displayName: 'Chez Paul' } };
    const ids = await writeListings(this.world, ctx, [known, mapped], NOW);
    const [one, other] = [required(ids[0], 'one'), required(ids[1], 'the other')];
    return { id: await this.doubt(one, other, ctx), registered: one, mapped: other };
  }

  /** A photo without files. */
  async photo(listing: number, kind: 'photo' | 'logo' = 'photo'): Promise<string> {
    const id = uuid();
    await this.write(
      `INSERT INTO photo (id, listing_id, folder, kind, rank, hash, master, variants, bytes, created_at)
       SELECT $1, $2, $2, $3, CASE WHEN $3 = 'logo' THEN 0 ELSE count(*) END, $4, 'jpeg',
              '[{"format":"jpeg","width":640,"height":480}]', 1000, $5 FROM photo WHERE listing_id = $2 AND kind = 'photo'`,
      [id, listing, kind, id.replaceAll('-', '').slice(-24), NOW],
    );
    return id;
  }

  async mandate(listing: number, until = later(1e9)): Promise<string> {
    const id = uuid();
    await this.write(
      `INSERT INTO mandate (id, listing_id, state, giver_name, giver_quality, locale, means, signature, proposed_by,
                            proposed_by_name, created_at, signed_at, expires_at)
       VALUES ($1, $2, 'active', 'Jeanne', 'gérante', 'fr', 'screen', 'M0 0', $3, 'Claire', $4, $4, $5)`,
      [id, listing, uuid(), NOW, until],
    );
    return id;
  }

  /** Everything that can be attached to a listing that nobody keeps. */
  async attachAll(listing: number): Promise<void> {
    const { id } = await anAccount(this.world, this.world.here);
    for (const kind of ['photo', 'photo', 'logo'] as const) await this.photo(listing, kind);
    await this.mandate(listing);
    await this.claimants.begin(this.world.here, listing, { accountId: id }, 'fr', NOW);
    for (const [sql, values] of rowsFor(listing, id)) await this.write(sql, values);
  }

  async rows<T>(sql: string, params: unknown[] = [], ctx = this.world.here): Promise<T[]> {
    return this.world.work.read(ctx, ({ manager }) => manager.query<T[]>(sql, params));
  }

  private async write(sql: string, params: unknown[], ctx: TenantContext = this.world.here): Promise<void> {
    await this.world.work.write(ctx, ({ manager }) => manager.query(sql, params));
  }
}

/** Duplicates over a world of two tenants. */
export interface DuplicatesWorld extends ClaimsWorld {
  readonly duplicates: DuplicateService;
  readonly effects: MergeEffects;
  readonly profiles: ProfileService;
  readonly fixtures: PairFixtures;
  /** Where the address of a listing leads. */
  shown(id: number): Promise<number | null>;
}

export async function openDuplicatesWorld(): Promise<DuplicatesWorld> {
  const on = await openClaimsWorld();
  const { work, here } = on.world;
  const services = await servicesOf(on.world, [DuplicatesModule, ProfilesModule]);
  const listings = services.get(ListingRepository);
  return {
    ...on,
    duplicates: services.get(DuplicateService),
    effects: services.get(MergeEffects),
    profiles: services.get(ProfileService),
    fixtures: new PairFixtures(on.world, on.claimants),
    shown: async (id) => (await work.read(here, (tx) => listings.find(tx, id)))?.id ?? null,
  };
}
