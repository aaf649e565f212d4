import { ClaimsModule } from '@halles/domain/claims';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { SearchModule } from '@halles/domain/search';
import { Module } from '@nestjs/common';
import { AdditionController } from './addition.controller';
import { ClaimController } from './claim.controller';
import { ClaimDocumentController } from './claim-document.controller';
import { ClaimPages } from './claim-pages';
import { FindController } from './find.controller';
import { HandOverController } from './hand-over.controller';
import { HAND_OVER } from './hand-over.presenter';
import { PreviewController } from './preview.controller';
import { EditorSessions } from '../profiles';
import { MerchantSections } from '../merchant-space';

/** Claiming a business, adding one, handing one over. */
@Module({
  imports: [ClaimsModule, ListingsModule, ProfilesModule, SearchModule],
  controllers: [
    ClaimController,
    ClaimDocumentController,
    FindController,
    AdditionController,
    HandOverController,
    PreviewController,
  ],
  providers: [ClaimPages, EditorSessions],
})
export class PortalClaimsModule {
  constructor(sections: MerchantSections) {
    sections.register({
      key: HAND_OVER,
      label: 'claims.titles.handOver',
      permission: 'listing.release',
      icon: 'user',
      order: 95,
      route: 'transfer.offer',
    });
  }
}
