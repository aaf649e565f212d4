import { ImportsModule } from '@halles/domain/imports';
import { ListingsModule } from '@halles/domain/listings';
import { PostsModule } from '@halles/domain/posts';
import { Module } from '@nestjs/common';
import { SeedRepository } from './seed.repository';
import { SeedService } from './seed.service';

/** What fills directories from the territories' folders. */
@Module({
  imports: [ImportsModule, ListingsModule, PostsModule],
  providers: [SeedRepository, SeedService],
  exports: [SeedService],
})
export class SeedsModule {}
