export * from './duplicates-world';
