import { ListingsModule } from '@halles/domain/listings';
import { PostsModule } from '@halles/domain/posts';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { PortalListingsModule } from '../listings';
import { MerchantPostsController } from './merchant-posts.controller';
import { PostPages } from './post-pages';
import { PostWaiting } from './post.waiting';
import { PostPhotoController } from './post-photo.controller';
import { TerritoryPostsController } from './territory-posts.controller';

/** What shops tell of: written by who keeps them, read by everybody. */
@Module({
  imports: [ListingsModule, PostsModule, ProfilesModule, PortalListingsModule],
  controllers: [MerchantPostsController, PostPhotoController, TerritoryPostsController],
  providers: [PostPages, PostWaiting],
})
export class PortalPostsModule {}
