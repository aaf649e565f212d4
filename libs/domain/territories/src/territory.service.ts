import { Clock, HOUR } from '@halles/kernel';
import { Injectable } from '@nestjs/common';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { type TerritoryFigures, TerritoryRepository } from './territory.repository';

/** A perimeter changes with an import, a few times a year: what every home page shows is not counted each time. */
const REMEMBERED = HOUR;

interface Remembered {
  readonly until: number;
  readonly figures: Promise<TerritoryFigures>;
}

/** The communes that a tenant covers. */
@Injectable()
export class TerritoryService {
  /** By tenant role: one entry a tenant of the registry. */
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly territories: TerritoryRepository,
    private readonly clock: Clock,
  ) {}

  /** INSEE codes of the departments that the territory lies in: `33`, `2A`, `974`; none while its perimeter is empty. */
  async departments(ctx: TenantContext): Promise<string[]> {
    return this.work.read(ctx, (tx) => this.territories.departments(tx));
  }

  /** How many communes and inhabitants the territory has, at most an hour old; zeroes while its perimeter is empty. */
  async figures(ctx: TenantContext): Promise<TerritoryFigures> {
    const { role } = ctx.tenant;
    const now = this.clock.now().getTime();
    const known = this.remembered.get(role);
    if (known && known.until > now) return known.figures;
    const figures = this.work.read(ctx, (tx) => this.territories.computeFigures(tx));
    this.remembered.set(role, { until: now + REMEMBERED, figures });
    // A failure is this moment's: the next reader asks again.
    figures.catch(() => this.remembered.delete(role));
    return figures;
  }
}
