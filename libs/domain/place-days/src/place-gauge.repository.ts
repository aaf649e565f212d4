import type { PlaceGauge } from '@halles/contracts';
import { categoriesOf, categoryById } from '@halles/domain/categories';
import { type Interval, isoOfDay, wallTime } from '@halles/domain/hours';
import { publishChange, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { forgetFreeDays } from './forget-free-days';
import { GAUGE_RULE, type GaugeRuleRow, NO_GAUGE, type PlaceLimits, toGaugeRule } from './gauge-rule';

interface LimitsRow {
  readonly category: string;
  readonly gauge: PlaceGauge | null;
  readonly rules: readonly GaugeRuleRow[];
}

const GAUGE = `
  jsonb_build_object('surface', g.surface, 'people', g.people, 'staff', g.staff, 'isHouseholdOne', g.is_household_one)`;
/** Two who say it of one place follow each other, also where nothing was said before. */
const HOLD = 'SELECT 1 FROM listing WHERE id = $1 FOR NO KEY UPDATE';
const ONE = `SELECT ${GAUGE} AS gauge FROM place_gauge g WHERE g.listing_id = $1`;
/** What a place says, and the rules of its commune that touch some days: few, whatever the size of the territory. */
const LIMITS = `
  SELECT l.category, CASE WHEN g.listing_id IS NULL THEN NULL ELSE ${GAUGE} END AS gauge,
         (SELECT coalesce(jsonb_agg(jsonb_build_object(${GAUGE_RULE}) ORDER BY r.first_day, r.id), '[]')
            FROM gauge_rule r
           WHERE r.ended_at IS NULL AND r.last_day >= $2::date AND r.first_day <= $3::date
             AND (r.communes = '{}' OR l.commune = ANY (r.communes))) AS rules
    FROM listing l LEFT JOIN place_gauge g ON g.listing_id = l.id WHERE l.id = $1`;
/** Stands for any place, where a rule of the territory counts or will. */
export const EVERYBODY = 0;
const LIMITED = `
  SELECT g.listing_id AS id FROM place_gauge g
   UNION ALL SELECT ${String(EVERYBODY)} WHERE EXISTS (SELECT FROM gauge_rule r WHERE r.ended_at IS NULL AND r.last_day >= $2::date)
   ORDER BY 1 LIMIT $1`;
/** Those that close places, or say until when they may be open; a territory has two hundred rules at most. */
const CLOSING = `
  SELECT (row_number() OVER (ORDER BY r.first_day, r.id))::int AS id, jsonb_build_object(${GAUGE_RULE}) AS rule
    FROM gauge_rule r
   WHERE r.formula IN ('closed', 'hours') AND r.ended_at IS NULL AND r.last_day >= $2::date
   ORDER BY r.first_day, r.id LIMIT $1`;
const SAVE = `
  INSERT INTO place_gauge (listing_id, surface, people, staff, is_household_one, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (listing_id) DO UPDATE
     SET surface = excluded.surface, people = excluded.people, staff = excluded.staff,
         is_household_one = excluded.is_household_one, updated_at = excluded.updated_at`;

/** What limits how many people may be in a place. */
@Injectable()
export class PlaceGaugeRepository {
  /** What a place says of itself. */
  async find(tx: TenantTx, listingId: number): Promise<PlaceGauge> {
    const [row] = await tx.manager.query<{ gauge: PlaceGauge }[]>(ONE, [listingId]);
    return row?.gauge ?? NO_GAUGE;
  }

  /** The same, which nobody else changes until the transaction ends. */
  async lock(tx: TenantWriteTx, listingId: number): Promise<PlaceGauge> {
    await tx.manager.query(HOLD, [listingId]);
    return this.find(tx, listingId);
  }

  /** The same with the rules of the territory that concern it in a stretch of time. */
  async limits(tx: TenantTx, listingId: number, { from, until }: Interval): Promise<PlaceLimits> {
    const { timeZone } = tx.ctx.tenant.settings;
    const dayOf = (instant: number): string => isoOfDay(wallTime(timeZone, instant).day);
    const [row] = await tx.manager.query<LimitsRow[]>(LIMITS, [listingId, dayOf(from), dayOf(until)]);
    if (!row) return { gauge: NO_GAUGE, rules: [] };
    const branch = categoryById(row.category, categoriesOf(tx.ctx))?.branch ?? '';
    const concerns = ({ categories }: GaugeRuleRow): boolean =>
      categories.length === 0 || categories.includes(row.category) || categories.includes(branch);
    return { gauge: row.gauge ?? NO_GAUGE, rules: row.rules.filter(concerns).map(toGaugeRule) };
  }

  /** Places that say something of it, and `EVERYBODY` while a rule may concern any. @param today ISO date */
  limited(tx: TenantTx, today: string, limit: number): Promise<{ readonly id: number }[]> {
    return tx.manager.query<{ readonly id: number }[]>(LIMITED, [limit, today]);
  }

  /** @param today ISO date */
  closing(
    tx: TenantTx,
    today: string,
    limit: number,
  ): Promise<{ readonly id: number; readonly rule: GaugeRuleRow }[]> {
    return tx.manager.query(CLOSING, [limit, today]);
  }

  async save(tx: TenantWriteTx, listingId: number, gauge: PlaceGauge, now: Date): Promise<void> {
    const { surface, people, staff, isHouseholdOne } = gauge;
    await publishChange(tx);
    await tx.manager.query(SAVE, [listingId, surface, people, staff, isHouseholdOne, now]);
    await forgetFreeDays(tx, listingId);
  }
}
