export * from './profiles-world';
