import { ClaimsModule } from '@halles/domain/claims';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { EditorSessions } from '../profiles';
import { TransferWaiting } from './transfer.waiting';
import { TransferController } from './transfer.controller';

/** Owners hand their listing over, or give it up. */
@Module({
  imports: [ClaimsModule, ListingsModule, ProfilesModule],
  controllers: [TransferController],
  providers: [EditorSessions, TransferWaiting],
})
export class PortalTransfersModule {}
