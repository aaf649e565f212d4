import { Module } from '@nestjs/common';
import { DriftWatch } from './drift-watch';

/** Watches over the isolation between tenants. */
@Module({ providers: [DriftWatch] })
export class IsolationWorkerModule {}
