import type { ClaimProofKind } from '@halles/contracts';
import {
  type MailValues,
  defineMail,
  formatInstant,
  joinMailTexts,
  oneLine,
  paragraphsOf,
  quoteText,
  webUrl,
} from '@halles/platform/mail';
import { claimTexts } from '../claim-texts';
import { texts } from './texts';

/** What somebody who claims or keeps a business is told; the texts of each are `claim-notice.<notice>.…`. */
export type ClaimNoticeName =
  | 'start'
  | 'review'
  | 'settled'
  | 'disputed'
  | 'document-requested'
  | 'approved'
  | 'refused'
  | 'expired'
  | 'withdrawn'
  | 'released'
  | 'transferred'
  | 'displaced'
  | 'reopened'
  | 'revoked'
  | 'joined'
  | 'parted'
  | 'owner-disputed'
  | 'owner-kept'
  | 'owner-document-requested'
  | 'owner-document'
  | 'transfer-offered'
  | 'addition-asked'
  | 'addition-approved'
  | 'addition-refused';

/** Why it happened: the texts are `claim-because.<cause>`. */
export type ClaimBecause =
  | ClaimProofKind
  | 'agent'
  | 'owned'
  | 'rival'
  | 'other-recognised'
  | 'other-recognised-silent'
  | 'addition'
  | 'addition-silent'
  | 'merged'
  | 'handed-over';

export interface ClaimNoticeModel {
  readonly notice: ClaimNoticeName;
  /** Name of the business, and where it is on one line; empty where it may not be written. */
  readonly listing: string;
  readonly place: string;
  readonly because: ClaimBecause | null;
  /** Whether a person of the town decided so, for the authority. */
  readonly isDecided: boolean;
  /** In the words of who decided, as they were typed. */
  readonly reason: string | null;
  /** Absolute http(s) URL of what to do or to see next. */
  readonly actionUrl: string;
  /** Whether documents of a withdrawn claim are deleted with it; absent from other notices. */
  readonly hadDocuments?: boolean;
  /** Until when it can be done; null where it has no end. */
  readonly until: Date | null;
}

export const claimNotice = defineMail<ClaimNoticeModel>({
  name: 'claim-notice',
  folder: 'libs/domain/claims/src/mails',
  texts: joinMailTexts(claimTexts, texts),
  subject: ({ notice }) => `claim-notice.${notice}.subject`,
  values(model, reader): MailValues {
    const text = (part: string): string => `claim-notice.${model.notice}.${part}`;
    return {
      headingText: text('heading'),
      whatText: text(model.hadDocuments === true ? 'what-documents' : 'what'),
      actionText: text('action'),
      becauseText: model.because === null ? '' : `claim-because.${model.because}`,
      untilText: model.until === null ? '' : 'claim-notice.until',
      listing: oneLine(model.listing, 120),
      place: oneLine(model.place, 200),
      isDecided: model.isDecided,
      hasFacts: model.isDecided || model.place !== '',
      actionUrl: webUrl(model.actionUrl),
      until: model.until === null ? '' : formatInstant(model.until, reader),
      paragraphs: paragraphsOf(model.reason ?? ''),
      quoted: model.reason === null ? [] : quoteText(model.reason),
    };
  },
  safeForAnyone: ['notice', 'listing', 'place', 'because', 'isDecided', 'reason', 'actionUrl'],
  mayLink: ['reason'],
  fixtures: [
    {
      notice: 'refused',
      listing: 'Épicerie <fine> d’Hautefort & fils',
      place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
      because: 'other-recognised',
      isDecided: true,
      reason: 'Le Kbis est celui d’une autre société.\n\nÉcrivez-nous si c’est une erreur.',
      actionUrl: 'https://commerces.example/pro/demandes/une-adresse-qui-ne-se-coupe-pas',
      until: new Date('2026-12-25T13:30:00Z'),
    },
    {
      notice: 'start',
      listing: 'votre commerce',
      place: '',
      because: null,
      isDecided: false,
      reason: null,
      actionUrl: 'https://commerces.example/pro/demandes/1',
      until: null,
    },
  ],
});
