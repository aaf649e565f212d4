import { pathTo } from '@halles/contracts';
import type { ClaimSubject } from '@halles/domain/claims';
import type { PageScope } from '../rendering/page-scope';
import { type ClaimBody, type ClaimCardView, claimSection } from './claim.view';
import { leadOf } from './claim-words';
import type { OverviewBody } from '../profiles';

/** What the space offers, in the order of its menu. */
const PARTS = ['hours', 'information', 'photos', 'access', 'statistics', 'team'] as const;

/**
 * The space of a business before it is proved: what it would say to do next, and what can be done there. No form, no link
 * into it. Pure.
 * @param space null for a business that another account keeps, or of which nothing may be shown
 */
export function presentPreview(
  scope: PageScope,
  subject: ClaimSubject,
  space: Omit<OverviewBody, 'heading'> | null,
): ClaimBody {
  const { texts, locale } = scope;
  const todo = [...(space?.next ? [space.next] : []), ...(space?.suggestions ?? [])];
  const cards = todo.map(({ title, why, effect }): ClaimCardView => ({
    title,
    lines: [why, effect],
    forms: [],
  }));
  return {
    lead: leadOf(scope, subject),
    errors: [],
    status: {
      tone: 'info',
      title: texts.line('claims.preview.title'),
      text: texts.line('claims.preview.text'),
    },
    sections: [
      ...(space
        ? [
            claimSection('aujourd-hui', texts.line('claims.preview.today'), { paragraphs: [space.state] }),
            ...(cards.length === 0
              ? []
              : [claimSection('a-faire', texts.line('claims.preview.todo'), { cards })]),
          ]
        : []),
      claimSection('rubriques', texts.line('claims.preview.parts'), {
        cards: PARTS.map((part) => ({
          title: texts.line(`claims.preview.${part}.title`),
          lines: [texts.line(`claims.preview.${part}.text`)],
          forms: [],
        })),
        links: [
          {
            href: pathTo('claim.begin', locale, { listing: subject.id }),
            label: texts.line('claims.preview.claim'),
          },
        ],
      }),
    ],
  };
}
