export * from './freshness-world';
