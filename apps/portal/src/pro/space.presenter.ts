import { listingPath, pathTo } from '@halles/contracts';
import { isUnreadable, type Schedule } from '@halles/domain/hours';
import { rankingFormula } from '@halles/domain/search';
import type { PageScope } from '../rendering/page-scope';
import { isClosedOn } from './closed-today';
import { presentPreview, scheduleOf } from './hours.presenter';
import type { Desk } from './pro-desk';
import { photoPaths } from '../photos/photo-routes';
import { proPath } from './pro-routes';
import type { DoneView, SpaceBody, SuggestionView } from './pro-views';
import { type Suggestion, suggestionsFor } from './suggestions';

function presentSuggestion(
  { key, page, effect }: Suggestion,
  { texts, locale }: PageScope,
  listingId: number,
): SuggestionView {
  return {
    title: texts.line(`pro.suggestions.${key}.title`),
    why: texts.line(`pro.suggestions.${key}.why`),
    effect: texts.line(`pro.effects.${effect}`, { minutes: String(rankingFormula.soonMinutes) }),
    action: {
      href: page === 'photos' ? photoPaths('album', listingId)[locale] : proPath(page, locale, listingId),
      label: texts.line(`pro.suggestions.${key}.action`),
    },
  };
}

/** What was just published, and how it is taken back; null where nothing was. */
function noticeOf(
  { texts, locale }: PageScope,
  listingId: number,
  { done, isShown }: { readonly done?: number; readonly isShown?: boolean },
): DoneView | null {
  if (done === undefined) return null;
  return {
    text: texts.line(isShown === false ? 'pro.publishedSoon' : 'pro.published'),
    undo: {
      action: proPath('undo', locale, listingId),
      version: done,
      label: texts.line('pro.takeBack'),
    },
  };
}

/** Where the public sees it and what can be printed of it, or why it is not seen. */
function presentPublicPage(
  { texts, locale }: PageScope,
  { listing: { id, slug, visibility }, known }: Desk,
  { modes }: Schedule,
): Pick<SpaceBody, 'page' | 'sign' | 'hidden'> {
  if (!known.listing) return { hidden: texts.line(`pro.hidden.${visibility}`) };
  const page = { href: listingPath(locale, { slug, id }), label: texts.line('pro.seePage') };
  if (!modes.shop || isUnreadable(modes.shop)) return { page };
  const href = proPath('sign', locale, id);
  return { page, sign: { href, label: texts.line('pro.sign.link'), note: texts.line('pro.sign.note') } };
}

/** The space of one business: what to do next, what is true today, what is missing. Pure. */
export function presentSpace(
  scope: PageScope,
  desk: Desk,
  {
    canEdit = true,
    canShow = true,
    ...done
  }: {
    readonly canEdit?: boolean;
    readonly canShow?: boolean;
    readonly done?: number;
    readonly isShown?: boolean;
  },
): Omit<SpaceBody, 'heading'> {
  const { texts, locale } = scope;
  const { id } = desk.listing;
  const suggestions = !canEdit
    ? []
    : suggestionsFor({
        content: desk.profile.content,
        listing: desk.known.listing,
        hasPhoto: desk.hasPhoto || !canShow,
      }).map((suggestion) => presentSuggestion(suggestion, scope, id));
  const [next, ...others] = suggestions;
  const hasDraft = canEdit && desk.draft !== null;
  const notice = noticeOf(scope, id, done);
  const schedule = scheduleOf(desk.profile.content, desk);
  const isClosed = isClosedOn(desk.known.today, desk.profile.content.exceptions);
  return {
    ...(notice ? { done: notice } : {}),
    ...(hasDraft
      ? { draft: { href: proPath('preview', locale, id), label: texts.line('pro.draft.unpublished') } }
      : {}),
    ...(next ? { next } : {}),
    state: presentPreview(scope, schedule, desk.now.getTime()).sentence,
    ...(canEdit
      ? {
          edit: {
            today: {
              action: proPath('today', locale, id),
              input: isClosed ? 'open' : 'closed',
              label: texts.line(isClosed ? 'pro.today.open' : 'pro.today.closed'),
            },
            away: { href: proPath('away', locale, id), label: texts.line('pro.today.away') },
          },
        }
      : {}),
    isComplete: canEdit && suggestions.length === 0,
    suggestions: others,
    ranking: { href: pathTo('ranking', locale), label: texts.line('pro.ranking') },
    ...presentPublicPage(scope, desk, schedule),
  };
}
