import { instantOf, wallTime } from '@halles/domain/hours';
import { fullWith, PeoplePresent } from '@halles/domain/place-days';
import { Clock, DAY } from '@halles/kernel';
import { ChangeBus, pipelined, RememberedRows, type TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type FootfallLevel, publicLevel } from './footfall-level';
import { USUAL_WEEKS, type UsualDay, usualDays, type WeekdayHour } from './usual-hours';

/** How busy a place is, and when that was read, ms since 1970. */
export interface CrowdNow {
  readonly level: FootfallLevel;
  readonly at: number;
}

/** What the page of a place tells of who comes. */
export interface Crowd {
  readonly now: CrowdNow | null;
  readonly usual: readonly UsualDay[];
}

const NOTHING: Crowd = { now: null, usual: [] };

/** Places where somebody counted, or may be booked: of all others nothing is asked. */
const COUNTED = `
  SELECT c.listing_id AS id
    FROM (SELECT listing_id FROM footfall UNION SELECT listing_id FROM agenda WHERE is_open) c ORDER BY c.listing_id LIMIT $1`;
const USUAL = `
  WITH h AS (
    SELECT (f.hour AT TIME ZONE $2)::date AS day, extract(isodow FROM f.hour AT TIME ZONE $2)::int AS weekday,
           extract(hour FROM f.hour AT TIME ZONE $2)::int AS hour, f.entries
      FROM footfall_hour f WHERE f.listing_id = $1 AND f.hour >= $3 AND f.hour < $4)
  SELECT d.weekday, d.days, e.hour, e.entries
    FROM (SELECT weekday, count(DISTINCT day)::int AS days FROM h GROUP BY weekday) d
    JOIN (SELECT weekday, hour, sum(entries)::int AS entries FROM h GROUP BY weekday, hour) e USING (weekday)`;

/** What the public is told of how many people are in places: a level, and never a number. */
@Injectable()
export class PublicFootfall {
  private readonly counted: RememberedRows<{ readonly id: number }>;

  constructor(
    private readonly present: PeoplePresent,
    private readonly clock: Clock,
    changeBus: ChangeBus,
  ) {
    this.counted = new RememberedRows(changeBus, clock, (tx, _, limit) => tx.manager.query(COUNTED, [limit]));
  }

  /** How busy those of some places are of which it is known. */
  async levels(tx: TenantTx, ids: readonly number[]): Promise<ReadonlyMap<number, CrowdNow>> {
    const asked = await this.counted.among(tx, ids, null);
    if (asked.length === 0) return new Map();
    const at = this.clock.now().getTime();
    const there = [...(await this.present.now(tx, asked)).values()];
    const gauges = await pipelined(there.map(({ listingId }) => this.present.gaugeOf(tx, listingId)));
    return new Map(
      there.flatMap(({ listingId, countedAt, households, ...people }, index): [number, CrowdNow][] => {
        const known = { ...people, countedAt: countedAt?.getTime() ?? null };
        const limits = gauges[index];
        const gauge = limits ? fullWith(limits, { people: people.expected, households }) : null;
        const level = publicLevel(known, gauge, at);
        return level === null ? [] : [[listingId, { level, at }]];
      }),
    );
  }

  /** What the page of a place tells, now and of the last weeks. */
  async ofListing(tx: TenantTx, listingId: number): Promise<Crowd> {
    if ((await this.counted.among(tx, [listingId], null)).length === 0) return NOTHING;
    const { timeZone } = tx.ctx.tenant.settings;
    const today = instantOf(timeZone, wallTime(timeZone, this.clock.now().getTime()).day, 0);
    const [levels, hours] = [
      await this.levels(tx, [listingId]),
      await tx.manager.query<WeekdayHour[]>(USUAL, [
        ...[listingId, timeZone, new Date(today - 7 * USUAL_WEEKS * DAY), new Date(today)],
      ]),
    ];
    return { now: levels.get(listingId) ?? null, usual: usualDays(hours) };
  }
}
