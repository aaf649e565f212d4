import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { ProfileResolveProcessor } from './profile-resolve.processor';

/** Profiles that had to wait for an import. */
@Module({ imports: [ProfilesModule], providers: [ProfileResolveProcessor] })
export class ProfilesWorkerModule {}
