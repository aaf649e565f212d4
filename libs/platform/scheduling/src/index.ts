export { Every, type TaskCounts, type TaskRun } from './every.decorator';
export { findTasks } from './find-tasks';
export { EraseAfter, findRetentionRules, retentionLimit, RetentionSweep } from './retention';
export { RetentionModule } from './retention.module';
export { type Pace, type ScheduledTask, Scheduler } from './scheduler';
export { SchedulingModule } from './scheduling.module';
