import { DeliveriesModule } from '@halles/domain/deliveries';
import { PostsModule } from '@halles/domain/posts';
import { Module } from '@nestjs/common';
import { PostHiddenProcessor } from './post-hidden.processor';
import { PostShownProcessor } from './post-shown.processor';

/** Mails about posts, and the erasure of old ones. */
@Module({ imports: [DeliveriesModule, PostsModule], providers: [PostHiddenProcessor, PostShownProcessor] })
export class PostsWorkerModule {}
