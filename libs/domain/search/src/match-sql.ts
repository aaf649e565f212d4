import type { PlanePoint } from '@halles/domain/listings';
import type { PlaneCircle, SearchPlan } from './search-plan';
import type { Statement } from './statement';

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
const MOST_NAMED = 1_000;

/** So many of the nearest with a word are looked at for the phrase that it stands in. */
const MOST_PHRASED = 2_000;

const namedBy = {
  name: (value: string) => `l.folded_name = ${value}`,
  siret: (value: string) => `l.siret = ${value}`,
  siren: (value: string) => `l.siret BETWEEN ${value} || '00000' AND ${value} || '99999'`,
  phone: (value: string) => `l.phone = ${value}`,
};

export const awayFrom = (origin: PlanePoint, statement: Statement): string =>
  `e.place <-> ${statement.point(origin)}`;

const within = ({ centre, radius }: PlaneCircle, statement: Statement): string =>
  `e.place <@ circle(${statement.point(centre)}, ${statement.param(radius, 'float8')})`;

const holds = (key: number, statement: Statement): string =>
  `EXISTS (SELECT FROM search_entry other WHERE other.listing = e.listing AND other.key = ${statement.param(key, 'int')})`;

/** Conditions on `search_entry e` that were chosen, not typed: named results fulfil them too. */
function chosenConditions(plan: SearchPlan, statement: Statement): string[] {
  const { box, features, open, during } = plan;
  const conditions: string[] = [];
  if (box) conditions.push(`e.place <@ box(${statement.point(box.low)}, ${statement.point(box.high)})`);
  if (features !== 0) {
    const bits = statement.param(features, 'int');
    conditions.push(`e.features & ${bits} = ${bits}`);
  }
  if (open)
    conditions.push(
      `EXISTS (SELECT FROM opening o WHERE o.id = e.opening AND o.spans && ${rangeOf(during, statement)})`,
    );
  return conditions;
}

export const rangeOf = (
  { from, until }: { readonly from: number; readonly until: number },
  statement: Statement,
): string => `int4range(${statement.param(from, 'int')}, ${statement.param(until, 'int')})`;

/** The entries of those called exactly so. */
function namedSql(plan: SearchPlan, statement: Statement, { columns, limit }: MatchOptions): string {
  const away = awayFrom(plan.origin, statement);
  const conditions = [
    `e.key = ${statement.param(plan.all, 'int')}`,
    ...chosenConditions(plan, statement),
    ...plan.chosenCircles.map((circle) => within(circle, statement)),
    ...plan.chosen.map((key) => holds(key, statement)),
  ];
  return `SELECT e.listing, ${[...columns, `${away} AS away`, 'true AS named'].join(', ')}
    FROM named JOIN search_entry e ON e.listing = named.id
    WHERE ${conditions.join(' AND ')} ORDER BY ${away}, e.listing LIMIT ${statement.param(limit, 'int')}`;
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
      `EXISTS (SELECT FROM listing l WHERE l.id = e.listing AND l.postal_code = ${statement.param(plan.postalCode, 'text')})`,
    );
  if (plan.named) conditions.push('NOT EXISTS (SELECT FROM named WHERE named.id = e.listing)');
  return `SELECT e.listing, ${[...columns, `${away} AS away`, 'false AS named'].join(', ')}
    FROM search_entry e WHERE ${conditions.join(' AND ')}
    ORDER BY ${away}, e.listing LIMIT ${statement.param(limit, 'int')}`;
}

/** The common table expression `named (id)`. */
function namesSql(plan: SearchPlan, named: NonNullable<SearchPlan['named']>, statement: Statement): string {
  const isShown = `l.visibility = 'public' AND l.state = 'open' LIMIT ${MOST_NAMED}`;
  if (named.kind !== 'phrase')
    return `named AS MATERIALIZED (SELECT l.id FROM listing l
      WHERE ${namedBy[named.kind](statement.param(named.value, 'text'))} AND ${isShown})`;
  const pattern = statement.param(`% ${named.value} %`, 'text');
  return `named AS MATERIALIZED (SELECT l.id FROM (
      SELECT e.listing FROM search_entry e WHERE e.key = ${statement.param(named.key, 'int')}
      ORDER BY ${awayFrom(plan.origin, statement)} LIMIT ${MOST_PHRASED}) word JOIN listing l ON l.id = word.listing
    WHERE ' ' || l.folded_name || ' ' LIKE ${pattern} AND ${isShown})`;
}

/**
 * The common table expression `near (listing, …columns, away, named)`: what a plan finds, nearest first, those called
 * exactly so apart. Behind an entry the named ones were shown before.
 */
export function nearSql(plan: SearchPlan, statement: Statement, options: MatchOptions): string {
  const parts: string[] = [];
  if (plan.named && !options.behind) parts.push(namedSql(plan, statement, options));
  if (plan.key !== null) parts.push(keySql(plan, plan.key, statement, options));
  const named = plan.named ? `${namesSql(plan, plan.named, statement)}, ` : '';
  return `${named}near AS MATERIALIZED (${parts.map((part) => `(${part})`).join(' UNION ALL ')})`;
}
