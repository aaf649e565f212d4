export { bullOptions, QUEUE } from './bull-options';
export { JobQueue } from './job-queue';
export { JOB_HANDLERS, QueueModule } from './queue.module';
