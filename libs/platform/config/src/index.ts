export * from './config';
export * from './config.module';
export * from './derived-key';
export * from './env';
export { isWeakKey } from './key-strength';
