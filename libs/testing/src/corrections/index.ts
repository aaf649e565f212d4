export * from './corrections-by-link';
