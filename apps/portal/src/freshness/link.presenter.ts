import { pathsTo, pathTo } from '@halles/contracts';
import type { OpenQuestion } from '@halles/domain/freshness';
import type { PageIdentity } from '../rendering/layout.presenter';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { type Check, presentCheck } from './check.presenter';
import type { LinkBody, LinkDoneBody } from './freshness.view';

/** Neither page is for search engines: who has the address has the mail. */
const identify = (
  page: 'freshness.link' | 'freshness.linkDone',
  token: string,
  title: string,
): PageIdentity => ({
  page: null,
  title,
  description: title,
  paths: pathsTo(page, { token }),
  noindex: true,
});

/** The question of a mail, with what the public sees and the buttons that answer. Pure. */
export const presentLink =
  (
    { question: { occasion }, listing, profile, schoolBreak }: OpenQuestion,
    token: string,
    world: Pick<Check, 'tree' | 'now'>,
  ) =>
  (scope: PageScope): PageModel & { readonly body: LinkBody } => {
    const { texts, locale } = scope;
    const heading = texts.line(`freshness.link.heading.${occasion}`);
    const stopKey = occasion === 'monthly' ? 'monthly' : 'holidays';
    return {
      head: identify('freshness.link', token, heading),
      body: {
        heading,
        check: presentCheck(scope, {
          ...world,
          listing,
          profile,
          lead: occasion,
          schoolBreak,
          action: pathTo('freshness.link', locale, { token }),
          change: pathTo('merchant.listing', locale, { listing: listing.id }),
        }),
        stop: texts.line('freshness.link.stop'),
        stopWords: texts.line(`freshness.link.stopWords.${stopKey}`),
      },
    };
  };

/** Thanks for an answer. Pure. @param listing its name */
export const presentLinkDone =
  (answer: 'confirmed' | 'stopped', listing: string, token: string) =>
  ({ texts, locale }: PageScope): PageModel & { readonly body: LinkDoneBody } => {
    const heading = texts.line(`freshness.done.${answer}.heading`);
    return {
      head: identify('freshness.linkDone', token, heading),
      body: {
        heading,
        text: texts.line(`freshness.done.${answer}.text`, { listing }),
        onward: { href: pathTo('merchant', locale), label: texts.line('freshness.done.space') },
      },
    };
  };
