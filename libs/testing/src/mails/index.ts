export * from './held-transport';
export * from './mailer-to';
