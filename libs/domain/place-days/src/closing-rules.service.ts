import { type IsoDate, isoOfDay, type Schedule, wallTime } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { ChangeBus, RememberedRows, type TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type ClosingRule, concernsPlace, type RuledPlace, underRules } from './closing-rules';
import { type GaugeRuleRow, toGaugeRule } from './gauge-rule';
import { leavesOfRule } from './rule-categories';
import { PlaceGaugeRepository } from './place-gauge.repository';

/** Hours under rules, for the schedule that they are of: one value for all places that have it, and gone with it. */
type Ruled = WeakMap<Schedule, { readonly key: string; readonly schedule: Schedule }>;

/**
 * Rules of the territory that close places: whoever tells when a place is open asks it. There are none most of the time, which
 * costs nothing.
 */
@Injectable()
export class ClosingRules {
  private readonly rules: RememberedRows<{ readonly id: number; readonly rule: GaugeRuleRow }, IsoDate>;
  private readonly ruled: Ruled = new WeakMap();

  constructor(
    gauges: PlaceGaugeRepository,
    private readonly clock: Clock,
    changeBus: ChangeBus,
  ) {
    this.rules = new RememberedRows(changeBus, clock, (tx, today: IsoDate, limit) =>
      gauges.closing(tx, today, limit),
    );
  }

  /** Those that count today or will. */
  async list(tx: TenantTx): Promise<readonly ClosingRule[]> {
    const { timeZone } = tx.ctx.tenant.settings;
    const today = isoOfDay(wallTime(timeZone, this.clock.now().getTime()).day);
    const rows = [...((await this.rules.of(tx, today)) ?? []).values()];
    return rows.map(({ rule }) => ({ ...toGaugeRule(rule), leaves: leavesOfRule(tx.ctx, rule.categories) }));
  }

  /** Those that concern a place: its hours are told under them (`underRules`). */
  async of(tx: TenantTx, place: Omit<RuledPlace, 'schedule'>): Promise<readonly ClosingRule[]> {
    return (await this.list(tx)).filter((rule) => concernsPlace(rule, place));
  }

  /** A place as it is open under the rules that concern it. @param at the moment that is told of, ms since 1970 */
  async over<P extends RuledPlace>(tx: TenantTx, place: P, at: number): Promise<P> {
    const [one = place] = await this.overAll(tx, [place], at);
    return one;
  }

  /** The same for several. */
  async overAll<P extends RuledPlace>(tx: TenantTx, places: readonly P[], at: number): Promise<readonly P[]> {
    const rules = await this.list(tx);
    if (rules.length === 0) return places;
    return places.map((place) => {
      const own = rules.filter((rule) => concernsPlace(rule, place));
      return place.schedule === null || own.length === 0
        ? place
        : { ...place, schedule: this.schedule(place.schedule, own, at) };
    });
  }

  private schedule(schedule: Schedule, rules: readonly ClosingRule[], at: number): Schedule {
    const { day } = wallTime(schedule.place.timeZone, at);
    const key = [day, ...rules.map(({ id, version }) => `${id}.${version}`)].join(' ');
    const known = this.ruled.get(schedule);
    if (known?.key === key) return known.schedule;
    const ruled = underRules(schedule, rules, at);
    this.ruled.set(schedule, { key, schedule: ruled });
    return ruled;
  }
}
