import { listingPath, pathTo } from '@halles/contracts';
import { isUnreadable, openSentence, type Schedule } from '@halles/domain/hours';
import { underRules } from '@halles/domain/place-days';
import { rankingFormula } from '@halles/domain/search';
import { presentWaiting, type Waiting } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { closedWords } from '../wording/closed-words';
import { datedDaysOf, isClosedOn } from './closed-today';
import { presentPreview, scheduleOf } from './hours.presenter';
import type { ListingRoute } from '../merchant-space';
import type { EditorSession } from './editor';
import type { ReturnNote } from './return-notes';
import type { DoneView } from './editor.view';
import type { BusinessesBody, OverviewBody, SuggestionView } from './overview.view';
import { type Suggestion, suggestionsFor } from './suggestions';
import { isWelcomeStep, presentWelcome } from './welcome';

function presentSuggestion(
  { key, route, effect }: Suggestion,
  { texts, locale }: PageScope,
  listingId: number,
): SuggestionView {
  return {
    title: texts.line(`pro.suggestions.${key}.title`),
    why: texts.line(`pro.suggestions.${key}.why`),
    effect: texts.line(`pro.effects.${effect}`, { minutes: String(rankingFormula.soonMinutes) }),
    action: {
      href: pathTo(route, locale, { listing: listingId }),
      label: texts.line(`pro.suggestions.${key}.action`),
    },
  };
}

/** What was just published, and how it is taken back; null where nothing was. */
function noticeOf(
  { texts, locale }: PageScope,
  listingId: number,
  { done, isShown, isUnchanged }: Pick<ReturnNote, 'done' | 'isShown' | 'isUnchanged'>,
): DoneView | null {
  if (isUnchanged === true) return { text: texts.line('pro.unchanged') };
  if (done === undefined) return null;
  return {
    text: texts.line(isShown === false ? 'pro.publishedSoon' : 'pro.published'),
    undo: {
      action: pathTo('profile.undo', locale, { listing: listingId }),
      version: done,
      label: texts.line('pro.takeBack'),
    },
  };
}

/** Where the public sees it and what can be printed of it, or why it is not seen. */
function presentPublicPage(
  { texts, locale }: PageScope,
  { listing: { id, slug, visibility }, known }: EditorSession,
  { modes }: Schedule,
): Pick<OverviewBody, 'page' | 'sign' | 'hidden'> {
  if (!known.listing) return { hidden: texts.line(`pro.hidden.${visibility}`) };
  const page = { href: listingPath(locale, { slug, id }), label: texts.line('pro.seePage') };
  if (known.listing.state === 'closed' || !modes.shop || isUnreadable(modes.shop)) return { page };
  const href = pathTo('profile.doorSign', locale, { listing: id });
  return { page, sign: { href, label: texts.line('pro.sign.link'), note: texts.line('pro.sign.note') } };
}

/** What can be said of today in one tap. */
function presentToday(
  { texts, locale }: PageScope,
  editor: EditorSession,
): NonNullable<OverviewBody['edit']> {
  const { listing, known } = editor;
  const isClosed = isClosedOn(known.today, datedDaysOf(editor));
  const of = { listing: listing.id };
  return {
    today: {
      action: pathTo('profile.today', locale, of),
      value: isClosed ? 'open' : 'closed',
      label: texts.line(isClosed ? 'pro.today.open' : 'pro.today.closed'),
    },
    away: { href: pathTo('profile.timeOff', locale, of), label: texts.line('pro.today.away') },
  };
}

/** Where the overview may lead its reader. */
export interface OverviewReach {
  readonly canEdit: boolean;
  /** Whether what is true today can be said in one tap. */
  readonly canSayToday: boolean;
  /** Whether it is for them to make the page complete, step by step. */
  readonly canWelcome: boolean;
  leadsTo(route: ListingRoute): boolean;
}

const EVERYWHERE: OverviewReach = {
  canEdit: true,
  canSayToday: true,
  canWelcome: true,
  leadsTo: () => true,
};

/** The space of one business: what to do next, what is true today, what is missing. Pure. */
export function presentOverview(
  scope: PageScope,
  editor: EditorSession,
  { waiting = [], ...done }: ReturnNote & { readonly waiting?: readonly Waiting[] } = {},
  { canEdit, canSayToday, canWelcome, leadsTo }: OverviewReach = EVERYWHERE,
): Omit<OverviewBody, 'heading'> {
  const { texts, locale } = scope;
  const { id } = editor.listing;
  // Of a page that is closed for good nothing is missing: opening it again stands above.
  const isClosed = editor.known.listing?.state === 'closed';
  const suggestions =
    !canEdit || isClosed
      ? []
      : suggestionsFor({
          content: editor.profile.content,
          listing: editor.known.listing,
          hasPhoto: editor.hasPhoto,
        }).filter(
          ({ key, field, route }) =>
            !(canWelcome && isWelcomeStep(key)) &&
            leadsTo(route) &&
            (field === null || editor.fields.has(field)),
        );
  const welcome = canWelcome && !isClosed ? presentWelcome(scope, editor, leadsTo('photo.album')) : null;
  const hasDraft = canEdit && editor.draft !== null;
  const notice = noticeOf(scope, id, done);
  const schedule = scheduleOf(editor.profile.content, editor);
  const matters = presentWaiting(scope, waiting);
  const words = suggestions.map((suggestion) => presentSuggestion(suggestion, scope, id));
  const next = welcome || matters?.first ? undefined : words[0];
  const later = next ? words.slice(1) : words;
  return {
    ...(notice ? { done: notice } : {}),
    ...(matters ? { waiting: matters } : {}),
    ...(hasDraft
      ? {
          draft: {
            href: pathTo('profile.preview', locale, { listing: id }),
            label: texts.line('pro.draft.unpublished'),
          },
        }
      : {}),
    ...(welcome ? { welcome: { ...welcome, isQuiet: matters?.first !== undefined } } : {}),
    // One thing is large: what waits for an answer comes before what could be said.
    ...(next ? { next } : {}),
    state: presentPreview(scope, editor, schedule).sentence,
    ...(canSayToday && !isClosed ? { edit: presentToday(scope, editor) } : {}),
    ...(canEdit && !isClosed && !welcome && suggestions.length === 0
      ? { complete: { title: texts.line('pro.complete.title'), why: texts.line('pro.complete.why') } }
      : {}),
    suggestions: later,
    ranking: { href: pathTo('ranking', locale), label: texts.line('pro.ranking') },
    ...presentPublicPage(scope, editor, schedule),
  };
}

/** Key of the title of the home of an account that has no business or several. Pure. */
export function titleOfHome(editors: readonly EditorSession[], waiting: readonly Waiting[]): string {
  if (editors.length > 0) return 'pro.home.several';
  return waiting.length > 0 ? 'pro.home.waiting' : 'pro.home.none';
}

/** The businesses of an account that has none or several. Pure. */
export function presentBusinesses(
  scope: PageScope,
  editors: readonly EditorSession[],
  waiting: readonly Waiting[] = [],
): Omit<BusinessesBody, 'heading'> {
  const { texts, locale } = scope;
  const nameOf = ({ listing, content }: EditorSession): string =>
    listing.name ?? content.name ?? texts.line('pro.unnamed');
  const names = new Map(editors.map((editor) => [editor.listing.id, nameOf(editor)]));
  const matters = presentWaiting(scope, waiting, names);
  const isBare = editors.length === 0 && !matters;
  return {
    ...(isBare ? { lead: texts.line('pro.home.noneLead') } : {}),
    ...(matters ? { waiting: matters } : {}),
    businesses: editors.map((editor) => {
      const { listing, profile, known, hasPhoto, rules, now } = editor;
      const closed = known.listing && closedWords(known.listing, scope);
      const [next] =
        closed === null ? suggestionsFor({ content: profile.content, listing: known.listing, hasPhoto }) : [];
      const schedule = known.listing?.schedule ?? null;
      return {
        name: nameOf(editor),
        href: pathTo('merchant.listing', locale, { listing: listing.id }),
        ...(listing.communeName === null ? {} : { where: listing.communeName }),
        ...(closed === null ? {} : { state: closed }),
        ...(closed !== null || schedule === null
          ? {}
          : { state: openSentence(underRules(schedule, rules, now.getTime()), now.getTime(), locale) }),
        ...(next ? { next: texts.line(`pro.suggestions.${next.key}.title`) } : {}),
      };
    }),
    isQuiet: !isBare,
    ...(editors.length === 0
      ? { orders: { href: pathTo('account.orders', locale), label: texts.line('pro.home.orders') } }
      : {}),
    find: {
      href: pathTo('claim.find', locale),
      label: texts.line(isBare ? 'pro.home.find' : 'pro.home.findAnother'),
    },
  };
}
