import type { ClaimProofKind } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { oneLine } from '../mail-address';
import { paragraphsOf, quoteText } from './mail-message';
import { sayInstant, webUrl } from './mail-words';

/** What somebody who claims or keeps a business is told; the texts of each are `claim-notice.<notice>.…`. */
export type ClaimNoticeName =
  | 'start'
  | 'review'
  | 'settled'
  | 'disputed'
  | 'approved'
  | 'refused'
  | 'expired'
  | 'withdrawn'
  | 'released'
  | 'transferred'
  | 'owner-disputed'
  | 'owner-kept'
  | 'transfer-offered'
  | 'addition-asked'
  | 'addition-approved'
  | 'addition-refused';

/** Why it happened: the texts are `claim-because.<cause>`. */
export type ClaimBecause =
  ClaimProofKind | 'agent' | 'owned' | 'rival' | 'other-recognised' | 'addition' | 'merged' | 'handed-over';

export interface ClaimNoticeModel {
  readonly notice: ClaimNoticeName;
  /** Name of the business, and where it is on one line; empty where it may not be written. */
  readonly listing: string;
  readonly place: string;
  readonly because: ClaimBecause | null;
  /** In the words of who decided, as they were typed. */
  readonly reason: string | null;
  readonly portalTitle: string;
  /** Absolute http(s) URL of what to do or to see next. */
  readonly actionUrl: string;
  /** Until when it can be done; null where it has no end. */
  readonly until: Date | null;
}

/** The code of a proof. */
export interface ClaimCodeModel {
  readonly listing: string;
  /** Six digits. */
  readonly code: string;
  readonly until: Date;
  readonly portalTitle: string;
  /** The phone that it would be said or texted to, where no gateway is plugged in; null for a code by mail. */
  readonly phone: string | null;
}

/** Something to decide, for the town. */
export interface ClaimTownModel {
  readonly notice: 'review' | 'disputed' | 'addition';
  readonly listing: string;
  readonly place: string;
  /** Name and address of who asks. */
  readonly name: string;
  readonly email: string;
  readonly portalTitle: string;
  readonly consoleUrl: string;
}

type Shown = Readonly<Record<string, unknown>>;

export const presentClaimNotice = (model: ClaimNoticeModel, locale: Locale, timeZone: string): Shown => {
  const text = (part: string): string => `claim-notice.${model.notice}.${part}`;
  return {
    subjectText: text('subject'),
    headingText: text('heading'),
    whatText: text('what'),
    actionText: text('action'),
    becauseText: model.because === null ? '' : `claim-because.${model.because}`,
    untilText: model.until === null ? '' : 'claim-notice.until',
    listing: oneLine(model.listing, 120),
    place: oneLine(model.place, 200),
    portalTitle: oneLine(model.portalTitle, 120),
    actionUrl: webUrl(model.actionUrl),
    until: model.until === null ? '' : sayInstant(model.until, locale, timeZone),
    paragraphs: paragraphsOf(model.reason ?? ''),
    quoted: model.reason === null ? [] : quoteText(model.reason),
  };
};

export const presentClaimCode = (model: ClaimCodeModel, locale: Locale, timeZone: string): Shown => ({
  listing: oneLine(model.listing, 120),
  code: `${model.code.slice(0, 3)} ${model.code.slice(3)}`,
  until: sayInstant(model.until, locale, timeZone),
  portalTitle: oneLine(model.portalTitle, 120),
  phone: oneLine(model.phone ?? '', 30),
});

export const presentClaimTown = (model: ClaimTownModel): Shown => ({
  headingText: `claim-town.${model.notice}.heading`,
  whatText: `claim-town.${model.notice}.what`,
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  name: oneLine(model.name, 80),
  email: oneLine(model.email, 254),
  portalTitle: oneLine(model.portalTitle, 120),
  consoleUrl: webUrl(model.consoleUrl),
});

const listing = 'Épicerie <fine> d’Hautefort & fils';
const place = '12 bis rue du Faubourg-Saint-Honoré, Bordeaux';

/** One model a template, for the checks that every mail passes. */
export const claimMailFixtures = {
  'claim-notice': {
    notice: 'refused',
    listing,
    place,
    because: 'other-recognised',
    reason: 'Le Kbis est celui d’une autre société.\n\nÉcrivez-nous si c’est une erreur.',
    portalTitle: 'Les Halles',
    actionUrl: 'https://commerces.example/pro/demandes/une-adresse-qui-ne-se-coupe-pas',
    until: new Date('2026-12-25T13:30:00Z'),
  },
  'claim-code': {
    listing,
    code: '012345',
    until: new Date('2026-11-25T13:40:00Z'),
    portalTitle: 'Les Halles',
    phone: '+33 5 56 00 12 30',
  },
  'claim-town': {
    notice: 'disputed',
    listing,
    place,
    name: 'Odile <b>Fournier</b>',
    email: 'odile@four.example',
    portalTitle: 'Les Halles',
    consoleUrl: 'https://console.example/',
  },
} as const satisfies {
  'claim-notice': ClaimNoticeModel;
  'claim-code': ClaimCodeModel;
  'claim-town': ClaimTownModel;
};
