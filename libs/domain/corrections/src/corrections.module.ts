import { AccountsModule } from '@halles/domain/accounts';
import { ClaimPolicyModule } from '@halles/domain/claims';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { CorrectionAnnouncementRepository } from './announcements/correction-announcement.repository';
import { CorrectionAnnouncements } from './announcements/correction-announcements.service';
import { CorrectionPersonalData } from './correction-personal-data';
import { CorrectionRepository } from './correction.repository';
import { CorrectionService } from './correction.service';
import { DecidedPlaces } from './places/decided-places';
import { MerchantPlaces } from './places/merchant-places.service';
import { PlacePersonalData } from './places/place-personal-data';
import { PlaceRepository } from './places/place.repository';
import { TownCorrections } from './town-corrections.service';

@Module({
  imports: [AccountsModule, ClaimPolicyModule, ListingsModule, NotificationServiceModule, ProfilesModule],
  providers: [
    Outbox,
    CorrectionAnnouncementRepository,
    CorrectionAnnouncements,
    CorrectionPersonalData,
    CorrectionRepository,
    CorrectionService,
    DecidedPlaces,
    MerchantPlaces,
    PlacePersonalData,
    PlaceRepository,
    TownCorrections,
  ],
  exports: [CorrectionAnnouncements, CorrectionService, MerchantPlaces, TownCorrections],
})
export class CorrectionsModule {}
