import { CatalogueService } from '@halles/domain/catalogue';
import { CalmHours, PublicFootfall } from '@halles/domain/footfall';
import { Messaging } from '@halles/domain/conversations';
import { FreshnessService } from '@halles/domain/freshness';
import { type Listing, ListingService, isListingId } from '@halles/domain/listings';
import { categoriesOf } from '@halles/domain/categories';
import { slugOf } from '@halles/domain/text';
import { PhotoService, PostPhotos, ProductPhotos } from '@halles/domain/photos';
import { Fulfilments, OrderingShops, type ShownOffer } from '@halles/domain/orders';
import { ClosingRules, PlaceGauges } from '@halles/domain/place-days';
import { PostReader } from '@halles/domain/posts';
import { ProfileService, type StoredProfile } from '@halles/domain/profiles';
import { SearchService, searchQuery } from '@halles/domain/search';
import { Clock, DAY, type Locale } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { BookingOffers } from '../agenda-offers';
import { coversOf, withOrderingNow } from '../search';
import type { Shown } from './shown-listing';

/** How many others of its kind a page shows. */
const NEARBY = 4;
/** How many of the things that it sells. */
const FIRST_PRODUCTS = 8;
/** How many of the services that can be booked. */
const FIRST_SERVICES = 6;
/** How long before it counts a rule on how many people may be inside is told of. */
const RULES_AHEAD = 7 * DAY;

/** What one can do there at the moment. Pure. */
const takenBy = ({ goods, lists, pausedUntil }: ShownOffer) => ({
  takesOrders: goods && pausedUntil === null,
  takesLists: lists && pausedUntil === null,
  pausedUntil: goods || lists ? pausedUntil : null,
});

/** Finds a business and what surrounds it. */
@Injectable()
export class ListingPageService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingService,
    private readonly search: SearchService,
    private readonly photos: PhotoService,
    private readonly profiles: ProfileService,
    private readonly freshness: FreshnessService,
    private readonly orderingShops: OrderingShops,
    private readonly fulfilments: Fulfilments,
    private readonly catalogue: CatalogueService,
    private readonly productPhotos: ProductPhotos,
    private readonly posts: PostReader,
    private readonly postPhotos: PostPhotos,
    private readonly bookingOffers: BookingOffers,
    private readonly messaging: Messaging,
    private readonly footfall: PublicFootfall,
    private readonly gauges: PlaceGauges,
    private readonly closings: ClosingRules,
    private readonly calm: CalmHours,
    private readonly clock: Clock,
  ) {}

  /** Null for what does not exist or may not be shown. */
  async find(ctx: TenantContext, id: number, locale: Locale): Promise<Shown | null> {
    if (!isListingId(id)) return null;
    return this.work.read(ctx, async (tx) => {
      const [listing, profile, photos] = await Promise.all([
        this.listings.findIn(tx, id),
        this.profiles.findShownIn(tx, id),
        this.photos.shownIn(tx, id),
      ]);
      if (listing === null) return null;
      // One that was merged is another by now: what belongs to it is that one's.
      const own =
        listing.id === id
          ? { profile, photos }
          : {
              profile: await this.profiles.findShownIn(tx, listing.id),
              photos: await this.photos.shownIn(tx, listing.id),
            };
      return this.surround(tx, { listing, ...own }, locale);
    });
  }

  /** What surrounds a business that is known already, with what its owner says of it. */
  async around(
    ctx: TenantContext,
    listing: Listing,
    profile: StoredProfile | null,
    locale: Locale,
  ): Promise<Shown> {
    return this.work.read(ctx, async (tx) => {
      const photos = await this.photos.shownIn(tx, listing.id);
      return this.surround(tx, { listing, profile, photos }, locale);
    });
  }

  private async surround(
    tx: TenantTx,
    own: Pick<Shown, 'listing' | 'profile' | 'photos'>,
    locale: Locale,
  ): Promise<Shown> {
    const now = this.clock.now().getTime();
    const { listing, profile } = own;
    const { communeCode, street } = listing.address;
    const [places, [nearby, covers], freshness, offered, posts, appointments, crowd, limits, calmHours] =
      await Promise.all([
        this.search.placesOfAddressIn(tx, communeCode, street === null ? null : slugOf(street)),
        this.nearby(tx, listing, locale, now),
        this.freshness.ofListingIn(tx, listing, profile, new Date(now)),
        this.orderingShops.shown(tx, listing.id, new Date(now)),
        this.posts.ofListingIn(tx, listing.id, new Date(now)),
        this.bookingOffers.findIn(tx, listing.id, FIRST_SERVICES),
        this.footfall.ofListing(tx, listing.id),
        this.gauges.shownLimits(tx, listing.id, { from: now, until: now + RULES_AHEAD }),
        this.calm.shownIn(tx, listing.id),
      ]);
    const postPhotos = await this.postPhotos.ofPostsIn(
      tx,
      posts.map(({ id }) => id),
    );
    const [products, productPhotos] = offered.goods ? await this.sold(tx, listing.id) : [[], new Map()];
    const orderWays =
      offered.goods && offered.pausedUntil === null ? await this.fulfilments.ways(tx, listing.id) : [];
    return {
      ...own,
      // What is said of its hours is said of them under the rules that close it.
      listing: await this.closings.over(tx, listing, now),
      ...{ orderWays, products, productPhotos },
      tree: categoriesOf(tx.ctx),
      now,
      communeSlug: places.commune?.slug ?? null,
      street: places.street,
      nearby,
      covers,
      freshness,
      ...takenBy(offered),
      orderKind: offered.kind,
      appointments,
      takesMessages: await this.messaging.isOffered(tx, listing.id),
      crowd,
      limits,
      calmHours,
      posts,
      postPhotos,
    };
  }

  /** The first things that it sells, with their pictures: so many, whatever it sells in all. */
  private async sold(
    tx: TenantTx,
    listingId: number,
  ): Promise<readonly [Shown['products'], Shown['productPhotos']]> {
    const products = await this.catalogue.firstIn(tx, listingId, FIRST_PRODUCTS);
    const ids = products.map(({ id }) => id);
    return [products, await this.productPhotos.ofProductsIn(tx, listingId, ids)];
  }

  /** Others of its kind around it, with their pictures. */
  private async nearby(
    tx: TenantTx,
    { id, category, position }: Listing,
    locale: Locale,
    now: number,
  ): Promise<readonly [Shown['nearby'], Shown['covers']]> {
    if (category === null) return [[], new Map()];
    const query = searchQuery({ locale, at: now, category, near: position, limit: NEARBY + 1 });
    const { results } = await this.search.searchIn(tx, query);
    const near = results.filter(({ listing }) => listing.id !== id).slice(0, NEARBY);
    const others = await withOrderingNow({ results: near }, tx, this.orderingShops, now);
    return [others, await coversOf({ results: others }, tx, this.photos)];
  }
}
