import { DAY, HOUR, MINUTE } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';

/** How long a customer waits for an answer, in the largest whole unit. Pure. @param now ms since 1970 */
export function waitingWords(since: Date, now: number, { texts }: Pick<PageScope, 'texts'>): string {
  const waited = Math.max(0, now - since.getTime());
  if (waited < MINUTE) return texts.line('conversations.waits.now');
  const [unit, length] =
    waited < HOUR
      ? (['minutes', MINUTE] as const)
      : waited < DAY
        ? (['hours', HOUR] as const)
        : (['days', DAY] as const);
  return texts.line(`conversations.waits.${unit}`, { count: Math.floor(waited / length) });
}
