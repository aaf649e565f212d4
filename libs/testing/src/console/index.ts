export * from './console-accounts';
export * from './console-client';
