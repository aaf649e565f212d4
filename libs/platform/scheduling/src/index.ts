export { Every, type TaskCounts, type TaskRun } from './every.decorator';
export { EraseAfter, retentionLimit, RetentionSweep } from './retention';
export { RetentionModule } from './retention.module';
export { type Pace, type ScheduledTask, Scheduler } from './scheduler';
export { SchedulingModule } from './scheduling.module';
