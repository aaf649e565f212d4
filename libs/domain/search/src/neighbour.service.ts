import type { Degrees } from '@halles/domain/geo';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { NeighbourRepository } from './neighbour.repository';
import type { SearchPlace } from './search-page';

/** Which places are wanted. */
export interface NeighbourQuery {
  readonly kind: SearchPlace['kind'];
  /** The nearest to this point; without one, those with most listings. */
  readonly near?: Degrees;
  /** INSEE code: only places of this commune. */
  readonly commune?: string;
  /** 1 to 100. */
  readonly limit: number;
}

/** Which places lead on from another: what pages link to each other by. */
@Injectable()
export class NeighbourService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly neighbours: NeighbourRepository,
  ) {}

  /** Places that have a listing, for each question in turn, in one reading. */
  async find(ctx: TenantContext, queries: readonly NeighbourQuery[]): Promise<SearchPlace[][]> {
    return this.work.read(ctx, (tx) => this.findIn(tx, queries));
  }

  /** The same as a part of what a page reads. */
  findIn(tx: TenantTx, queries: readonly NeighbourQuery[]): Promise<SearchPlace[][]> {
    return Promise.all(
      queries.map(({ kind, near, commune = null, limit }) =>
        near
          ? this.neighbours.nearest(tx, kind, near, limit, commune)
          : this.neighbours.largest(tx, kind, limit, commune),
      ),
    );
  }
}
