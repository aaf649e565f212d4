import { CorrectionsModule } from '@halles/domain/corrections';
import { Module } from '@nestjs/common';
import { PlaceWorlds } from './place-worlds';

/** Forms that ask where a business is: an address, and a pin on a plan. */
@Module({ imports: [CorrectionsModule], providers: [PlaceWorlds], exports: [PlaceWorlds] })
export class PortalPlacesModule {}
