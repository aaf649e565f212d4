export * from './orders-world';
