import type { Overview } from '@halles/contracts';
import type { Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';

/** More changes than this at once are counted instead of announced. */
const MAX_ANNOUNCED = 4;

/**
 * What changed between two views, in words, for the live region: states only. Latencies and versions move all the
 * time and would talk over the operator.
 */
export function announcements(
  before: Overview,
  after: Overview,
  texts: Texts['overview'],
  format: Format,
): readonly string[] {
  const all = [
    ...engineChanges(before, after, texts),
    ...outboxChanges(before, after, texts, format),
    ...tenantChanges(before, after, texts),
  ];
  if (all.length <= MAX_ANNOUNCED + 1) return all;
  const rest = all.length - MAX_ANNOUNCED;
  return [...all.slice(0, MAX_ANNOUNCED), texts.changes.more(format.count(rest), format.plural(rest))];
}

function engineChanges(before: Overview, after: Overview, texts: Texts['overview']): string[] {
  const old = new Map(before.health.engines.map((engine) => [engine.name, engine.state]));
  return after.health.engines
    .filter(({ name, state }) => old.has(name) && old.get(name) !== state)
    .map(({ name, state }) => texts.changes.engine(texts.engineNames[name], texts.engineStates[state]));
}

function outboxChanges(
  before: Overview,
  after: Overview,
  texts: Texts['overview'],
  format: Format,
): string[] {
  const { dead } = after.health.outbox;
  return dead > before.health.outbox.dead ? [texts.changes.dead(format.count(dead))] : [];
}

function tenantChanges(before: Overview, after: Overview, texts: Texts['overview']): string[] {
  const old = new Map(before.tenants.map((row) => [row.slug, row]));
  const now = new Set(after.tenants.map((row) => row.slug));
  const changed = after.tenants.flatMap((row) => {
    const was = old.get(row.slug);
    if (!was) return [texts.changes.opened(row.title)];
    return [
      ...(was.state === row.state ? [] : [texts.changes.tenant(row.title, texts.tenantStates[row.state])]),
      ...(was.migrationState === row.migrationState
        ? []
        : [texts.changes.migration(row.title, texts.migrationStates[row.migrationState])]),
    ];
  });
  const gone = before.tenants.filter((row) => !now.has(row.slug)).map((row) => texts.changes.gone(row.title));
  return [...changed, ...gone];
}
