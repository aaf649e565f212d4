import type { OccupancyView, PlaceGauge } from '@halles/contracts';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { COMES_TO_PLACE, IS_COLLECTED_IN_PLACE, leavesOfRule } from '@halles/domain/place-days';
import { Clock, HOUR } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { GaugeRuleRepository } from './gauge-rule.repository';
import {
  type GaugedPlace,
  hoursOfWeek,
  type LimitedClass,
  occupancyOf,
  type PeopleOfHour,
  weekLimits,
} from './occupancy';

/** A territory of more places that say how many may be inside is summed over these: those that the directory knows the longest. */
const MAX_PLACES = 10_000;
const PLACES = `
  SELECT l.id, l.commune, l.category,
         jsonb_build_object('surface', g.surface, 'people', g.people, 'staff', g.staff, 'isHouseholdOne', g.is_household_one) AS gauge
    FROM place_gauge g JOIN listing l ON l.id = g.listing_id AND l.visibility = 'public' AND l.state = 'open'
   ORDER BY l.id LIMIT $1`;
/**
 * Who is in the places of a territory in each hour between $1 and $2, by kind and by the classes $4 of the places $3. Each place is
 * looked at for these days alone, by its index over time: what was booked before, however much, is not read. Of those who walked in
 * nobody knows who belongs together.
 */
const PEOPLE = `
  WITH there AS (
    SELECT b.* FROM agenda a CROSS JOIN LATERAL (
      SELECT b.listing_id, b.starts_at AS since, b.ends_at AS until, b.party::int AS people, 'booked' AS kind FROM booking b
       WHERE b.listing_id = a.listing_id AND b.starts_at > $1::timestamptz - interval '1 day' AND b.starts_at < $2::timestamptz
         AND b.ends_at > $1 AND ${COMES_TO_PLACE}) b
    UNION ALL
    SELECT o.* FROM ordering_settings s CROSS JOIN LATERAL (
      SELECT o.listing_id, o.slot_from, o.slot_until, 1, 'collected' FROM customer_order o
       WHERE o.listing_id = s.listing_id AND o.slot_from > $1::timestamptz - interval '1 day' AND o.slot_from < $2::timestamptz
         AND o.slot_until > $1 AND ${IS_COLLECTED_IN_PLACE}) o
  ), hours AS (
    SELECT t.kind, t.people, 1 AS households, t.listing_id, h.hour FROM there t CROSS JOIN LATERAL generate_series(
      date_trunc('hour', GREATEST(t.since, $1::timestamptz), 'UTC'), LEAST(t.until, $2::timestamptz) - interval '1 microsecond',
      interval '1 hour') AS h (hour)
    UNION ALL
    SELECT 'walkedIn', f.peak, f.peak, f.listing_id, f.hour FROM footfall_hour f WHERE f.hour >= $1 AND f.hour < $2
  )
  SELECT hour, kind, c.class AS "ofClass", sum(people)::int AS people, sum(households)::int AS households
    FROM hours LEFT JOIN unnest($3::int[], $4::int[]) AS c (listing_id, class) USING (listing_id)
   GROUP BY hour, kind, c.class`;

/** Sums over the places of a territory: who has an appointment, collects an order or walked in, and how many may be inside. */
@Injectable()
export class TerritoryOccupancy {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rules: GaugeRuleRepository,
    private readonly clock: Clock,
  ) {}

  /** The week of today, from Monday on. */
  async week(ctx: TenantContext): Promise<OccupancyView> {
    const { timeZone } = ctx.tenant.settings;
    const today = isoOfDay(wallTime(timeZone, this.clock.now().getTime()).day);
    const days = hoursOfWeek(today, timeZone);
    const all = days.flatMap(({ hours }) => hours);
    const within = { from: all[0] ?? 0, until: (all.at(-1) ?? 0) + HOUR };
    return this.work.read(ctx, async (tx) => {
      const rules = await this.rules.inForce(tx, days[0]?.day ?? today, days.at(-1)?.day ?? today);
      const zoned = rules.map((rule) => {
        const leaves = leavesOfRule(ctx, rule.categories);
        return { rule, leaves: leaves && new Set(leaves) };
      });
      const limits = weekLimits(await this.places(tx), zoned, all, timeZone);
      const people = await this.people(tx, within, limits.classes);
      return {
        today,
        days: days.map(({ day, hours }) => ({
          day,
          hours: occupancyOf(hours, people, limits, timeZone),
        })),
        limitedPlaces: limits.classes.reduce((sum, { places }) => sum + places.length, 0),
      };
    });
  }

  /** Those that say something of how many may be inside: a rule that needs nothing of them is told by these, too. */
  private async places(tx: TenantTx): Promise<GaugedPlace[]> {
    const rows = await tx.manager.query<(Omit<GaugedPlace, 'gauge'> & { gauge: PlaceGauge })[]>(PLACES, [
      MAX_PLACES,
    ]);
    return rows;
  }

  private async people(
    tx: TenantTx,
    { from, until }: { readonly from: number; readonly until: number },
    classes: readonly LimitedClass[],
  ): Promise<PeopleOfHour[]> {
    const rows = await tx.manager.query<(Omit<PeopleOfHour, 'hour'> & { readonly hour: Date })[]>(PEOPLE, [
      new Date(from),
      new Date(until),
      classes.flatMap(({ places }) => places),
      classes.flatMap(({ places }, index) => places.map(() => index)),
    ]);
    return rows.map(({ hour, ...row }) => ({ ...row, hour: hour.getTime() }));
  }
}
