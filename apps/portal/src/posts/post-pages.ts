import { ListingService } from '@halles/domain/listings';
import { PostPhotos } from '@halles/domain/photos';
import { type Post, type PostAuthor, PostNotFound, PostService, todayIn } from '@halles/domain/posts';
import { ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { PageNotFound } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { isAgent, MerchantSpace, type SpaceRequest, type SpaceUser } from '../merchant-space';
import { isUuid } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { postPage, type PostsPlace, type PostsState } from './merchant-posts.presenter';

/** A post that the town hides. */
export interface HiddenPost {
  readonly post: Post;
  readonly hasPhoto: boolean;
}

/** In whose name somebody in the space of a shop tells of it. Pure. */
export const authorOf = (user: SpaceUser): PostAuthor => (isAgent(user) ? 'agent' : 'merchant');

/** Makes the page of one post in the merchant space. */
@Injectable()
export class PostPages {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly listings: ListingService,
    private readonly posts: PostService,
    private readonly photos: PostPhotos,
    private readonly clock: Clock,
  ) {}

  async one(at: SpaceRequest, post: Post, state: PostsState, answer: PageOptions = {}): Promise<Page> {
    const photo = await this.photos.find(at.ctx, at.listing, post.id);
    return this.space.page(at.ctx, at.user, {
      ...postPage(await this.placeOf(at), post, photo, state),
      ...answer,
    });
  }

  /** @throws PageNotFound */
  async placeOf({ ctx, listing: id }: SpaceRequest): Promise<PostsPlace> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const shown = await this.listings.find(ctx, id);
    return { listing, shown: shown?.id === id ? shown : null, today: todayIn(ctx, this.clock.now()) };
  }

  /** @throws PostNotFound also where it is another shop's */
  async find(ctx: TenantContext, listing: number, id: string): Promise<Post> {
    if (!isUuid(id)) throw new PostNotFound({});
    return this.posts.get(ctx, listing, id);
  }

  /** A post of the shop that the town hides, whose words a new one begins with; null where there is none such. */
  async hidden(ctx: TenantContext, listing: number, id: string): Promise<HiddenPost | null> {
    try {
      const post = await this.find(ctx, listing, id);
      if (post.hiddenAt === null) return null;
      return { post, hasPhoto: (await this.photos.find(ctx, listing, id)) !== null };
    } catch (error) {
      if (!(error instanceof PostNotFound)) throw error;
      return null;
    }
  }
}
