import { Module } from '@nestjs/common';
import { ListingPlaces } from './listing-places';
import { ListingWriter } from './listing-writer';
import { createListingWriters } from './wire-listings';

const { writer, places } = createListingWriters();

@Module({
  providers: [
    { provide: ListingWriter, useValue: writer },
    { provide: ListingPlaces, useValue: places },
  ],
  exports: [ListingPlaces, ListingWriter],
})
export class ListingsModule {}
