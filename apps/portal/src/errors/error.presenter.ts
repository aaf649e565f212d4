import { listingIdOf, pathTo, portalRoutes } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { Problem } from '@halles/platform/http';
import type { Texts, ThemeUrls } from '@halles/platform/theming';
import { signInPath } from '../accounts';
import { linkTo } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import type { ErrorBody } from './error.view';
import type { LayoutView } from '../rendering/layout.view';
import type { LinkView } from '../rendering/link.view';

/** Codes after which the same address may answer, so that trying again is offered. */
const RETRIABLE: ReadonlySet<number> = new Set([429, 500, 503, 504]);

/** States of a portal in which none of its pages answers: an offer to go home would lead back here. */
const CLOSED: ReadonlySet<string> = new Set(['tenant-suspended', 'tenant-archived', 'unknown-tenant']);

/** Whether a problem means that no page of the portal answers. Pure. */
export const isClosed = (problem: Problem): boolean => CLOSED.has(problem.code);

/** The theme's own words for a problem where it has some, else the catalogue's. */
function wording(
  texts: Texts,
  problem: Problem,
  portal: string,
): { readonly heading: string; readonly detail: string } {
  const key = `pages.errors.${problem.code}`;
  if (!texts.has(`${key}.heading`)) return { heading: problem.title, detail: problem.detail };
  return { heading: texts.line(`${key}.heading`), detail: texts.line(`${key}.detail`, { portal }) };
}

/** The page of the business that an address is of (`/commerce/le-pain-12/commander`); null for that page itself, and any other. Pure. */
function businessOf(path: string, locale: Locale): string | null {
  const [base = ''] = portalRoutes.listing[locale].split(':');
  const [listing = '', ...below] = path.startsWith(base) ? path.slice(base.length).split('/') : [];
  return below.length > 0 && listingIdOf(listing) !== null ? pathTo('listing', locale, { listing }) : null;
}

/** What a problem says to a reader of the portal. Pure. */
export function presentError(scope: PageScope, problem: Problem): ErrorBody {
  const { texts, locale, settings } = scope;
  const line = (key: string): string => texts.line(`pages.errors.${key}`);
  const retry: LinkView = { href: problem.instance, label: line('retry') };
  const home: LinkView = { href: pathTo('home', locale), label: line('home') };
  const contact: LinkView = { ...linkTo(scope, 'contact'), label: line('contact') };
  // Whoever sent a form after their session had ended: the form has a page of its own to begin again from.
  const signIn: LinkView = { href: signInPath(locale, null), label: texts.line('account.toSignIn') };
  // What a business does not do at the moment: its page says what it does, and how to reach it.
  const business = problem.status === 409 ? businessOf(problem.instance, locale) : null;
  const open =
    problem.code === 'unauthenticated'
      ? [signIn, home]
      : RETRIABLE.has(problem.status)
        ? [retry, home]
        : [...(business === null ? [] : [{ href: business, label: line('business') }]), home, contact];
  return {
    status: problem.status,
    ...wording(texts, problem, settings.title[locale]),
    ...(problem.status >= 500 && !isClosed(problem) ? { requestId: problem.requestId } : {}),
    actions: isClosed(problem) ? [] : open,
  };
}

export interface NeutralScope {
  readonly locale: 'fr' | 'en';
  readonly texts: Texts;
  readonly urls: ThemeUrls;
  readonly themeColor: LayoutView['themeColor'];
}

/** What a problem says where no portal is known: nothing about any tenant. Pure. */
export function presentNeutralError({ texts }: NeutralScope, problem: Problem): ErrorBody {
  return { status: problem.status, ...wording(texts, problem, ''), actions: [] };
}

/** The layout of a page that belongs to no portal. Pure. */
export function presentNeutralLayout(
  { locale, texts, urls, themeColor }: NeutralScope,
  title: string,
): LayoutView {
  const product = texts.line('pages.product');
  return {
    lang: locale,
    title: `${title} · ${product}`,
    description: texts.line('pages.productTagline'),
    alternates: [],
    noindex: true,
    portal: {
      title: product,
      tagline: texts.line('pages.productTagline'),
      territory: '',
      demonstration: false,
      home: pathTo('home', locale),
    },
    assets: { ...urls, manifest: '' },
    themeColor,
    nav: [],
    footer: { links: [], publisher: '' },
  };
}
