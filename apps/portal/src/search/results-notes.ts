import { listingPath } from '@halles/contracts';
import { formatDay } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import { nodeOf } from '../wording/category-slugs';
import { addressLine } from '../wording/contact-words';
import { type Answered, freeMoment, hasNothing, openMoment, placeName, placeOf } from './results-words';
import type { NoteView } from './results.view';

/** Who is on duty is known by a telephone service, not by a directory: it changes each night. Pure. */
export function presentDutyNote(category: string | null, onDuty: boolean, { texts }: PageScope): NoteView[] {
  if (category !== 'pharmacy' && !onDuty) return [];
  const link = { href: 'tel:3237', label: texts.line('results.notes.dutyCall') };
  return [{ icon: 'phone', text: texts.line('results.notes.duty'), link }];
}

/** That what was searched for by its name is closed for good, since when, with the way to its page. Pure. */
export function presentClosedNotes({ closed }: Pick<Answered, 'closed'>, scope: PageScope): NoteView[] {
  const { texts, locale } = scope;
  return closed.map(({ listing, closedOn }) => {
    const words = { name: listing.name, place: addressLine(listing.address, true) };
    const day = closedOn === null ? null : formatDay(closedOn, locale);
    return {
      icon: 'info',
      text:
        day === null
          ? texts.line('results.notes.closed', words)
          : texts.line('results.notes.closedOn', { ...words, day }),
      link: { href: listingPath(locale, listing), label: texts.line('results.notes.closedPage', words) },
    };
  });
}

/** How the question was understood, wherever that is not what was written. Pure. */
export function presentNotes(answered: Answered, scope: PageScope): NoteView[] {
  const { params, tree, page } = answered;
  const { texts, locale } = scope;
  const {
    corrections,
    category,
    categoryWord,
    leftOut,
    foundApart,
    openRequested,
    freeDuring,
    onDuty,
    words,
  } = page.interpretation;
  const note = (icon: string, key: string, params: Readonly<Record<string, string>>): NoteView => ({
    icon,
    text: texts.line(`results.notes.${key}`, params),
  });
  const quoted = (list: readonly string[]): string =>
    list.map((word) => texts.line('results.quoted', { q: word })).join(', ');
  const node = category === null ? undefined : nodeOf(category, tree);
  const notes: NoteView[] = corrections.map(({ typed, read }) =>
    note('search', 'corrected', { typed, read }),
  );
  if (node && categoryWord !== null)
    notes.push(note('info', 'synonym', { word: categoryWord, category: node.label[locale] }));
  else if (node && params.q !== '' && words.length > 0)
    notes.push(note('info', 'within', { category: node.label[locale] }));
  const place = placeOf(page);
  const isPlaceUnknown = params.where !== '' && place === null;
  // An unknown place, and a place without results, have notes of their own.
  const isNearby = place !== null && hasNothing(place, page);
  const dropped = leftOut.filter((word) => word !== (isPlaceUnknown ? params.where : place?.name));
  const apart = new Set(foundApart);
  const missing = dropped.filter((word) => !apart.has(word));
  if (missing.length > 0) notes.push(note('info', 'leftOut', { words: quoted(missing) }));
  if (apart.size > 0) notes.push(note('info', 'foundApart', { words: quoted([...apart]) }));
  if (isNearby) notes.push(note('place', 'nearby', { place: placeName(place, scope) }));
  if (openRequested)
    notes.push(note('clock', 'openRequested', { moment: openMoment({ params, page }, scope) }));
  if (freeDuring) notes.push(note('calendar', 'freeRequested', { moment: freeMoment(freeDuring, scope) }));
  if (isPlaceUnknown) notes.push(note('place', 'unknownPlace', { where: params.where }));
  return [...presentClosedNotes(answered, scope), ...notes, ...presentDutyNote(category, onDuty, scope)];
}
