import type { CrowdNow } from '@halles/domain/footfall';
import { timeWords, wallTime } from '@halles/domain/hours';
import type { PageScope } from '../rendering/page-scope';

/** Each level with a shape and a colour of its own: those of whether one can go there. */
const KINDS = { calm: 'open', busy: 'soon', full: 'closed' } as const;

/** "Animé à 10 h 42", with how it is drawn. Pure. */
export function crowdWords(
  { level, at }: CrowdNow,
  { texts, locale, settings }: Pick<PageScope, 'texts' | 'locale' | 'settings'>,
): { readonly kind: 'open' | 'soon' | 'closed'; readonly text: string } {
  const time = timeWords(wallTime(settings.timeZone, at).minute, locale);
  return { kind: KINDS[level], text: texts.line(`footfall.public.${level}`, { time }) };
}
