import { instantOf, wallTime, weekdayOf } from '@halles/domain/hours';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import type { Token } from './typed-text';

/** What a text says about when. */
export interface RequestedTime {
  /** Asked for what is open: during the span, or now. */
  readonly isRequested: boolean;
  /** Asked for a time that can be booked, and not for what is open: during the span, which is there. */
  readonly isFree: boolean;
  readonly during: { readonly from: number; readonly until: number } | null;
  readonly onDuty: boolean;
  /** The words that said so. */
  readonly words: readonly string[];
  /** The tokens that said nothing of it. */
  readonly rest: readonly Token[];
}

type Day = { readonly days: number } | { readonly weekday: number; readonly length: number };

const DAYS: Readonly<Record<string, Day>> = {
  'aujourd hui': { days: 0 },
  today: { days: 0 },
  demain: { days: 1 },
  tomorrow: { days: 1 },
  'week end': { weekday: 6, length: 2 },
  weekend: { weekday: 6, length: 2 },
};
const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const WEEKDAYS_EN = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Parts of a day, hours on the wall. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  matin: [8, 12],
  morning: [8, 12],
  midi: [12, 14],
  'apres midi': [14, 18],
  afternoon: [14, 18],
  soir: [19, 24],
  evening: [19, 24],
  tonight: [19, 24],
  nuit: [24, 29],
  night: [24, 29],
  '24h': [24, 29],
  '24h 24': [24, 29],
  '24 24': [24, 29],
};
/** Parts of today without a word for "open": they are in names too. */
const PARTS_ALONE = new Set([
  ...['ce soir', 'ce midi', 'ce matin', 'cette nuit', 'tonight', 'cet apres midi', 'cette apres midi'],
  ...['this morning', 'this afternoon', 'this evening'],
]);
const NOW = new Set(['maintenant', 'actuellement', 'now', 'right now', 'en ce moment', 'tout de suite']);
const OPEN = new Set(['ouvert', 'ouverte', 'ouverts', 'ouvertes', 'open']);
/**
 * Asks for a time that can be booked. All but the last stand in names too (« Air Libre », « Au Rendez-vous »): they count beside a
 * word that says when.
 */
const FREE = new Set([
  ...['libre', 'libres', 'creneau', 'creneaux', 'rdv', 'rendez vous'],
  ...['free', 'available', 'slot', 'slots', 'appointment', 'appointments'],
]);
const FREE_ALONE = new Set([
  'disponible',
  'disponibles',
  'dispo',
  'dispos',
  'disponibilite',
  'disponibilites',
]);
/** Hours in which « libre maintenant » begins. */
const SOON = 2;
/** Days in which something is to be had at all. */
const COMING_DAYS = 14;

const LEADING = new Set(['le', 'la', 'ce', 'cet', 'cette', 'on', 'in', 'at', 'the', 'this', 'les', 'de']);
/** Who is on duty by turns. */
const ON_DUTY = new Set([
  ...['pharmacie', 'pharmacien', 'medecin', 'docteur', 'dentiste', 'veterinaire', 'serrurier', 'infirmier'],
  ...['pharmacy', 'doctor', 'dentist', 'vet'],
]);

interface Found {
  isOpen: boolean;
  isNow: boolean;
  day: Day | null;
  part: readonly [number, number] | null;
  isDuty: boolean;
}

/** The longest phrase of the table that begins at a token, at most three words. */
function phraseAt<T>(words: readonly string[], at: number, read: (phrase: string) => T | undefined) {
  for (let length = 3; length > 0; length -= 1) {
    const value = at + length <= words.length ? read(words.slice(at, at + length).join(' ')) : undefined;
    if (value !== undefined) return { value, length };
  }
  return null;
}

const dayOf = (phrase: string): Day | undefined => {
  if (Object.hasOwn(DAYS, phrase)) return DAYS[phrase];
  const weekday = Math.max(WEEKDAYS.indexOf(phrase), WEEKDAYS_EN.indexOf(phrase));
  return weekday < 0 ? undefined : { weekday: weekday + 1, length: 1 };
};
const partOf = (phrase: string) => (Object.hasOwn(PARTS, phrase) ? PARTS[phrase] : undefined);

/** How many tokens from `at` on speak of time; notes what they say. */
function readAt(words: readonly string[], at: number, found: Found, saysWhether: boolean): number {
  if (OPEN.has(words[at] ?? '')) {
    found.isOpen = true;
    return 1;
  }
  const now = phraseAt(words, at, (phrase) => NOW.has(phrase) || undefined);
  if (now) {
    found.isNow = true;
    return now.length;
  }
  const lead = LEADING.has(words[at] ?? '') ? 1 : 0;
  const day = phraseAt(words, at + lead, dayOf);
  if (day && words.length > day.length + lead) {
    found.day = day.value;
    return lead + day.length;
  }
  const part = phraseAt(words, at + lead, partOf);
  const isPlain = part && PARTS_ALONE.has(words.slice(at, at + lead + part.length).join(' '));
  if (part && (saysWhether || isPlain || found.day)) {
    found.part = part.value;
    return lead + part.length;
  }
  return dutyAt(words, at, found);
}

/** Which of the words ask for a time that can be booked. @param saysWhen whether others say when */
function freeAt(words: readonly string[], saysWhen: boolean): number[] {
  const found: number[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const phrase = phraseAt(
      words,
      at,
      (text) => FREE_ALONE.has(text) || (saysWhen && FREE.has(text)) || undefined,
    );
    // « Laverie libre service » asks for no time.
    if (!phrase || /^services?$/.test(words[at + phrase.length] ?? '')) continue;
    for (let one = at; one < at + phrase.length; one += 1) found.push(one);
  }
  return found;
}

/** "de garde", "on duty"; "garde" alone behind who is on duty. Not "garde d'enfants". */
function dutyAt(words: readonly string[], at: number, found: Found): number {
  const [first, second, third] = words.slice(at, at + 3);
  const isPhrase =
    (first === 'de' && second === 'garde' && third !== 'd' && third !== 'enfant' && third !== 'enfants') ||
    (first === 'on' && (second === 'duty' || second === 'call'));
  if (isPhrase && words.some((word) => ON_DUTY.has(word.replace(/s$/, '')))) {
    found.isDuty = true;
    return 2;
  }
  if (first === 'garde' && at > 0 && ON_DUTY.has((words[at - 1] ?? '').replace(/s$/, ''))) {
    found.isDuty = true;
    return 1;
  }
  return 0;
}

/**
 * Takes out of a text what it says about when: "ouvert", "ouvert dimanche", "ce soir", "de garde". Names hold such words
 * too, so that parts of a day count beside a word for "open" or a day only.
 * @param now ms since 1970
 */
export function readTime(tokens: readonly Token[], now: number, timeZone: string): RequestedTime {
  const words = tokens.map(({ word }) => word);
  const says = (of: ReadonlySet<string>): boolean => words.some((word) => of.has(word));
  const saysWhether = says(OPEN) || says(FREE) || says(FREE_ALONE);
  const found: Found = { isOpen: false, isNow: false, day: null, part: null, isDuty: false };
  const understood = new Set<number>();
  for (let at = 0; at < tokens.length;) {
    const length = readAt(words, at, found, saysWhether);
    for (let one = at; one < at + length; one += 1) understood.add(one);
    at += Math.max(1, length);
  }
  const { isOpen, isNow, day, part, isDuty } = found;
  const asksFree = isOpen || isDuty ? [] : freeAt(words, day !== null || part !== null || isNow);
  for (const at of asksFree) understood.add(at);
  const during = day || part ? spanOf(day, part, now, timeZone) : null;
  const isFree = asksFree.length > 0;
  return {
    isRequested: isOpen || isNow || isFree || day !== null || part !== null || isDuty,
    isFree,
    during: isFree ? (during ?? soon(now, isNow)) : during,
    onDuty: isDuty,
    words: words.filter((_, at) => understood.has(at)),
    rest: tokens.filter((_, at) => !understood.has(at)),
  };
}

/** Within the next hours, or the coming days. */
const soon = (now: number, isNow: boolean) => ({
  from: now,
  until: now + (isNow ? SOON * HOUR : COMING_DAYS * DAY),
});

/** The next such span that has not ended: of a day by name the coming one, today included. */
function spanOf(day: Day | null, part: readonly [number, number] | null, now: number, timeZone: string) {
  const today = wallTime(timeZone, now).day;
  const [from, until] = part ?? [0, 24];
  const span = (first: number, length: number) => ({
    from: Math.max(instantOf(timeZone, first, from * 60), Math.floor(now / MINUTE) * MINUTE),
    until: instantOf(timeZone, first + length - 1, until * 60),
  });
  const hasEnded = ({ until: end }: { readonly until: number }) => end <= now + HOUR / 4;
  if (day && 'weekday' in day) {
    const ahead = (day.weekday - weekdayOf(today) + 7) % 7;
    const coming = span(today + ahead, day.length);
    return hasEnded(coming) ? span(today + ahead + 7, day.length) : coming;
  }
  const requested = span(today + (day?.days ?? 0), 1);
  return hasEnded(requested) ? span(today + (day?.days ?? 0) + 1, 1) : requested;
}
