export * from './assert';
export * from './clock';
export * from './dates';
export * from './errors';
export * from './insee';
export * from './naf';
export * from './plural';
export * from './siret';
export { normalizeEmail } from './email';
