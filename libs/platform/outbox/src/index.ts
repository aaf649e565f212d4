export * from './job-runner';
export * from './outbox';
export * from './outbox.repository';
export * from './relay';
