import type { Confirmation, Freshness } from '@halles/domain/freshness';
import { confirmable, lastOf } from '@halles/domain/freshness';
import { BY_LINK, type Listing, type Provenance } from '@halles/domain/listings';
import type { PageScope } from '../rendering/page-scope';
import { agoOf } from '../wording/elapsed';

const checked = (key: string, { by, at }: Confirmation, now: number, scope: PageScope): string =>
  scope.texts.line(`freshness.${key}.${by}`, { when: agoOf(at, now, scope) });

/** Who may have said what a page shows, the nearest to it first. */
const ORIGINS = ['shop', 'town', 'registers', 'osm', 'demonstration'] as const;
type Origin = (typeof ORIGINS)[number];

const ORIGIN_OF: Readonly<Record<Provenance['source'], Origin>> = {
  merchant: 'shop',
  agent: 'town',
  csv: 'town',
  sirene: 'registers',
  osm: 'osm',
  demonstration: 'demonstration',
};

/** Where the facts of a page come from that nobody of the business confirmed: those who said them, and nobody else. Pure. */
function originWords(
  { provenance, otherProvenance }: Pick<Listing, 'provenance' | 'otherProvenance'>,
  { texts, locale }: PageScope,
): string {
  const all = [...Object.values(provenance), ...Object.values(otherProvenance).flat()];
  const found = new Set(all.map(({ source, origin }) => (origin === BY_LINK ? 'shop' : ORIGIN_OF[source])));
  const named = ORIGINS.filter((one) => found.has(one));
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const sources = list.format(
    (named.length === 0 ? ['registers'] : named).map((one) => texts.line(`listing.origins.${one}`)),
  );
  return texts.line(found.has('shop') ? 'listing.partlyGiven' : 'listing.neverChecked', { sources });
}

/**
 * Who last confirmed what a page shows, and when: « Vérifié par le commerce il y a 3 jours. », or « Vérifié en partie » where
 * the same did not confirm all of it; and where hours are shown that nobody of the business ever confirmed, that too. Pure.
 * @param now ms since 1970
 */
export function checkedWords(
  listing: Pick<Listing, 'schedule' | 'provenance' | 'otherProvenance'>,
  { confirmations }: Pick<Freshness, 'confirmations'>,
  now: number,
  scope: PageScope,
): string {
  const last = lastOf(confirmations);
  if (last === null) return originWords(listing, scope);
  const isWhole = confirmable(listing).every((fact) => confirmations[fact]?.by === last.by);
  const sentence = checked(isWhole ? 'checked' : 'checkedPartly', last, now, scope);
  if (listing.schedule === null || confirmations.hours !== undefined) return sentence;
  return `${sentence} ${scope.texts.line('freshness.hoursNeverChecked')}`;
}

/** When the hours were last confirmed, below them; absent where they never were. Pure. @param now ms since 1970 */
export function hoursCheckedWords(
  { confirmations }: Pick<Freshness, 'confirmations'>,
  now: number,
  scope: PageScope,
): string | undefined {
  return confirmations.hours && checked('hoursChecked', confirmations.hours, now, scope);
}

/** « Plusieurs personnes signalent que ce commerce est fermé »; absent where they do not. Pure. */
export function cautionWords(
  { isReportedClosed }: Pick<Freshness, 'isReportedClosed'>,
  { texts }: PageScope,
): string | undefined {
  return isReportedClosed ? texts.line('freshness.caution') : undefined;
}
