import { pathsTo, pathTo } from '@halles/contracts';
import type { CannedAnswer } from '@halles/domain/conversations';
import { type FormState, FormWriter } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { CannedAnswersBody } from '../conversations.view';
import { linesOf } from '../thread.presenter';
import { cannedForm } from './canned-answers.form';

export const cannedDone = ['save', 'remove'] as const;
export type CannedDone = (typeof cannedDone)[number];

/** What a shop keeps ready to answer. Pure. */
export const cannedAnswersPage = (
  listing: MerchantListing,
  answers: readonly CannedAnswer[],
  { form, done }: { readonly form: FormState; readonly done: CannedDone | null },
): MerchantPage<CannedAnswersBody> => ({
  view: 'conversations/canned-answers',
  title: ({ texts }) => texts.line('conversations.canned.heading'),
  paths: pathsTo('merchant.cannedAnswers', { listing: listing.id }),
  listing,
  section: 'messages',
  present: ({ texts, locale }) => {
    const writer = new FormWriter(cannedForm, form, texts, locale);
    return {
      lead: texts.line('conversations.canned.lead'),
      ...(done === null ? {} : { done: texts.line(`conversations.canned.done.${done}`) }),
      ...writer.summary(),
      form: writer.view(pathTo('merchant.cannedAnswers', locale, { listing: listing.id })),
      answers: answers.map(({ id, shortcut, text }) => ({
        id,
        shortcut: `/${shortcut}`,
        paragraphs: linesOf(text),
      })),
      ...(answers.length === 0 ? { none: texts.line('conversations.canned.none') } : {}),
      back: {
        href: pathTo('merchant.messages', locale, { listing: listing.id }),
        label: texts.line('conversations.thread.back'),
      },
    };
  },
});
