import type { Statement } from '@halles/platform/database';
import type { PlanePoint } from '@halles/domain/geo';
import { openSpans } from './closed-sql';
import type { FreeSpan, PlaneCircle, SearchPlan } from './search-plan';

/** How the entries of a plan are read. */
export interface MatchOptions {
  /** Columns of `search_entry e` besides `listing`. */
  readonly columns: readonly string[];
  /** So many of the nearest. */
  readonly limit: number;
  /** Only entries behind this one: distance from the origin in plane metres, and number. */
  readonly behind?: readonly [number, number] | null;
}

/** More businesses of one name than these are not told apart by it. */
const MAX_NAMED = 1_000;

/** So many of the nearest with a word are looked at for the phrase that it stands in. */
const MAX_PHRASED = 2_000;

const namedBy = {
  name: (value: string) => `l.folded_name = ${value}`,
  siret: (value: string) => `l.siret = ${value}`,
  siren: (value: string) => `l.siret BETWEEN ${value} || '00000' AND ${value} || '99999'`,
  phone: (value: string) => `l.phone = ${value}`,
};

const awayFrom = (origin: PlanePoint, statement: Statement): string =>
  `e.place <-> ${statement.point(origin)}`;

const within = ({ centre, radius }: PlaneCircle, statement: Statement): string =>
  `e.place <@ circle(${statement.point(centre)}, ${statement.param(radius, 'float8')})`;

// Conditions are subqueries of one value, which the planner makes no joins of: the nearest entries come one after another
// from the index, each is looked at by primary keys, and the limit ends it. Joins would read a whole key first. A key
// compared as an array of one is looked up by the primary key alone: for the planner, which knows the average key and not
// the one of all listings, the other index would do as well.

const holds = (key: number, statement: Statement): string =>
  `(SELECT true FROM search_entry other WHERE other.listing = e.listing AND other.key = ANY (ARRAY[${statement.param(key, 'int')}]))`;

/** Whether something can be booked in a row of `agenda_free f`: what is nearer than its notice no more. */
function isFree({ from, until, now, firstDay, lastDay }: FreeSpan, statement: Statement): string {
  const end = statement.param(until, 'int');
  const first = `greatest(${statement.param(from, 'int')}, ${statement.param(now, 'int')} + f.notice)`;
  return `f.day BETWEEN ${statement.param(firstDay, 'date')} AND ${statement.param(lastDay, 'date')} AND NOT f.is_stale
    AND f.starts && int4range(least(${first}, ${end}), ${end})`;
}

/** Conditions on `search_entry e` that were chosen, not typed: named results fulfil them too. */
function chosenConditions(plan: SearchPlan, statement: Statement): string[] {
  const { box, features, open, free, during } = plan;
  const conditions: string[] = [];
  if (box) conditions.push(`e.place <@ box(${statement.point(box.low)}, ${statement.point(box.high)})`);
  if (features !== 0) {
    const bits = statement.param(features, 'int');
    conditions.push(`e.features & ${bits} = ${bits}`);
  }
  if (open)
    conditions.push(
      `(SELECT ${openSpans(plan, 'o.spans', 'e', statement)} && ${rangeOf(during, statement)} FROM opening o WHERE o.id = e.opening)`,
    );
  if (free)
    conditions.push(
      `(SELECT true FROM agenda_free f WHERE f.listing_id = e.listing AND ${isFree(free, statement)} LIMIT 1)`,
    );
  return conditions;
}

/** A span of minutes as a range in SQL. */
export const rangeOf = (
  { from, until }: { readonly from: number; readonly until: number },
  statement: Statement,
): string => `int4range(${statement.param(from, 'int')}, ${statement.param(until, 'int')})`;

/** The entries of those called exactly so. */
function namedSql(plan: SearchPlan, statement: Statement, { columns, limit }: MatchOptions): string {
  const away = awayFrom(plan.origin, statement);
  const all = statement.param(plan.all, 'int');
  const conditions = [
    ...chosenConditions(plan, statement),
    ...plan.chosenCircles.map((circle) => within(circle, statement)),
    ...plan.chosen.map((key) => holds(key, statement)),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return `SELECT e.listing, ${[...columns, `${away} AS away`, 'true AS named'].join(', ')}
    FROM named, LATERAL (SELECT * FROM search_entry own WHERE own.listing = named.id AND own.key = ANY (ARRAY[${all}]) OFFSET 0) e
    ${where} ORDER BY ${away}, e.listing LIMIT ${statement.param(limit, 'int')}`;
}

/** The nearest entries of the rarest key, those named aside, from the index alone. */
function keySql(plan: SearchPlan, key: number, statement: Statement, options: MatchOptions): string {
  const { columns, limit, behind } = options;
  const away = awayFrom(plan.origin, statement);
  const conditions = [
    `e.key = ${statement.param(key, 'int')}`,
    ...plan.circles.map((circle) => within(circle, statement)),
    ...chosenConditions(plan, statement),
    ...plan.others.map((other) => holds(other, statement)),
  ];
  if (behind)
    conditions.push(
      `(${away}, e.listing) > (${statement.param(behind[0], 'float8')}, ${statement.param(behind[1], 'int')})`,
    );
  if (plan.postalCode !== null)
    conditions.push(
      `(SELECT l.postal_code = ${statement.param(plan.postalCode, 'text')} FROM listing l WHERE l.id = e.listing)`,
    );
  if (plan.named) conditions.push('e.listing NOT IN (SELECT id FROM named)');
  return `SELECT e.listing, ${[...columns, `${away} AS away`, 'false AS named'].join(', ')}
    FROM search_entry e WHERE ${conditions.join(' AND ')}
    ORDER BY ${away}, e.listing LIMIT ${statement.param(limit, 'int')}`;
}

/** The common table expression `named (id)`. */
function namesSql(plan: SearchPlan, named: NonNullable<SearchPlan['named']>, statement: Statement): string {
  const isShown = `l.visibility = 'public' AND l.state = 'open' LIMIT ${MAX_NAMED}`;
  if (named.kind !== 'phrase')
    return `named AS MATERIALIZED (SELECT l.id FROM listing l
      WHERE ${namedBy[named.kind](statement.param(named.value, 'text'))} AND ${isShown})`;
  const pattern = statement.param(`% ${named.value} %`, 'text');
  return `named AS MATERIALIZED (SELECT l.id FROM (
      SELECT e.listing FROM search_entry e WHERE e.key = ${statement.param(named.key, 'int')}
      ORDER BY ${awayFrom(plan.origin, statement)} LIMIT ${MAX_PHRASED}) word JOIN listing l ON l.id = word.listing
    WHERE ' ' || l.folded_name || ' ' LIKE ${pattern} AND ${isShown})`;
}

/**
 * The common table expression (by default) `near (listing, …columns, away, named)`: what a plan finds, nearest first, those called
 * exactly so apart. Behind an entry the named ones were shown before.
 */
export function nearSql(
  plan: SearchPlan,
  statement: Statement,
  options: MatchOptions,
  name: 'near' | 'counted' = 'near',
): string {
  const parts: string[] = [];
  if (plan.named && !options.behind) parts.push(namedSql(plan, statement, options));
  if (plan.key !== null) parts.push(keySql(plan, plan.key, statement, options));
  const named = plan.named ? `${namesSql(plan, plan.named, statement)}, ` : '';
  return `${named}${name} AS MATERIALIZED (${parts.map((part) => `(${part})`).join(' UNION ALL ')})`;
}
