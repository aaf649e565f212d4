import { Module } from '@nestjs/common';
import { PlaceDayLock } from './place-day-lock';

/** The room of a place on a day, which orders and appointments share. */
@Module({ providers: [PlaceDayLock], exports: [PlaceDayLock] })
export class PlaceDaysModule {}
