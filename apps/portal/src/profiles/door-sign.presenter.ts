import { listingPath } from '@halles/contracts';
import { categoryById } from '@halles/domain/categories';
import {
  dateWords,
  dayOfIso,
  type IsoDate,
  isoOfDay,
  type OtherDay,
  recurringHours,
  type Schedule,
  usualWeek,
  weekdayWords,
} from '@halles/domain/hours';
import { type Locale, phoneWords } from '@halles/kernel';
import { type DoorSign, shownUrl } from '@halles/platform/letters';
import type { PageScope } from '../rendering/page-scope';
import { scheduleOf } from './hours.presenter';
import type { EditorSession } from './editor';
import { addressLine } from '../wording/contact-words';

/** How many weeks ahead a door sign announces exceptional hours. */
const WEEKS = 6;
/** A sheet for time off is offered from this many days before it begins. */
const AWAY_AHEAD = 45;

/** « jeudi 24 décembre ». */
const dayWords = (date: IsoDate, locale: Locale): string =>
  `${weekdayWords(dayOfIso(date), locale)} ${dateWords(dayOfIso(date), locale)}`;

/** The time off that is near or under way, in words; null for none. */
function presentAway(
  { profile, known: { today } }: EditorSession,
  { texts, locale }: PageScope,
): DoorSign['away'] {
  const soon = isoOfDay(dayOfIso(today) + AWAY_AHEAD);
  const next = (profile.content.vacations ?? [])
    .filter(({ from, returns }) => returns > today && from <= soon)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))[0];
  if (!next) return null;
  const last = isoOfDay(dayOfIso(next.returns) - 1);
  const words = { from: dayWords(next.from, locale), until: dayWords(last, locale) };
  return {
    heading: texts.line('pro.sign.away'),
    dates: texts.line(last === next.from ? 'pro.sign.day' : 'pro.sign.dates', words),
    back: texts.line('pro.sign.back', { returns: dayWords(next.returns, locale) }),
  };
}

function otherWords(days: readonly OtherDay[], { texts, locale }: PageScope): string[] {
  return days.map(({ date, why, text }) => {
    const words = { day: dayWords(date, locale), hours: text.toLocaleLowerCase(locale), why: why ?? '' };
    return texts.line(why === null ? 'pro.sign.other' : 'pro.sign.otherWhy', words);
  });
}

/** « Du 14 juillet au 31 août : fermé »: seasons and nth weekdays of months. */
function recurringWords(
  { modes: { shop }, ...schedule }: Schedule,
  today: IsoDate,
  { texts, locale }: PageScope,
): string[] {
  if (!shop) return [];
  return recurringHours({ ...schedule, modes: { shop } }, today, { locale, beside: 'usual-week' }).map(
    ({ when, hours }) => texts.line('pro.sign.other', { day: when, hours }),
  );
}

/** The sign of a door, by what is published; null where the hours are not known or the public has no page to be led to. Pure. */
export function presentDoorSign(scope: PageScope, editor: EditorSession): DoorSign | null {
  const { texts, locale } = scope;
  const { listing } = editor.known;
  const schedule = scheduleOf(editor.profile.content, editor);
  const week = usualWeek(schedule, editor.known.today, WEEKS, locale);
  if (week === null || !listing) return null;
  const isAway = (date: IsoDate): boolean =>
    (editor.profile.content.vacations ?? []).some(({ from, returns }) => from <= date && date < returns);
  const others = week.others.filter(({ date }) => !isAway(date));
  const lines = [...recurringWords(schedule, editor.known.today, scope), ...otherWords(others, scope)];
  const category = listing.category === null ? null : categoryById(listing.category, editor.known.tree);
  const path = listingPath(locale, listing);
  return {
    locale,
    name: listing.name,
    about: [category?.label[locale], addressLine(listing.address, true)].filter((part) => part).join(' · '),
    heading: texts.line('pro.sign.heading'),
    week: week.days.map(({ name, text, spans }) => ({
      day: name,
      hours: text,
      isClosed: spans.length === 0,
    })),
    others: lines.length === 0 ? null : { heading: texts.line('pro.sign.others'), lines },
    away: presentAway(editor, scope),
    page: {
      label: texts.line('pro.sign.page'),
      url: scope.origin + path,
      shownUrl: shownUrl(scope.origin + path),
      phone: listing.phone === null ? null : phoneWords(listing.phone),
    },
    portal: scope.settings.title[locale],
    demonstration: listing.demonstration ? texts.line('pro.sign.demonstration') : null,
  };
}
