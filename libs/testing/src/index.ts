export * from './builders';
export * from './fixed-registry';
export * from './run';
export * from './world';
export * from './browser';
export * from './listings';
export * from './told-news';
export * from './hostile-pictures';
