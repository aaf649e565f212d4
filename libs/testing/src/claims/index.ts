export * from './claims-world';
