export * from './search-directory';
