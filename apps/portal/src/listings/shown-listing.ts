import type { CalmSpan, OrderFulfilment, OrderKind } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import type { CategoryTree } from '@halles/domain/categories';
import type { Crowd } from '@halles/domain/footfall';
import type { Freshness } from '@halles/domain/freshness';
import type { Listing } from '@halles/domain/listings';
import type { Covers, ShownPhoto, ShownPhotos } from '@halles/domain/photos';
import type { PlaceLimits } from '@halles/domain/place-days';
import type { ShownPost } from '@halles/domain/posts';
import type { StoredProfile } from '@halles/domain/profiles';
import type { SearchPlace, SearchResult } from '@halles/domain/search';
import type { AgendaOffer } from '../agenda-offers';
import { typeset } from '../wording/typeset';

/** A listing with what surrounds it. */
export interface Shown {
  readonly listing: Listing;
  readonly tree: CategoryTree;
  /** ms since 1970. */
  readonly now: number;
  /** Slug of its commune's page; null where it has none. */
  readonly communeSlug: string | null;
  /** Its street's page; null where it has none. */
  readonly street: Pick<SearchPlace, 'slug' | 'name'> | null;
  /** Businesses of its kind near it, it left out. */
  readonly nearby: readonly SearchResult[];
  /** Their pictures. */
  readonly covers: Covers;
  readonly photos: ShownPhotos;
  /** What its owner says of it; null where nobody does. */
  readonly profile: StoredProfile | null;
  /** When its owner last confirmed what it shows, and whether readers say that it is closed. */
  readonly freshness: Freshness;
  /** Whether customers order what it sells here. */
  readonly takesOrders: boolean;
  /** Until when it takes no orders, of what it would sell, or by list; null: it does, or never does. */
  readonly pausedUntil: Date | null;
  /** Whether they order and pay, or reserve. */
  readonly orderKind: OrderKind;
  /** How that reaches them; none where it sells nothing here. */
  readonly orderWays: readonly OrderFulfilment[];
  /** Whether a list can be written or photographed for it. */
  readonly takesLists: boolean;
  /** Its first products with all of their variants, where it takes orders or will after a pause, and their pictures. */
  readonly products: readonly Product[];
  readonly productPhotos: ReadonlyMap<string, ShownPhoto>;
  /** Whether customers may write to it. */
  readonly takesMessages: boolean;
  /** What can be booked there, the first few; null where it takes no appointments. */
  readonly appointments: AgendaOffer | null;
  /** How busy it is, and when it usually is. */
  readonly crowd: Crowd;
  /** What limits how many people may be inside, now and in the days to come. */
  readonly limits: PlaceLimits;
  /** Times of the week that it sets apart. */
  readonly calmHours: readonly CalmSpan[];
  /** What it tells of for a while. */
  readonly posts: readonly ShownPost[];
  /** Their pictures, by post. */
  readonly postPhotos: ReadonlyMap<string, ShownPhoto>;
}

/** What it is called, as it is printed. */
export const nameOf = ({ name }: Listing): string => typeset(name);

/** The address of a file about it. Pure. */
export const fileOf = (route: string, { slug, id }: Listing): string =>
  route.replace(':listing', `${slug}-${id}`);
