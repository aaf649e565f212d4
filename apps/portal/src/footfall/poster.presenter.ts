import { listingPath } from '@halles/contracts';
import { dateWords, dayOfIso, type Interval } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { limitsOf, lowest, type PlaceLimits, strictest } from '@halles/domain/place-days';
import { type GaugePoster, shownUrl } from '@halles/platform/letters';
import type { PageScope } from '../rendering/page-scope';
import { addressLine } from '../wording/contact-words';

interface PosterState {
  readonly listing: Listing;
  /** What limits the place today. */
  readonly limits: PlaceLimits;
  readonly today: Interval;
}

/** The poster of a place, with the rule that decides today; null where nothing limits how many may be inside. Pure. */
export function presentPoster(scope: PageScope, { listing, limits, today }: PosterState): GaugePoster | null {
  const { texts, locale, settings, origin } = scope;
  const rules = limits.rules.filter(({ formula }) => formula.kind !== 'hours');
  const all = limitsOf({ ...limits, rules }, today, settings.timeZone);
  const most = lowest(strictest(all), today.from, today.until);
  if (!Number.isFinite(most)) return null;
  const rule = all.find((one) => lowest(one.most, today.from, today.until) === most)?.rule ?? null;
  const dayWords = (day: string): string => dateWords(dayOfIso(day), locale, true);
  const url = origin + listingPath(locale, listing);
  return {
    locale,
    name: listing.name,
    about: addressLine(listing.address, true),
    heading: texts.line('footfall.poster.heading'),
    count: String(most),
    unit: texts.line('footfall.poster.unit', { count: most }),
    rule:
      rule === null
        ? null
        : {
            title: rule.title,
            lines: [
              texts.line('footfall.poster.days', {
                first: dayWords(rule.firstDay),
                last: dayWords(rule.lastDay),
              }),
              texts.line('footfall.poster.source', { source: rule.source }),
            ],
          },
    page: { label: texts.line('footfall.poster.page'), url, shownUrl: shownUrl(url) },
    portal: settings.title[locale],
    demonstration: listing.demonstration ? texts.line('footfall.poster.demonstration') : null,
  };
}
