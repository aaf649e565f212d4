import { weekdayNames, timeWords, wallTime, weekdayOf } from '@halles/domain/hours';
import type { PageScope } from '../rendering/page-scope';
import { calmSpanWords } from '../wording/calm-words';
import { crowdWords } from '../wording/crowd-words';
import type { ListingBody } from './listing.view';
import type { Shown } from './shown-listing';

/** How busy it is now, and when it usually is, and the times that it sets apart. Pure. */
export function presentCrowd(
  { crowd, calmHours, listing, now }: Shown,
  scope: PageScope,
): Pick<ListingBody, 'crowd' | 'usual' | 'calmHours'> {
  const { texts, locale, settings, isStale } = scope;
  if (listing.state !== 'open') return {};
  const today = weekdayOf(wallTime(settings.timeZone, now).day);
  const days = crowd.usual.map(({ weekday, hours }) => ({
    name: weekdayNames([weekday], locale)[0] ?? '',
    isToday: weekday === today,
    hours: hours.map(({ hour, level, share }) => ({
      from: timeWords(hour * 60, locale),
      share: String(share),
      words: texts.line(`footfall.usual.${level}`),
    })),
  }));
  return {
    ...(crowd.now === null || isStale === true ? {} : { crowd: crowdWords(crowd.now, scope) }),
    ...(days.length === 0 ? {} : { usual: days }),
    ...(calmHours.length === 0 ? {} : { calmHours: calmHours.map((span) => calmSpanWords(span, scope)) }),
  };
}
