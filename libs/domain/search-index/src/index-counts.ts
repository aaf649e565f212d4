import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { IndexCountRepository } from './index-count.repository';
import { SearchPlaces } from './search-places';
import type { CountChanges, IndexState } from './index-changes';

/** What is counted of the listings: keys, cells of the map, places; and the directory's version. */
@Injectable()
export class IndexCounts {
  constructor(
    private readonly counts: IndexCountRepository,
    private readonly places: SearchPlaces,
  ) {}

  /**
   * Adds to the counts what was indexed with this state, or counts everything again. One writer of a territory at a time.
   * The state is then empty of changes, and may be used further.
   */
  async finish(
    tx: TenantWriteTx,
    { changes }: IndexState,
    scope: 'all' | 'touched',
    now: Date,
  ): Promise<void> {
    // The row's lock is what orders writers: what comes behind it sees all that was committed before.
    await this.counts.raiseVersion(tx, now);
    if (scope === 'all' || changes.isWhole) {
      await this.counts.recountKeys(tx);
      await this.counts.recountCells(tx);
      await this.places.update(tx, 'all');
    } else await this.add(tx, changes);
    changes.clear();
  }

  /** Most writing keeps a page up to date, and no listing appears, disappears or moves: then nothing is counted. */
  private async add(tx: TenantWriteTx, changes: CountChanges): Promise<void> {
    const [keys, cells] = [changes.movedKeys(), changes.movedCells()];
    if (keys.length === 0 && cells.length === 0) return;
    await this.counts.addToKeys(tx, keys);
    await this.counts.addToCells(tx, cells);
    await this.places.update(tx, [...changes.streets]);
  }
}
