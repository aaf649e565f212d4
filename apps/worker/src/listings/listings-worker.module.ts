import { ClaimsModule } from '@halles/domain/claims';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import { PhotosModule } from '@halles/domain/photos';
import { Module } from '@nestjs/common';
import { ListingClearLeftProcessor } from './listing-clear-left.processor';
import { OpeningRenewalTask } from './opening-renewal.task';

/** Opening hours of the days to come, and the clean-up after an owner. */
@Module({
  imports: [ClaimsModule, ListingsModule, MandatesModule, PhotosModule],
  providers: [ListingClearLeftProcessor, OpeningRenewalTask],
})
export class ListingsWorkerModule {}
