import { listingPath, pathTo } from '@halles/contracts';
import { postAnchor, type PostWithShop } from '@halles/domain/posts';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { xml, XML_DECLARATION } from '../wording/xml';
import { postDates } from '../wording/post-words';
import { feedPath } from './territory-posts.presenter';

/** A post as an entry (RFC 4287): plain text, so that no reader of feeds takes it for markup. */
function entryOf({ post, listing }: PostWithShop, today: string, scope: PageScope): string {
  const { origin, locale, texts } = scope;
  const url = `${origin}${listingPath(locale, listing)}#${postAnchor(post.id)}`;
  const marks = listing.demonstration ? [texts.line('listing.demonstration')] : [];
  const words = [postDates(post, today, scope), post.text, ...marks].join('\n\n');
  return `<entry>
<id>urn:uuid:${post.id}</id>
<title type="text">${xml(`${listing.name} : ${post.title}`)}</title>
<link rel="alternate" type="text/html" href="${xml(url)}"/>
<published>${post.publishedAt.toISOString()}</published>
<updated>${post.updatedAt.toISOString()}</updated>
<author><name>${xml(listing.name)}</name></author>
<category term="${post.kind}" label="${xml(texts.line(`posts.kinds.${post.kind}`))}"/>
<content type="text">${xml(words)}</content>
</entry>
`;
}

/**
 * What the shops of a territory tell of, as an Atom feed. Pure.
 * @param changedAt when the directory last changed: that of a feed without entries
 */
export function feedOf(
  scope: PageScope,
  posts: readonly PostWithShop[],
  { today, changedAt }: { readonly today: string; readonly changedAt: Date },
): string {
  const { origin, locale, texts, settings } = scope;
  const updated = posts.reduce(
    (last, { post }) => (post.updatedAt > last ? post.updatedAt : last),
    new Date(0),
  );
  const title = `${texts.line('pages.posts.title')} · ${settings.title[locale]}`;
  const self = origin + feedPath(locale);
  return `${XML_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
<id>${xml(self)}</id>
<title type="text">${xml(title)}</title>
<subtitle type="text">${xml(texts.line('pages.posts.description', territoryWords(scope)))}</subtitle>
<link rel="self" type="application/atom+xml" href="${xml(self)}"/>
<link rel="alternate" type="text/html" href="${xml(origin + pathTo('posts', locale))}"/>
<updated>${(posts.length === 0 ? changedAt : updated).toISOString()}</updated>
<author><name>${xml(settings.publisher.name)}</name></author>
${posts.map((each) => entryOf(each, today, scope)).join('')}</feed>
`;
}
