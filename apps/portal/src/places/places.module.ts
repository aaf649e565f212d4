import { CorrectionsModule } from '@halles/domain/corrections';
import { Module } from '@nestjs/common';
import { PlaceContexts } from './place-contexts';

/** Forms that ask where a business is: an address, and a pin on a plan. */
@Module({ imports: [CorrectionsModule], providers: [PlaceContexts], exports: [PlaceContexts] })
export class PortalPlacesModule {}
