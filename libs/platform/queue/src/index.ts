export { bullOptions, queueOf } from './bull-options';
export { DiscoveredHandlers } from './job-handlers';
export { JobQueue } from './job-queue';
export { QueueModule } from './queue.module';
