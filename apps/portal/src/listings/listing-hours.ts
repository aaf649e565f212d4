import {
  COMING_DAYS,
  dayOfIso,
  type IsoDate,
  isoOfDay,
  listWords,
  publicHolidayOn,
} from '@halles/domain/hours';
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

/** The holidays that the page tells itself: all of them, or those before a reader by their names, « Noël »; null for none. */
function ownHolidays({ listing, profile, today }: ShownHours, { texts, locale }: PageScope): string | null {
  const { publicHolidays } = profile.content;
  if (publicHolidays === null) return null;
  if (publicHolidays.general !== null) return texts.line('listing.closures.publicHolidays');
  const end = isoOfDay(dayOfIso(today) + COMING_DAYS);
  const department = listing.schedule?.place.department ?? '';
  const names = Object.keys(publicHolidays.days)
    .filter((day) => day >= today && day < end)
    .toSorted()
    .flatMap((day) => publicHolidayOn(department, dayOfIso(day))?.[locale] ?? []);
  return names.length === 0 ? null : listWords(names, locale);
}

/** The closures that lie before a reader, with who said them: each kind is another answer than the week. */
function shownClosures(hours: ShownHours, scope: PageScope): Sourced[] {
  const { profile, today } = hours;
  const { exceptions, vacations } = profile.content;
  const line = (kind: 'exceptions' | 'vacations'): string => scope.texts.line(`listing.closures.${kind}`);
  const shown = {
    publicHolidays: ownHolidays(hours, scope),
    exceptions: (exceptions ?? []).some(({ until }) => until >= today) ? line('exceptions') : null,
    vacations: (vacations ?? []).some(({ returns }) => returns > today) ? line('vacations') : null,
  };
  return (['publicHolidays', 'exceptions', 'vacations'] as const).flatMap((kind) => {
    const what = shown[kind];
    return what === null ? [] : [{ what, from: fieldSources(profile, [kind]) }];
  });
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
