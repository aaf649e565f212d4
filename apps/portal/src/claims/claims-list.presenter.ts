import { pathTo } from '@halles/contracts';
import type { AdditionRequest, OwnClaim } from '@halles/domain/claims';
import type { PageScope } from '../rendering/page-scope';
import { type ClaimBody, type ClaimCardView, claimForm, claimSection } from './claim.view';
import { nameOf, placeOf } from './claim-words';

function claimCard(scope: PageScope, { claim, subject }: OwnClaim): ClaimCardView {
  const { texts, locale } = scope;
  const place = placeOf(subject);
  const isOwner = claim.state === 'approved';
  return {
    title: nameOf(scope, subject),
    lines: place === '' ? [] : [place],
    mark: texts.line(`claims.states.${claim.state}.title`),
    action: {
      href: isOwner
        ? pathTo('merchant.listing', locale, { listing: claim.listingId })
        : pathTo('claim', locale, { claim: claim.id }),
      label: texts.line(`claims.next.${claim.state}`),
    },
    forms: [],
  };
}

function additionCard({ texts, locale }: PageScope, addition: AdditionRequest): ClaimCardView {
  const { content, state, reason, id } = addition;
  return {
    title: content.name,
    lines: [
      `${content.street}, ${content.postalCode} ${content.communeName}`,
      ...(reason === null ? [] : [texts.line('claims.saidReason', { reason })]),
    ],
    mark: texts.line(`claims.additions.${state}`),
    forms:
      state === 'asked'
        ? [
            claimForm(
              pathTo('addition.withdraw', locale, { addition: id }),
              texts.line('claims.additions.takeBack'),
              {
                look: 'button--quiet',
              },
            ),
          ]
        : [],
  };
}

/** The claims of an account, each with how it stands and what to do next. Pure. */
export const presentClaims =
  (claims: readonly OwnClaim[], additions: readonly AdditionRequest[]) =>
  (scope: PageScope): ClaimBody => {
    const { texts, locale } = scope;
    const more = [
      { href: pathTo('claim.find', locale), label: texts.line('claims.findAnother') },
      { href: pathTo('addition', locale), label: texts.line('claims.addOne') },
    ];
    return {
      errors: [],
      ...(claims.length + additions.length === 0 ? { lead: texts.line('claims.none') } : {}),
      sections: [
        ...(claims.length === 0
          ? []
          : [
              claimSection('demandes', texts.line('claims.mine'), {
                cards: claims.map((own) => claimCard(scope, own)),
              }),
            ]),
        ...(additions.length === 0
          ? []
          : [
              claimSection('ajouts', texts.line('claims.additions.heading'), {
                cards: additions.map((addition) => additionCard(scope, addition)),
              }),
            ]),
        claimSection('autres', texts.line('claims.more'), { links: more }),
      ],
    };
  };
