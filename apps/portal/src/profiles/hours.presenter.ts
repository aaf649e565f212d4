import { type FormValues, textOf, type InputErrors } from '@halles/platform/forms';
import { pathTo, hoursFields, type ListingProfile, type ProfileChanges } from '@halles/contracts';
import {
  emptySchedule,
  openSentence,
  scheduleOfTexts,
  SERVICE_MODES,
  type Schedule,
  type ServiceMode,
} from '@halles/domain/hours';
import type { Freshness } from '@halles/domain/freshness';
import { withClosures, withoutClosures } from '@halles/domain/listings';
import {
  fieldWords,
  type StartedChanges,
  startingHours,
  statesHours,
  withStartingHours,
} from '@halles/domain/profiles';
import { underRules } from '@halles/domain/place-days';
import { labelled } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import { MAX_DAYS, MAX_SEASONS, NTH, WEEKDAYS } from './forms/hours.form';
import { HoursInputs } from './hours-inputs';
import type { HoursBody, HoursPreviewView, NthDayView, SeasonView } from './hours.view';
import type { EditorSession } from './editor';
import { closedWords } from '../wording/closed-words';
import { dayOf } from '../wording/day-words';
import { agoOf } from '../wording/elapsed';
import { presentHours } from '../wording/opening-hours';

/** « 1er septembre » is as welcome as « 01/09 ». */
const SEASON_DAY = { isShort: true, maxlength: 20 } as const;

function seasonsOf(inputs: HoursInputs): SeasonView[] {
  return Array.from({ length: MAX_SEASONS }, (_, at): SeasonView => {
    const id = `s${at}`;
    const isOpen = inputs.hasAny(id);
    return {
      id,
      heading: inputs.line(isOpen ? 'pro.hours.season' : 'pro.hours.addSeason', { number: String(at + 1) }),
      isOpen,
      from: inputs.input(`${id}from`, 'pro.hours.seasonFrom', SEASON_DAY),
      until: inputs.input(`${id}until`, 'pro.hours.seasonUntil', SEASON_DAY),
      days: inputs.week(id),
    };
  }).filter(({ isOpen }, at, all) => isOpen || (all[at - 1]?.isOpen ?? true));
}

function nthDaysOf(inputs: HoursInputs): NthDayView[] {
  return Array.from({ length: MAX_DAYS }, (_, at): NthDayView => {
    const id = `n${at}`;
    const isOpen = inputs.hasAny(id);
    return {
      id,
      legend: inputs.line(isOpen ? 'pro.hours.nthDay' : 'pro.hours.addNthDay', { number: String(at + 1) }),
      isOpen,
      nth: inputs.select(`${id}nth`, 'pro.hours.nth', { options: ['', ...NTH], optionTexts: 'options.nth' }),
      weekday: inputs.select(`${id}weekday`, 'pro.hours.weekday', {
        options: ['', ...WEEKDAYS.map(String)],
        optionTexts: 'hours.weekdays',
      }),
      day: inputs.day(id, inputs.line('pro.hours.thatDay')),
    };
  }).filter(({ isOpen }, at, all) => isOpen || (all[at - 1]?.isOpen ?? true));
}

type Published = Pick<EditorSession, 'profile' | 'known'>;

const shownTo = ({ known }: Published) => ({
  schedule: known.listing?.schedule ?? null,
  today: known.today,
});

/** What the form of hours starts from, beside what is drafted. Pure. */
export const startOf = (editor: Published): ProfileChanges =>
  startingHours(editor.profile.content, shownTo(editor));

/** Changes with what is published beside them: the first hours of a page take over what is shown of the rest. Pure. */
export const startedWith = (editor: Published, changes: ProfileChanges): StartedChanges =>
  withStartingHours(editor.profile.content, changes, shownTo(editor));

/**
 * The schedule that the public would see: the hours of the profile, or those of other sources where it has none. Pure.
 * @param content with the hours of the form laid over it
 */
export function scheduleOf(
  content: ListingProfile,
  { known, profile }: Pick<EditorSession, 'known' | 'profile'>,
): Schedule {
  const texts = Object.fromEntries(
    SERVICE_MODES.flatMap((mode) => {
      const text = content[hoursFields[mode]];
      return text === null ? [] : [[mode, text]];
    }),
  ) as Partial<Record<ServiceMode, string>>;
  const { publicHolidays, exceptions, vacations } = content;
  const isStated = statesHours(content);
  const others = isStated ? scheduleOfTexts(known.place, texts) : known.listing?.schedule;
  const usual = others ?? emptySchedule(known.place);
  // What is shown already holds the closures that are published.
  const base = isStated ? usual : withoutClosures(usual, profile.content);
  return withClosures(base, { publicHolidays, exceptions, vacations });
}

/**
 * What the public would see of some hours now, under the rules of the territory. Pure.
 * @param editor with the business as the public sees it: closed for good it has no hours
 */
export function presentPreview(
  scope: PageScope,
  { known: { listing: shown }, rules, now: at }: Pick<EditorSession, 'known' | 'rules' | 'now'>,
  schedule: Schedule,
): HoursPreviewView {
  const closed = shown && closedWords(shown, scope);
  if (closed !== null) return { sentence: closed };
  const now = at.getTime();
  const ruled = underRules(schedule, rules, now);
  const hours = presentHours(ruled, now, scope);
  return { sentence: openSentence(ruled, now, scope.locale), ...(hours === null ? {} : { hours }) };
}

/** The weeks that the town has set, in words: of several ways to be served, each with its name. */
function weeksByTown(
  scope: PageScope,
  { profile: { content, authors }, known }: Pick<EditorSession, 'profile' | 'known'>,
): string[] {
  const stated = SERVICE_MODES.flatMap((mode) => {
    const field = hoursFields[mode];
    return content[field] !== null && authors[field]?.kind === 'agent' ? [{ mode, field }] : [];
  });
  return stated.map(({ mode, field }) => {
    const words = fieldWords(field, content[field], scope, known);
    return stated.length === 1
      ? words
      : labelled(scope.texts.line(`pro.hours.modes.${mode}`), words, scope.locale);
  });
}

/**
 * That the town has set the hours of a mode, which they are, and a touch to say that they are right: where the merchant did
 * not say so since, and the form below says nothing else. Pure.
 * @param isAsPublished whether the form says what is published
 */
export function presentByTown(
  scope: PageScope,
  editor: Pick<EditorSession, 'profile' | 'known' | 'author' | 'now'>,
  mode: ServiceMode,
  { given, isAsPublished }: Pick<Freshness, 'given'> & { readonly isAsPublished: boolean },
): Pick<HoursBody, 'byTown'> {
  const { profile, author, now, known } = editor;
  const { texts } = scope;
  const field = hoursFields[mode];
  const by = profile.content[field] === null ? undefined : profile.authors[field];
  if (known.listing?.state === 'closed' || by?.kind !== 'agent' || author.kind !== 'merchant') return {};
  const sentence = texts.line('pro.hours.byTown', { day: dayOf(new Date(by.at), scope) });
  const weeks = weeksByTown(scope, editor);
  const { hours } = given;
  if (hours?.by === 'merchant' && hours.at.getTime() > Date.parse(by.takenBackAt ?? by.at)) {
    const when = agoOf(hours.at, now.getTime(), scope);
    return { byTown: { text: `${sentence} ${texts.line('pro.hours.confirmedByYou', { when })}`, weeks } };
  }
  if (!isAsPublished) return { byTown: { text: sentence, weeks } };
  const correct = { href: '#edit-hours', label: texts.line('pro.hours.correct') };
  const confirm = { label: texts.line('pro.hours.confirm'), version: profile.version };
  return { byTown: { text: sentence, weeks, confirm, correct } };
}

/** The fields of the page of hours. Pure. */
export function presentHoursForm(
  scope: PageScope,
  editor: EditorSession,
  mode: ServiceMode,
  form: { readonly raw: FormValues; readonly errors: InputErrors; readonly content: ListingProfile },
): Omit<HoursBody, 'heading' | 'action' | 'version' | 'errors' | 'clashes'> {
  const { texts, locale } = scope;
  const { id } = editor.listing;
  const inputs = new HoursInputs(scope, form.raw, form.errors);
  const path = pathTo('profile.hours', locale, { listing: id });
  const isText = textOf(form.raw, 'asText') === 'yes';
  return {
    modes: SERVICE_MODES.map((name) => ({
      href: name === 'shop' ? path : `${path}?mode=${name}`,
      label: texts.line(`pro.hours.modes.${name}`),
      ...(name === mode ? { current: true } : {}),
    })),
    mode,
    ...(Object.keys(startOf(editor)).length > 0 ? { startNote: texts.line('pro.hours.startNote') } : {}),
    modeHeading: texts.line(`pro.hours.modeHeadings.${mode}`),
    ...(isText
      ? {
          week: [],
          seasons: [],
          days: [],
          text: inputs.input('text', 'pro.hours.asText', { maxlength: 1_000 }),
        }
      : {
          week: inputs.week(''),
          copy: {
            from: inputs.select('copyFrom', 'pro.hours.copyFrom', {
              options: WEEKDAYS.map(String),
              optionTexts: 'hours.weekdays',
            }),
            to: inputs.select('copyTo', 'pro.hours.copyTo', {
              options: ['weekdays', 'next', 'all'],
              optionTexts: 'options.copyTo',
            }),
            isOpen: form.content[hoursFields[mode]] === null,
          },
          seasons: seasonsOf(inputs),
          days: nthDaysOf(inputs),
        }),
    previewAction: pathTo('profile.hoursPreview', locale, { listing: id }),
    preview: presentPreview(scope, editor, scheduleOf(form.content, editor)),
  };
}
