import { ClaimsModule } from '@halles/domain/claims';
import { CorrectionsModule } from '@halles/domain/corrections';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { ProfilesModule } from '@halles/domain/profiles';
import { SearchModule } from '@halles/domain/search';
import { Module } from '@nestjs/common';
import { EditorSessions } from '../profiles';
import { ClaimController } from './claim.controller';
import { ClaimPageService } from './claim-page.service';
import { ClaimWaiting } from './claim.waiting';
import { ClaimDocumentController } from './document.controller';
import { FindController } from './find.controller';
import { PreviewController } from './preview.controller';

/** Claiming a business. */
@Module({
  imports: [
    ClaimsModule,
    CorrectionsModule,
    ListingsModule,
    MandatesModule,
    PlaceDaysModule,
    ProfilesModule,
    SearchModule,
  ],
  controllers: [ClaimController, ClaimDocumentController, FindController, PreviewController],
  providers: [ClaimPageService, ClaimWaiting, EditorSessions],
})
export class PortalClaimsModule {}
