import { fileRoutes, listingPath, pathTo, portalRoutes, writeCursor } from '@halles/contracts';
import { presentPostPicture } from '../photos';
import type { ShownPhoto } from '@halles/domain/photos';
import { postAnchor, type PostPage, type PostWithShop } from '@halles/domain/posts';
import type { Locale } from '@halles/kernel';
import { linkTo, type PageIdentity } from '../rendering/layout.presenter';
import { breadcrumbList } from '../rendering/json-ld';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { addressLine } from '../wording/contact-words';
import { presentPost } from '../wording/post-words';
import { typeset } from '../wording/typeset';
import type { TerritoryPostsBody, ShopPostView } from './posts.view';

/** The feed of a language. Pure. */
export const feedPath = (locale: Locale): string =>
  locale === 'fr' ? fileRoutes.postsFeed : fileRoutes.postsFeedEn;

/** A post with the shop that it is of. Pure. */
export function presentShopPost(
  { post, listing }: PostWithShop,
  today: string,
  scope: PageScope,
  photo?: ShownPhoto,
): ShopPostView {
  const page = listingPath(scope.locale, listing);
  return {
    ...presentPost(post, today, scope),
    ...presentPostPicture(photo, post.title, scope.locale),
    href: `${page}#${postAnchor(post.id)}`,
    shop: { href: page, label: typeset(listing.name) },
    where: addressLine(listing.address, true),
    demonstration: listing.demonstration,
  };
}

/** A page of what the shops of the territory tell of. */
export interface TerritoryPosts {
  readonly page: PostPage;
  /** Their pictures, by post. */
  readonly photos: ReadonlyMap<string, ShownPhoto>;
  readonly today: string;
  /** Whether it is the first page. */
  readonly isFirst: boolean;
}

/** Pure. */
export function presentTerritoryPosts(
  scope: PageScope,
  { page, photos, today, isFirst }: TerritoryPosts,
): TerritoryPostsBody {
  const { texts, locale } = scope;
  const path = pathTo('posts', locale);
  const next = page.next && `${path}?apres=${writeCursor([page.next.publishedAt, page.next.id])}`;
  return {
    heading: texts.line('pages.posts.title'),
    lead: texts.line('posts.territory.lead', territoryWords(scope)),
    trail: [{ href: pathTo('businesses', locale), label: texts.line('results.crumb') }],
    posts: page.posts.map((each) => presentShopPost(each, today, scope, photos.get(each.post.id))),
    ...(page.posts.length === 0 ? { none: texts.line('posts.territory.none') } : {}),
    pages: [
      ...(isFirst ? [] : [{ href: path, label: texts.line('posts.territory.first'), back: true }]),
      ...(next === null ? [] : [{ href: next, label: texts.line('posts.territory.next'), back: false }]),
    ],
    feed: { href: feedPath(locale), label: texts.line('posts.territory.feed') },
    data: linkTo(scope, 'data'),
  };
}

/** Title, description and addresses of a page of news. Pure. */
export function identifyTerritoryPosts(scope: PageScope, { isFirst }: TerritoryPosts): PageIdentity {
  const { texts, locale } = scope;
  const title = texts.line('pages.posts.title', territoryWords(scope));
  return {
    page: 'posts',
    title,
    description: texts.line('pages.posts.description', territoryWords(scope)),
    paths: portalRoutes.posts,
    // Its posts are on the pages of their shops: what comes behind the first is not for search engines.
    noindex: !isFirst,
    feed: feedPath(locale),
    jsonLd: [
      breadcrumbList(scope, [{ href: pathTo('businesses', locale), label: texts.line('results.crumb') }], {
        label: title,
        path: pathTo('posts', locale),
      }),
    ],
  };
}
