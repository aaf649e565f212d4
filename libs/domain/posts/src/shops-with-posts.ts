import type { IsoDate } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { ChangeBus, TenantMemory, type TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ShownPostRepository } from './shown-post.repository';

/** Shops that are remembered of a territory; where more have posts, each page asks about its own. */
const MOST_SHOPS = 20_000;

/** The shops of a territory that have posts on a day, by what they have; null where they are too many to remember. */
type Shops = { readonly withPost: ReadonlySet<number>; readonly withOffer: ReadonlySet<number> } | null;

/** Which shops have posts: few of them, and every page of a shop and every list of results asks for it. */
@Injectable()
export class ShopsWithPosts {
  /** By the day in the territory: at midnight posts begin and end without a change. */
  private readonly memory: TenantMemory<Map<IsoDate, Shops>>;

  constructor(
    private readonly posts: ShownPostRepository,
    changeBus: ChangeBus,
    clock: Clock,
  ) {
    this.memory = new TenantMemory(changeBus, clock, () => new Map<IsoDate, Shops>());
  }

  /** Whether a shop may have posts that are read on a day. */
  async mayHavePost(tx: TenantTx, listingId: number, today: IsoDate): Promise<boolean> {
    const shops = await this.shopsOn(tx, today);
    return shops === null || shops.withPost.has(listingId);
  }

  /** Those of these shops that have an offer which holds on a day. */
  async withOffer(tx: TenantTx, ids: readonly number[], today: IsoDate): Promise<ReadonlySet<number>> {
    const shops = await this.shopsOn(tx, today);
    if (shops === null) return new Set(await this.posts.withOffer(tx, ids, today));
    return new Set(ids.filter((id) => shops.withOffer.has(id)));
  }

  private async shopsOn(tx: TenantTx, today: IsoDate): Promise<Shops> {
    const days = this.memory.of(tx.ctx.tenant);
    const known = days.get(today);
    if (known !== undefined) return known;
    const found = await this.posts.shops(tx, today, MOST_SHOPS + 1);
    const shops: Shops =
      found.length > MOST_SHOPS
        ? null
        : {
            withPost: new Set(found.map(({ id }) => id)),
            withOffer: new Set(found.flatMap(({ id, hasOffer }) => (hasOffer ? [id] : []))),
          };
    // One day at a time.
    days.clear();
    days.set(today, shops);
    return shops;
  }
}
