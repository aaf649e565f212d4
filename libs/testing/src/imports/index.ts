export * from './directory-world';
export * from './import-files';
