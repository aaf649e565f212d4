import { DraftPreviewAccess, LiveSessions } from '@halles/domain/console-accounts';
import { PreviewAccess } from '@halles/platform/http';
import { Module } from '@nestjs/common';
import { DraftAccess } from './draft-access';

/** Portals that are not open yet, for those who prepare them. */
@Module({
  providers: [LiveSessions, DraftPreviewAccess, { provide: PreviewAccess, useClass: DraftAccess }],
})
export class PreviewsModule {}
