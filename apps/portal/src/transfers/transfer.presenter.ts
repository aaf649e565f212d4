import { pathTo } from '@halles/contracts';
import type { ListingTransfer, TransferView } from '@halles/domain/claims';
import { type FormState, FormWriter, newForm } from '@halles/platform/forms';
import {
  type ClaimBody,
  claimForm,
  claimSection,
  type ClaimSectionView,
  hiddenField,
  leadOf,
  oneSummary,
} from '../claims';
import { dayOf } from '../wording/day-words';
import type { PageScope } from '../rendering/page-scope';
import { offerForm, releaseForm } from './transfer.form';

/** The forms of the page that came back. */
export interface TransferForms {
  readonly offer: FormState;
  readonly release?: FormState;
  /** Whether an offer was cancelled just now. */
  readonly isCancelled?: boolean;
}

function offerSection(
  scope: PageScope,
  listing: number,
  offered: ListingTransfer | null,
  form: FormWriter,
): ClaimSectionView {
  const { texts, locale } = scope;
  const heading = texts.line('transfers.offer.heading');
  if (offered) {
    const words = { email: offered.toEmail, until: dayOf(offered.expiresAt, scope) };
    const action = pathTo('transfer.cancel', locale, { listing });
    return claimSection('ceder', heading, {
      paragraphs: [texts.line('transfers.offer.offered', words)],
      forms: [claimForm(action, texts.line('transfers.offer.cancel'), { look: 'button--quiet' })],
    });
  }
  const action = pathTo('transfer.offer', locale, { listing });
  return claimSection('ceder', heading, {
    paragraphs: [texts.line('transfers.offer.text')],
    forms: [claimForm(action, texts.line('transfers.offer.submit'), form.parts())],
  });
}

function releaseSection({ texts, locale }: PageScope, listing: number, form: FormWriter): ClaimSectionView {
  const action = pathTo('transfer.release', locale, { listing });
  return claimSection('rendre', texts.line('transfers.release.heading'), {
    paragraphs: [texts.line('transfers.release.text')],
    forms: [
      claimForm(action, texts.line('transfers.release.submit'), {
        fields: form.fields(),
        look: 'button--danger',
      }),
    ],
  });
}

/** Handing a listing over to another account, or giving it up. Pure. */
export const presentOffer =
  (
    listing: number,
    offered: ListingTransfer | null,
    { offer, release, isCancelled = false }: TransferForms,
  ) =>
  (scope: PageScope): ClaimBody => {
    const { texts, locale } = scope;
    const toOffer = new FormWriter(offerForm, offer, texts, locale);
    const toRelease = new FormWriter(releaseForm, release ?? newForm(), texts, locale);
    return {
      ...oneSummary(toOffer.summary(), toRelease.summary()),
      ...(isCancelled && offered === null
        ? {
            status: {
              tone: 'success' as const,
              title: texts.line('transfers.offer.cancelled'),
              text: texts.line('transfers.offer.cancelledText'),
            },
          }
        : {}),
      sections: [offerSection(scope, listing, offered, toOffer), releaseSection(scope, listing, toRelease)],
    };
  };

/** An offer to take a listing over. Pure. */
export const presentTransfer =
  ({ transfer, subject, isOpen }: TransferView) =>
  (scope: PageScope): ClaimBody => {
    const { texts, locale } = scope;
    const lead = leadOf(scope, subject);
    if (!isOpen) {
      const status = {
        tone: 'warning',
        title: texts.line('transfers.answer.over'),
        text: texts.line('transfers.answer.overText'),
      } as const;
      return { lead, errors: [], status, sections: [] };
    }
    const action = pathTo('transfer', locale, { transfer: transfer.id });
    return {
      lead,
      errors: [],
      sections: [
        claimSection('reponse', texts.line('transfers.answer.heading'), {
          paragraphs: [texts.line('transfers.answer.text', { until: dayOf(transfer.expiresAt, scope) })],
          forms: [
            claimForm(action, texts.line('transfers.answer.accept'), {
              fields: [hiddenField('answer', 'yes')],
            }),
            claimForm(action, texts.line('transfers.answer.decline'), {
              fields: [hiddenField('answer', 'no')],
              look: 'button--quiet',
            }),
          ],
        }),
      ],
    };
  };
