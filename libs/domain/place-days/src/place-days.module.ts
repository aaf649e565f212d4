import { Module } from '@nestjs/common';
import { ClosingRules } from './closing-rules.service';
import { PeoplePresent } from './people-present';
import { PlaceDayLock } from './place-day-lock';
import { PlaceGaugeRepository } from './place-gauge.repository';
import { PlaceGauges } from './place-gauges.service';

/** The room of a place on a day, which orders and appointments share. */
@Module({
  providers: [ClosingRules, PeoplePresent, PlaceDayLock, PlaceGaugeRepository, PlaceGauges],
  exports: [ClosingRules, PeoplePresent, PlaceDayLock, PlaceGauges],
})
export class PlaceDaysModule {}
