import { Module } from '@nestjs/common';
import { PeoplePresent } from './people-present';
import { PlaceDayLock } from './place-day-lock';

/** The room of a place on a day, which orders and appointments share. */
@Module({ providers: [PeoplePresent, PlaceDayLock], exports: [PeoplePresent, PlaceDayLock] })
export class PlaceDaysModule {}
