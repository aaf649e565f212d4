import { AccountsModule } from '@halles/domain/accounts';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { ListingsModule } from '@halles/domain/listings';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { OwnerNotices } from './owner-notices';
import { PostDirectory } from './post-directory';
import { PostModeration } from './post-moderation.service';
import { PostReader } from './post-reader.service';
import { PostRepository } from './post.repository';
import { PostService } from './post.service';
import { ShopsWithPosts } from './shops-with-posts';
import { ShownPostRepository } from './shown-post.repository';

@Module({
  imports: [AccountsModule, ListingsModule, NotificationServiceModule],
  providers: [
    Outbox,
    OwnerNotices,
    PostDirectory,
    PostModeration,
    PostReader,
    PostRepository,
    PostService,
    ShopsWithPosts,
    ShownPostRepository,
  ],
  exports: [OwnerNotices, PostModeration, PostReader, PostService],
})
export class PostsModule {}
