import type { ReportCase, ReportView } from '@halles/contracts';
import type { Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';

type DecisionTexts = Pick<
  Texts['reports'],
  'changed' | 'unchanged' | 'changedByOwner' | 'unchangedByOwner' | 'things'
>;

/**
 * What became of a page with a report that was accepted: what the town changed with its decision, or what who keeps the page
 * changed before they said that it is right. Empty of any other. Pure.
 */
export function changesWords(
  { state, decision }: Pick<ReportView, 'state' | 'decision'>,
  changedByOwner: ReportCase['changedByOwner'],
  texts: DecisionTexts,
  format: Pick<Format, 'list'>,
): string {
  if (!decision || state !== 'accepted') return '';
  const changed = changedByOwner ?? decision.changed;
  const [none, some] =
    changedByOwner === null
      ? [texts.unchanged, texts.changed]
      : [texts.unchangedByOwner, texts.changedByOwner];
  return changed.length === 0 ? none : some(format.list(changed.map((thing) => texts.things[thing])));
}
