import { postAnchor, type ShownPost } from '@halles/domain/posts';
import type { JsonLdNode } from './json-ld-node';

/** What the nodes of posts say of their shop. */
export interface PostPlace {
  /** Absolute address of the page of the shop. */
  readonly url: string;
  readonly name: string;
  readonly address: JsonLdNode;
}

/** Where a post stands: the fragment that its page gives it. */
const urlOf = ({ url }: PostPlace, { id }: ShownPost): string => `${url}#${postAnchor(id)}`;

/** An offer that ends (https://schema.org/Offer). */
const offerOf = (place: PostPlace, post: ShownPost): JsonLdNode => ({
  '@type': 'Offer',
  '@id': urlOf(place, post),
  url: urlOf(place, post),
  name: post.title,
  description: post.text,
  validFrom: post.startsOn,
  validThrough: post.endsOn,
  offeredBy: { '@id': place.url },
});

/** What takes place at the shop (https://schema.org/Event). */
const eventOf = (place: PostPlace, post: ShownPost): JsonLdNode => ({
  '@type': 'Event',
  '@id': urlOf(place, post),
  url: urlOf(place, post),
  name: post.title,
  description: post.text,
  startDate: post.startsOn,
  endDate: post.endsOn,
  eventStatus: 'https://schema.org/EventScheduled',
  eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
  location: { '@type': 'Place', name: place.name, address: place.address },
  organizer: { '@id': place.url },
});

/** What it says (https://schema.org/SocialMediaPosting). */
const postingOf = (place: PostPlace, post: ShownPost): JsonLdNode => ({
  '@type': 'SocialMediaPosting',
  '@id': urlOf(place, post),
  url: urlOf(place, post),
  headline: post.title,
  articleBody: post.text,
  datePublished: post.publishedAt.toISOString(),
  dateModified: post.updatedAt.toISOString(),
  expires: post.endsOn,
  author: { '@id': place.url },
});

/** What a shop tells of, by the properties of a LocalBusiness that hold it. Pure. */
export function postNodes(place: PostPlace, posts: readonly ShownPost[]): JsonLdNode {
  const of = (...kinds: readonly ShownPost['kind'][]) => posts.filter(({ kind }) => kinds.includes(kind));
  return {
    makesOffer: of('offer').map((post) => offerOf(place, post)),
    event: of('event').map((post) => eventOf(place, post)),
    subjectOf: of('novelty', 'opening').map((post) => postingOf(place, post)),
  };
}
