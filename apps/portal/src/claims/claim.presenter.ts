import { pathTo, listingPath } from '@halles/contracts';
import {
  type Claimable,
  type ClaimProof,
  type ProofOption,
  isOut,
  isUnderWay,
  maskContact,
  MOST_TRIES,
  type OwnClaim,
} from '@halles/domain/claims';
import { signInPath } from '../accounts';
import type { PageScope } from '../rendering/page-scope';
import { claimPathTo } from './claim-routes';
import {
  type ClaimBody,
  type ClaimCardView,
  claimForm,
  type ClaimFormView,
  claimSection,
  type ClaimSectionView,
  lineField,
} from './claim-views';
import { dayOf, nameOf, placeOf, stepWords } from './claim-words';
import type { LinkView } from '../rendering/link.view';

/** What a form of a claim came back with. */
export interface ClaimState {
  readonly notice?: string;
  /** A sentence about what went wrong. */
  readonly problem?: string;
  /** Where it went wrong: the id of a field. */
  readonly field?: 'code' | 'document' | 'street' | 'postalCode' | 'town';
  /** What was typed, or came with the QR code of a letter. */
  readonly code?: string;
  readonly address?: { readonly street: string; readonly postalCode: string; readonly town: string };
}

/** One of the ways to prove, as a form with one button. */
function wayForm(
  { texts }: PageScope,
  way: ProofOption,
  action: string,
  state: ClaimState,
  isFirst: boolean,
): ClaimFormView {
  const text = (part: string): string =>
    texts.line(`claims.ways.${way.kind}.${part}`, { shown: way.shown ?? '' });
  const address = state.address ?? { street: '', postalCode: '', town: '' };
  const field = (name: 'street' | 'postalCode' | 'town', autocomplete: string, maxlength: number) =>
    lineField(name, texts.line(`claims.address.${name}`), address[name], {
      autocomplete,
      maxlength,
      ...(state.field === name ? { error: texts.line(`claims.address.${name}Error`) } : {}),
    });
  return claimForm(action, text('submit'), {
    title: text('title'),
    text: [
      text(way.asksAddress ? 'textAddress' : 'text'),
      // What a person looks at says so itself.
      ...(way.kind === 'document' || way.kind === 'town'
        ? []
        : [texts.line(way.isImmediate ? 'claims.immediate' : 'claims.looked')]),
    ].join(' '),
    hidden: [
      { name: 'way', value: way.kind },
      ...(way.name === null ? [] : [{ name: 'contact', value: way.name }]),
    ],
    fields: way.asksAddress
      ? [
          field('street', 'street-address', 38),
          field('postalCode', 'postal-code', 5),
          field('town', 'address-level2', 32),
        ]
      : [],
    look: isFirst ? '' : 'button--quiet',
  });
}

/** A document is sent with its own form, once there is a claim that it belongs to. */
const isForm = ({ kind }: ProofOption): boolean => kind !== 'document';

function waysSection(
  scope: PageScope,
  ways: readonly ProofOption[],
  action: string,
  state: ClaimState,
  isMain: boolean,
): ClaimSectionView {
  const { texts } = scope;
  return claimSection('preuves', texts.line(isMain ? 'claims.prove' : 'claims.proveOtherwise'), {
    forms: ways.map((way, index) => wayForm(scope, way, action, state, isMain && index === 0)),
  });
}

/** The page on which a claim begins: whose it is, and the proofs to choose from. Pure. */
export function presentBegin(
  scope: PageScope,
  { subject, ways, ownedBy }: Claimable,
  state: ClaimState,
  proConnect: boolean,
): ClaimBody {
  const { texts, locale } = scope;
  const action = claimPathTo('begin', locale, subject.id);
  const page: LinkView[] =
    subject.visibility === 'public'
      ? [{ href: listingPath(locale, subject), label: texts.line('claims.seePage') }]
      : [];
  const connect: LinkView[] = proConnect
    ? [
        {
          href: signInPath(locale, action, 'account.signInProConnect'),
          label: texts.line('claims.proConnect'),
        },
      ]
    : [];
  return {
    ...errorsOf(scope, state),
    lead: [nameOf(scope, subject), placeOf(subject)].filter((part) => part !== '').join(', '),
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
      waysSection(scope, ways, action, state, true),
      claimSection('avant', texts.line('claims.before'), {
        paragraphs: [texts.line('claims.beforeText')],
        links: [
          { href: claimPathTo('preview', locale, subject.id), label: texts.line('claims.seePreview') },
          ...page,
          ...connect,
        ],
      }),
    ],
  };
}

/** What went wrong: a sentence about the whole, or the field that it is about with its own. */
function errorsOf(
  { texts }: PageScope,
  { notice, problem, field }: ClaimState,
): Pick<ClaimBody, 'notice' | 'problem' | 'errors'> {
  const said = notice === undefined ? {} : { notice };
  if (problem === undefined) return { ...said, errors: [] };
  if (field === undefined) return { ...said, problem, errors: [] };
  return { ...said, problem: texts.line('claims.invalid'), errors: [{ field, message: problem }] };
}

/** The form for the code that is out, with where it went. */
function codeSection(
  scope: PageScope,
  claimId: string,
  proof: ClaimProof,
  state: ClaimState,
): ClaimSectionView {
  const { texts, locale } = scope;
  const isLetter = proof.kind === 'letter-code';
  const shown = isLetter
    ? (proof.contact?.split('\n').at(-1) ?? '')
    : maskContact({ kind: proof.kind as 'phone-code', value: proof.contact ?? '' });
  const words = { shown, tries: MOST_TRIES - proof.tries };
  const field = lineField('code', texts.line('claims.code.label'), state.code ?? '', {
    hint: texts.line(isLetter ? 'claims.code.hintLetter' : 'claims.code.hint'),
    autocomplete: 'one-time-code',
    inputmode: isLetter ? 'text' : 'numeric',
    maxlength: 12,
    isShort: true,
    ...(state.field === 'code' && state.problem !== undefined ? { error: state.problem } : {}),
  });
  return claimSection('saisie', texts.line(`claims.code.${proof.kind}.heading`), {
    paragraphs: [texts.line(`claims.code.${proof.kind}.text`, words)],
    forms: [
      claimForm(claimPathTo('code', locale, claimId), texts.line('claims.code.submit'), { fields: [field] }),
    ],
  });
}

function documentSection(scope: PageScope, own: OwnClaim, state: ClaimState): ClaimSectionView {
  const { texts, locale } = scope;
  const sent = own.proofs.filter(({ document }) => document !== null).length;
  return claimSection('piece', texts.line('claims.document.heading'), {
    paragraphs: [
      texts.line('claims.document.text'),
      ...(sent > 0 ? [texts.line('claims.document.sent', { count: String(sent) })] : []),
    ],
    forms: [
      claimForm(claimPathTo('document', locale, own.claim.id), texts.line('claims.document.submit'), {
        look: 'button--quiet',
        file: {
          id: 'document',
          label: texts.line('claims.document.label'),
          hint: texts.line('claims.document.hint'),
          ...(state.field === 'document' && state.problem !== undefined ? { error: state.problem } : {}),
        },
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
} as const;

function statusOf(scope: PageScope, { claim }: OwnClaim): NonNullable<ClaimBody['status']> {
  const { texts } = scope;
  const until = claim.expiresAt === null ? '' : dayOf(scope, claim.expiresAt);
  return {
    tone: TONES[claim.state],
    title: texts.line(`claims.states.${claim.state}.title`),
    text: texts.line(`claims.states.${claim.state}.text`, { until }),
  };
}

/** Where a claim that is decided leads on to. */
function endLinks({ texts, locale }: PageScope, { claim }: OwnClaim): LinkView[] {
  const listing = claim.listingId;
  if (claim.state === 'approved')
    return [{ href: pathTo('merchant.listing', locale, { listing }), label: texts.line('claims.toSpace') }];
  return [{ href: claimPathTo('begin', locale, listing), label: texts.line('claims.again') }];
}

/** A claim: how it stands, what to do next, what happened. Pure. */
export function presentClaim(scope: PageScope, own: OwnClaim, state: ClaimState, now: Date): ClaimBody {
  const { texts, locale } = scope;
  const { claim, subject, proofs, events, ways } = own;
  const place = placeOf(subject);
  const codes = proofs.filter((proof) => isOut(proof, now));
  const isOpen = isUnderWay(claim.state);
  const forms = ways.filter(isForm);
  return {
    ...errorsOf(scope, state),
    lead: [nameOf(scope, subject), ...(place === '' ? [] : [place])].join(', '),
    status: statusOf(scope, own),
    sections: [
      ...codes.toReversed().map((proof) => codeSection(scope, claim.id, proof, state)),
      ...(isOpen
        ? [
            waysSection(scope, forms, claimPathTo('proof', locale, claim.id), state, codes.length === 0),
            documentSection(scope, own, state),
          ]
        : [claimSection('suite', texts.line('claims.then'), { links: endLinks(scope, own) })]),
      claimSection('historique', texts.line('claims.history'), {
        cards: events.toReversed().map((event): ClaimCardView => {
          const [title = '', ...lines] = stepWords(scope, event);
          return { title, lines, forms: [] };
        }),
      }),
      ...(isOpen
        ? [
            claimSection('retirer', texts.line('claims.withdraw.heading'), {
              paragraphs: [texts.line('claims.withdraw.text')],
              forms: [
                claimForm(claimPathTo('withdraw', locale, claim.id), texts.line('claims.withdraw.submit'), {
                  look: 'button--danger',
                }),
              ],
            }),
          ]
        : []),
    ],
  };
}
