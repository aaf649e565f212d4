import { randomUUID } from 'node:crypto';
import type { FootfallNow } from '@halles/domain/footfall';
import { timeWords, wallTime } from '@halles/domain/hours';
import type { PageScope } from '../rendering/page-scope';
import type { ClickerView, CountView } from './footfall.view';

/** Who is in a place now, for who stands at its door. Pure. @param where whose words: those of a telephone or of a screen */
export function presentCount(
  now: FootfallNow,
  where: 'door' | 'screen',
  { texts, locale, settings }: Pick<PageScope, 'texts' | 'locale' | 'settings'>,
): CountView {
  const level = now.level ?? 'unknown';
  const time = timeWords(wallTime(settings.timeZone, now.at).minute, locale);
  return {
    level,
    state: texts.line(`footfall.${where}.${level}`),
    total: String(now.total),
    ...(now.gauge === null ? {} : { gauge: String(now.gauge), room: String(now.room) }),
    expected: String(now.expected),
    at: texts.line('footfall.at', { time }),
  };
}

/** The buttons of a page that works without scripts: each of them is one click, however often it is sent. */
export const clickerOf = (action: string): ClickerView => ({
  action,
  enter: `${randomUUID()} 1 0`,
  leave: `${randomUUID()} -1 0`,
});

/** The same for the programs of an open page. Pure. */
export const countFor = ({ walkIns, expected, gauge }: FootfallNow, view: CountView) => ({
  walkIns,
  expected,
  gauge,
  at: view.at,
});
