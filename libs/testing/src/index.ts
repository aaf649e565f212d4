export * from './builders';
export * from './run';
export * from './world';
export * from './browser';
