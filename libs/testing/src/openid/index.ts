export * from './fake-issuer';
export * from './hostile-answers';
export * from './local-provider';
