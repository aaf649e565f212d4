import type { CalmSpan } from '@halles/contracts';
import { timeWords, weekdayNames } from '@halles/domain/hours';
import type { PageScope } from '../rendering/page-scope';

/** "mardi, 10 h – 12 h : heure calme". Pure. */
export const calmSpanWords = (
  { kind, weekday, from, until }: CalmSpan,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string =>
  texts.line('footfall.calmHours.span', {
    day: weekdayNames([weekday], locale)[0] ?? '',
    from: timeWords(from, locale),
    until: timeWords(until, locale),
    kind: texts.line(`footfall.calmHours.kinds.${kind}`),
  });
