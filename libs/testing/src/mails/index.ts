export * from './mailer-to';
