import type { IsoDate } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { ChangeBus, RememberedRows, type TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ShownPostRepository } from './shown-post.repository';

/** Which shops have posts: few of them, and every page of a shop and every list of results asks for it. */
@Injectable()
export class ShopsWithPosts {
  /** By the day in the territory: at midnight posts begin and end without a change. */
  private readonly shops: RememberedRows<{ readonly id: number; readonly hasOffer: boolean }, IsoDate>;

  constructor(
    private readonly posts: ShownPostRepository,
    changeBus: ChangeBus,
    clock: Clock,
  ) {
    this.shops = new RememberedRows(changeBus, clock, (tx, today: IsoDate, limit) =>
      posts.shops(tx, today, limit),
    );
  }

  /** Whether a shop may have posts that are read on a day. */
  async mayHavePost(tx: TenantTx, listingId: number, today: IsoDate): Promise<boolean> {
    const shops = await this.shops.of(tx, today);
    return shops === null || shops.has(listingId);
  }

  /** Those of these shops that have an offer which holds on a day. */
  async withOffer(tx: TenantTx, ids: readonly number[], today: IsoDate): Promise<ReadonlySet<number>> {
    const shops = await this.shops.of(tx, today);
    if (shops === null) return new Set(await this.posts.withOffer(tx, ids, today));
    return new Set(ids.filter((id) => shops.get(id)?.hasOffer === true));
  }
}
