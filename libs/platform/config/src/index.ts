export * from './config';
export * from './derived-key';
export * from './env';
