import type { Overview } from '@halles/contracts';
import type { Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';

/** More than this at once is counted instead of said. */
const SAID = 4;

/**
 * What changed between two views, in words, for the live region: states only. Latencies and versions move all the
 * time and would talk over the operator.
 */
export function news(
  before: Overview,
  after: Overview,
  texts: Texts['overview'],
  format: Format,
): readonly string[] {
  const all = [
    ...engineNews(before, after, texts),
    ...outboxNews(before, after, texts, format),
    ...changeBus(before, after, texts),
  ];
  if (all.length <= SAID + 1) return all;
  return [...all.slice(0, SAID), texts.news.more(format.count(all.length - SAID))];
}

function engineNews(before: Overview, after: Overview, texts: Texts['overview']): string[] {
  const old = new Map(before.health.engines.map((engine) => [engine.name, engine.state]));
  return after.health.engines
    .filter(({ name, state }) => old.has(name) && old.get(name) !== state)
    .map(({ name, state }) => texts.news.engine(texts.engineNames[name], texts.engineStates[state]));
}

function outboxNews(before: Overview, after: Overview, texts: Texts['overview'], format: Format): string[] {
  const { dead } = after.health.outbox;
  return dead > before.health.outbox.dead ? [texts.news.dead(format.count(dead))] : [];
}

function changeBus(before: Overview, after: Overview, texts: Texts['overview']): string[] {
  const old = new Map(before.tenants.map((row) => [row.slug, row]));
  const now = new Set(after.tenants.map((row) => row.slug));
  const changed = after.tenants.flatMap((row) => {
    const was = old.get(row.slug);
    if (!was) return [texts.news.opened(row.title)];
    return [
      ...(was.state === row.state ? [] : [texts.news.tenant(row.title, texts.tenantStates[row.state])]),
      ...(was.migrationState === row.migrationState
        ? []
        : [texts.news.migration(row.title, texts.migrationStates[row.migrationState])]),
    ];
  });
  const gone = before.tenants.filter((row) => !now.has(row.slug)).map((row) => texts.news.gone(row.title));
  return [...changed, ...gone];
}
