import type { IsoDate } from '@halles/domain/hours';
import type { Freshness } from '@halles/domain/freshness';
import { BY_LINK, type Provenance } from '@halles/domain/listings';
import type { PageScope } from '../rendering/page-scope';
import { presentHours } from '../wording/opening-hours';
import { hoursCheckedWords } from './freshness-words';
import {
  factSources,
  fieldSources,
  type Sourced,
  sourceLines,
  sourceWords,
  type PageFacts,
} from './listing-sources';
import type { ListingBody } from './listing.view';

/** A listing of which the hours are shown. */
interface ShownHours extends PageFacts {
  readonly freshness: Pick<Freshness, 'confirmations'>;
  /** ms since 1970. */
  readonly now: number;
  readonly today: IsoDate;
}

const speakerOf = ({ source, origin }: Provenance): string => (origin === BY_LINK ? BY_LINK : source);

/** The closures that lie before a reader, with who said them: each kind is another answer than the week. */
function shownClosures({ profile, today }: ShownHours, { texts }: PageScope): Sourced[] {
  const { publicHolidays, exceptions, vacations } = profile.content;
  const shown = {
    publicHolidays: publicHolidays !== null,
    exceptions: (exceptions ?? []).some(({ until }) => until >= today),
    vacations: (vacations ?? []).some(({ returns }) => returns > today),
  };
  return (['publicHolidays', 'exceptions', 'vacations'] as const)
    .filter((kind) => shown[kind])
    .map((kind) => ({ what: texts.line(`listing.closures.${kind}`), from: fieldSources(profile, [kind]) }));
}

/** Who gave or confirmed the week; below it who said the days that differ, where that is somebody else. */
function hoursSources(hours: ShownHours, scope: PageScope): string[] {
  const { confirmations } = hours.freshness;
  const from = factSources(hours, 'hours');
  // Who confirmed the hours is named here; their original source is below, with the others.
  const week =
    hoursCheckedWords(hours.freshness, hours.now, scope) ?? sourceWords([{ what: '', from }], scope);
  const speakers = confirmations.hours ? [confirmations.hours.by] : from.map(speakerOf);
  const others = shownClosures(hours, scope).map(({ what, from: all }) => ({
    what,
    from: all.filter((one) => !speakers.includes(speakerOf(one))),
  }));
  return [...(week === undefined ? [] : [week]), ...sourceLines(others, scope)];
}

/** When it is open, and who says so. Pure. */
export function presentHoursPart(
  hours: ShownHours,
  scope: PageScope,
): Pick<ListingBody, 'hours' | 'hoursSources' | 'hoursUnknown'> {
  const { listing, now } = hours;
  if (listing.state === 'closed') return {};
  const shown = presentHours(listing.schedule, now, scope);
  const unknown = listing.phone === null ? 'listing.hoursUnknownCheck' : 'listing.hoursUnknown';
  if (shown === null) return { hoursUnknown: scope.texts.line(unknown) };
  return { hours: shown, hoursSources: hoursSources(hours, scope) };
}
