import type { ListingTransfer, TransferView } from '@halles/domain/claims';
import type { PageScope } from '../rendering/page-scope';
import { claimPathTo } from './claim-routes';
import { type ClaimBody, claimForm, claimSection, lineField } from './claim-views';
import { dayOf, nameOf, placeOf } from './claim-words';

/** Key of the page in the menu of a business's space. */
export const HAND_OVER = 'handOver';

export interface HandOverState {
  readonly email: string;
  readonly isInvalid?: boolean;
  /** The box that says that one is sure was not ticked. */
  readonly isUnsure?: boolean;
  readonly problem?: string;
}

function offerSection(
  scope: PageScope,
  listing: number,
  offered: ListingTransfer | null,
  { email, isInvalid, problem }: HandOverState,
) {
  const { texts, locale } = scope;
  if (offered) {
    const words = { email: offered.toEmail, until: dayOf(scope, offered.expiresAt) };
    return claimSection('ceder', texts.line('claims.handOver.heading'), {
      paragraphs: [texts.line('claims.handOver.offered', words)],
      forms: [
        claimForm(claimPathTo('cancelOffer', locale, listing), texts.line('claims.handOver.cancel'), {
          look: 'button--quiet',
        }),
      ],
    });
  }
  const error = isInvalid ? texts.line('claims.handOver.emailError') : problem;
  return claimSection('ceder', texts.line('claims.handOver.heading'), {
    paragraphs: [texts.line('claims.handOver.text')],
    forms: [
      claimForm(claimPathTo('handOver', locale, listing), texts.line('claims.handOver.submit'), {
        fields: [
          lineField('email', texts.line('claims.handOver.email'), email, {
            type: 'email',
            inputmode: 'email',
            maxlength: 254,
            ...(error === undefined ? {} : { error }),
          }),
        ],
      }),
    ],
  });
}

/** Handing a listing over to another account, or giving it up. Pure. */
export function presentHandOver(
  scope: PageScope,
  listing: number,
  offered: ListingTransfer | null,
  state: HandOverState,
): ClaimBody {
  const { texts, locale } = scope;
  const sure = {
    id: 'sure',
    label: texts.line('claims.release.sure'),
    isBox: true,
    checked: false,
    ...(state.isUnsure ? { error: texts.line('claims.release.sureError') } : {}),
  } as const;
  const problem =
    state.problem ??
    (state.isInvalid
      ? texts.line('claims.handOver.emailError')
      : state.isUnsure
        ? texts.line('claims.release.sureError')
        : undefined);
  return {
    ...(problem === undefined ? {} : { problem }),
    errors: problem === undefined ? [] : [{ field: state.isUnsure ? 'sure' : 'email', message: problem }],
    sections: [
      offerSection(scope, listing, offered, state),
      claimSection('rendre', texts.line('claims.release.heading'), {
        paragraphs: [texts.line('claims.release.text')],
        forms: [
          claimForm(claimPathTo('release', locale, listing), texts.line('claims.release.submit'), {
            fields: [sure],
            look: 'button--danger',
          }),
        ],
      }),
    ],
  };
}

/** An offer to take a listing over. Pure. */
export function presentTransfer(scope: PageScope, { transfer, subject, isOpen }: TransferView): ClaimBody {
  const { texts, locale } = scope;
  const lead = [nameOf(scope, subject), placeOf(subject)].filter((part) => part !== '').join(', ');
  if (!isOpen) {
    const status = {
      tone: 'warning',
      title: texts.line('claims.transfer.over'),
      text: texts.line('claims.transfer.overText'),
    } as const;
    return { lead, errors: [], status, sections: [] };
  }
  const action = claimPathTo('transfer', locale, transfer.id);
  return {
    lead,
    errors: [],
    sections: [
      claimSection('reponse', texts.line('claims.transfer.heading'), {
        paragraphs: [texts.line('claims.transfer.text', { until: dayOf(scope, transfer.expiresAt) })],
        forms: [
          claimForm(action, texts.line('claims.transfer.accept'), {
            hidden: [{ name: 'answer', value: 'yes' }],
          }),
          claimForm(action, texts.line('claims.transfer.decline'), {
            hidden: [{ name: 'answer', value: 'no' }],
            look: 'button--quiet',
          }),
        ],
      }),
    ],
  };
}
