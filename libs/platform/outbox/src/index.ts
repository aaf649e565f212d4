export * from './handles-job.decorator';
export * from './job-kind';
export * from './job-runner';
export * from './outbox';
export * from './outbox.repository';
export * from './relay';
