import { limitsOf, lowest, PeoplePresent, PlaceGauges, roomOf, strictest } from '@halles/domain/place-days';
import { Clock, DAY } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { GaugeDecisionMissed } from './gauge.errors';
import { proposeAnotherTime } from './gauge.events';

/** So far ahead what is above the gauge is listed: a rule that lasts longer is looked at again before. */
const AHEAD = 60 * DAY;
/** A page lists no more. */
const MOST_LISTED = 100;

/** Somebody who comes while there would be more people than may be inside. */
export interface AboveGauge {
  readonly kind: 'booking' | 'order';
  readonly id: string;
  readonly from: number;
  readonly until: number;
  readonly people: number;
  /** Of a booking: its customer, null where they were erased; of an order: its number. */
  readonly name: string | null;
  readonly hasEmail: boolean;
  /** How many may be inside then. */
  readonly most: number;
  /** Whether its party may come at two times. */
  readonly canSplit: boolean;
  /** What its customer was asked since that many may: for another time, or to come at two; null: nothing. */
  readonly asked: AskingDecision | null;
}

/** What a customer is asked for, by mail. */
export type AskingDecision = 'proposed' | 'split';
export type GaugeDecision = AskingDecision | 'kept';

/** What the customer of a booking is to be asked for. */
export interface GaugeProposal {
  readonly bookingId: string;
  readonly most: number;
  readonly decision: AskingDecision;
}

interface Row extends Omit<AboveGauge, 'from' | 'until' | 'most' | 'asked'> {
  readonly from: Date;
  readonly until: Date;
  /** The fewest people of whom it was decided; null where nothing was. */
  readonly kept: number | null;
  readonly proposed: number | null;
  readonly split: number | null;
}

/** Moved since its customer was asked, a booking has another time already: what was asked is of the one before. */
const NOT_MOVED_SINCE = `
  NOT EXISTS (SELECT FROM booking_event e WHERE e.booking_id = d.booking_id AND e.is_moved AND e.created_at > d.created_at)`;
const DECIDED = (of: string): string => `
  (SELECT min(d.most) FROM gauge_decision d WHERE ${of} AND d.decision = 'kept') AS kept,
  (SELECT min(d.most) FROM gauge_decision d WHERE ${of} AND d.decision = 'proposed' AND ${NOT_MOVED_SINCE}) AS proposed,
  (SELECT min(d.most) FROM gauge_decision d WHERE ${of} AND d.decision = 'split' AND ${NOT_MOVED_SINCE}) AS split`;
/** Of a service at any free time that its customers may book, for half as many too. */
const CAN_SPLIT = `EXISTS (
  SELECT FROM agenda_service v WHERE v.id = b.service_id AND NOT v.is_group AND v.access <> 'staff' AND b.party >= 2 * v.party_min AND b.party > 1)`;
const COMING = `
  SELECT 'booking' AS kind, b.id, b.starts_at AS "from", b.ends_at AS until, b.party::int AS people, b.customer_name AS name,
         b.customer_email IS NOT NULL AS "hasEmail", ${CAN_SPLIT} AS "canSplit", ${DECIDED('d.listing_id = b.listing_id AND d.booking_id = b.id')}
    FROM booking b
   WHERE b.listing_id = $1 AND b.starts_at > $2 AND b.starts_at < $3 AND b.state IN ('pending', 'confirmed') AND b.venue = 'shop'
  UNION ALL
  SELECT 'order', o.id, o.slot_from, o.slot_until, 1, o.number::text, false, false, ${DECIDED('d.order_id = o.id')}
    FROM customer_order o
   WHERE o.listing_id = $1 AND o.slot_from > $2 AND o.slot_from < $3 AND o.fulfilment = 'pickup' AND o.collection_point_id IS NULL
     AND o.state IN ('to-pay', 'to-confirm', 'received', 'accepted', 'preparing', 'ready')
  ORDER BY 3, 2 LIMIT 2000`;
const DECIDE = `
  INSERT INTO gauge_decision (id, listing_id, booking_id, order_id, decision, most, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
const PROPOSED = `
  SELECT d.booking_id AS "bookingId", d.most, d.decision FROM gauge_decision d
   WHERE d.id = $1 AND d.decision IN ('proposed', 'split') AND ${NOT_MOVED_SINCE}`;
/** Two touches at once follow each other: the second one reads what the first decided. */
const HOLD = {
  booking: 'SELECT 1 FROM booking WHERE listing_id = $1 AND id = $2 FOR UPDATE',
  order: 'SELECT 1 FROM customer_order WHERE listing_id = $1 AND id = $2 FOR UPDATE',
} as const;

/**
 * Who comes to a place above its gauge: a rule that lowers it cancels nothing, and the shop decides of each. Decided is what was
 * decided for as few people as may be inside now.
 */
@Injectable()
export class AboveGauges {
  constructor(
    private readonly work: UnitOfWork,
    private readonly gauges: PlaceGauges,
    private readonly people: PeoplePresent,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The next ones that wait for a decision, or for an answer of who was asked for another time. At most 100. */
  list(ctx: TenantContext, listingId: number): Promise<AboveGauge[]> {
    return this.work.read(ctx, (tx) => this.listIn(tx, listingId));
  }

  /**
   * Decides of one: asks its customer by mail for another time, or to come at two, or keeps it knowingly. All are written down.
   * @throws GaugeDecisionMissed it is above the gauge no more, or nobody can be asked
   */
  async decide(
    ctx: TenantContext,
    listingId: number,
    of: Pick<AboveGauge, 'kind' | 'id'>,
    decision: GaugeDecision,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await tx.manager.query(HOLD[of.kind], [listingId, of.id]);
      const found = (await this.listIn(tx, listingId)).find(
        ({ kind, id }) => kind === of.kind && id === of.id,
      );
      const isAsking = decision !== 'kept';
      if (!found || (isAsking && !found.hasEmail)) throw new GaugeDecisionMissed({});
      if (decision === 'split' && !found.canSplit) throw new GaugeDecisionMissed({});
      // Asked once for so few: a second touch asks nobody again.
      if (isAsking && found.asked !== null) return;
      const [id, now] = [uuid(), this.clock.now()];
      const [booking, order] = of.kind === 'booking' ? [of.id, null] : [null, of.id];
      await tx.manager.query(DECIDE, [...[id, listingId, booking, order, decision, found.most], now]);
      await appendAudit(tx, `gauge.${decision}`, { listing: listingId, ...of, most: found.most }, now);
      if (isAsking) await this.outbox.append(tx, proposeAnotherTime(id));
    });
  }

  /** The booking whose customer is to be asked, for what, and how many may be inside then; null where it was moved since. */
  async proposal(ctx: TenantContext, decisionId: string): Promise<GaugeProposal | null> {
    return this.work.read(ctx, async (tx) => {
      const [row] = await tx.manager.query<GaugeProposal[]>(PROPOSED, [decisionId]);
      return row ?? null;
    });
  }

  private async listIn(tx: TenantTx, listingId: number): Promise<AboveGauge[]> {
    const now = this.clock.now().getTime();
    const within = { from: now, until: now + AHEAD };
    const all = await this.gauges.limits(tx, listingId, within);
    const { timeZone } = tx.ctx.tenant.settings;
    const [visits, pickups] = (['visit', 'pickup'] as const).map((purpose) =>
      limitsOf(all, within, timeZone, purpose),
    );
    // Where nothing limits a place nobody is counted.
    if (!visits || !pickups || visits.length + pickups.length === 0) return [];
    const inside = await this.people.inside(tx, listingId, within);
    const rooms = { booking: roomOf(visits, inside), order: roomOf(pickups, inside) };
    const gauges = { booking: strictest(visits), order: strictest(pickups) };
    const rows = await tx.manager.query<Row[]>(COMING, [listingId, new Date(now), new Date(within.until)]);
    return rows
      .flatMap(({ kept, proposed, split, ...row }): AboveGauge[] => {
        const [from, until] = [row.from.getTime(), row.until.getTime()];
        if (lowest(rooms[row.kind], from, until) >= 0) return [];
        const most = lowest(gauges[row.kind], from, until);
        if (kept !== null && kept <= most) return [];
        const isAsked = (fewest: number | null): boolean => fewest !== null && fewest <= most;
        const asked = isAsked(split) ? 'split' : isAsked(proposed) ? 'proposed' : null;
        return [{ ...row, from, until, most, asked }];
      })
      .slice(0, MOST_LISTED);
  }
}
