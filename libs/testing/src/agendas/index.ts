export * from './agendas-world';
