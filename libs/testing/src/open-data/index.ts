export * from './open-data-writers';
export * from './sample-directory';
