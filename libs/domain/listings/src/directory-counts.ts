import type { TenantWriteTx } from '@halles/platform/tenancy';
import { CountRepository } from './count.repository';
import { ListingPlaces } from './listing-places';
import { writeStateOf } from './write-state';

/** What is counted of the listings: keys, cells of the map, places; and the directory's version. */
export class DirectoryCounts {
  constructor(
    private readonly counts: CountRepository,
    private readonly places: ListingPlaces,
  ) {}

  /** Brings the counts up to what this transaction changed, or counts all again. One writer of a territory at a time. */
  async finish(tx: TenantWriteTx, scope: 'all' | 'touched', now: Date): Promise<void> {
    // The row's lock is what orders writers: what comes behind it sees all that was committed before.
    await this.counts.raiseVersion(tx, now);
    const { changes } = writeStateOf(tx);
    const isWhole = scope === 'all' || changes.isWhole;
    if (isWhole) {
      await this.counts.recountKeys(tx);
      await this.counts.recountCells(tx);
    } else {
      await this.counts.addToKeys(tx, changes.keys);
      await this.counts.addToCells(tx, [...changes.cells.values()]);
    }
    await this.places.update(tx, isWhole ? 'all' : [...changes.streets]);
    changes.clear();
  }
}
