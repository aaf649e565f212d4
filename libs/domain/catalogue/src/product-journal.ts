import type { NotedProducts } from '@halles/contracts';
import { PageChangeNotices } from '@halles/domain/notifications';
import { appendAudit, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** What an act on the products of a shop is about. */
interface ProductAct {
  readonly listing: number;
  /** What changed, for the history of the page to word. */
  readonly noted?: NotedProducts;
  readonly [about: string]: unknown;
}

/** Records what is done with the products of a shop; who keeps it is notified of what an agent of the town does. */
@Injectable()
export class ProductJournal {
  constructor(private readonly notices: PageChangeNotices) {}

  /** In the transaction of the act. */
  async record(tx: TenantWriteTx, action: string, about: ProductAct, now: Date): Promise<void> {
    await appendAudit(tx, action, about, now);
    await this.notify(tx, about.listing, now);
  }

  /** The same of what is recorded elsewhere: the photo of a product. */
  async notify(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await this.notices.notifyOfTask(tx, listingId, 'products', now);
  }
}
