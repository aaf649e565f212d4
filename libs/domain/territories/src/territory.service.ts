import { Injectable } from '@nestjs/common';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { type TerritoryFigures, TerritoryRepository } from './territory.repository';

/** The communes that a tenant covers. */
@Injectable()
export class TerritoryService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly territories: TerritoryRepository,
  ) {}

  /** How many communes and inhabitants the territory has; zeroes while its perimeter is empty. */
  async figures(ctx: TenantContext): Promise<TerritoryFigures> {
    return this.work.read(ctx, (tx) => this.territories.computeFigures(tx));
  }
}
