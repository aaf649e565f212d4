import { metresBetween } from '@halles/domain/geo';
import { DAY } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { VisitRepository, type VisitStop, type VisitStreet } from './visit.repository';
import { lengthOf, walkingOrder } from './walking-order';

/** What nobody confirmed for so long is stale. */
export const STALE_AFTER = 365 * DAY;
/** More than a day's walk, and more than one prints. */
const MAX_STOPS = 120;
const MAX_STREETS = 60;

/** A stop of a walk. */
export interface WalkStop extends VisitStop {
  /** From the stop before, as the crow flies; 0 for the first. */
  readonly metres: number;
}

export interface Walk {
  readonly stops: readonly WalkStop[];
  /** Of the whole, as the crow flies. */
  readonly metres: number;
  /** Whether there are more than fit: a street at a time is better then. */
  readonly isCut: boolean;
}

/** Where an agent should look in: businesses that nobody keeps, or that nobody has confirmed for a year. */
@Injectable()
export class VisitService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly visits: VisitRepository,
  ) {}

  /** The streets with the most to do first, at most 60. */
  async streets(ctx: TenantContext, commune: string | null, now: Date): Promise<VisitStreet[]> {
    const filter = { commune, street: null, staleBefore: staleBefore(now) };
    return this.work.read(ctx, (tx) => this.visits.streets(tx, filter, now, MAX_STREETS));
  }

  /** The visits of a street, a commune or the whole territory in a walking order, at most 120. */
  async walk(
    ctx: TenantContext,
    { commune, street }: { readonly commune: string | null; readonly street: string | null },
    now: Date,
  ): Promise<Walk> {
    const filter = { commune, street, staleBefore: staleBefore(now) };
    const found = await this.work.read(ctx, (tx) => this.visits.stops(tx, filter, now, MAX_STOPS + 1));
    const order = walkingOrder(found.slice(0, MAX_STOPS));
    const stops = order.map((stop, index): WalkStop => {
      const before = order[index - 1];
      return { ...stop, metres: before ? Math.round(metresBetween(before, stop)) : 0 };
    });
    return { stops, metres: Math.round(lengthOf(order)), isCut: found.length > MAX_STOPS };
  }
}

const staleBefore = (now: Date): Date => new Date(now.getTime() - STALE_AFTER);
