import type { PlaceGauge } from '@halles/contracts';
import { type Interval, isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import {
  ChangeBus,
  RememberedRows,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { closedTimes, limitsOf, strictest } from './gauge-limits';
import { NO_GAUGE, type PlaceLimits, type Purpose } from './gauge-rule';
import { EVERYBODY, PlaceGaugeRepository } from './place-gauge.repository';
import { lowest } from './step-function';

/** How many people may be in a place: the one home of what it says, with or without an agenda. */
@Injectable()
export class PlaceGauges {
  /** Places that say how many may be inside, and `EVERYBODY` while a rule may concern any: of all others nothing is asked. */
  private readonly limited: RememberedRows<{ readonly id: number }>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly gauges: PlaceGaugeRepository,
    private readonly clock: Clock,
    changeBus: ChangeBus,
  ) {
    this.limited = new RememberedRows(changeBus, clock, (tx, _, limit) => {
      const today = isoOfDay(wallTime(tx.ctx.tenant.settings.timeZone, clock.now().getTime()).day);
      return gauges.limited(tx, today, limit);
    });
  }

  /** What a place says of itself; of one that never said anything: nothing. */
  read(ctx: TenantContext, listingId: number): Promise<PlaceGauge> {
    return this.work.read(ctx, (tx) => this.gauges.find(tx, listingId));
  }

  /** The same in the transaction of others. */
  find(tx: TenantTx, listingId: number): Promise<PlaceGauge> {
    return this.gauges.find(tx, listingId);
  }

  /** What the place says, and the rules of its territory that concern it in a stretch of time. */
  limits(tx: TenantTx, listingId: number, within: Interval): Promise<PlaceLimits> {
    return this.gauges.limits(tx, listingId, within);
  }

  /** The same for the page of any place. */
  async shownLimits(tx: TenantTx, listingId: number, within: Interval): Promise<PlaceLimits> {
    const asked = await this.limited.among(tx, [listingId, EVERYBODY], null);
    return asked.length === 0 ? { gauge: NO_GAUGE, rules: [] } : this.gauges.limits(tx, listingId, within);
  }

  /** How many people may be in a place at once on a day, whatever the hours; null where nothing limits them. */
  async mostOn(ctx: TenantContext, listingId: number, within: Interval): Promise<number | null> {
    const all = await this.work.read(ctx, (tx) => this.gauges.limits(tx, listingId, within));
    const rules = all.rules.filter(({ formula }) => formula.kind !== 'hours');
    const limits = limitsOf({ ...all, rules }, within, ctx.tenant.settings.timeZone);
    const most = lowest(strictest(limits), within.from, within.until);
    return Number.isFinite(most) ? most : null;
  }

  /** The same with all that limits it, for who keeps the place. */
  limitsOn(ctx: TenantContext, listingId: number, within: Interval): Promise<PlaceLimits> {
    return this.work.read(ctx, (tx) => this.gauges.limits(tx, listingId, within));
  }

  /**
   * When rules of the territory let nobody in for this, as pages tell it: of a rule that was published this second it may not know
   * yet. Whoever lets somebody in asks `PeoplePresent.room` under the lock of the day.
   */
  async closed(tx: TenantTx, listingId: number, within: Interval, purpose: Purpose): Promise<Interval[]> {
    const { rules } = await this.shownLimits(tx, listingId, within);
    return closedTimes(rules, within, tx.ctx.tenant.settings.timeZone, purpose);
  }

  /** Says it anew. Who comes already stays: a gauge that is lowered cancels nothing. */
  async save(ctx: TenantContext, listingId: number, gauge: PlaceGauge): Promise<void> {
    await this.work.write(ctx, (tx) => this.saveIn(tx, listingId, gauge));
  }

  /**
   * The same, decided over what stands by then: nobody else changes it meanwhile.
   * @param decide null leaves it as it is
   */
  async changeOver(
    ctx: TenantContext,
    listingId: number,
    decide: (now: PlaceGauge) => PlaceGauge | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const gauge = decide(await this.gauges.lock(tx, listingId));
      if (gauge !== null) await this.saveIn(tx, listingId, gauge);
    });
  }

  /** The same in the transaction of others. */
  async saveIn(tx: TenantWriteTx, listingId: number, gauge: PlaceGauge): Promise<void> {
    await this.gauges.save(tx, listingId, gauge, this.clock.now());
  }
}
