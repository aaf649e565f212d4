import type { Overview } from '@halles/contracts';
import type { Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';
import { type Sign, engineSigns, migrationSigns } from './state-signs';
import { countStates } from './tenant-list';

const NAMES_SHOWN = 3;

/** One sentence of the answer, with the shape and the tone of its weight. */
export interface Statement extends Sign {
  readonly text: string;
}

/** The answer first: a sentence for each thing that asks for attention, or one that says that nothing does. */
export function headline(
  { health, tenants }: Overview,
  texts: Texts['overview'],
  format: Format,
): readonly Statement[] {
  const words = texts.headline;
  const { dead } = health.outbox;
  const engines = (state: 'down' | 'degraded'): string[] =>
    health.engines.filter((engine) => engine.state === state).map(({ name }) => texts.engineSubjects[name]);
  const down = engines('down');
  // Abandoned sends degrade the queue: their own sentence says it better.
  const degraded = engines('degraded').filter((name) => dead === 0 || name !== texts.engineSubjects.queue);
  const failed = tenants.filter((row) => row.migrationState === 'failed').map(({ title }) => title);

  const wrong = tenants.filter((row) => row.folderErrors.length > 0).map(({ title }) => title);

  const statements: Statement[] = [];
  const say = (sign: Sign, text: string): void => void statements.push({ ...sign, text: capitalise(text) });
  if (down.length > 0)
    say(engineSigns.down, words.down(names(down, texts, format), format.plural(down.length)));
  if (failed.length > 0) say(migrationSigns.failed, words.migration(names(failed, texts, format)));
  if (wrong.length > 0) say(engineSigns.degraded, words.folders(names(wrong, texts, format)));
  if (degraded.length > 0)
    say(engineSigns.degraded, words.degraded(names(degraded, texts, format), format.plural(degraded.length)));
  if (dead > 0) say(engineSigns.degraded, words.dead(format.count(dead), format.plural(dead)));
  return statements.length > 0 ? statements : [{ ...engineSigns.up, text: words.allWell }];
}

/** "5 territoires, tous en ligne." or "40 territoires : 36 en ligne, 3 brouillons, 1 suspendu." */
export function census({ tenants }: Overview, texts: Texts['overview'], format: Format): string {
  const counts = countStates(tenants);
  const [first] = counts;
  if (!first) return texts.census.none;
  const total = texts.census.total(format.count(tenants.length), format.plural(tenants.length));
  if (counts.length === 1 && first.state === 'live')
    return `${total}, ${texts.census.allLive(format.plural(tenants.length))}.`;
  const parts = counts.map(
    ({ state, count }) =>
      `${format.count(count)}\u00a0${texts.tenantStateCounts[state](format.plural(count))}`,
  );
  return `${total}, ${texts.census.including} ${format.list(parts)}.`;
}

function names(all: readonly string[], texts: Texts['overview'], format: Format): string {
  if (all.length <= NAMES_SHOWN + 1) return format.list(all);
  const rest = all.length - NAMES_SHOWN;
  return format.list([
    ...all.slice(0, NAMES_SHOWN),
    texts.headline.others(format.count(rest), format.plural(rest)),
  ]);
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
