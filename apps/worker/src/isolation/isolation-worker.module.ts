import { Module } from '@nestjs/common';
import { DriftWatchTask } from './drift-watch.task';

/** Watches over the isolation between tenants. */
@Module({ providers: [DriftWatchTask] })
export class IsolationWorkerModule {}
