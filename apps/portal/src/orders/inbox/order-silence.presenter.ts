import { pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type ShopSilence, type SilenceAnswer, untilWords } from '@halles/domain/orders';
import { type AccountBody, hiddenField, section, type SectionFormView } from '../../accounts';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import type { SilenceQuestionView } from './merchant-orders.view';

/**
 * The page that a shop reaches from the mail about unanswered orders: whether it takes orders, was paused, or is asked to decide,
 * with the button for the next step. Pure.
 */
export function presentSilence(
  { texts, locale, settings }: PageScope,
  { missed, pausedUntil, isPausedByPlatform, now }: ShopSilence,
  { name }: Listing,
  token: string,
): PageModel & { readonly body: AccountBody } {
  const standing =
    pausedUntil !== null ? (isPausedByPlatform ? 'stopped' : 'paused') : missed > 0 ? 'asked' : 'open';
  const words = {
    listing: name,
    missed,
    time: pausedUntil === null ? '' : untilWords(pausedUntil, now, settings.timeZone, locale),
  };
  const line = (key: string): string => texts.line(`orders.silence.${key}`, words);
  const button = (answer: SilenceAnswer, key: string, look: SectionFormView['look']): SectionFormView => ({
    action: pathTo('order.silence', locale, { token }),
    fields: [hiddenField('answer', answer)],
    submit: line(`acts.${key}`),
    look,
  });
  const forms = {
    asked: [button('pause', 'pause', ''), button('here', 'here', 'button--quiet')],
    open: [button('pause', 'pause', 'button--quiet')],
    paused: [button('here', 'resume', '')],
    stopped: [button('here', 'resume', '')],
  };
  const heading = line(`heading.${standing}`);
  return {
    head: {
      page: null,
      title: heading,
      description: heading,
      paths: pathsTo('order.silence', { token }),
      noindex: true,
    },
    body: {
      heading,
      trail: [],
      errors: [],
      sections: [section('silence', { paragraphs: [line(`text.${standing}`)], forms: forms[standing] })],
    },
  };
}

/** The same question in the inbox, for who is signed in. Pure. */
export const presentQuestion = (
  listingId: number,
  { missed }: { readonly missed: number },
  { texts, locale }: PageScope,
): SilenceQuestionView => ({
  text: texts.line('orders.silence.notice', { missed }),
  action: pathTo('merchant.orders', locale, { listing: listingId }),
  buttons: [
    { value: 'pauseLong', label: texts.line('orders.silence.acts.pause'), isQuiet: false },
    { value: 'here', label: texts.line('orders.silence.acts.here'), isQuiet: true },
  ],
});
