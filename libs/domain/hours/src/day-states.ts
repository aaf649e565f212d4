import { hasDaySelector, dayMatcher, type DayMatcher } from './day-match';
import type { Rule, RuleState, TimeSpan } from './schedule';

export const MINUTES_OF_DAY = 1_440;

/** A part of a civil day in one state, minutes since local midnight, the end not included. */
export interface Run {
  readonly from: number;
  readonly until: number;
  readonly state: RuleState;
  readonly comment?: string;
}

/** The runs of a civil day, in order, without those that are closed and have no comment. */
export type DayRuns = readonly Run[];

interface CompiledRule {
  readonly rule: Rule;
  readonly matches: DayMatcher;
  /** An open rule that replaces what came before it. */
  readonly replaces: boolean;
  readonly own: readonly TimeSpan[];
  /** What reaches into the next day, in its minutes. */
  readonly spilt: readonly TimeSpan[];
}

const WHOLE_DAY: readonly TimeSpan[] = [{ from: 0, until: MINUTES_OF_DAY }];
/** Two bits a rule in a key that must stay a safe integer. */
const MAX_KEYED_RULES = 26;
const MAX_CACHED_DAYS = 128;

/**
 * The evaluator of a list of rules, civil day by civil day, with the semantics of the OpenStreetMap specification as its
 * reference library reads it:
 * - an open (or unknown) rule with a day selector replaces, on the days it matches, all that came before, also what the
 *   night before spilt over midnight; an `add` rule does not;
 * - a closing rule is laid over what is there;
 * - a fallback fills only what is closed.
 * Days on which the same rules match share one computation.
 */
export function dayEvaluator(rules: readonly Rule[], department: string): (day: number) => DayRuns {
  const compiled = rules.map((rule, index) => compileRule(rule, rules[index - 1], department));
  if (compiled.length > MAX_KEYED_RULES) return (day) => paint(compiled, day);
  const cache = new Map<number, DayRuns>();
  return (day) => {
    let key = 0;
    for (const rule of compiled) key = key * 4 + matchBits(rule, day);
    const known = cache.get(key);
    if (known) return known;
    const runs = paint(compiled, day);
    if (cache.size < MAX_CACHED_DAYS) cache.set(key, runs);
    return runs;
  };
}

function compileRule(rule: Rule, previous: Rule | undefined, department: string): CompiledRule {
  const spans = rule.spans.length === 0 ? WHOLE_DAY : rule.spans;
  // Without a day selector a rule is laid over the others, unless it follows an equally general one.
  const speaksOfDays =
    hasDaySelector(rule) || (previous !== undefined && rule.state === 'open' && !hasDaySelector(previous));
  return {
    rule,
    matches: dayMatcher(rule, department),
    replaces: rule.join === 'override' && rule.state !== 'closed' && speaksOfDays,
    own: spans.map(({ from, until }) => ({ from, until: Math.min(until, MINUTES_OF_DAY) })),
    spilt: spillOf(spans),
  };
}

/** What spans of one day cover of the next, in its minutes. */
export function spillOf(spans: readonly TimeSpan[]): TimeSpan[] {
  return spans
    .filter(({ until }) => until > MINUTES_OF_DAY)
    .map(({ from, until }) => ({
      from: Math.max(from - MINUTES_OF_DAY, 0),
      until: until - MINUTES_OF_DAY,
    }));
}

const TODAY = 1;
const YESTERDAY = 2;

function matchBits({ matches, spilt }: CompiledRule, day: number): number {
  return (matches(day) ? TODAY : 0) + (spilt.length > 0 && matches(day - 1) ? YESTERDAY : 0);
}

function paint(rules: readonly CompiledRule[], day: number): DayRuns {
  const matches = rules.map((rule) => matchBits(rule, day));
  const start = rules.findLastIndex((rule, index) => rule.replaces && (matches[index] ?? 0) & TODAY);
  let runs: Run[] = [];
  for (const [index, { rule, own, spilt }] of rules.entries()) {
    if (index < start) continue;
    const bits = matches[index] ?? 0;
    if (bits & TODAY) for (const span of own) runs = lay(runs, span, rule, rule.join === 'fallback');
    if (bits & YESTERDAY) for (const span of spilt) runs = lay(runs, span, rule, false);
  }
  return joinRuns(runs);
}

/** Puts a state on a span: over what is there or, for a fallback, only where it is closed. */
function lay(runs: readonly Run[], span: TimeSpan, { state, comment }: Rule, belowOnly: boolean): Run[] {
  const runOf = (from: number, until: number): Run => ({
    from,
    until,
    state,
    ...(comment === undefined ? {} : { comment }),
  });
  const keeps = (run: Run): boolean => belowOnly && run.state !== 'closed';
  const result: Run[] = [];
  let gaps: TimeSpan[] = [span];
  for (const run of runs) {
    if (keeps(run)) {
      result.push(run);
      gaps = gaps.flatMap((gap) => subtract(gap, run));
    } else for (const rest of subtract(run, span)) result.push({ ...run, ...rest });
  }
  return [...result, ...gaps.map(({ from, until }) => runOf(from, until))].sort((a, b) => a.from - b.from);
}

/** What remains of a span without another. */
function subtract(span: TimeSpan, cut: TimeSpan): TimeSpan[] {
  if (cut.until <= span.from || cut.from >= span.until) return [{ from: span.from, until: span.until }];
  const rest: TimeSpan[] = [];
  if (cut.from > span.from) rest.push({ from: span.from, until: cut.from });
  if (cut.until < span.until) rest.push({ from: cut.until, until: span.until });
  return rest;
}

/** Joins neighbours in the same state and drops what says nothing. Takes runs in order that do not overlap. */
export function joinRuns(runs: readonly Run[]): DayRuns {
  const result: Run[] = [];
  for (const run of runs) {
    if (run.state === 'closed' && run.comment === undefined) continue;
    const last = result.at(-1);
    if (last?.until === run.from && last.state === run.state && last.comment === run.comment)
      result[result.length - 1] = { ...last, until: run.until };
    else result.push(run);
  }
  return result;
}

/** The part of a day's runs between two minutes. */
export function clipRuns(runs: DayRuns, from: number, until: number): Run[] {
  return runs
    .filter((run) => run.from < until && run.until > from)
    .map((run) => ({ ...run, from: Math.max(run.from, from), until: Math.min(run.until, until) }));
}
