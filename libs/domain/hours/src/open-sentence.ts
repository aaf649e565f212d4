import { capitalised, type Locale } from '@halles/kernel';
import { MINUTES_OF_DAY } from './day-states';
import { openStatus, type ClosedBecause, type OpenStatus } from './open-status';
import type { Schedule, ServiceMode } from './schedule';
import { aroundTheClock, dateWords, listWords, MODE_WORDS, timeWords, weekdayWords } from './words';
import { wallTime, type Instant } from './zone';

/** Until this hour of the morning a closing time belongs to the evening before: "ferme à 2 h". */
const SMALL_HOURS = 6 * 60;
/** From this many days ahead, a date is written with its year. */
const NEXT_YEAR = 300;
const DAY_MS = 86_400_000;

interface Now {
  readonly zone: string;
  readonly instant: Instant;
  /** Day number of the local date. */
  readonly today: number;
  readonly locale: Locale;
}

/**
 * One sentence that says whether one can go there: « Ouvert, ferme à 19 h », "Open, closes at 7 pm". Without final stop;
 * times are those on the wall of the business.
 */
export function openSentence(schedule: Schedule, instant: Instant, locale: Locale): string {
  return statusSentence(openStatus(schedule, instant), schedule, instant, locale);
}

/** The sentence of a status already computed at this instant. */
export function statusSentence(
  status: OpenStatus,
  { place }: Schedule,
  instant: Instant,
  locale: Locale,
): string {
  const zone = place.timeZone;
  const now: Now = { zone, instant, today: wallTime(zone, instant).day, locale };
  const fr = locale === 'fr';
  switch (status.kind) {
    case 'unknown':
      return fr ? 'Horaires inconnus' : 'Hours unknown';
    case 'as-written':
      return fr ? `Horaires\u00a0: ${status.text}` : `Hours: ${status.text}`;
    case 'open':
      return open(status, now);
    case 'depends':
      return depends(status, now);
    case 'other-modes':
      return otherModes(status, now);
    case 'vacation': {
      const date = dateWords(status.returns, locale, status.returns - now.today > NEXT_YEAR);
      return fr ? `Fermé pour congés, retour le ${date}` : `Closed for holidays, back on ${date}`;
    }
    case 'closed':
      return status.mode === 'shop' ? closed(status, now) : notYet(status.mode, status.opens, now);
  }
}

type StatusOf<K extends OpenStatus['kind']> = Extract<OpenStatus, { kind: K }>;

function open({ until, comment }: StatusOf<'open'>, now: Now): string {
  const fr = now.locale === 'fr';
  const remark = comment === undefined ? '' : ` (${comment})`;
  const word = (fr ? 'Ouvert' : 'Open') + remark;
  const always = `${fr ? 'Ouvert' : 'Open'} ${aroundTheClock(now.locale)}${remark}`;
  if (until === null) return always;
  const head = until - now.instant > DAY_MS ? always : word;
  return `${head}, ${fr ? 'ferme' : 'closes'} ${closingTime(until, now)}`;
}

function depends({ until, comment }: StatusOf<'depends'>, now: Now): string {
  const fr = now.locale === 'fr';
  const word =
    comment === undefined ? (fr ? 'Horaires à confirmer' : 'Hours to be confirmed') : capitalised(comment);
  return until === null || until - now.instant > DAY_MS ? word : `${word}, ${untilWords(until, now)}`;
}

function otherModes({ modes, until, shopIsClosed }: StatusOf<'other-modes'>, now: Now): string {
  const { locale } = now;
  const [first = 'shop'] = modes;
  const names =
    modes.length === 1
      ? MODE_WORDS[first][locale].alone
      : capitalised(
          listWords(
            modes.map((mode) => MODE_WORDS[mode][locale].listed),
            locale,
          ),
        );
  const end = until === null ? aroundTheClock(locale) : untilWords(until, now);
  if (!shopIsClosed) return `${names} ${end}`;
  return `${names} ${locale === 'fr' ? 'seulement' : 'only'}, ${end}`;
}

function closed({ opens, because }: StatusOf<'closed'>, now: Now): string {
  const fr = now.locale === 'fr';
  const head =
    because?.kind === 'exception'
      ? fr
        ? 'Fermé exceptionnellement'
        : 'Exceptionally closed'
      : fr
        ? 'Fermé'
        : 'Closed';
  const remark = because ? remarkOf(because, now.locale) : undefined;
  const start = remark === undefined ? head : `${head} (${remark})`;
  return opens === null ? start : `${start}, ${fr ? 'ouvre' : 'opens'} ${openingTime(opens, now)}`;
}

function remarkOf(because: ClosedBecause, locale: Locale): string | undefined {
  if (because.kind === 'public-holiday') return because.name[locale];
  return because.kind === 'exception' ? because.note : because.text;
}

/** A business without a shop, at a time when it does not serve. */
function notYet(mode: ServiceMode, opens: Instant | null, now: Now): string {
  const { locale } = now;
  const fr = locale === 'fr';
  const name = MODE_WORDS[mode][locale].alone;
  if (opens === null) return `${name}${fr ? '\u00a0: fermé' : ': closed'}`;
  const { day, minute } = wallTime(now.zone, opens);
  const time = timeWords(minute, locale);
  return [name, dayWords(day, now), fr ? 'à partir de' : 'from', time].filter(Boolean).join(' ');
}

function openingTime(instant: Instant, now: Now): string {
  const { day, minute } = wallTime(now.zone, instant);
  return atWords(day, minute, now);
}

function closingTime(instant: Instant, now: Now): string {
  const { day, minute } = closingWall(instant, now);
  return atWords(day, minute, now);
}

function untilWords(instant: Instant, now: Now): string {
  const { day, minute } = closingWall(instant, now);
  const { locale } = now;
  const time = timeWords(minute, locale);
  const date = dayWords(day, now);
  if (locale === 'en') return date === '' ? `until ${time}` : `until ${date.replace(/^on /, '')} at ${time}`;
  if (date === '') return `jusqu’à ${time}`;
  return day === now.today + 1 ? `jusqu’à demain ${time}` : `jusqu’au ${date} à ${time}`;
}

/** The end of a day is midnight of that day, and the small hours belong to it. */
function closingWall(instant: Instant, now: Now): { day: number; minute: number } {
  const wall = wallTime(now.zone, instant);
  if (wall.minute === 0) return { day: wall.day - 1, minute: MINUTES_OF_DAY };
  const isNight = wall.minute <= SMALL_HOURS && wall.day === now.today + 1;
  return isNight ? { day: now.today, minute: wall.minute } : wall;
}

function atWords(day: number, minute: number, now: Now): string {
  const time = `${now.locale === 'fr' ? 'à' : 'at'} ${timeWords(minute, now.locale)}`;
  const date = dayWords(day, now);
  return date === '' ? time : `${date} ${time}`;
}

/** Nothing for today, `demain`, `lundi 4 mai`. */
function dayWords(day: number, { today, locale }: Now): string {
  if (day === today) return '';
  if (day === today + 1) return locale === 'fr' ? 'demain' : 'tomorrow';
  const date = `${weekdayWords(day, locale)} ${dateWords(day, locale, day - today > NEXT_YEAR)}`;
  return locale === 'fr' ? date : `on ${date}`;
}
