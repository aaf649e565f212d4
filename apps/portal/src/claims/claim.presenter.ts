import { pathTo, listingPath } from '@halles/contracts';
import {
  type Claimable,
  type ClaimProof,
  type ProofOption,
  isAskedOfTown,
  isDisplaced,
  isDocument,
  isLetterAwaited,
  isOut,
  isUnderWay,
  letterAgainAt,
  maskContact,
  MAX_TRIES,
  type OwnClaim,
  type OwnClaimFile,
  shownAddress,
} from '@halles/domain/claims';
import {
  type FieldView,
  type FormState,
  type FormSummaryView,
  FormWriter,
  newForm,
} from '@halles/platform/forms';
import { signInPath } from '../accounts';
import { dayOf } from '../wording/day-words';
import type { PageScope } from '../rendering/page-scope';
import type { LinkView } from '../rendering/link.view';
import { leadOf, stepWords } from './claim-words';
import {
  type ClaimBody,
  type ClaimCardView,
  claimForm,
  type ClaimFormView,
  claimSection,
  type ClaimSectionView,
  hiddenField,
  oneSummary,
} from './claim.view';
import { codeForm, documentForm, letterForm } from './proof.form';

/** The forms of a claim's page that came back. */
export interface ClaimForms {
  /** Of the proof that was requested, with the address that was typed for a letter. */
  readonly proof?: FormState;
  /** Of the code, with what was typed or came with the QR code of a letter. */
  readonly code?: FormState;
  readonly document?: FormState;
}

const writersOf = ({ texts, locale }: PageScope, { proof, code, document }: ClaimForms) => ({
  letter: new FormWriter(letterForm, proof ?? newForm(), texts, locale),
  code: new FormWriter(codeForm, code ?? newForm(), texts, locale),
  document: new FormWriter(documentForm, document ?? newForm(), texts, locale),
});

const summaryOf = (scope: PageScope, forms: ClaimForms): FormSummaryView =>
  oneSummary(...Object.values(writersOf(scope, forms)).map((writer) => writer.summary()));

interface WaysOptions {
  readonly letter: FormWriter;
  readonly isContested: boolean;
}

/** What follows on a proof. Who keeps a page is displaced by a person of the town alone, whatever was proved. */
const thenOf = ({ isImmediate }: ProofOption, isContested: boolean): string => {
  if (isContested) return 'contested';
  return isImmediate ? 'immediate' : 'looked';
};

/** One of the ways to prove, as a form with one button. */
function proofButtonForm(
  { texts }: PageScope,
  way: ProofOption,
  action: string,
  { letter, isFirst, isContested }: WaysOptions & { readonly isFirst: boolean },
): ClaimFormView {
  const text = (part: string): string =>
    texts.line(`claims.ways.${way.kind}.${part}`, { shown: way.shown ?? '' });
  return claimForm(action, text('submit'), {
    title: text('title'),
    text: [
      text(way.asksAddress ? 'textAddress' : 'text'),
      // What a person looks at says so itself.
      ...(way.kind === 'document' || way.kind === 'town'
        ? []
        : [texts.line(`claims.${thenOf(way, isContested)}`)]),
    ].join(' '),
    fields: [
      hiddenField('way', way.kind),
      ...(way.name === null ? [] : [hiddenField('contact', way.name)]),
      ...(way.asksAddress ? letter.fields() : []),
    ],
    look: isFirst ? '' : 'button--quiet',
  });
}

/**
 * A document is sent with its own form, once there is a claim that it belongs to; the town that was asked is not asked again,
 * nor is another letter asked for while one is on its way.
 */
const isForm =
  (proofs: readonly ClaimProof[], now: Date) =>
  ({ kind }: ProofOption): boolean => {
    if (kind === 'town') return !proofs.some(isAskedOfTown);
    if (kind === 'letter-code') return !proofs.some((proof) => isLetterAwaited(proof, now));
    return kind !== 'document';
  };

function proofSection(
  scope: PageScope,
  ways: readonly ProofOption[],
  action: string,
  forms: ClaimForms,
  { isMain, isContested }: { readonly isMain: boolean; readonly isContested: boolean },
): ClaimSectionView {
  const { texts } = scope;
  const { letter } = writersOf(scope, forms);
  return claimSection('preuves', texts.line(isMain ? 'claims.prove' : 'claims.proveOtherwise'), {
    forms: ways.map((way, index) =>
      proofButtonForm(scope, way, action, { letter, isContested, isFirst: isMain && index === 0 }),
    ),
  });
}

/** The page on which a claim begins: whose it is, and the proofs to choose from. Pure. */
export const presentBegin =
  ({ subject, ways, ownedBy }: Claimable, forms: ClaimForms, hasProConnect: boolean) =>
  (scope: PageScope): ClaimBody => {
    const { texts, locale } = scope;
    const action = pathTo('claim.begin', locale, { listing: subject.id });
    const links: LinkView[] = [
      {
        href: pathTo('claim.preview', locale, { listing: subject.id }),
        label: texts.line('claims.seePreview'),
      },
    ];
    if (subject.visibility === 'public')
      links.push({ href: listingPath(locale, subject), label: texts.line('claims.seePage') });
    if (hasProConnect)
      links.push({
        href: signInPath(locale, action, 'account.signInProConnect'),
        label: texts.line('claims.proConnect'),
      });
    return {
      ...summaryOf(scope, forms),
      lead: leadOf(scope, subject),
      ...(ownedBy === 'another'
        ? {
            status: {
              tone: 'warning',
              title: texts.line('claims.owned.title'),
              text: texts.line('claims.owned.text'),
            },
          }
        : {}),
      sections: [
        proofSection(scope, ways, action, forms, { isMain: true, isContested: ownedBy === 'another' }),
        claimSection('avant', texts.line('claims.before'), {
          paragraphs: [texts.line('claims.beforeText')],
          links,
        }),
      ],
    };
  };

/** The form for the code that is out, with where it went. */
function codeSection(
  scope: PageScope,
  claimId: string,
  proof: ClaimProof,
  code: FormWriter,
): ClaimSectionView {
  const { texts, locale } = scope;
  const isLetter = proof.kind === 'letter-code';
  const shown = isLetter
    ? (shownAddress(proof.contact?.split('\n') ?? []) ?? '')
    : maskContact({ kind: proof.kind as 'phone-code', value: proof.contact ?? '' });
  const words = {
    shown,
    tries: MAX_TRIES - proof.tries,
    asked: dayOf(proof.createdAt, scope),
    again: dayOf(letterAgainAt(proof), scope),
  };
  const field: FieldView = {
    ...code.field('code'),
    hint: texts.line(`claims.code.hints.${isLetter ? 'letters' : 'digits'}`),
    inputmode: isLetter ? 'text' : 'numeric',
  };
  return claimSection('saisie', texts.line(`claims.code.${proof.kind}.heading`), {
    paragraphs: [texts.line(`claims.code.${proof.kind}.text`, words)],
    forms: [
      claimForm(pathTo('claim.code', locale, { claim: claimId }), texts.line('claims.code.submit'), {
        fields: [field],
      }),
    ],
  });
}

function documentSection(scope: PageScope, own: OwnClaim, document: FormWriter): ClaimSectionView {
  const { texts, locale } = scope;
  const count = own.proofs.filter((proof) => proof.document !== null).length;
  const action = pathTo('claim.document', locale, { claim: own.claim.id });
  return claimSection('piece', texts.line('claims.document.heading'), {
    paragraphs: [
      texts.line('claims.document.text'),
      ...(count > 0 ? [texts.line('claims.document.sent', { count })] : []),
    ],
    forms: [
      claimForm(action, texts.line('claims.document.submit'), {
        look: 'button--quiet',
        fields: document.fields(),
        hasFile: true,
      }),
    ],
  });
}

const TONES = {
  open: 'info',
  review: 'info',
  disputed: 'warning',
  approved: 'success',
  refused: 'warning',
  expired: 'warning',
  withdrawn: 'info',
  released: 'info',
  transferred: 'info',
  displaced: 'warning',
} as const;

function statusOf(scope: PageScope, own: OwnClaimFile): NonNullable<ClaimBody['status']> {
  const { claim, proofs, isContested } = own;
  const { texts } = scope;
  const end = claim.awaitsUntil ?? claim.expiresAt;
  const until = end === null ? '' : dayOf(end, scope);
  const state = isDisplaced(own) ? 'displaced' : claim.state;
  const words =
    claim.awaitsUntil !== null ? 'awaiting' : isContested && state === 'approved' ? 'contested' : state;
  const hadDocuments = claim.state === 'withdrawn' && proofs.some(isDocument);
  return {
    tone: words === 'awaiting' || words === 'contested' ? 'warning' : TONES[state],
    title: texts.line(`claims.states.${words}.title`),
    text: texts.line(`claims.states.${words}.${hadDocuments ? 'textDocuments' : 'text'}`, { until }),
  };
}

/** Where a claim that is decided leads on to. */
function endLinks({ texts, locale }: PageScope, { claim }: OwnClaim): LinkView[] {
  const listing = claim.listingId;
  if (claim.state === 'approved')
    return [{ href: pathTo('merchant.listing', locale, { listing }), label: texts.line('claims.toSpace') }];
  return [
    { href: pathTo('claim.begin', locale, { listing }), label: texts.line('claims.again') },
    { href: pathTo('contact', locale), label: texts.line('claims.writeTo') },
  ];
}

function historySection(scope: PageScope, { events }: OwnClaim): ClaimSectionView {
  return claimSection('historique', scope.texts.line('claims.history'), {
    cards: events.toReversed().map((event): ClaimCardView => {
      const [title = '', ...lines] = stepWords(scope, event);
      return { title, lines, forms: [] };
    }),
  });
}

function withdrawSection({ texts, locale }: PageScope, { claim }: OwnClaim): ClaimSectionView {
  const href = pathTo('claim.withdraw', locale, { claim: claim.id });
  return claimSection('retirer', texts.line('claims.withdraw.heading'), {
    paragraphs: [texts.line('claims.withdraw.text')],
    links: [{ href, label: texts.line('claims.withdraw.heading') }],
  });
}

/** A claim: how it stands, what to do next, what happened. Pure. */
export const presentClaim =
  (own: OwnClaimFile, forms: ClaimForms, now: Date) =>
  (scope: PageScope): ClaimBody => {
    const { claim, subject, proofs, ways, isContested } = own;
    const { code, document } = writersOf(scope, forms);
    const codes = proofs.filter((proof) => isOut(proof, now));
    const isOpen = isUnderWay(claim.state);
    const action = pathTo('claim.proof', scope.locale, { claim: claim.id });
    return {
      ...summaryOf(scope, forms),
      lead: leadOf(scope, subject),
      status: statusOf(scope, own),
      sections: [
        ...codes.toReversed().map((proof) => codeSection(scope, claim.id, proof, code)),
        ...(isOpen
          ? [
              proofSection(scope, ways.filter(isForm(proofs, now)), action, forms, {
                isMain: codes.length === 0,
                isContested,
              }),
              documentSection(scope, own, document),
            ]
          : [
              // Who keeps what another claims shows that it is theirs.
              ...(isContested ? [documentSection(scope, own, document)] : []),
              claimSection('suite', scope.texts.line('claims.then'), { links: endLinks(scope, own) }),
            ]),
        historySection(scope, own),
        ...(isOpen ? [withdrawSection(scope, own)] : []),
      ],
    };
  };
