import { randomUUID } from 'node:crypto';
import { pathsTo, pathTo } from '@halles/contracts';
import { type CannedAnswer, type CannedValues, filledIn, type Thread } from '@halles/domain/conversations';
import { type FormState, newForm, rawTextOf } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import type { MerchantConversationBody } from '../conversations.view';
import { presentReply, presentThread, type ReplyState } from '../thread.presenter';
import { type Handled, presentHandling } from './handling.presenter';
import type { MerchantConversationChange } from './merchant-conversation.form';

export interface MerchantConversationState extends Omit<ReplyState, 'form'> {
  /** The answer that was refused; null: what was begun and kept. */
  readonly form: FormState | null;
  /** The form by which it is handled, where that was refused. */
  readonly handlingForm: FormState;
  readonly done: MerchantConversationChange | null;
  /** Id of the answer kept ready that is put behind what stands in the field. */
  readonly filled?: string;
  readonly asksToErase?: boolean;
}

/** What the page shows. */
export interface ShownConversation extends Handled {
  readonly thread: Thread;
  readonly canned: readonly CannedAnswer[];
  /** Null where no answer is kept ready. */
  readonly values: CannedValues | null;
}

/** Answers that are kept ready, as they are sent to this customer. */
const filledAnswers = ({ canned, values }: ShownConversation): readonly CannedAnswer[] =>
  values === null ? [] : canned.map((one) => ({ ...one, text: filledIn(one.text, values) }));

/** The form of the answer as it is shown: what was typed, or was begun, with an answer kept ready behind it. */
function replyForm(
  { form, filled }: MerchantConversationState,
  draft: string | null,
  answers: readonly CannedAnswer[],
): FormState {
  const shown = form ?? newForm(draft === null ? {} : { text: [draft] });
  const answer = answers.find(({ id }) => id === filled);
  if (!answer) return shown;
  const texts = [rawTextOf(shown.values, 'text').trim(), answer.text].filter((text) => text !== '');
  return { ...shown, values: { ...shown.values, text: [texts.join('\n')] } };
}

function presentReader(listing: number, { conversation }: Thread, { texts, locale }: PageScope) {
  const params = { listing, conversation: conversation.id };
  const action = pathTo('merchant.conversation', locale, params);
  return {
    side: 'shop',
    other: conversation.customer.name,
    older: (before: number) => ({
      href: `${action}?avant=${String(before)}`,
      label: texts.line('conversations.older'),
    }),
    photo: (picture: string) => pathTo('merchant.conversationPhoto', locale, { ...params, picture }),
  } as const;
}

/** A conversation with a customer, for the shop. */
export const merchantConversationPage = (
  listing: MerchantListing,
  shown: ShownConversation,
  state: MerchantConversationState,
): MerchantPage<MerchantConversationBody> => {
  const { thread, handled } = shown;
  const { id, customer, isBlocked } = thread.conversation;
  const params = { listing: listing.id, conversation: id };
  return {
    view: 'conversations/merchant-conversation',
    title: () => customer.name,
    paths: pathsTo('merchant.conversation', params),
    listing,
    section: 'messages',
    present: (scope) => {
      const { texts, locale } = scope;
      const action = pathTo('merchant.conversation', locale, params);
      const answers = filledAnswers(shown);
      const form = replyForm(state, handled.draft, answers);
      const place = { action, newId: randomUUID() };
      const { reply, ...summary } = presentReply({ ...state, form }, place, scope);
      const handling = presentHandling(thread.conversation, shown, state.handlingForm, scope);
      const isRefused = handling.summary.problem !== undefined;
      return {
        ...(state.done === null ? {} : { done: texts.line(`conversations.thread.done.${state.done}`) }),
        stream: pathTo('merchant.messageStream', locale, { listing: listing.id }),
        contact: texts.line('conversations.thread.contact', { email: customer.email }),
        thread: presentThread(thread, presentReader(listing.id, thread, scope), scope),
        ...(isRefused ? handling.summary : isBlocked ? { errors: [] } : summary),
        ...(isBlocked ? { closed: texts.line('conversations.thread.closed') } : { reply }),
        canned: answers.map(({ id: value, shortcut, text }) => ({ value, shortcut, text })),
        handling: handling.view,
        action,
        isBlocked,
        ...(state.asksToErase === true
          ? { question: { keep: { href: action, label: texts.line('conversations.erase.keep') } } }
          : {}),
        back: {
          href: pathTo('merchant.messages', locale, { listing: listing.id }),
          label: texts.line('conversations.thread.back'),
        },
      };
    },
  };
};
