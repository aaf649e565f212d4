import { DeliveriesModule } from '@halles/domain/deliveries';
import { PostsModule } from '@halles/domain/posts';
import { Module } from '@nestjs/common';
import { PostHiddenProcessor } from './post-hidden.processor';

/** Mails about posts, and the erasure of old ones. */
@Module({ imports: [DeliveriesModule, PostsModule], providers: [PostHiddenProcessor] })
export class PostsWorkerModule {}
