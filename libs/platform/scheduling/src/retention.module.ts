import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RetentionSweep } from './retention';

/** Erases what the providers of the application declare with `@EraseAfter`. For workers, beside `SchedulingModule`. */
@Module({ imports: [DiscoveryModule], providers: [RetentionSweep], exports: [RetentionSweep] })
export class RetentionModule {}
