import { pathsTo, pathTo, type PortalRoute, portalRoutes } from '@halles/contracts';
import { permissionsOn } from '@halles/domain/accounts';
import type { Listing } from '@halles/domain/listings';
import type { PageScope } from '../rendering/page-scope';
import { closedWords } from '../wording/closed-words';
import type { MerchantFrameView, MerchantListing, MerchantTabView } from './merchant-space.view';
import { presentOnBehalf } from './on-behalf.presenter';
import type { MerchantSection, MerchantSections, SharedSection } from './sections';
import { isAgent, type SpaceUser } from './space-user';

/** Where in the space a page is. */
export interface MerchantPlace {
  /** Absent on pages of no single business. */
  readonly listing?: MerchantListing | undefined;
  /** Key of the section that the page is, `account` for the account; null for none. */
  readonly current: string | null;
}

/** Larger counts are not shown exactly. */
const MAX_SHOWN = 99;

/** The address of the menu in the page: what the last tab leads to, without scripts too. */
const MENU = '#menu';

const countWords = (count: number): string => (count > MAX_SHOWN ? `${MAX_SHOWN}+` : String(count));

/** What is of all businesses of somebody. Pure. */
const sharedLinks = (
  shared: readonly SharedSection[],
  current: string | null,
  { texts, locale }: PageScope,
): MerchantTabView[] =>
  shared.map(({ key, label, icon, route }) => ({
    href: portalRoutes[route][locale],
    label: texts.line(label),
    icon,
    current: key === current,
  }));

/** The tabs of who keeps no business yet, or several. Pure. */
function accountTabs(
  scope: PageScope,
  current: string | null,
  shared: readonly SharedSection[],
): MerchantTabView[] {
  const tabs = [
    { key: 'home', icon: 'home', route: 'merchant' },
    { key: 'claims', icon: 'shop', route: 'claims' },
    { key: 'notifications', icon: 'bell', route: 'notifications' },
    { key: 'account', icon: 'user', route: 'account' },
  ] as const satisfies readonly { key: string; icon: string; route: PortalRoute }[];
  const [home, ...others] = tabs.map(({ key, icon, route }) => ({
    href: portalRoutes[route][scope.locale],
    label: scope.texts.line(`pro.tabs.${key}`),
    icon,
    current: key === current,
  }));
  return [...(home ? [home] : []), ...sharedLinks(shared, current, scope), ...others];
}

/** The tabs of one business: its home, what its owner changes most, and the menu. Pure. */
function listingTabs(
  { texts, locale }: PageScope,
  listing: number,
  { sections, current }: Pick<MerchantPlace, 'current'> & { readonly sections: readonly MerchantSection[] },
): MerchantTabView[] {
  const tabs = sections.flatMap(({ key, tab, icon, route }) =>
    tab === undefined
      ? []
      : [
          {
            href: pathsTo(route, { listing })[locale],
            label: texts.line(tab),
            icon,
            current: key === current,
          },
        ],
  );
  const home = pathTo('merchant.listing', locale, { listing });
  return [
    { href: home, label: texts.line('pro.tabs.home'), icon: 'home', current: current === 'home' },
    ...tabs,
    { href: MENU, label: texts.line('pro.tabs.more'), icon: 'menu', current: false },
  ];
}

/** The account whose space it is, or that an agent is in it for who keeps the business. Pure. */
function presentUser(
  scope: PageScope,
  user: SpaceUser,
  { listing, unread }: Pick<MerchantPlace, 'listing'> & { readonly unread: number },
): Pick<MerchantFrameView, 'home' | 'account' | 'bell' | 'onBehalf'> {
  const { texts, locale } = scope;
  const label = texts.line('pro.space');
  if (isAgent(user))
    return {
      home: { href: pathTo('merchant.listing', locale, { listing: user.listingId }), label },
      onBehalf: presentOnBehalf(scope, user, listing?.name ?? null),
    };
  return {
    home: { href: pathTo('merchant', locale), label },
    account: { href: pathTo('account', locale), label: user.account.name },
    bell: {
      href: pathTo('notifications', locale),
      label: texts.line(unread === 0 ? 'freshness.inbox.bell' : 'freshness.inbox.bellNew', { count: unread }),
      ...(unread === 0 ? {} : { count: countWords(unread) }),
    },
  };
}

/** The business whose menu is shown: who keeps one is in its space wherever they are. Pure. */
export function businessOf(user: SpaceUser, listing: MerchantListing | undefined): number | undefined {
  if (listing) return listing.id;
  if (isAgent(user)) return user.listingId;
  const [only, ...others] = user.grants;
  return others.length === 0 ? only?.listingId : undefined;
}

/** The pages of a business's space that somebody may open, in their order. */
export const allowedOf = (sections: MerchantSections, user: SpaceUser, id: number): MerchantSection[] =>
  isAgent(user) ? sections.allowedTo(user) : sections.allowed(permissionsOn(user, id));

/** What the frame of a page is made of besides the place. */
export interface FrameContents {
  /** Of the business whose menu is shown. */
  readonly allowed: readonly MerchantSection[];
  /** Those of them at the foot of a telephone's screen. */
  readonly tabs: readonly MerchantSection[];
  /** Of who keeps several: what is of all of them. */
  readonly shared: readonly SharedSection[];
  readonly unread: number;
  /** The business as the public sees it; null where it does not. */
  readonly shown: Pick<Listing, 'id' | 'state' | 'closedOn'> | null;
}

/** Where its state is changed. */
const STATE = '#state';

/** That the public reads the business as closed for good, with the way to open it for who may take it. Pure. */
function presentClosed(
  scope: PageScope,
  { shown, allowed }: Pick<FrameContents, 'shown' | 'allowed'>,
): Pick<MerchantFrameView, 'closed'> {
  const text = shown && closedWords(shown, scope);
  if (!text) return {};
  const { texts, locale } = scope;
  const route = 'profile.information';
  const href = `${pathTo(route, locale, { listing: shown.id })}${STATE}`;
  return {
    closed: {
      text,
      note: texts.line('pro.closedPage.note'),
      ...(allowed.some((section) => section.route === route)
        ? { reopen: { href, label: texts.line('pro.closedPage.reopen') } }
        : {}),
    },
  };
}

/** What surrounds each page of the merchant space. Pure. */
export function presentFrame(
  scope: PageScope,
  user: SpaceUser,
  { listing, current }: MerchantPlace,
  { allowed, tabs, shared, unread, shown }: FrameContents,
): MerchantFrameView {
  const { texts, locale } = scope;
  const id = businessOf(user, listing);
  return {
    ...presentUser(scope, user, { listing, unread }),
    ...presentClosed(scope, { shown, allowed }),
    ...(listing
      ? {
          business: {
            name: listing.name ?? texts.line('pro.unnamed'),
            href: pathTo('merchant.listing', locale, { listing: listing.id }),
            isCurrent: current === 'home',
          },
        }
      : {}),
    sections: [
      ...sharedLinks(shared, current, scope),
      ...allowed.map(({ key, label = `pro.nav.${key}`, icon, route }) => ({
        href: pathsTo(route, { listing: id ?? 0 })[locale],
        label: texts.line(label),
        icon,
        current: key === current,
      })),
    ],
    tabs:
      id === undefined
        ? accountTabs(scope, current, shared)
        : listingTabs(scope, id, { sections: tabs, current }),
  };
}
