import { DraftPreviewAccess, LiveSessions } from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import { RoleDatabase } from '@halles/platform/database';
import { PreviewAccess } from '@halles/platform/http';
import { Module } from '@nestjs/common';
import { DraftAccess } from './draft-access';

/** Portals that are not open yet, for those who prepare them. */
@Module({
  providers: [
    {
      provide: DraftPreviewAccess,
      inject: [RoleDatabase, Clock],
      useFactory: (db: RoleDatabase, clock: Clock) =>
        new DraftPreviewAccess(db, new LiveSessions(db, clock), clock),
    },
    { provide: PreviewAccess, useClass: DraftAccess },
  ],
})
export class PreviewsModule {}
