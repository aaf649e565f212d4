export { bullOptions, QUEUE } from './bull-options';
export { JobQueue } from './job-queue';
export { QueueModule } from './queue.module';
export { DiscoveredHandlers } from './job-handlers';
