import { listingParams, pathsTo, pathTo } from '@halles/contracts';
import type { AwayMessage } from '@halles/domain/conversations';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { linkTo } from '../rendering/layout.presenter';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { presentOpenState } from '../search';
import { wordsFor } from '../wording/town-service-words';
import { startForm } from './conversation.form';
import type { StartBody } from './conversations.view';

/** Whether a shop is open, in words, and when somebody answers there. Pure. */
export function presenceOf({ schedule }: Listing, now: number, scope: PageScope): StartBody['presence'] {
  const { kind, text } = presentOpenState(scope, schedule, now);
  const then = kind === 'closed' ? 'shut' : 'open';
  return { kind, text, then: scope.texts.line(`conversations.presence.${then}`) };
}

/** What a shop says of itself while nobody is there, up to its day; nothing afterwards. Pure. @param now ms since 1970 */
export function awayOf(
  away: AwayMessage | null,
  now: number,
  { settings }: Pick<PageScope, 'settings'>,
): { readonly away?: readonly string[] } {
  const isShown = away !== null && away.until >= isoOfDay(wallTime(settings.timeZone, now).day);
  return isShown ? { away: away.text.split(/\n+/).filter((line) => line.trim() !== '') } : {};
}

/** The form by which somebody writes to a shop. Pure. */
export const presentStart =
  (
    listing: Listing,
    {
      form,
      isErased,
      away,
    }: { readonly form: FormState; readonly isErased: boolean; readonly away: AwayMessage | null },
    now: number,
  ) =>
  (page: PageScope): PageModel & { readonly body: StartBody } => {
    const scope = wordsFor(listing, page);
    const { texts, locale } = scope;
    const writer = new FormWriter(startForm, form, texts, locale);
    const heading = texts.line('conversations.start.heading', { listing: listing.name });
    const params = listingParams(listing);
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('conversation.start', params),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line('conversations.start.lead'),
        ...(isErased ? { done: texts.line('conversations.erase.done') } : {}),
        trail: [{ href: pathTo('listing', locale, params), label: listing.name }],
        presence: presenceOf(listing, now, scope),
        ...awayOf(away, now, page),
        ...(listing.demonstration ? { demonstration: texts.line('conversations.demonstration') } : {}),
        ...writer.summary(),
        form: writer.view(pathTo('conversation.start', locale, params)),
        privacy: { ...linkTo(scope, 'privacy'), label: texts.line('conversations.start.privacy') },
      },
    };
  };
