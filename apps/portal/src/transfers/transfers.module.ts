import { ClaimsModule } from '@halles/domain/claims';
import { CorrectionsModule } from '@halles/domain/corrections';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { EditorSessions } from '../profiles';
import { TransferWaiting } from './transfer.waiting';
import { TransferController } from './transfer.controller';

/** Owners hand their listing over, or give it up. */
@Module({
  imports: [ClaimsModule, CorrectionsModule, ListingsModule, MandatesModule, PlaceDaysModule, ProfilesModule],
  controllers: [TransferController],
  providers: [EditorSessions, TransferWaiting],
})
export class PortalTransfersModule {}
