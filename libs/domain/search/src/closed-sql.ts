import type { Statement } from '@halles/platform/database';
import type { ClosedTimes, SearchPlan } from './search-plan';

/** Whether a rule concerns an entry, by the keys of its category and of its commune. */
function concerns({ leaves, communes }: ClosedTimes, entry: string, statement: Statement): string {
  const keysOf = (kind: 'category' | 'commune', values: readonly string[]): string =>
    `ARRAY(SELECT id FROM search_key WHERE kind = '${kind}' AND value = ANY (${statement.param(values, 'text[]')}))`;
  const conditions = [
    ...(leaves === null ? [] : [`${entry}.category = ANY (${keysOf('category', leaves)})`]),
    ...(communes.length === 0
      ? []
      : [
          `EXISTS (SELECT FROM search_entry there WHERE there.listing = ${entry}.listing
             AND there.key = ANY (${keysOf('commune', communes)}))`,
        ]),
  ];
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/**
 * When an entry is open, as a multirange of minutes: the spans of its hours, without the times at which rules close it. Where there
 * are none, it is the column itself.
 * @param entry alias of what has `listing` and `category`
 */
export function openSpans(
  { closed }: SearchPlan,
  spans: string,
  entry: string,
  statement: Statement,
): string {
  return closed.reduce((open, rule) => {
    const times = `{${rule.spans.map(({ from, until }) => `[${String(from)},${String(until)})`).join(',')}}`;
    return `(${open} - CASE WHEN ${concerns(rule, entry, statement)} THEN ${statement.param(times, 'int4multirange')} ELSE '{}' END)`;
  }, spans);
}
