import type { GaugeRuleInput, PlaceGauge } from '@halles/contracts';
import {
  forgetFreeDays,
  GAUGE_RULE,
  type GaugeRule,
  type GaugeRuleRow,
  toGaugeRule,
} from '@halles/domain/place-days';
import { publishChange, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A rule as the town sees it. */
export interface StoredGaugeRule extends GaugeRule {
  readonly updatedAt: Date;
  /** Its last day is over, and who was told of it is told of that. */
  readonly isOver: boolean;
}

/** A place that a rule concerns. */
export interface ConcernedPlace {
  readonly id: number;
  readonly name: string;
  readonly commune: string;
  readonly gauge: PlaceGauge;
}

/** Where a rule counts. Categories are leaves; null: every one. */
export interface RuleZone {
  readonly communes: readonly string[];
  readonly leaves: readonly string[] | null;
}

interface RuleRow {
  readonly rule: GaugeRuleRow;
  readonly updatedAt: Date;
  readonly isOver: boolean;
}

const RULE = `SELECT jsonb_build_object(${GAUGE_RULE}) AS rule, r.updated_at AS "updatedAt", r.over_at IS NOT NULL AS "isOver" FROM gauge_rule r`;
/** Those that count or will come first, then those that are over, the latest first. */
const LIST = `${RULE} ORDER BY (r.ended_at IS NULL AND r.last_day >= $1::date) DESC, r.first_day DESC, r.id LIMIT 200`;
const LOCK = `${RULE} WHERE r.id = $1 FOR UPDATE OF r`;
const ONE = `${RULE} WHERE r.id = $1`;
const IN_FORCE = `
  ${RULE} WHERE r.ended_at IS NULL AND r.last_day >= $1::date AND r.first_day <= $2::date ORDER BY r.first_day, r.id`;
const VALUES = `
  title = $3, text = $4, source = $5, source_url = $6, communes = $7, categories = $8, first_day = $9, last_day = $10, formula = $11,
  amount = $12, opens = $13, closes = $14, keeps_pickup = $15, is_staff_counted = $16, is_household_one = $17, updated_at = $18`;
const INSERT = `
  INSERT INTO gauge_rule (id, over_at, title, text, source, source_url, communes, categories, first_day, last_day, formula, amount,
                          opens, closes, keeps_pickup, is_staff_counted, is_household_one, updated_at, created_at, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, 1)
  ON CONFLICT (id) DO NOTHING RETURNING id`;
const CHANGE = `UPDATE gauge_rule SET over_at = $2, version = version + 1, ${VALUES} WHERE id = $1`;
const END = 'UPDATE gauge_rule SET ended_at = $2, updated_at = $3, version = version + 1 WHERE id = $1';
const OVER = `
  UPDATE gauge_rule SET over_at = $2, version = version + 1
   WHERE last_day < $1::date AND over_at IS NULL AND ended_at IS NULL RETURNING id`;
const ZONE = `
  l.visibility = 'public' AND l.state = 'open' AND ($1::text[] = '{}' OR l.commune = ANY ($1))
  AND ($2::text[] IS NULL OR l.category = ANY ($2))`;
const COUNT = `
  SELECT count(*)::int AS places, (count(*) FILTER (WHERE g.surface IS NULL))::int AS "withoutSurface",
         (count(*) FILTER (WHERE g.people IS NULL))::int AS "withoutPeople"
    FROM listing l LEFT JOIN place_gauge g ON g.listing_id = l.id WHERE ${ZONE}`;
/** Those that said something first: of the others there is nothing to check. */
const CONCERNED = `
  SELECT l.id, l.name, c.name AS commune,
         jsonb_build_object('surface', g.surface, 'people', g.people, 'staff', coalesce(g.staff, 0),
                            'isHouseholdOne', coalesce(g.is_household_one, false)) AS gauge
    FROM listing l JOIN commune c ON c.code = l.commune LEFT JOIN place_gauge g ON g.listing_id = l.id
   WHERE ${ZONE} ORDER BY (g.listing_id IS NULL), l.name, l.id LIMIT $3`;
const KNOWN_COMMUNES = 'SELECT code FROM commune WHERE code = ANY ($1)';
const COMMUNES = 'SELECT code, name FROM commune ORDER BY name, code LIMIT 2000';

/** How many places a rule concerns, and of how many nobody can tell what it means there. */
export interface ConcernedCounts {
  readonly places: number;
  readonly withoutSurface: number;
  readonly withoutPeople: number;
}

const toStored = ({ rule, ...stored }: RuleRow): StoredGaugeRule => ({ ...toGaugeRule(rule), ...stored });

/** Rules of a territory on how many people may be inside. */
@Injectable()
export class GaugeRuleRepository {
  /** At most 200. @param today ISO date */
  async list(tx: TenantTx, today: string): Promise<StoredGaugeRule[]> {
    return (await tx.manager.query<RuleRow[]>(LIST, [today])).map(toStored);
  }

  async find(tx: TenantTx, id: string): Promise<StoredGaugeRule | null> {
    const [row] = await tx.manager.query<RuleRow[]>(ONE, [id]);
    return row ? toStored(row) : null;
  }

  async lock(tx: TenantWriteTx, id: string): Promise<StoredGaugeRule | null> {
    const [row] = await tx.manager.query<RuleRow[]>(LOCK, [id]);
    return row ? toStored(row) : null;
  }

  /** Those that count on some day between two, both included. */
  async inForce(tx: TenantTx, first: string, last: string): Promise<StoredGaugeRule[]> {
    return (await tx.manager.query<RuleRow[]>(IN_FORCE, [first, last])).map(toStored);
  }

  /** @param isOver its last day was over before it was written: nobody is told @returns false where it is there already */
  async insert(
    tx: TenantWriteTx,
    id: string,
    rule: GaugeRuleInput,
    now: Date,
    isOver: boolean,
  ): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(INSERT, [id, isOver ? now : null, ...valuesOf(rule, now)]);
    return rows.length > 0;
  }

  async change(
    tx: TenantWriteTx,
    id: string,
    rule: GaugeRuleInput,
    now: Date,
    isOver: boolean,
  ): Promise<void> {
    await tx.manager.query(CHANGE, [id, isOver ? now : null, ...valuesOf(rule, now)]);
  }

  /** @param endedAt null: it counts again */
  async end(tx: TenantWriteTx, id: string, endedAt: Date | null, now: Date): Promise<void> {
    await tx.manager.query(END, [id, endedAt, now]);
  }

  /** What places let in is not as it was: in the transaction that writes a rule of which some day is to come. */
  async forgetLimits(tx: TenantWriteTx): Promise<void> {
    await forgetFreeDays(tx, null);
    await publishChange(tx);
  }

  /** Notes those whose last day is over. @returns their ids */
  async over(tx: TenantWriteTx, today: string, now: Date): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(OVER, [today, now]);
    return rows.map(({ id }) => id);
  }

  async count(tx: TenantTx, { communes, leaves }: RuleZone): Promise<ConcernedCounts> {
    const [row] = await tx.manager.query<ConcernedCounts[]>(COUNT, [communes, leaves]);
    return row ?? { places: 0, withoutSurface: 0, withoutPeople: 0 };
  }

  concerned(tx: TenantTx, { communes, leaves }: RuleZone, limit: number): Promise<ConcernedPlace[]> {
    return tx.manager.query<ConcernedPlace[]>(CONCERNED, [communes, leaves, limit]);
  }

  async unknownCommunes(tx: TenantTx, codes: readonly string[]): Promise<string[]> {
    const rows = await tx.manager.query<{ code: string }[]>(KNOWN_COMMUNES, [codes]);
    const known = new Set(rows.map(({ code }) => code));
    return codes.filter((code) => !known.has(code));
  }

  communes(tx: TenantTx): Promise<{ readonly code: string; readonly name: string }[]> {
    return tx.manager.query<{ code: string; name: string }[]>(COMMUNES);
  }
}

/** The values of a row behind its id, in the order of `VALUES`. Pure. */
function valuesOf(rule: GaugeRuleInput, now: Date): unknown[] {
  const { title, text, source, sourceUrl, communes, categories, firstDay, lastDay, formula } = rule;
  const amount =
    formula.kind === 'surface'
      ? formula.squareMetres
      : formula.kind === 'percent'
        ? formula.percent
        : formula.kind === 'people'
          ? formula.people
          : null;
  const [opens, closes] = formula.kind === 'hours' ? [formula.opens, formula.closes] : [null, null];
  return [
    ...[title, text, source, sourceUrl, communes, categories, firstDay, lastDay, formula.kind],
    ...[amount, opens, closes, 'keepsPickup' in formula && formula.keepsPickup],
    ...[rule.isStaffCounted, rule.isHouseholdOne, now],
  ];
}
